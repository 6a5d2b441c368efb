"""Dynamic references (JSON Schema 2020-12 section 8.2.3.2), each as the one plain reference that it can only be."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from generator.document import pointers
from generator.document.references import target
from generator.document.shapes import is_object

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from generator.normalise.bundle.kinds import Kinds
    from generator.normalise.bundle.library import Spot

_MOST = 50


@dataclass(frozen=True, slots=True)
class Dynamic:
    """A dynamic reference: an object whose `$ref` is the place it leads to first, where it stands, and its anchor."""

    node: dict[str, Any]
    spot: Spot
    anchor: str


def possible(
    document: dict[str, Any],
    kinds: Kinds,
    resource: Callable[[str], Spot],
    anchors: Mapping[Spot, str],
    dynamic: list[Dynamic],
) -> dict[int, set[str]]:
    """Return the pointers that dynamic references to one anchor can lead to, by the `id` of their objects.

    What a reference leads to is the anchor in the outermost schema resource through which a validator came to it, from a
    schema of an operation on.

    Args:
        document: holds them all, and refers only to itself.
        kinds: what stands where in it.
        resource: returns the schema resource of what stands at a pointer.
        anchors: the pointer of the anchor in each resource that has one.
        dynamic: the references.
    """
    waiting = {id(each.node): each for each in dynamic}
    results: dict[int, set[str]] = {}
    if len(anchors) > _MOST:
        return results
    pending: list[tuple[str, str | None]] = [(pointer, None) for pointer in _entries(document, kinds)]
    seen: set[tuple[str, str | None]] = set()
    while pending:
        pointer, bound = pending.pop()
        bound = bound or anchors.get(resource(pointer))
        if (pointer, bound) in seen:
            continue
        seen.add((pointer, bound))
        node: Any = pointers.get(document, pointer)
        if not is_object(node):
            continue
        pending.extend((inner, bound) for inner in _inner(kinds, node, pointer))
        reference = node.get("$ref")
        onward = target(reference) if isinstance(reference, str) else None
        if onward is None or not _exists(document, onward):
            continue
        if id(node) in waiting:
            onward = bound or anchors.get(resource(onward), onward)
            results.setdefault(id(node), set()).add(onward)
        pending.append((onward, bound))
    return results


def _entries(document: dict[str, Any], kinds: Kinds) -> Iterator[str]:
    """Yield the pointers of the outermost schemas, those left out that only have a name."""
    section = kinds.sections["schema"] + "/"
    root: str | None = None
    for kind, _, pointer in kinds.walk("document", document, ""):
        if kind == "schema" and not (root is not None and pointer.startswith(root + "/")):
            root = pointer
            if not pointer.startswith(section):
                yield pointer


def _inner(kinds: Kinds, node: dict[str, Any], pointer: str) -> Iterator[str]:
    stack = list(kinds.members("schema", node, pointer))
    while stack:
        kind, part, here = stack.pop()
        if kind == "schema":
            yield here
        elif kind.strip("[]{}") == "schema":
            stack.extend(kinds.members(kind, part, here))


def _exists(document: dict[str, Any], pointer: str) -> bool:
    try:
        pointers.get(document, pointer)
    except (KeyError, ValueError):
        return False
    return True
