"""Schemas that admit nothing, such as `false`: JSON Schema 2020-12 core, section 4.3.2.

What the keywords of the other side say is no change of its own: the whole of them gave way, or came.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from generator.drift.schemas.judging import BREAKING, SAFE, Effect
from generator.drift.verdicts import Level, Verdicts

if TYPE_CHECKING:
    from generator.drift.schemas.pairs import Pair
    from generator.drift.schemas.places import Place
    from generator.drift.schemas.views import View


def compare(pair: Pair) -> bool:
    """Report that nothing is admitted from now on, or something again; tell whether nothing else is to do."""
    before, after = refuses(pair.base), refuses(pair.revision)
    if before is after:
        return False
    report(pair, pair.place, admits=before)
    return True


def report(pair: Pair, place: Place, *steps: str, admits: bool) -> None:
    """Report that values at `place` are admitted from now on, or no longer, by the keyword that `steps` lead to."""
    action = "became-not-false" if admits else "became-false"
    message = "the schema admits something" if admits else "the schema admits nothing any more"
    pair.report(f"{place.prefix}-schema-{action}", message, _verdicts(pair, place, admits), *steps, whole=True)


def refuses(view: View) -> bool:
    """Tell whether no value at all matches a schema."""
    return _admits_all(view.get("not")) and not view.nullable


def _admits_all(schema: Any) -> bool:
    return schema is True or schema == {}


def _verdicts(pair: Pair, place: Place, admits: bool) -> Verdicts:
    """Return the verdicts; what is received and cannot be there any more is missed like a property that is gone."""
    if pair.is_idle:
        return SAFE
    if place.direction == "request" or not place.typed or place.polarity <= 0 or place.step == "part":
        return pair.judge(Effect.WIDENS if admits else Effect.NARROWS, shape=place.typed)
    if admits:
        return SAFE
    return BREAKING if place.required[0] else Verdicts(source=Level.BREAKING, behaviour=Level.RISKY)
