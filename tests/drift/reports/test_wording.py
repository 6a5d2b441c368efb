from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from generator.document.findings import Finding, Severity
from generator.drift.changes import MISSING, Change, Layer, Report, Side
from generator.drift.reports.wording import clean, headline, hits, reach, sides, tally, value
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
    assert sides(change(revision="trace", message='the value "trace" was added')) == ""
    assert sides(change(revision="trace", message="it changed")) == 'nothing → "trace"'


@pytest.mark.parametrize(
    ("base", "revision"),
    [
        (False, True),
        (True, MISSING),
        ("1.0.0", "1.0.0"),
        ({"type": "string"}, MISSING),
        (MISSING, {"description": "Busy"}),
        ("sha256:1", "sha256:2"),
    ],
)
def test_sides_that_say_nothing_are_not_told(base: Any, revision: Any):
    assert sides(change(base, revision)) == ""


def test_recordings_are_named_or_counted_by_folder():
    few = tuple(f"tests/fixtures/acme/loaves.get/{name}.yaml" for name in "abc")
    assert hits(change(fixtures=few)) == [f"recordings {', '.join(few)}"]
    many = (*few, "tests/fixtures/acme/loaves.list/a.yaml")
    assert hits(change(fixtures=many)) == ["recordings in tests/fixtures/acme: loaves.get (3), loaves.list (1)"]
    assert hits(change(fixtures=(*many, "elsewhere/a.yaml"))) == [f"recordings {', '.join(few)} and 2 more"]


def test_the_operations_that_a_change_reaches():
    assert reach(change()) == "the whole API"
    assert reach(replace(change(), id="python-class-added")) == "the package"
    assert reach(change(operations=("a", "b"))) == "a, b"
    assert reach(change(operations=("a", "b", "c", "d"))) == "a, b and 2 more"


def test_the_headline_counts_findings_and_knows_no_change_where_nothing_was_compared():
    error, warning = (Finding("x", "x", severity=severity) for severity in Severity)
    assert headline(Report("a", Layer.UPSTREAM)) == "upstream a: no change"
    assert headline(Report("a", Layer.UPSTREAM, (), (warning,))) == "upstream a: no change, 1 warning"
    assert headline(Report("a", Layer.UPSTREAM, (), (warning, error, error))) == "upstream a: 2 errors, 1 warning"
    assert headline(Report("a", Layer.UPSTREAM, (change(),), (error,), "1.0.1")) == (
        "upstream a: 0 breaking, 0 risky, 1 safe, 1 error, next version 1.0.1"
    )


def test_accepted_changes_are_counted_apart():
    breaking = Change("x", "x", Verdicts(Level.BREAKING))
    assert tally([breaking]) == "1 breaking, 0 risky, 0 safe"
    assert tally([change(accepted="so")]) == "0 breaking, 0 risky, 0 safe, 1 accepted"


@pytest.mark.parametrize("text", ["", "x", "x" * 300, "x" * 301, "\0" * 400, "\n"])
def test_text_is_one_line_of_bounded_length(text: str):
    assert clean(text).isprintable()
    assert len(clean(text)) <= 300
    assert clean(text) == text or not text.isprintable() or len(text) > 300
