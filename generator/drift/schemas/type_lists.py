"""Unions of nothing but types, which say what a list of types says: JSON Schema 2020-12 validation, section 6.1.1."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from generator.drift.schemas.judging import Effect
from generator.drift.schemas.notes import is_note
from generator.drift.schemas.views import View, types_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from generator.drift.schemas.likeness import Member
    from generator.drift.schemas.pairs import Pair

_NOT_SIMPLE: Final = frozenset({"properties", "oneOf", "anyOf", "allOf", "not"})


def is_simple(view: View) -> bool:
    """Tell whether a schema is of one type, and neither an object with properties nor a composition."""
    return len(types_of(view)) == 1 and not (_NOT_SIMPLE & view.keywords.keys())


def apart(view: View) -> list[View]:
    """Return a schema of each type that a simple schema names, nothing where it says more of several types."""
    kinds = types_of(view)
    if len(kinds) < 2:
        return [view] if is_simple(view) else []
    notes = view.without("type")
    if not is_note(notes):
        return []
    return [View((({"type": kind}, view.pointer), *notes.layers), nullable=view.nullable) for kind in sorted(kinds)]


def parted(members: list[Member], others: Iterable[View]) -> tuple[list[Member], frozenset[str]]:
    """Return the simple `members` of a type that one of `others` has too, and the types that none of those has."""
    known = {kind for other in others for kind in types_of(other)}
    kin = [member for member in members if types_of(member.view) <= known]
    return kin, frozenset({kind for member in members for kind in types_of(member.view)} - known)


def report(pair: Pair, gone: frozenset[str], come: frozenset[str], keyword: str) -> None:
    """Report the types that the list at `keyword` does not name any more, and those that it names besides.

    What is only read is never sent: its types are those of the answers, where they are compared.
    """
    if pair.is_idle and pair.place.direction == "request":
        return
    if gone:
        message = f"the types do not include {', '.join(sorted(gone))} any more"
        pair.report("list-of-types-narrowed", message, pair.judge(Effect.NARROWS, shape=True), keyword)
    if come:
        message = f"the types also include {', '.join(sorted(come))}"
        pair.report("list-of-types-widened", message, pair.judge(Effect.WIDENS, shape=True), keyword)
