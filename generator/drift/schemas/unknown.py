"""Keywords that no other family answers for: a change of them is reported, whatever it means."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.drift.changes import MISSING
from generator.drift.schemas.immaterial import is_immaterial
from generator.drift.schemas.judging import BEHAVIOUR
from generator.drift.schemas.pairs import change_of
from generator.drift.schemas.sameness import same

if TYPE_CHECKING:
    from generator.drift.schemas.pairs import Pair


def unknown(pair: Pair) -> None:
    """Report each keyword without a family that came, went or changed."""
    from generator.drift.schemas.families import FAMILIES

    for keyword in sorted(pair.base.keywords.keys() | pair.revision.keywords.keys()):
        before, after = pair.changed(keyword)
        if keyword in FAMILIES or is_immaterial(keyword) or before is after or same(before, after):
            continue
        action = "added" if before is MISSING else "removed" if after is MISSING else "changed"
        pair.report(f"keyword-{action}", change_of(keyword, before, after), BEHAVIOUR, keyword)
