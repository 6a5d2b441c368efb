from __future__ import annotations

import pytest

from generator.extract.figures import figures


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("max 1 hour", ["1"]),
        ("1,024 characters, or 2.5 pages", ["1024", "2.5"]),
        ("256kb and 14-minute runs", ["256", "14"]),
        ("400, 401 and 403", ["400", "401", "403"]),
        ("`422`.", ["422"]),
        ("between 3 and 3", ["3", "3"]),
        ("v2 of /api/3/x, {4} and a_5", []),
        ("RFC 9110 section 13.1", ["9110", "13.1"]),
        ("1234567890123456789", []),
        ("nothing", []),
    ],
)
def test_the_numbers_of_a_sentence(text: str, numbers: list[str]) -> None:
    assert figures(text) == numbers


def test_there_are_twenty_at_most_and_long_texts_take_no_time() -> None:
    assert figures("1 " * 100_000) == ["1"] * 20
    for hostile in ("9" * 200_000, "111," * 100_000, "1." * 100_000):
        assert len(figures(hostile)) <= 20
