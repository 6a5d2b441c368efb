from __future__ import annotations

import pytest

from generator.document.findings import Finding, Severity
from generator.drift.changes import Change, Layer, Report
from generator.drift.thresholds import FailOn
from generator.drift.verdicts import Level, Verdicts


def fails(fail_on: str, *changes: Change, findings: tuple[Finding, ...] = ()) -> bool:
    return FailOn(fail_on).fails(Report("x", Layer.DOCUMENTS, changes, findings))


@pytest.mark.parametrize(
    ("fail_on", "least"), [("breaking", Level.BREAKING), ("risky", Level.RISKY), ("safe", Level.SAFE), ("none", None)]
)
@pytest.mark.parametrize("level", Level)
@pytest.mark.parametrize("kind", ["wire", "source", "behaviour"])
def test_the_worst_verdict_counts(fail_on: str, least: Level | None, level: Level, kind: str):
    change = Change("x", "x", Verdicts(**{kind: level}))
    assert fails(fail_on, change) is (least is not None and level >= least)


@pytest.mark.parametrize("fail_on", FailOn)
def test_no_change_fails_nothing(fail_on: str):
    assert not fails(fail_on)


def test_what_is_accepted_passes():
    assert not fails("safe", Change("x", "x", Verdicts(Level.BREAKING), accepted="we know"))


@pytest.mark.parametrize("fail_on", FailOn)
def test_an_error_always_fails_and_a_warning_never(fail_on: str):
    assert fails(fail_on, findings=(Finding("x", "x"),))
    assert not fails(fail_on, findings=(Finding("x", "x", severity=Severity.WARNING),))
