"""Reports as text for a terminal: one screen, the worst first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.document.findings import Severity
from generator.drift.reports import wording
from generator.drift.reports.grouping import MANY, families, grouped

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from generator.drift.changes import Change, Report
    from generator.drift.thresholds import FailOn

_MOST_CHANGES = 20
_MOST_FINDINGS = 5


def render(reports: Sequence[Report], _fail_on: FailOn) -> str:
    """Return `reports` as text.

    Every line begins with a word of ours or with a dash, and none is a command to what reads a log.
    """
    return "\n".join("\n".join(map(_inert, _report(report))) + "\n" for report in reports)


def _report(report: Report) -> Iterator[str]:
    yield wording.headline(report)
    shown = [change for group in grouped(report.changes) for change in group.changes][:_MOST_CHANGES]
    heading = ""
    for group in families(shown):
        said = "accepted" if group.changes[0].accepted else str(group.level)
        if said != heading:
            heading = said
            yield ""
            yield said
        if len({(each.id, each.verdicts) for each in group.changes}) == 1 and len(group.changes) >= MANY:
            yield from _family(group.changes)
            continue
        yield f"  on {wording.reach(group.changes[0])}"
        for change in group.changes:
            yield from _change(change)
    rest = len(report.changes) - len(shown)
    if rest:
        yield ""
        yield f"and {rest} more; --format json and --format html have all of them"
    if report.findings:
        yield ""
        yield from _findings(report)


def _change(change: Change) -> Iterator[str]:
    yield f"    - {_said(change)}"
    yield f"      {_verdict(change)} {change.fingerprint}"
    yield from (f"      {each}" for each in wording.hits(change))
    if change.accepted:
        yield f"      accepted: {wording.clean(change.accepted)}"


def _family(changes: Sequence[Change]) -> Iterator[str]:
    """Yield many changes of one kind: a line each, and what they have in common once."""
    whole = wording.together(changes)
    yield f"  on {wording.reach(whole)}"
    yield from (f"    - {_said(change)}  {change.fingerprint}" for change in changes)
    yield f"      {_verdict(whole)}"
    yield from (f"      {each}" for each in wording.hits(whole))
    if whole.accepted:
        yield f"      accepted: {wording.clean(whole.accepted)}"


def _said(change: Change) -> str:
    sides = wording.sides(change)
    return wording.said(change) + (f"  ({sides})" if sides else "")


def _verdict(change: Change) -> str:
    verdicts = ", ".join(f"{name} {level}" for name, level in wording.levels(change).items())
    return f"verdict: {verdicts}  [{wording.clean(change.id)}]"


def _findings(report: Report) -> Iterator[str]:
    errors = [each for each in report.findings if each.severity is Severity.ERROR]
    others = [each for each in report.findings if each.severity is not Severity.ERROR]
    shown = [*errors, *others[:_MOST_FINDINGS]]
    yield from (f"{finding.severity}: {wording.finding_text(finding)}" for finding in shown)
    if len(others) > _MOST_FINDINGS:
        yield f"and {len(others) - _MOST_FINDINGS} more warnings"


def _inert(line: str) -> str:
    """Return `line` without the mark by which a runner of GitHub finds a command of the older form anywhere in it."""
    return line.replace("##[", "#\\x23[")
