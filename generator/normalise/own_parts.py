"""Components that are a part of themselves: `A: {allOf: [A, B]}`, `A: {$ref: A}`, at any distance.

What such a reference asks of a value is what the component asks of it anyway: without it, the component says the same, and
one that says nothing else allows anything.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from generator.document import pointers
from generator.document.shapes import is_array, is_object
from generator.normalise.schemas import component_name, is_null

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.normalise.dialects.repairs import Repairs

RULE = "part-of-itself"
_Part = tuple[dict[str, Any], str]


def leave_out_own_parts(document: dict[str, Any], repairs: Repairs) -> None:
    """Remove the references that make a component of the OpenAPI 3.1 `document` a part of itself, in place, with warnings."""
    components: Any = document.get("components", {}).get("schemas", {})
    if not is_object(components):
        return
    done: set[str] = set()
    for name in components:
        if name not in done:
            _follow(name, components, done, repairs)


def _follow(first: str, components: dict[str, Any], done: set[str], repairs: Repairs) -> None:
    """Walk the parts of parts of `first`, depth first, and cut where one of them leads back to what it is a part of."""
    chain = {first: None}
    stack = [(first, _parts_of(first, components))]
    while stack:
        name, parts = stack[-1]
        for part, pointer in parts:
            target = component_name(part)
            if target is None or target not in components or target in done:
                continue
            if target in chain:
                repairs.warn(f"{pointer}/$ref", RULE, f"makes {target} a part of itself: it is left out")
                del part["$ref"]
                continue
            chain[target] = None
            stack.append((target, _parts_of(target, components)))
            break
        else:
            stack.pop()
            chain.pop(name)
            done.add(name)


def _parts_of(name: str, components: dict[str, Any]) -> Iterator[_Part]:
    """Yield what a value of a component must satisfy, inline compositions opened: itself, its `allOf`, its only choice."""
    pending: list[tuple[Any, str]] = [(components[name], pointers.join("/components/schemas", name))]
    while pending:
        schema, pointer = pending.pop()
        if not is_object(schema):
            continue
        yield schema, pointer
        for key in ("allOf", "anyOf", "oneOf"):
            branches = schema.get(key)
            if not is_array(branches):
                continue
            real = [(branch, f"{pointer}/{key}/{i}") for i, branch in enumerate(branches) if not is_null(branch)]
            if key == "allOf" or len(real) == 1:
                pending.extend(reversed(real))
