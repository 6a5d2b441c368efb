"""Verdicts as text for people, as JSON for programs, and as Markdown for reviews."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from typing import Any

from generator.contract.coverage.cells import Kind
from generator.contract.coverage.measuring import Coverage, Gap
from generator.contract.rehearsing.suppositions import Supposition
from generator.contract.verify import Verdict
from generator.document.findings import Finding
from generator.document.printable import printable

_PLURALS = {Kind.STATUS: "statuses", Kind.VARIANT: "variants", Kind.FIELD: "fields"}
_TICKS = re.compile("`+")


def text_lines(verdict: Verdict) -> Iterator[str]:
    """Yield a verdict as lines: one a row of the table, then the gaps, those that are accepted, and unused recordings."""
    yield summary(verdict)
    for name, columns in counts(verdict.coverage):
        shown = (f"{_PLURALS[kind]} {column}" for kind, column in zip(Kind, columns, strict=True) if column)
        yield f"  {name}: {' · '.join(shown)}"
    yield from remarks(verdict)


def summary(verdict: Verdict) -> str:
    """Return a verdict on one line."""
    noun = "recording" if verdict.recordings == 1 else "recordings"
    totals = ((_PLURALS[kind], *verdict.coverage.count(kind)) for kind in Kind)
    cells = " · ".join(f"{plural} {seen}/{total}" for plural, seen, total in totals)
    faults = len(verdict.findings)
    wrong = f"{faults} {'finding' if faults == 1 else 'findings'}" if faults else "nothing wrong"
    return f"{verdict.vendor}: {verdict.recordings} {noun}, {wrong} · {cells}"


def counts(coverage: Coverage) -> Iterator[tuple[str, list[str]]]:
    """Yield each row as its name and one cell a column, such as 4/6; empty where there is nothing to count."""
    for owner in coverage.rows:
        pairs = [coverage.count(kind, owner) for kind in Kind]
        yield printable(str(owner)), [f"{seen}/{total}" if total else "" for seen, total in pairs]


def remarks(verdict: Verdict) -> Iterator[str]:
    """Yield what stands below the table, each kind under its heading.

    These are gaps, accepted gaps, unused recordings, and those that the stand-in is held to with leniency or not at all.
    """
    gaps = verdict.coverage.gaps
    yield from _listed("not recorded:", (_said(gap) for gap in gaps if gap.reason is None))
    yield from _listed("accepted:", (f"{_said(gap)} ({gap.reason})" for gap in gaps if gap.reason is not None))
    yield from _listed("unused:", (f"{each.place} {each.message}" for each in verdict.unused))
    for heading, suppositions in _leniency(verdict):
        pairs = ((name, each.reason) for each in suppositions for name in each.recordings)
        yield from _listed(f"{heading}:", (f"{name} ({reason})" for name, reason in pairs))


def json_text(verdicts: Iterable[Verdict], others: Iterable[Finding] = ()) -> str:
    """Return verdicts as one JSON object, by vendor; `others` are findings that belong to none."""
    document = {
        "vendors": {verdict.vendor: _as_data(verdict) for verdict in verdicts},
        "findings": [finding.as_data() for finding in others],
    }
    return json.dumps(document, indent=2)


def markdown_lines(verdict: Verdict) -> Iterator[str]:
    """Yield a verdict as lines of Markdown: a heading, a table, and lists of what stands below it."""
    yield f"## {summary(verdict)}"
    yield ""
    yield "| operation | statuses | variants | fields |"
    yield "|---|---:|---:|---:|"
    for name, columns in counts(verdict.coverage):
        shown = _code(name).replace("|", r"\|")
        yield f"| {shown} | {' | '.join(columns)} |"
    gaps = verdict.coverage.gaps
    lists: dict[str, list[str]] = {
        "Findings": [f"{_code(str(each.place))} {_code(each.message)}" for each in verdict.findings],
        "Not recorded": [_code(_said(gap)) for gap in gaps if gap.reason is None],
        "Accepted": [f"{_code(_said(gap))} {_code(gap.reason)}" for gap in gaps if gap.reason is not None],
        "Unused": [f"{_code(each.place.file)} {each.message}" for each in verdict.unused],
    }
    for heading, suppositions in _leniency(verdict):
        lists[heading.capitalize()] = [
            f"{_code(name)} {_code(each.reason)}" for each in suppositions for name in each.recordings
        ]
    for title, items in lists.items():
        if items:
            yield from ("", f"### {title}", "", *(f"- {item}" for item in items))


def _leniency(verdict: Verdict) -> Iterator[tuple[str, list[Supposition]]]:
    """Yield the suppositions under which the stand-in shows nothing of its own, under the heading for each kind."""
    yield "asked of the stand-in", [each for each in verdict.lenient if each.is_held]
    yield "not held to the stand-in", [each for each in verdict.lenient if not each.is_held]


def _said(gap: Gap) -> str:
    return printable(f"{gap.owner}: {gap.cell}")


def _listed(heading: str, items: Iterable[str]) -> Iterator[str]:
    lines = [f"    {printable(item)}" for item in items]
    if lines:
        yield f"  {heading}"
        yield from lines


def _code(text: str) -> str:
    """Return `text` as code inside a line or a table cell of Markdown (CommonMark section 6.1)."""
    fence = "`" * (max((len(run) for run in _TICKS.findall(text)), default=0) + 1)
    inner = printable(text)
    space = " " if inner.startswith("`") or inner.endswith("`") else ""
    return f"{fence}{space}{inner}{space}{fence}"


def _as_data(verdict: Verdict) -> dict[str, Any]:
    coverage = verdict.coverage
    return {
        "recordings": verdict.recordings,
        "coverage": {_PLURALS[kind]: _count(*coverage.count(kind)) for kind in Kind},
        "rows": [
            {owner.kind: owner.name, **{_PLURALS[kind]: _count(*coverage.count(kind, owner)) for kind in Kind}}
            for owner in coverage.rows
        ],
        "gaps": [_gap(gap) for gap in coverage.gaps],
        "findings": [each.as_data() for each in verdict.findings],
        "unused": [each.as_data() for each in verdict.unused],
        "lenient": [_supposition(each) for each in verdict.lenient],
    }


def _count(seen: int, total: int) -> dict[str, int]:
    return {"recorded": seen, "documented": total}


def _gap(gap: Gap) -> dict[str, str]:
    """Return a gap as coverage.yaml would accept it."""
    cell = gap.cell
    at = {"status": cell.at} if cell.kind is Kind.STATUS else {"field": cell.at}
    variant = {"variant": cell.variant} if cell.kind is Kind.VARIANT else {}
    reason = {"reason": gap.reason} if gap.reason is not None else {}
    return {gap.owner.kind: gap.owner.name, **at, **variant, **reason}


def _supposition(supposition: Supposition) -> dict[str, Any]:
    """Return a supposition as supposed.yaml has it, as far as it is lenient."""
    answer = {"answer": supposition.answer} if supposition.is_held else {}
    return {"recordings": list(supposition.recordings), **answer, "reason": supposition.reason}
