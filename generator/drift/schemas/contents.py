"""`contentEncoding`, `contentMediaType` and `contentSchema`: JSON Schema 2020-12 validation, section 8."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from generator.drift.schemas.judging import Effect
from generator.drift.schemas.pairs import change_of
from generator.drift.schemas.sameness import same

if TYPE_CHECKING:
    from generator.drift.schemas.pairs import Pair

NAMES: Final = {"contentEncoding": "content-encoding", "contentMediaType": "content-media-type"}


def contents(pair: Pair) -> None:
    """Report another encoding or media type of the content of a text."""
    for keyword, name in NAMES.items():
        before, after = pair.changed(keyword)
        if before is not after and not same(before, after):
            message = change_of(keyword, before, after)
            pair.report(f"{name}-changed", message, pair.judge(Effect.DIFFERS, shape=True), keyword)


def schema(pair: Pair) -> None:
    """Report a schema of the content of a text that came or went; have two of them compared."""
    before, after = "contentSchema" in pair.base.keywords, "contentSchema" in pair.revision.keywords
    if before and after:
        place = pair.place.condition()
        pair.descend(pair.base.single("contentSchema"), pair.revision.single("contentSchema"), place)
    elif before or after:
        action = "added" if after else "removed"
        effect = Effect.NARROWS if after else Effect.WIDENS
        pair.report(f"content-schema-{action}", f"contentSchema was {action}", pair.judge(effect), "contentSchema")
