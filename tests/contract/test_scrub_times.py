"""Moments are moved together."""

from __future__ import annotations

import json
from typing import Any

import pytest

from generator.contract.scrubbing.scrub import Scrubber
from generator.exchange.messages import header_values

from .planted import ITEM, document, exchange


def answered(*bodies: Any, times: bool = True) -> list[Any]:
    scrub = Scrubber(document(), secrets=[], times=times)
    return [json.loads(scrub.scrub(exchange(body=body)).response.body) for body in bodies]


def test_the_first_moment_becomes_a_fixed_one_and_differences_stay() -> None:
    first = {"created": "2026-11-22T04:47:10.250Z", "modified": "2026-11-22T04:47:11.5Z", "due": "2026-11-23T04:47:10Z"}
    assert answered(first, {"at": "2026-11-22T04:47:10.250Z"}) == [
        {"created": "2026-01-01T00:00:00.000Z", "modified": "2026-01-01T00:00:01.2Z", "due": "2026-01-01T23:59:59Z"},
        {"at": "2026-01-01T00:00:00.000Z"},
    ]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("2026-11-22T06:47:10+02:00", "2026-01-01T02:00:00+02:00"),
        ("2026-11-22T04:47:10.000000001Z", "2026-01-01T00:00:00.000000001Z"),
        ("2026-11-22 04:47:12", "2026-01-01 00:00:02"),
        ("2026-11-22t04:47:10z", "2026-01-01t00:00:00z"),
        ("2026-11-22T04:47:10+0000", "2026-01-01T00:00:00+0000"),
        ("from 2026-11-22T04:47:10Z, to 2026-11-22T05:47:10Z.", "from 2026-01-01T00:00:00Z, to 2026-01-01T01:00:00Z."),
    ],
)
def test_offset_precision_and_spelling_stay(before: str, after: str) -> None:
    assert answered({"first": "2026-11-22T04:47:10Z", "then": before})[0]["then"] == after


@pytest.mark.parametrize(
    "text",
    ["0001-01-01T00:00:00Z", "9999-12-31T23:59:59Z", "2026-02-30T00:00:00Z", "2026-11-22", "x2026-11-22T04:47:10Z"],
)
def test_what_is_no_moment_of_the_recording_stays(text: str) -> None:
    assert answered({"first": "2026-11-22T04:47:10Z", "then": text})[0]["then"] == text


def test_headers_queries_and_arguments_are_moved_too() -> None:
    scrub = Scrubber(document(), secrets=[], times=True)
    made = scrub.scrub(
        exchange(
            f"{ITEM}?since=2026-11-22T04%3A47%3A10%2B00%3A00",
            answered={"Retry-After": "Sun, 22 Nov 2026 04:48:10 GMT", "Date": "Sun, 22 Nov 2026 04:47:10 GMT"},
        )
    )
    assert made.request.url.endswith("?since=2026-01-01T00%3A00%3A00%2B00%3A00")
    assert made.response.headers == (("Retry-After", "Thu, 01 Jan 2026 00:01:00 GMT"),)
    assert scrub.scrub_value({"since": "2026-11-22T04:47:11Z"}) == {"since": "2026-01-01T00:00:01Z"}


def test_unasked_nothing_is_moved() -> None:
    body = {"created": "2026-11-22T04:47:10.250Z"}
    assert answered(body, times=False) == [body]
    scrub = Scrubber(document(), secrets=[])
    late = {"Retry-After": "Sun, 22 Nov 2026 04:48:10 GMT"}
    assert header_values(scrub.scrub(exchange(answered=late)).response.headers, "Retry-After") == (late["Retry-After"],)
