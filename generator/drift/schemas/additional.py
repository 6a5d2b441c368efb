"""`additionalProperties`: JSON Schema 2020-12 core, section 10.3.2.3."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from generator.drift.schemas.judging import Effect

if TYPE_CHECKING:
    from generator.drift.schemas.pairs import Pair
    from generator.drift.schemas.views import View

KEYWORD: Final = "additionalProperties"


def additional(pair: Pair) -> None:
    """Report that further properties are allowed from now on, or no longer, or described; have schemas of them compared."""
    before, after = _state(pair, pair.base, 0), _state(pair, pair.revision, 1)
    is_map = not pair.base.named("properties") and not pair.revision.named("properties")
    if before == after:
        if before == "described":
            pair.descend(pair.base.single(KEYWORD), pair.revision.single(KEYWORD), pair.place.part())
        return
    if after == "closed":
        message = "properties that are not listed are not allowed any more"
        pair.report("additional-properties-disallowed", message, pair.judge(Effect.NARROWS), KEYWORD)
    elif before == "closed":
        message = "properties that are not listed are allowed"
        # Models are open: what is not listed is kept.
        pair.report("additional-properties-allowed", message, pair.judge(Effect.WIDENS), KEYWORD)
    elif after == "described":
        message = "properties that are not listed have to match a schema"
        pair.report("additional-properties-schema-added", message, pair.judge(Effect.NARROWS, shape=is_map), KEYWORD)
    else:
        message = "properties that are not listed may be anything"
        pair.report("additional-properties-schema-removed", message, pair.judge(Effect.WIDENS, shape=is_map), KEYWORD)


def _state(pair: Pair, view: View, side: int) -> str:
    if KEYWORD not in view.keywords:
        return "open"
    value = view.get(KEYWORD)
    if value is False:
        return "closed"
    return "open" if pair.viewers[side].view(*view.single(KEYWORD)).is_open() else "described"
