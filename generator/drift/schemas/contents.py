"""`contentEncoding`, `contentMediaType` and `contentSchema`: JSON Schema 2020-12 validation, section 8.

OpenAPI 3.1 writes with them what earlier versions say by `format` ("Migrating Binary Descriptions from OAS 3.0").
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from generator.drift.changes import MISSING
from generator.drift.schemas.judging import Effect
from generator.drift.schemas.pairs import change_of
from generator.drift.schemas.sameness import same

if TYPE_CHECKING:
    from generator.drift.schemas.pairs import Pair
    from generator.drift.schemas.views import View

NAMES: Final = {"contentEncoding": "content-encoding", "contentMediaType": "content-media-type"}


_BYTES: Final = "application/octet-stream"
_OF_FORMATS: Final = {"byte": ("contentEncoding", "base64"), "binary": ("contentMediaType", _BYTES)}


def form_of(view: View) -> str:
    """Return the format of a text, "" for none; that of earlier versions for what later ones say by its content."""
    stated = view.get("format")
    if isinstance(stated, str):
        return stated
    for form, (keyword, value) in _OF_FORMATS.items():
        if view.get(keyword) == value:
            return form
    return ""


def contents(pair: Pair) -> None:
    """Report another encoding or media type of the content of a text."""
    form = form_of(pair.base)
    said = _OF_FORMATS.get(form) if form == form_of(pair.revision) else None
    for keyword, name in NAMES.items():
        before, after = pair.changed(keyword)
        if said is not None and keyword == said[0] and (before, after) in ((MISSING, said[1]), (said[1], MISSING)):
            continue
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
