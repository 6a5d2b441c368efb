"""Keywords whose values are schemas that apply to parts of a value, or under conditions: JSON Schema core, section 10."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from generator.document.printable import printable
from generator.drift.schemas import refusals
from generator.drift.schemas.judging import Effect
from generator.drift.schemas.sameness import same
from generator.drift.schemas.types import is_exchanged

if TYPE_CHECKING:
    from generator.drift.schemas.pairs import Pair
    from generator.drift.schemas.places import Place
    from generator.drift.schemas.views import Located, View


class Part(NamedTuple):
    """A keyword that holds a schema.

    Attributes:
        name: its name in ids.
        polarity: whether a value is admitted by less where the schema is narrower (1), by more (-1), or that depends (0).
        typed: whether generated types follow it.
        free: whether leaving it out is the same as the schema `true`.
    """

    name: str
    polarity: int = 1
    typed: bool = False
    free: bool = True


SINGLE: Final[dict[str, Part]] = {
    "items": Part("items", typed=True),
    "contains": Part("contains", free=False),
    "propertyNames": Part("property-names"),
    "unevaluatedItems": Part("unevaluated-items"),
    "unevaluatedProperties": Part("unevaluated-properties"),
    "if": Part("if", polarity=0, free=False),
    "then": Part("then"),
    "else": Part("else"),
    "not": Part("not", polarity=-1, free=False),
}
"""The keywords with one schema."""
BY_NAME: Final[dict[str, Part]] = {
    "patternProperties": Part("pattern-property", typed=True),
    "dependentSchemas": Part("dependent-schema"),
}
"""The keywords with schemas by name."""


def single(pair: Pair) -> None:
    """Report schemas of parts that came or went; have the others compared."""
    for keyword, part in SINGLE.items():
        before, after = keyword in pair.base.keywords, keyword in pair.revision.keywords
        if before and after:
            pair.descend(pair.base.single(keyword), pair.revision.single(keyword), _place(pair.place, part))
        elif keyword == "items" and (before or after) and _is_closed(pair, revised=after):
            refusals.report(pair, pair.place.part(), keyword, admits=before)
        elif (
            (before or after)
            and not (part.free and _is_open(pair, keyword, revised=after))
            and not _follows(pair, keyword)
        ):
            _note(pair, part, keyword, added=after)


def by_name(pair: Pair) -> None:
    """Report schemas that came or went under a name or pattern; have the others compared."""
    for keyword, part in BY_NAME.items():
        before, after = pair.base.named(keyword), pair.revision.named(keyword)
        for name, old in before.items():
            if name in after:
                pair.descend(old, after[name], _place(pair.place, part))
            else:
                _note(pair, part, keyword, name, added=False)
        for name in after:
            if name not in before:
                _note(pair, part, keyword, name, added=True)


def prefix_items(pair: Pair) -> None:
    """Report schemas of single items that came or went at the end of the list; have the others compared.

    What has no schema of its own on one side is under `items` there: a schema that says the same is no change.
    """
    before, after = pair.base.listed("prefixItems"), pair.revision.listed("prefixItems")
    for old, new in zip(before, after, strict=False):
        pair.descend(old, new, pair.place.part())
    for located in before[len(after) :]:
        if _is_rest(pair.revision, located):
            pair.descend(located, pair.revision.single("items"), pair.place.part())
            continue
        verdicts = pair.judge(Effect.WIDENS, shape=True)
        pair.note_member(
            "prefix-items-removed", "an item of the tuple is not described any more", verdicts, located, added=False
        )
    for located in after[len(before) :]:
        if _is_rest(pair.base, located):
            pair.descend(pair.base.single("items"), located, pair.place.part())
            continue
        verdicts = pair.judge(Effect.NARROWS, shape=True)
        pair.note_member(
            "prefix-items-added", "a further item of the tuple is described", verdicts, located, added=True
        )


def _is_rest(other: View, located: Located) -> bool:
    """Tell whether the schema at `located` says of an item what `items` of the `other` side says of it."""
    return "items" in other.keywords and same(other.keywords["items"], located[0])


def _place(place: Place, part: Part) -> Place:
    return place.part() if part.typed else place.condition(part.polarity)


def _is_open(pair: Pair, keyword: str, *, revised: bool) -> bool:
    view, viewer = (pair.revision, pair.viewers[1]) if revised else (pair.base, pair.viewers[0])
    return viewer.view(*view.single(keyword)).is_open()


def _is_closed(pair: Pair, *, revised: bool) -> bool:
    """Tell whether `items` of the side that has it leaves arrays no more items than the tuple describes."""
    view, viewer = (pair.revision, pair.viewers[1]) if revised else (pair.base, pair.viewers[0])
    return refusals.refuses(viewer.view(*view.single("items")))


def _follows(pair: Pair, keyword: str) -> bool:
    """Tell whether a keyword came or went with the type that it belongs to, which is reported."""
    return keyword == "items" and is_exchanged(pair, "array")


def _note(pair: Pair, part: Part, keyword: str, *names: str, added: bool) -> None:
    action = "added" if added else "removed"
    effect = Effect.NARROWS if added else Effect.WIDENS
    if part.polarity == 0:
        effect = Effect.DIFFERS
    name = f"{keyword} '{printable(names[0])}'" if names else keyword
    pair.report(f"{part.name}-{action}", f"{name} was {action}", pair.judge(effect, shape=part.typed), keyword, *names)
