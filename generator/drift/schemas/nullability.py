"""Whether null is admitted, in either spelling: `null` among the types, or a union with it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.drift.schemas.judging import SAFE, Effect
from generator.drift.schemas.views import UNIONS, types_of

if TYPE_CHECKING:
    from generator.drift.schemas.pairs import Pair
    from generator.drift.schemas.views import View


def nullability(pair: Pair) -> None:
    """Report that null is admitted from now on, or no longer."""
    if not (_says(pair.base) and _says(pair.revision)):
        return
    if pair.revision.nullable:
        # What may be left out is None in the generated models anyway, and decodes.
        optional = pair.place.direction == "response" and pair.place.step == "property" and not all(pair.place.required)
        verdicts = SAFE if optional else pair.judge(Effect.WIDENS, shape=True)
        pair.report("became-nullable", "null is admitted", verdicts)
    else:
        verdicts = pair.judge(Effect.NARROWS, shape=True)
        pair.report("became-not-nullable", "null is not admitted any more", verdicts)


def _says(view: View) -> bool:
    """Tell whether the schema says which types there are: one that admits all of them does not gain null."""
    if view.nullable:
        return True
    kinds = types_of(view)
    if kinds:
        return kinds != frozenset({"null"})
    return any(keyword in view.keywords for keyword in ("enum", "const", "allOf", "properties", *UNIONS))
