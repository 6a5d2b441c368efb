"""Components that are nothing but references to each other: they say nothing, and no class can be made of them.

Unions that are choices of each other say something as far as they have other choices: each allows what all of them do.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from generator.document import pointers
from generator.document.findings import Place, fail
from generator.document.shapes import is_array, is_object
from generator.normalise.schemas import component_name, is_null, reference_to

if TYPE_CHECKING:
    from generator.normalise.ledger import Ledger

RULE = "unite-unions"


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


def unite_circles(components: dict[str, Any], ledger: Ledger) -> bool:
    """Let unions that are choices of each other be one union of all their other choices, in place; tell whether any was.

    `A: {oneOf: [B, string]}` and `B: {oneOf: [A, integer]}` are both string or integer. The first one is that union, the
    others are references to it. Where the other choices are null alone, or none, they are left to `refuse_circles`.
    """
    choices = {name: _choices(schema) for name, schema in components.items()}
    edges = {
        name: [target for each in found if (target := component_name(each)) and choices.get(target)]
        for name, found in choices.items()
    }
    back: dict[str, list[str]] = {name: [] for name in components}
    for name, targets in edges.items():
        for target in targets:
            back[target].append(name)
    circular = _led_back(edges, back) & _led_back(back, edges)
    done: set[str] = set()
    for name in components:
        if name in done or name not in circular or name not in (within := _reached(edges, name)):
            continue
        both = within & _reached(back, name)
        circle = [other for other in components if other in both]
        done.update(circle)
        rest = [choice for other in circle for choice in choices[other] if component_name(choice) not in circle]
        if all(is_null(choice) for choice in rest):
            continue
        for other in circle:
            ledger.note_part(components[other], RULE, f"is a choice of itself: {', '.join(circle)[:200]}")
            kept = {
                key: value
                for key, value in components[other].items()
                if key not in {"$ref", "oneOf", "anyOf", "discriminator"}
            }
            said = {**kept, "anyOf": rest} if other == circle[0] else reference_to(circle[0])
            components[other] = ledger.adopt(said, components[other])
    return bool(done)


def _choices(schema: Any) -> list[Any]:
    """Return the choices of what is a union and nothing more, those of unions inside it instead of these; else none.

    Another name for a component is its only choice.
    """
    if component_name(schema) is not None and set(schema) == {"$ref"}:
        return [schema]
    result: list[Any] = []
    pending = [schema]
    while pending:
        choice = pending.pop(0)
        inner = (choice.get("oneOf") or choice.get("anyOf")) if is_object(choice) else None
        if is_array(inner) and not {"$ref", "allOf", "properties"} & choice.keys():
            pending = [*inner, *pending]
        elif choice is not schema:
            result.append(choice)
    return result


def _led_back(edges: dict[str, list[str]], back: dict[str, list[str]]) -> set[str]:
    """Return the names from which `edges`, whose reverse is `back`, lead on for ever."""
    left = {name: len(targets) for name, targets in edges.items()}
    pending = [name for name, count in left.items() if not count]
    while pending:
        for source in back[pending.pop()]:
            left[source] -= 1
            if not left[source]:
                pending.append(source)
    return {name for name, count in left.items() if count}


def _reached(edges: dict[str, list[str]], name: str) -> set[str]:
    """Return what `edges` lead to from `name`; that itself only if they lead back to it."""
    seen: set[str] = set()
    pending = list(edges.get(name, ()))
    while pending:
        here = pending.pop()
        if here not in seen:
            seen.add(here)
            pending += edges[here]
    return seen
