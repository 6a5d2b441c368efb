"""Many sentences that changed in one way, as one change: where all of a document was reworded, that is one fact."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from generator.drift.changes import MISSING, Change, Side
from generator.drift.verdicts import Level
from generator.extract.prose import digest

if TYPE_CHECKING:
    from collections.abc import Sequence

MOST_WORDS = 20
"""Changes of words alone that are told one by one."""
MOST = 100
"""Those with numbers, new and gone ones."""
_NAMED = 3
_DIGITS = 16
_SAID = {
    "prose-changed": "changed",
    "prose-added": "are new at places that were there before",
    "prose-removed": "are gone from places that are still there",
}


class _Way(NamedTuple):
    id: str
    in_words_alone: bool


def folded(changes: Sequence[Change], page: str) -> list[Change]:
    """Return the changes of the sentences of `page`, too many of one kind as one; those that anything rests on stay."""
    many: dict[_Way, list[Change]] = {}
    for change in changes:
        if change.verdicts.worst == Level.SAFE:
            many.setdefault(_way(change), []).append(change)
    many = {way: each for way, each in many.items() if len(each) > (MOST_WORDS if way.in_words_alone else MOST)}
    result: list[Change] = []
    for change in changes:
        together = many.get(_way(change), []) if change.verdicts.worst == Level.SAFE else []
        if not together:
            result.append(change)
        elif change is together[0]:
            result.append(_one(together, page))
    return result


def _way(change: Change) -> _Way:
    return _Way(change.id, change.id == "prose-changed" and "changed in words alone" in change.message)


def _one(changes: list[Change], page: str) -> Change:
    """Return changes of one kind as one, which names the places of the first."""
    way = _way(changes[0])
    places = [each.revision.pointer or each.base.pointer or "" for each in changes]
    said = "changed in words alone" if way.in_words_alone else _SAID[way.id]
    numbers = ", and their numbers" if way.id == "prose-changed" and not way.in_words_alone else ""
    return Change(
        id=way.id,
        message=f"{said}{numbers}; at {', '.join(places[:_NAMED])} and {len(places) - _NAMED} more places",
        verdicts=changes[0].verdicts,
        subject=f"{len(changes):,} sentences of {page}",
        operations=tuple(sorted({name for each in changes for name in each.operations})),
        base=_side([each.base for each in changes]),
        revision=_side([each.revision for each in changes]),
    )


def _side(sides: list[Side]) -> Side:
    """Return what stands for one side of all of them, so that another set of changes has another fingerprint."""
    if sides[0].value is MISSING:
        return Side()
    return Side(None, f"sha256:{digest(''.join(f'{each.pointer} {each.value}' for each in sides))[:_DIGITS]}")
