"""`dependentRequired`: JSON Schema 2020-12 validation, section 6.5.4."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from generator.document.printable import printable
from generator.document.shapes import is_array, is_object
from generator.drift.schemas.judging import Effect
from generator.drift.schemas.subjects import shown

if TYPE_CHECKING:
    from generator.drift.schemas.pairs import Pair
    from generator.drift.schemas.views import View


def dependents(pair: Pair) -> None:
    """Report what has to be there from now on, or no longer, where another property is."""
    before, after = _names(pair.base), _names(pair.revision)
    for name in sorted(before.keys() | after.keys()):
        old, new = before.get(name), after.get(name)
        where = ("dependentRequired", name)
        said = f"where '{printable(name)}' is there"
        if old is None:
            message = f"{said}, so must be {shown(new)}"
            pair.report("dependent-required-added", message, pair.judge(Effect.NARROWS), *where)
        elif new is None:
            message = f"{said}, {shown(old)} need not be any more"
            pair.report("dependent-required-removed", message, pair.judge(Effect.WIDENS), *where)
        elif set(old) != set(new):
            effect = Effect.NARROWS if set(old) < set(new) else Effect.WIDENS if set(new) < set(old) else Effect.DIFFERS
            message = f"{said}, so must be {shown(new)} instead of {shown(old)}"
            pair.report("dependent-required-changed", message, pair.judge(effect), *where)


def _names(view: View) -> dict[str, list[str]]:
    value: Any = view.get("dependentRequired")
    if not is_object(value):
        return {}
    return {name: sorted(str(each) for each in names) for name, names in value.items() if is_array(names)}
