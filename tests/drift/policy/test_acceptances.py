from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from generator.drift.changes import Change, Layer, Report, Side
from generator.drift.policy.acceptances import EXPIRED, UNMATCHED, with_acceptances
from generator.drift.thresholds import FailOn
from generator.drift.verdicts import Level, Verdicts
from generator.workspace.vendor import load_vendor

VENDOR = """\
vendor: acme
title: Acme
sources: [{spec: acme.yaml}]
package: {distribution: acme-goods, import: acme_goods, client: Acme, version: 0.1.0}
accepted:
"""
LINE = len(VENDOR.splitlines())
TODAY = date(2026, 6, 1)
GONE = Change("api-removed", "removed", Verdicts(Level.BREAKING), "operation", ("GET /loaves",), Side("/paths"))
SLOWER = Change("limit-decreased", "from 10 to 5", Verdicts(behaviour=Level.RISKY), "limit", ("GET /loaves",))


@pytest.fixture
def accept(tmp_path: Path):
    """Apply acceptances, given as the lines of vendor.yaml, to two changes."""

    def apply(*entries: str, compared: bool = True) -> Report:
        folder = tmp_path / "acme"
        folder.mkdir(exist_ok=True)
        listed = "".join(f"  - {entry}\n" for entry in entries)
        (folder / "vendor.yaml").write_text(VENDOR + (listed or "  []\n"))
        report = Report("acme", Layer.UPSTREAM, (GONE, SLOWER))
        return with_acceptances(report, load_vendor(folder), today=TODAY, compared=compared)

    return apply


def test_without_any_a_report_is_as_it_was(accept):
    assert accept() == Report("acme", Layer.UPSTREAM, (GONE, SLOWER))


def test_an_accepted_change_keeps_its_place_and_does_not_fail(accept):
    report = accept(f"{{fingerprint: '{GONE.fingerprint}', reason: We never call it}}")
    assert [(each.id, each.accepted) for each in report.changes] == [
        ("api-removed", "We never call it"),
        ("limit-decreased", ""),
    ]
    assert report.findings == ()
    assert not FailOn.BREAKING.fails(report)
    assert FailOn.RISKY.fails(report), "the other change is accepted by nobody"


def test_it_holds_on_its_last_day(accept):
    entry = f"{{fingerprint: '{GONE.fingerprint}', reason: Known, expires: DAY}}"
    report = accept(entry.replace("DAY", "2026-06-01"))
    assert (report.changes[0].accepted, report.findings) == ("Known", ())
    report = accept(entry.replace("DAY", "2026-05-31"))
    assert report.changes[0].accepted == ""
    (finding,) = report.findings
    assert (finding.rule, finding.place.line, finding.place.pointer) == (EXPIRED, LINE + 1, "/accepted/0")
    assert finding.place.file.endswith("acme/vendor.yaml")
    assert "2026-05-31" in finding.message
    assert "operation: removed" in finding.message, "it says what it no longer hides"
    assert FailOn.NONE.fails(report)


def test_one_that_matches_nothing_is_an_error_and_the_others_hold(accept):
    report = accept("{fingerprint: 0dd, reason: Long ago}", f"{{fingerprint: '{GONE.fingerprint}', reason: Known}}")
    assert report.changes[0].accepted == "Known"
    (finding,) = report.findings
    assert (finding.rule, finding.place.line, finding.place.pointer) == (UNMATCHED, LINE + 1, "/accepted/0")
    assert "Long ago" in finding.message
    assert FailOn.NONE.fails(report)


def test_nothing_is_unmatched_where_not_all_was_compared(accept):
    assert accept("{fingerprint: 0dd, reason: Long ago}", compared=False).findings == ()
    (finding,) = accept("{fingerprint: 0dd, reason: Old, expires: 2026-05-31}", compared=False).findings
    assert finding.rule == EXPIRED, "the day is over, whatever the pages say"


def test_there_is_one_statement_about_each(accept):
    (finding,) = accept("{fingerprint: 0dd, reason: Old, expires: 2026-05-31}").findings
    assert finding.rule == UNMATCHED
