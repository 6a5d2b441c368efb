"""`xml`: OpenAPI 3.1 section 4.8.26."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.drift.schemas.judging import RISKY, SAFE
from generator.drift.schemas.pairs import change_of

if TYPE_CHECKING:
    from generator.drift.schemas.pairs import Pair


def markup(pair: Pair) -> None:
    """Report another spelling in XML, which matters where values are not JSON."""
    before, after = pair.changed("xml")
    verdicts = RISKY if pair.place.loose and pair.place.kind == "body" else SAFE
    pair.report("xml-changed", change_of("xml", before, after), verdicts, "xml")
