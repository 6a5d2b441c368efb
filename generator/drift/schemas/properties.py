"""`properties` and `required`: JSON Schema 2020-12 core, section 10.3.2.1, and validation, section 6.5.3."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from generator.document.printable import printable
from generator.document.shapes import is_object
from generator.drift.changes import MISSING, Side
from generator.drift.schemas import conjunctions, existence
from generator.drift.schemas.judging import BREAKING, SAFE, WIRE, Effect
from generator.drift.schemas.pairs import Found
from generator.drift.schemas.types import is_exchanged
from generator.drift.verdicts import Level, Verdicts

if TYPE_CHECKING:
    from generator.drift.schemas.pairs import Pair

_OTHERS: Final = "additionalProperties"
_ELSEWHERE: Final = frozenset({"oneOf", "anyOf", "if", "then", "else", "patternProperties", "dependentSchemas"})
"""The keywords whose schemas may describe properties, beside those that all hold at once."""


def properties(pair: Pair) -> None:
    """Report properties that came, went, or have to be there from now on or no longer; have the others compared.

    Where objects gave way to something else, or came for it, that change of the type says it all.
    """
    before, after = pair.base.named("properties"), pair.revision.named("properties")
    if is_exchanged(pair, "object"):
        return
    own = set(pair.base.strings("required")), set(pair.revision.strings("required"))
    needed, needs = (one | other for one, other in zip(own, pair.place.demanded, strict=True))
    for name, old in before.items():
        if name in after:
            pair.descend(old, after[name], pair.place.property((name in needed, name in needs)))
        else:
            existence.removed(pair, name, old[0], required=name in needed)
    for name, new in after.items():
        if name not in before:
            existence.added(pair, name, new[0], required=name in needs)
    changed = own[0] ^ own[1]
    anyway = conjunctions.demanded(pair) if changed else own
    for name in sorted(changed):
        becomes = name in own[1]
        if (name in before) is (name in after) and name not in anyway[not becomes]:
            _required(pair, name, becomes=becomes)


def _is_left_over(pair: Pair) -> bool:
    """Tell whether all properties are described here, so that nothing can be known of another that has to be there.

    What is kept from the readers of a document often stays in `required`. A part of a schema may speak of the properties of
    another part.
    """
    sides = pair.base, pair.revision
    return pair.place.step != "part" and all(
        view.named("properties") and _ELSEWHERE.isdisjoint(view.keywords) and not is_object(view.get(_OTHERS))
        for view in sides
    )


def _required(pair: Pair, name: str, *, becomes: bool) -> None:
    """Report that the property `name` has to be there from now on, or no longer.

    The property may stand in another part of a conjunction than what demands it.
    """
    old, new = (
        conjunctions.located_property(*side, name)
        for side in zip(pair.viewers, (pair.base, pair.revision), strict=True)
    )
    schema = MISSING if new is None or old is None else new[0]
    place = pair.place
    flags = existence.flags(pair.viewers[1], schema)
    shape = place.typed and schema is not MISSING
    said = f"'{printable(name)}' " if schema is MISSING else ""
    verdicts = pair.judge(Effect.NARROWS if becomes else Effect.WIDENS, shape=shape)
    action = "became-required" if becomes else "became-optional"
    message = f"{said}has to be there" if becomes else f"{said}need not be there any more"
    prefix = existence.prefix(place, flags)
    if existence.is_idle(place, flags):
        verdicts = SAFE
    elif old is None and new is None and _is_left_over(pair):
        prefix, verdicts = existence.prefix(place, kind="undescribed"), SAFE
    elif place.direction == "request":
        if becomes and "default" in flags and place.polarity > 0:
            action, verdicts = f"{action}-with-default", Verdicts(Level.RISKY, verdicts.source)
        if becomes and place.is_sent_header:
            prefix = "request-header-property"
            action = "became-required"
    elif not becomes and shape and place.polarity > 0:
        # Decoding needs what was required; its type only changes where None was not among its values yet.
        verdicts = WIRE if "null" in flags else BREAKING
    if old is None or new is None:
        pair.report(f"{prefix}-{action}", message, verdicts, "required", values=(not becomes, becomes), whole=True)
    else:
        sides = Side(old[1], not becomes), Side(new[1], becomes)
        pair.found.append(Found(f"{prefix}-{action}", message, verdicts, pair.named(old[1]), *sides))
