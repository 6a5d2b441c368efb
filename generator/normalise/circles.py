"""Components that are nothing but references to each other: they say nothing, and no class can be made of them."""

from __future__ import annotations

from typing import Any

from generator.document import pointers
from generator.document.findings import Place, fail
from generator.normalise.schemas import component_name


def named_in_the_end(components: dict[str, Any], name: str, file: str) -> str:
    """Return the component that `name` is another name for, itself where it is none; `file` is for messages.

    Raises:
        SpecloomError: it is another name for itself.
    """
    seen = [name]
    while (target := component_name(components.get(seen[-1]))) is not None:
        if target in seen:
            place = Place(file, pointer=pointers.join("/components/schemas", name))
            message = f"is nothing but itself: {' -> '.join([*seen, target])[:500]}"
            raise fail("circular-reference", message, place, "Write a schema in one of these places.")
        seen.append(target)
    return seen[-1]


def refuse_circles(components: dict[str, Any], file: str) -> None:
    """Refuse components that are other names for themselves: `A: {anyOf: [B]}` and `B: {anyOf: [A]}`."""
    for name in components:
        named_in_the_end(components, name, file)
