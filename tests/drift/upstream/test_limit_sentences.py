"""Limits read from sentences."""

from __future__ import annotations

import pytest

from generator.drift.upstream.limit_sentences import limits_of


@pytest.mark.parametrize(
    ("sentence", "stated"),
    [
        (
            "Limited to 10 simultaneous executions per tenant.",
            {"simultaneous.calls": (10,), "simultaneous.per": ("tenant",)},
        ),
        ("A total of 1,000 concurrent runs is allowed.", {"simultaneous.calls": (1000,)}),
        (
            "No more than 3 requests at the same time for each user.",
            {"simultaneous.calls": (3,), "simultaneous.per": ("user",)},
        ),
        ("At most 12 calls run in parallel.", {"simultaneous.calls": (12,)}),
        ("The maximum runtime is 14 minutes.", {"duration_seconds": (840,)}),
        ("It has a timeout of 1.5 hours.", {"duration_seconds": (5400,)}),
        ("The time limit is 500 ms.", {"duration_seconds": (0.5,)}),
        ("A run ends after 30 s.", {"duration_seconds": (30,)}),
        ("Headers may take 256kb.", {"header_bytes": (256000, 262144)}),
        ("The header size is 8 KiB.", {"header_bytes": (8192,)}),
        ("All headers together: 4096 bytes.", {"header_bytes": (4096,)}),
        (
            "A run takes 2 minutes. Its header has 1 MB.",
            {"duration_seconds": (120,), "header_bytes": (1000000, 1048576)},
        ),
    ],
)
def test_a_limit_and_nothing_else(sentence: str, stated: dict[str, tuple[object, ...]]) -> None:
    limits, unread = limits_of(sentence, 7)
    assert {limit.name: limit.values for limit in limits} == stated
    assert unread == []
    assert {limit.line for limit in limits} == {7}


@pytest.mark.parametrize(
    ("sentence", "unread"),
    [
        ("A name has 40 letters.", ["40"]),
        ("Wait for 5 minutes.", ["5"]),
        ("A body has at most 6 MB.", ["6"]),
        ("300 requests a second are allowed.", ["300"]),
        ("Version v2 of /api/3 has no limit.", []),
        ("At most 5 simultaneous runs of 9 scripts.", ["9"]),
        ("5 simultaneous calls, or 5 in a row.", ["5"]),
    ],
)
def test_numbers_that_belong_to_no_limit(sentence: str, unread: list[str]) -> None:
    assert limits_of(sentence, 1)[1] == unread


@pytest.mark.parametrize("text", ["9" * 100_000, "1," * 50_000, "5 " * 50_000, "run " * 50_000, "per " * 50_000])
def test_long_lines_take_no_time(text: str) -> None:
    assert limits_of(text, 1)[0] == []
