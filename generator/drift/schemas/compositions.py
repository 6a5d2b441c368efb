"""Compositions that only one side has: a schema beside a union of it, or beside a conjunction with it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.drift.schemas import conjunctions, unions
from generator.drift.schemas.views import UNIONS

if TYPE_CHECKING:
    from generator.drift.schemas.pairs import Pair
    from generator.drift.schemas.views import View


def compare(pair: Pair) -> bool:
    """Compare a composition with a schema that is none, as far as they are alike; tell whether nothing else is to do."""
    if ("allOf" in pair.base.keywords) is not ("allOf" in pair.revision.keywords):
        return conjunctions.half(pair)
    if _is_union(pair.base) is not _is_union(pair.revision):
        return unions.half(pair)
    return False


def _is_union(view: View) -> bool:
    return any(isinstance(view.get(keyword), list) for keyword in UNIONS)
