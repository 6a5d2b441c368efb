"""`type` and `format`: JSON Schema 2020-12 validation, sections 6.1.1 and 7."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from generator.document.printable import printable
from generator.document.shapes import is_array, is_object
from generator.drift.schemas.contents import form_of
from generator.drift.schemas.judging import BREAKING, SAFE, SOURCE, Effect
from generator.drift.schemas.views import types_of, values_of
from generator.drift.verdicts import Level, Verdicts

if TYPE_CHECKING:
    from generator.drift.schemas.pairs import Pair
    from generator.drift.schemas.views import View

_WIDER_FORMATS: Final = {
    "number": {("float", "double")},
    "integer": {("int32", "int64"), ("int32", "bigint"), ("int64", "bigint")},
    "string": {("date", "date-time"), ("time", "date-time")},
}
_OWN_TYPES: Final = frozenset({"date-time", "date", "uuid", "binary", "byte"})
"""Formats of text that generated packages have types of their own for."""


def types(pair: Pair) -> None:
    """Report types and formats that were added, removed or exchanged.

    What is only read is never sent: its type is that of the answers, where it is compared.
    """
    if pair.is_idle and pair.place.direction == "request":
        return
    before, after = types_of(pair.base), types_of(pair.revision)
    formats = form_of(pair.base), form_of(pair.revision)
    if not (before and after):
        before, after = before or _of_values(pair.base, after), after or _of_values(pair.revision, before)
    if before == after and formats[0] == formats[1]:
        return
    change = Change(pair, before, after, formats)
    action = change.action()
    keyword = "type" if before != after else "format"
    message = f"the {keyword} changed from {_named(before, formats[0])} to {_named(after, formats[1])}"
    values = (pair.base.get(keyword), pair.revision.get(keyword))
    pair.report(f"type-{action}", message, change.verdicts(), keyword, values=values if None not in values else None)


class Change:
    """A change of type or format, seen from both ends."""

    def __init__(self, pair: Pair, before: frozenset[str], after: frozenset[str], formats: tuple[str, str]) -> None:
        """Take the types of both sides, none for any, and the formats, "" for none."""
        self.pair = pair
        self.before = before
        self.after = after
        self.formats = formats

    def action(self) -> str:
        """Return what is said of the change: changed, generalized, specialized or compatible.

        A request that admits what it admitted is generalized; a response that brings only what it brought is specialized.
        """
        place = self.pair.place
        if place.kind == "parameter" and place.step != "root":
            strict, free = self._breaks(loose=False), self._breaks(loose=True)
            return "changed" if strict is not free else "specialized" if strict else "generalized"
        if self._becomes_list():
            return "generalized"
        if self._breaks(loose=place.loose):
            widened = self.before != self.after and covers(self.after, self.before)
            return "generalized" if place.direction == "response" and widened else "changed"
        if place.kind == "parameter" and place.direction == "request":
            return "generalized"
        if self._is_swap():
            return "compatible"
        return "generalized" if place.direction == "request" else "specialized"

    def verdicts(self) -> Verdicts:
        """Return the verdicts of the consumer whose types follow the schema."""
        if self.pair.is_idle:
            return SAFE
        place = self.pair.place
        if not place.typed:
            return self.pair.judge(Effect.DIFFERS)
        if self.before == self.after:
            return self._format_verdicts()
        if self._becomes_list():
            return SOURCE
        if self._breaks(loose=False):
            return BREAKING if self._breaks(loose=place.loose) or self._loses_values() else SOURCE
        return SAFE

    def _format_verdicts(self) -> Verdicts:
        old, new = self.formats
        typed = "string" in self.before and (old in _OWN_TYPES or new in _OWN_TYPES)
        source = Level.BREAKING if typed else Level.SAFE
        if not self._breaks(loose=False):
            return Verdicts(source=source)
        if self.pair.place.direction == "request":
            return Verdicts(Level.BREAKING if typed else Level.RISKY, source)
        return Verdicts(Level.BREAKING if old in _OWN_TYPES else Level.SAFE, source, Level.RISKY)

    def _breaks(self, *, loose: bool) -> bool:
        """Tell whether values may now be refused, or come unexpectedly; a response is a request seen from its other end."""
        sent, taken, formats = self.before, self.after, self.formats
        if self.pair.place.direction == "response":
            sent, taken, formats = taken, sent, (formats[1], formats[0])
        if sent != taken:
            if not taken:
                return False
            if not covers(taken, sent) and not (loose and _reads_text(taken, sent)):
                return True
        return formats[0] != formats[1] and not _covers_format(taken, *formats)

    def _becomes_list(self) -> bool:
        """Tell whether the value of a parameter is now one of several, written as it was."""
        if not self.pair.place.repeats or self.after != frozenset({"array"}) or "array" in self.before:
            return False
        if "items" not in self.pair.revision.keywords:
            return True
        items = self.pair.viewers[1].view(*self.pair.revision.single("items"))
        return not types_of(items) or covers(types_of(items), self.before)

    def _loses_values(self) -> bool:
        """Tell whether several values are written as several parameters, of which one is taken."""
        place = self.pair.place
        sent, taken = (self.before, self.after) if place.direction == "request" else (self.after, self.before)
        return place.repeats and "array" in sent and "array" not in taken

    def _is_swap(self) -> bool:
        narrow, wide = (
            (self.before, self.after) if self.pair.place.direction == "request" else (self.after, self.before)
        )
        return bool(narrow) and bool(wide) and narrow != wide and not covers(wide, narrow)


def covers(wide: frozenset[str], narrow: frozenset[str]) -> bool:
    """Tell whether each value of the types `narrow` is one of `wide`: integers are numbers; no types are no such set."""
    return bool(narrow) and all(kind in wide or (kind == "integer" and "number" in wide) for kind in narrow)


def _reads_text(taken: frozenset[str], sent: frozenset[str]) -> bool:
    """Tell whether what is written as text is admitted whatever it was: nothing is but strings and what was sent."""
    return "string" in taken and taken - sent <= frozenset({"string"})


def is_exchanged(pair: Pair, kind: str) -> bool:
    """Tell whether values of the type `kind` gave way to others, or came for them, which is reported of the type."""
    before, after = types_of(pair.base), types_of(pair.revision)
    return bool(before and after) and (kind in before) is not (kind in after)


def _of_values(view: View, named: frozenset[str]) -> frozenset[str]:
    """Return the types `named` on the other side where the values that are listed here are of no others, else none."""
    listed = values_of(view) or ([view.get("const")] if "const" in view.keywords else [])
    return named if listed and covers(named, frozenset(map(_type_of, listed))) else frozenset()


def _type_of(value: Any) -> str:
    """Return the type of a JSON value (RFC 8259); a number without a fraction is an integer."""
    if isinstance(value, bool):
        return "boolean"
    if isinstance(value, (int, float)):
        return "integer" if isinstance(value, int) or value.is_integer() else "number"
    return (
        "string" if isinstance(value, str) else "array" if is_array(value) else "object" if is_object(value) else "null"
    )


def _covers_format(types: frozenset[str], before: str, after: str) -> bool:
    if not after:
        return True
    return len(types) == 1 and (before, after) in _WIDER_FORMATS.get(next(iter(types)), ())


def _named(types: frozenset[str], form: str) -> str:
    named = " or ".join(printable(kind) for kind in sorted(types)) or "any"
    return f"{named} ({printable(form)})" if form else named
