"""Reports as Markdown for a comment on a pull request: a table and what is worst, the rest folded."""

from __future__ import annotations

from itertools import chain, groupby
from typing import TYPE_CHECKING

from generator.drift.reports import wording
from generator.drift.reports.grouping import grouped
from generator.drift.reports.markup import code, escaped, starting

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from generator.drift.changes import Change, Report
    from generator.drift.reports.grouping import Group
    from generator.drift.thresholds import FailOn

_MOST_BYTES = 50_000
"""For details; a comment on GitHub has 65,536 characters at most."""
_MOST_OPEN = 8
_MOST_FINDINGS = 10
_MARKS = {"breaking": "🔴", "risky": "🟠", "safe": "🟢", "accepted": "⚪"}


def render(reports: Sequence[Report], _fail_on: FailOn) -> str:
    """Return `reports` as Markdown that a comment holds; what does not fit is counted."""
    room = _MOST_BYTES // max(len(reports), 1)
    return "\n".join("\n".join(_report(report, room)) + "\n" for report in reports)


def _report(report: Report, room: int) -> Iterator[str]:
    yield f"### API changes: {escaped(wording.title(report))}\n"
    if report.changes:
        yield _table(report)
    else:
        yield "No change of the API.\n"
    if report.version:
        yield f"Next version of the package: {code(report.version)}\n"
    yield from _findings(report)
    groups = grouped(report.changes)
    shown = [change for group in groups for change in group.changes if not change.accepted and change.verdicts.worst]
    for change in shown[:_MOST_OPEN]:
        yield f"- {_MARKS[str(change.verdicts.worst)]} {_line(change)}"
    if len(shown) > _MOST_OPEN:
        yield f"- and {len(shown) - _MOST_OPEN} more, below"
    if shown:
        yield ""
    yield from _folds(groups, room)


def _table(report: Report) -> str:
    counts = wording.counts(report.changes)
    names = [name for name, count in counts.items() if count or name != "accepted"]
    head = " | ".join(f"{_MARKS[name]} {name}" for name in names)
    rows = " | ".join(str(counts[name]) for name in names)
    return f"| {head} |\n|{'---|' * len(names)}\n| {rows} |\n"


def _line(change: Change) -> str:
    return f"{_said(change)}, on {_reach(change)}"


def _said(change: Change) -> str:
    if not change.subject:
        return starting(change.message)
    return f"{code(change.subject)}: {escaped(change.message)}"


def _reach(change: Change) -> str:
    named = ", ".join(code(each) for each in change.operations[:2]) or wording.reach(change)
    more = len(change.operations) - 2
    return f"{named} and {more} more" if more > 0 else named


def _folds(groups: list[Group], room: int) -> Iterator[str]:
    """Yield the folded details, one fold a verdict, in at most about `room` bytes."""
    for said, members in groupby(groups, key=_kind):
        listed = list(members)
        count = sum(len(group.changes) for group in listed)
        changes = "1 change" if count == 1 else f"{count} changes"
        yield f"<details><summary>{_MARKS[said]} {changes}, {said}</summary>\n"  # Markdown goes on after a blank line
        for group in listed:
            block = "\n".join([f"On {_reach(group.changes[0])}:\n", *chain(*map(_change, group.changes)), ""])
            room -= len(block.encode())
            if room < 0:
                yield "The rest does not fit into a comment; the formats json and html have all of it.\n"
                break
            yield block
        yield "</details>\n"


def _kind(group: Group) -> str:
    return "accepted" if group.changes[0].accepted else str(group.level)


def _change(change: Change) -> Iterator[str]:
    yield f"- {_said(change)}"
    sides = wording.sides(change)
    if sides:
        yield f"  - {code(wording.value(change.base))} → {code(wording.value(change.revision))}"
    verdicts = ", ".join(f"{name} {level}" for name, level in wording.levels(change).items())
    yield f"  - {verdicts}; {code(change.id)} {code(change.fingerprint)}"
    yield from (f"  - {escaped(each, 300)}" for each in wording.hits(change))
    if change.accepted:
        yield f"  - accepted: {escaped(change.accepted)}"


def _findings(report: Report) -> Iterator[str]:
    for finding in report.findings[:_MOST_FINDINGS]:
        yield f"- {finding.severity}: {escaped(wording.finding_text(finding), 300)}"
    if len(report.findings) > _MOST_FINDINGS:
        yield f"- and {len(report.findings) - _MOST_FINDINGS} more findings"
    if report.findings:
        yield ""
