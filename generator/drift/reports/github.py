"""Reports as annotations of a workflow on GitHub.

The escaping is that of `actions/toolkit`, packages/core/src/command.ts: `%`, CR and LF in messages, `:` and `,` in
properties as well. Control characters are spelled before that, so that one annotation is always one line.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.document.findings import Severity
from generator.drift.reports import wording
from generator.drift.reports.grouping import grouped
from generator.drift.verdicts import Level

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from generator.drift.changes import Change, Report
    from generator.drift.thresholds import FailOn

_COMMANDS = {Level.BREAKING: "error", Level.RISKY: "warning", Level.SAFE: "notice"}
_BREAK = "\n"


def render(reports: Sequence[Report], _fail_on: FailOn) -> str:
    """Return one annotation of each change and finding, the worst first: the page of a run shows ten of each kind only.

    A report's headline is a notice. The annotation names the file of the newer document, where `meta` has one.
    """
    return "".join(f"{line}\n" for report in reports for line in _report(report))


def _report(report: Report) -> Iterator[str]:
    yield _command("notice", {"title": "drift"}, wording.headline(report))
    for finding in report.findings:
        kind = "error" if finding.severity is Severity.ERROR else "warning"
        line = "" if finding.place.line is None else str(finding.place.line)
        properties = {"file": finding.place.file, "line": line, "title": finding.rule}
        yield _command(kind, properties, wording.finding_text(finding))
    for group in grouped(report.changes):
        for change in group.changes:
            kind = "notice" if change.accepted else _COMMANDS[group.level]
            properties = {"file": report.meta.get("revision", ""), "title": f"{group.level}: {change.id}"}
            yield _command(kind, properties, _BREAK.join(_message(change)))


def _message(change: Change) -> Iterator[str]:
    sides = wording.sides(change)
    yield wording.said(change) + (f" ({sides})" if sides else "")
    yield f"on {wording.reach(change)}"
    yield ", ".join(f"{name} {level}" for name, level in wording.levels(change).items())
    yield from wording.hits(change)
    if change.accepted:
        yield f"accepted: {wording.clean(change.accepted)}"


def _command(kind: str, properties: Mapping[str, str], message: str) -> str:
    said = ",".join(f"{name}={_property(wording.clean(text))}" for name, text in properties.items() if text)
    return f"::{' '.join(filter(None, (kind, said)))}::{_data(message)}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
