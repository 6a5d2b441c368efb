"""Words that the formats share, each a single line without control characters."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import replace
from itertools import chain
from typing import TYPE_CHECKING, Any, TypeVar

from generator.document.findings import Severity
from generator.document.printable import printable
from generator.drift.changes import MISSING, Layer
from generator.drift.verdicts import Level

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from generator.document.findings import Finding
    from generator.drift.changes import Change, Report, Side

T = TypeVar("T")
LEVELS = tuple(sorted(Level, reverse=True))
"""The verdicts, the worst first."""
NOTHING = "nothing"
_LONGEST_VALUE = 60
_LONGEST_TEXT = 300
_NO_OPERATION = "the whole API"
_NO_OPERATION_OF = {"python": "the package"}

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
    found = Counter(str(finding.severity) for finding in report.findings)
    said = [f"{count} {name}" + "s" * (count > 1) for name, count in sorted(found.items())]
    if report.changes or Severity.ERROR not in found:  # who cannot compare has seen no change either
        said.insert(0, tally(report.changes) if report.changes else "no change")
    if report.version:
        said.append(f"next version {clean(report.version)}")
    return f"{title(report)}: {', '.join(said)}"


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
        return _NO_OPERATION_OF.get(change.id.partition("-")[0], _NO_OPERATION)
    named = ", ".join(clean(each) for each in change.operations[:most])
    more = len(change.operations) - most
    return f"{named} and {more} more" if more > 0 else named


def together(changes: Sequence[Change]) -> Change:
    """Return changes of one kind as one, with all that they reach and hit; there is at least one."""
    return replace(
        changes[0],
        operations=_each(change.operations for change in changes),
        symbols=_each(change.symbols for change in changes),
        fixtures=_each(change.fixtures for change in changes),
        uses=_each(change.uses for change in changes),
        accepted="; ".join(_each((change.accepted,) for change in changes)),
    )


def _each(parts: Iterable[Sequence[T]]) -> tuple[T, ...]:
    return tuple(dict.fromkeys(chain.from_iterable(parts)))


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
    """Return both values, "100 → 50", or "" where they say nothing beside the message."""
    both = change.base, change.revision
    there = [side for side in both if side.value is not MISSING]
    before, after = map(value, both)
    if before == after or f"from {before} to {after}" in change.message:
        return ""
    if all(_is_told(side.value, change.message) for side in there):
        return ""
    if len(there) == 1 and (_is_mere_size(there[0]) or isinstance(change.base.value, dict | list)):
        return ""  # what is gone is gone, whatever it was
    return f"{before} → {after}"


def _is_told(kept: Any, message: str) -> bool:
    """Tell whether a value is a flag or a hash, or a text that the message has."""
    if isinstance(kept, str):
        return kept.startswith("sha256:") or kept in message
    return isinstance(kept, bool)


def _is_mere_size(side: Side) -> bool:
    """Tell whether nothing would be shown of a value but its size, or the words of what is no schema."""
    kept = side.value
    return value(side) == _size(kept) or (isinstance(kept, dict) and "type" not in kept)


def hits(change: Change, most: int = 3) -> list[str]:
    """Return what of ours a change hits, a line a kind; at most `most` of each by name."""
    uses = [f"{use.file}:{use.line} ({use.symbol})" for use in change.uses]
    named = {
        "hits": _first(change.symbols, most),
        "recordings": _recordings(change.fixtures, most),
        "used at": _first(uses, most),
    }
    return [f"{name} {each}" for name, each in named.items() if each]


def finding_text(finding: Finding) -> str:
    """Return a finding in one line."""
    place = clean(str(finding.place))
    remedy = f" {clean(finding.remedy)}" if finding.remedy else ""
    return f"{place}: " * bool(place) + f"{clean(finding.message)} [{clean(finding.rule)}]{remedy}"


def _recordings(paths: Sequence[str], most: int) -> str:
    """Return paths in a few words: of many, how many there are in each folder."""
    folders = Counter(path.rpartition("/")[0] for path in paths)
    above = {folder.rpartition("/")[0] for folder in folders}
    if len(paths) <= most or len(above) != 1 or above == {""}:
        return _first(paths, most)
    counted = [f"{folder.rpartition('/')[2]} ({count})" for folder, count in folders.items()]
    return f"in {clean(above.pop())}: {_first(counted, 2 * most)}"


def _first(names: Iterable[str], most: int) -> str:
    listed = list(names)
    more = f" and {len(listed) - most} more" if len(listed) > most else ""
    return ", ".join(clean(each) for each in listed[:most]) + more


def _size(kept: dict[str, Any] | list[Any] | str | float | None) -> str:
    """Return how large an object or array is, and "" for other values."""
    if isinstance(kept, dict):
        return f"{{…{len(kept)} keys}}"
    return f"[…{len(kept)} items]" if isinstance(kept, list) else ""
