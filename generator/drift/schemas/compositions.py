"""Compositions that only one side has, or writes otherwise: a schema beside a union of it, or a conjunction with it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.drift.schemas import conjunctions, unions
from generator.drift.schemas.notes import is_note, noted
from generator.drift.schemas.views import UNIONS

if TYPE_CHECKING:
    from generator.drift.schemas.pairs import Pair
    from generator.drift.schemas.views import View


def compare(pair: Pair) -> bool:
    """Compare a composition with a schema that is none, as far as they are alike; tell whether nothing else is to do."""
    if not (_is_composed(pair.base) or _is_composed(pair.revision)):
        return False
    if _unwrapped(pair):
        return True
    if ("allOf" in pair.base.keywords) is not ("allOf" in pair.revision.keywords):
        return conjunctions.half(pair)
    if _is_union(pair.base) is not _is_union(pair.revision):
        return unions.half(pair)
    return False


def _unwrapped(pair: Pair) -> bool:
    """Compare a composition of one schema with that schema; tell whether it is one."""
    for grown in (True, False):
        composed, plain = (pair.revision, pair.base) if grown else (pair.base, pair.revision)
        for keyword in ("allOf", *UNIONS):
            members = composed.listed(keyword)
            notes = composed.without(keyword)
            if len(members) == 1 and is_note(notes):
                member = pair.viewers[grown].view(*members[0])
                if member.pointer != composed.pointer and conjunctions.is_twin(member, plain):
                    whole = noted(member, notes)
                    pair.descend(*((plain, whole) if grown else (whole, plain)), pair.place)
                    return True
    return False


def _is_composed(view: View) -> bool:
    return "allOf" in view.keywords or _is_union(view)


def _is_union(view: View) -> bool:
    return any(isinstance(view.get(keyword), list) for keyword in UNIONS)
