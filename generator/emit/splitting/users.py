"""Which resources use which components, through whatever lies between them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from generator.normalise.schemas import all_operations, component_name, operations, roots, walk

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from generator.emit.splitting.graph import References

WEBHOOKS = "webhooks"
"""What webhooks alone use counts as used by a resource of this name."""


def users(document: dict[str, Any], graph: References, order: Sequence[tuple[str, ...]]) -> dict[str, frozenset[str]]:
    """Return the resources, by their tags, that use each component of a normal form; none for what nothing uses.

    Args:
        document: the normal form.
        graph: what each component refers to.
        order: the circles of components, each after those that it needs.
    """
    found: dict[str, set[str]] = {name: set() for name in graph}
    for tag, name in _first_uses(document):
        if name in found:
            found[name].add(tag)
    for circle in reversed(order):  # users hand their own users down to what they need
        together = {tag for name in circle for tag in found[name]}
        for name in circle:
            found[name] |= together
            for target in graph[name]:
                found[target] |= together
    return {name: frozenset(tags) for name, tags in found.items()}


def _first_uses(document: dict[str, Any]) -> Iterable[tuple[str, str]]:
    """Yield (tag, component) for each component that an operation, one of its callbacks, or a webhook refers to."""
    for path, method, operation, _ in operations(document):
        part = {"paths": {path: {method: operation}}}
        yield from ((operation["tags"][0], name) for name in _referred(part))
    part = {"webhooks": document.get("webhooks", {})}
    yield from ((WEBHOOKS, name) for name in _referred(part))


def _referred(document: dict[str, Any]) -> Iterable[str]:
    for _, operation, pointer in all_operations(document):
        for slot in roots(operation, pointer):
            for container, key, _ in walk(slot):
                name = component_name(container[key])
                if name is not None:
                    yield name
