"""Components that only compositions used are dropped once those are merged; the ledger says which."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from generator.document import pointers
from generator.document.keywords import is_annotation
from generator.document.shapes import is_object
from generator.normalise.schemas import Slot, all_operations, component_name, roots, walk

if TYPE_CHECKING:
    from collections.abc import Iterable

    from generator.normalise.ledger import Ledger

RULE = "drop-unused"


def reachable(document: dict[str, Any], also: Iterable[str] = ()) -> set[str]:
    """Return the names of the component schemas that operations of `document` reach, and those that `also` reach."""
    components: dict[str, Any] = document.get("components", {}).get("schemas", {})
    found = set(also)
    pending: list[Slot] = [
        slot for _, operation, pointer in all_operations(document) for slot in roots(operation, pointer)
    ]
    pending += [(components, name, "") for name in found]
    while pending:
        for container, key, _ in walk(pending.pop()):
            for name in _referred(container[key]):
                if name not in found and name in components:
                    found.add(name)
                    pending.append((components, name, ""))
    return found


def _referred(schema: Any) -> list[str]:
    if not is_object(schema):
        return []
    targets: list[Any] = [schema.get("$ref")]
    if is_object(schema.get("discriminator")):
        mapping: dict[str, str] = schema["discriminator"].get("mapping", {})
        targets += [target if "/" in target else f"#/components/schemas/{target}" for target in mapping.values()]
    return [name for target in targets if (name := component_name({"$ref": target})) is not None]


def drop_unused(document: dict[str, Any], used_before: set[str], ledger: Ledger) -> None:
    """Remove the components that were in `used_before` and that nothing reaches any more, in place.

    A component that no operation ever reached stays, with what it refers to: the vendor publishes it for a reason that we
    do not know.
    """
    components: dict[str, Any] = document.get("components", {}).get("schemas", {})
    kept = reachable(document, [name for name in components if name not in used_before])
    for name in [name for name in components if name not in kept]:
        schema = components.pop(name)
        pointer = ledger.place(schema) or pointers.join("/components/schemas", name)
        ledger.note(pointer, RULE, "only compositions used it, and they are merged")
        for key in schema if is_object(schema) else ():
            if is_annotation(key) or key == "$ref":
                ledger.note_member(schema, key, RULE, "it stands in what is composed of it, or describes what is gone")
