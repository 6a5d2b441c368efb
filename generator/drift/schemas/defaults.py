"""`default`: JSON Schema 2020-12 validation, section 9.2."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.drift.changes import MISSING
from generator.drift.schemas.judging import BEHAVIOUR, SAFE
from generator.drift.schemas.pairs import change_of

if TYPE_CHECKING:
    from generator.drift.schemas.pairs import Pair


def defaults(pair: Pair) -> None:
    """Report a default that came, went or changed: what is left out stands for something else from then on.

    What the consumer has to send is never left out.
    """
    before, after = pair.changed("default")
    action = "added" if before is MISSING else "removed" if after is MISSING else "changed"
    place = pair.place
    is_given = place.direction == "request" and place.step != "part" and all(place.required)
    verdicts = SAFE if pair.is_idle or is_given or not place.typed else BEHAVIOUR
    pair.report(f"default-value-{action}", change_of("the default", before, after), verdicts, "default")
