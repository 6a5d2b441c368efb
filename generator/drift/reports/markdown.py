"""Reports as Markdown for a comment on a pull request: a table and what is worst, the rest folded."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.drift.reports import wording
from generator.drift.reports.grouping import grouped
from generator.drift.reports.markup import code, escaped

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from generator.drift.changes import Change, Report
    from generator.drift.reports.grouping import Group
    from generator.drift.thresholds import FailOn

_MOST_BYTES = 60_000
"""A comment on GitHub has 65,536 characters at most."""
_MOST_OPEN = 8
_MOST_FINDINGS = 10
_MARKS = {"breaking": "🔴", "risky": "🟠", "safe": "🟢"}


def render(reports: Sequence[Report], _fail_on: FailOn) -> str:
    """Return `reports` as Markdown that a comment holds; what does not fit is counted."""
    each = _MOST_BYTES // max(len(reports), 1)
    return "\n".join("\n".join(_within(_report(report), each)) + "\n" for report in reports)


def _report(report: Report) -> Iterator[str]:
    """Yield the blocks of a report; what is folded is one block for each group of changes."""
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
    yield from map(_folded, groups)


def _table(report: Report) -> str:
    counts = wording.counts(report.changes)
    names = [name for name, count in counts.items() if count or name != "accepted"]
    head = " | ".join(f"{_MARKS.get(name, '')} {name}".strip() for name in names)
    rows = " | ".join(str(counts[name]) for name in names)
    return f"| {head} |\n|{'---|' * len(names)}\n| {rows} |\n"


def _line(change: Change) -> str:
    subject = f"{code(change.subject)}: " if change.subject else ""
    return f"{subject}{escaped(change.message)}, on {_reach(change)}"


def _reach(change: Change) -> str:
    named = ", ".join(code(each) for each in change.operations[:2]) or wording.reach(change)
    more = len(change.operations) - 2
    return f"{named} and {more} more" if more > 0 else named


def _folded(group: Group) -> str:
    """Return the details of a group; its blank lines let Markdown within the element."""
    first, count = group.changes[0], len(group.changes)
    said = "accepted" if first.accepted else str(group.level)
    changes = "1 change" if count == 1 else f"{count} changes"
    mark = "⚪" if first.accepted else _MARKS[said]
    head = f"<details><summary>{mark} {changes}, {said}, on {_reach(first)}</summary>\n"
    return "\n".join([head, *(line for change in group.changes for line in _details(change)), "\n</details>"])


def _details(change: Change) -> Iterator[str]:
    yield f"- {code(change.subject) + ': ' if change.subject else ''}{escaped(change.message)}"
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


def _within(blocks: Iterator[str], most: int) -> Iterator[str]:
    """Yield the blocks that fit into `most` bytes, and say how many did not."""
    left, dropped = most, 0
    for block in blocks:
        left -= len(block.encode()) + 1
        if left > 0:
            yield block
        else:
            dropped += 1
    if dropped:
        yield f"\n{dropped} more parts did not fit here; the formats json and html have all of them."
