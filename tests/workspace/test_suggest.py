"""The nearest valid name."""

from __future__ import annotations

import time

import pytest

from generator.workspace.suggest import among, nearest


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("titel", "title"),
        ("Title", "title"),
        ("TITLE", "title"),
        ("desc", "description"),
        ("t", None),
        ("descripton", "description"),
        ("zzz", None),
        ("", None),
    ],
)
def test_the_nearest_name(name: str, expected: str | None):
    assert nearest(name, ["description", "title", "version"]) == expected


def test_case_is_no_distance_and_the_first_of_equals_wins():
    assert nearest("abc", ["ABC", "Abc"]) == "ABC"


def test_the_remedy_lists_what_is_valid():
    assert among("titel", ["title", "version"]) == "Did you mean 'title'? Valid keys: title, version."
    assert among("x", [], noun="tags") == "Valid tags: none."


def test_hostile_names_take_no_time():
    started = time.monotonic()
    assert nearest("a" * 1_000_000, ["a" * 1_000_000]) is None
    nearest("ab" * 50, ["ba" * 50 for _ in range(100_000)])
    assert time.monotonic() - started < 5
