"""Where in a document stands what overlay actions created in it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from generator.document import pointers
from generator.normalise.overlay_kinds import is_array, is_object

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


class Created(NamedTuple):
    """A value that an action put under `key` of `container`, or that it copied something into.

    `action` is its index; `pointer` leads to where the overlay has the value, and is "" for what was copied.
    """

    container: dict[str, Any]
    key: str
    value: Any
    action: int
    pointer: str = ""


class Placed(NamedTuple):
    """What was created, the pointer of its place in the document, and the key of what contains it, "" for an item."""

    created: Created
    pointer: str
    above: str


def placed(document: dict[str, Any], created: Iterable[Created]) -> Iterator[Placed]:
    """Yield what of `created` is still in `document`; what is at one place comes in the order in which it was given."""
    candidates: dict[tuple[int, str], list[Created]] = {}
    for each in created:
        candidates.setdefault((id(each.container), each.key), []).append(each)
    pending: list[tuple[Any, str, str]] = [(document, "", "")] if candidates else []
    while pending:
        value, pointer, above = pending.pop()
        if is_array(value):
            pending += [(each, pointers.join(pointer, index), "") for index, each in enumerate(value)]
        elif is_object(value):
            for key, inner in value.items():
                at = pointers.join(pointer, key)
                for each in candidates.get((id(value), key), ()):
                    if each.value is inner:
                        yield Placed(each, at, above)
                pending.append((inner, at, key))
