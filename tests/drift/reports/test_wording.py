from __future__ import annotations

from typing import Any

import pytest

from generator.drift.changes import MISSING, Change, Side
from generator.drift.reports.wording import clean, reach, sides, tally, value
from generator.drift.verdicts import Level, Verdicts


def change(base: Any = MISSING, revision: Any = MISSING, message: str = "x", **more: Any) -> Change:
    return Change("x", message, Verdicts(), base=Side("", base), revision=Side("", revision), **more)


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        (MISSING, "nothing"), (None, "null"), ("", '""'), (True, "true"), (1.5, "1.5"), ("a\nb", '"a\\nb"'),
        ({"type": "integer"}, '{"type": "integer"}'), ({}, "{}"), ([], "[]"),
        ({str(each): each for each in range(99)}, "{…99 keys}"), (["x" * 70], "[…1 items]"),
        ("x" * 99, '"' + "x" * 58 + "…"), ("\u202e", '"\\u202e"'),
    ],
)  # fmt: skip
def test_a_value_is_short(given: Any, shown: str):
    assert value(Side("", given)) == shown


def test_both_sides_are_told_once():
    assert sides(change(100, 50)) == "100 → 50"
    assert sides(change(100)) == "100 → nothing"
    assert sides(change()) == ""
    assert sides(change(100, 50, "maximum went down from 100 to 50")) == ""
    assert sides(change(10, 5, "maximum went down from 100 to 50")) == "10 → 5"


def test_the_operations_that_a_change_reaches():
    assert reach(change()) == "the whole API"
    assert reach(change(operations=("a", "b"))) == "a, b"
    assert reach(change(operations=("a", "b", "c", "d"))) == "a, b and 2 more"


def test_accepted_changes_are_counted_apart():
    breaking = Change("x", "x", Verdicts(Level.BREAKING))
    assert tally([breaking]) == "1 breaking, 0 risky, 0 safe"
    assert tally([change(accepted="so")]) == "0 breaking, 0 risky, 0 safe, 1 accepted"


@pytest.mark.parametrize("text", ["", "x", "x" * 300, "x" * 301, "\0" * 400, "\n"])
def test_text_is_one_line_of_bounded_length(text: str):
    assert clean(text).isprintable()
    assert len(clean(text)) <= 300
    assert clean(text) == text or not text.isprintable() or len(text) > 300
