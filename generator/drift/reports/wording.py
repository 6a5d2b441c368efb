"""Words that the formats share, each a single line without control characters."""

from __future__ import annotations

import json
from collections import Counter
from typing import TYPE_CHECKING, Any

from generator.document.printable import printable
from generator.drift.changes import MISSING, Layer
from generator.drift.verdicts import Level

if TYPE_CHECKING:
    from collections.abc import Iterable

    from generator.document.findings import Finding
    from generator.drift.changes import Change, Report, Side

LEVELS = tuple(sorted(Level, reverse=True))
"""The verdicts, the worst first."""
NOTHING = "nothing"
_LONGEST_VALUE = 60
_LONGEST_TEXT = 300
_NO_OPERATION = "the whole API"

_LAYERS = {
    Layer.DOCUMENTS: "documents",
    Layer.GENERATED: "generated code",
    Layer.FORM: "openapi.yaml",
    Layer.UPSTREAM: "upstream",
}


def clean(text: str, longest: int = _LONGEST_TEXT) -> str:
    """Return `text` as one printable line of at most `longest` characters."""
    shown = text[: longest + 1]
    if not shown.isprintable():
        shown = printable(shown)
    return shown if len(shown) <= longest else shown[: longest - 1] + "…"


def title(report: Report) -> str:
    """Return what a report is about: "upstream celigo"."""
    return f"{_LAYERS[report.layer]} {clean(report.subject)}"


def counts(changes: Iterable[Change]) -> dict[str, int]:
    """Return how many changes there are of each verdict, the worst first, and how many of all are accepted."""
    listed = list(changes)
    found = Counter(change.verdicts.worst for change in listed if not change.accepted)
    return {**{str(level): found[level] for level in LEVELS}, "accepted": sum(bool(each.accepted) for each in listed)}


def tally(changes: Iterable[Change]) -> str:
    """Return the counts in words: "2 breaking, 0 risky, 1 safe", and the accepted ones where there are any."""
    return ", ".join(f"{count} {name}" for name, count in counts(changes).items() if count or name != "accepted")


def headline(report: Report) -> str:
    """Return what was compared, and what came of it."""
    said = tally(report.changes) if report.changes else "no change"
    said += f", {len(report.findings)} findings" if len(report.findings) > 1 else ", 1 finding" * len(report.findings)
    return f"{title(report)}: {said}" + (f", next version {clean(report.version)}" if report.version else "")


def levels(change: Change) -> dict[str, Level]:
    """Return the three verdicts by name."""
    verdicts = change.verdicts
    return {"wire": verdicts.wire, "source": verdicts.source, "behaviour": verdicts.behaviour}


def said(change: Change) -> str:
    """Return what happened to what, in one line."""
    return f"{clean(change.subject)}: {clean(change.message)}" if change.subject else clean(change.message)


def reach(change: Change, most: int = 2) -> str:
    """Return the operations that a change reaches, the first `most` of them by name."""
    if not change.operations:
        return _NO_OPERATION
    named = ", ".join(clean(each) for each in change.operations[:most])
    more = len(change.operations) - most
    return f"{named} and {more} more" if more > 0 else named


def value(side: Side) -> str:
    """Return the value of a side in a few characters: JSON where that is short, else what it is."""
    if side.value is MISSING:
        return NOTHING
    size = _size(side.value)
    if size and len(side.value) > _LONGEST_VALUE:
        return size
    text = json.dumps(side.value, ensure_ascii=False)
    return size if size and len(text) > _LONGEST_VALUE else clean(text, _LONGEST_VALUE)


def sides(change: Change) -> str:
    """Return both values, "100 → 50", or "" where neither is there, or where the message says them."""
    if change.base.value is MISSING and change.revision.value is MISSING:
        return ""
    before, after = value(change.base), value(change.revision)
    return "" if f"from {before} to {after}" in change.message else f"{before} → {after}"


def hits(change: Change, most: int = 3) -> list[str]:
    """Return what of ours a change hits, a line a kind; at most `most` of each by name."""
    uses = [f"{use.file}:{use.line} ({use.symbol})" for use in change.uses]
    named = {"hits": change.symbols, "recordings": change.fixtures, "used at": uses}
    return [f"{name} {_first(each, most)}" for name, each in named.items() if each]


def finding_text(finding: Finding) -> str:
    """Return a finding in one line."""
    place = clean(str(finding.place))
    remedy = f" {clean(finding.remedy)}" if finding.remedy else ""
    return f"{place}: " * bool(place) + f"{clean(finding.message)} [{clean(finding.rule)}]{remedy}"


def _first(names: Iterable[str], most: int) -> str:
    listed = list(names)
    more = f" and {len(listed) - most} more" if len(listed) > most else ""
    return ", ".join(clean(each) for each in listed[:most]) + more


def _size(kept: dict[str, Any] | list[Any] | str | float | None) -> str:
    """Return how large an object or array is, and "" for other values."""
    if isinstance(kept, dict):
        return f"{{…{len(kept)} keys}}"
    return f"[…{len(kept)} items]" if isinstance(kept, list) else ""
