"""Components that only compositions used are dropped once those are merged; the ledger says which."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from generator.document import pointers
from generator.document.shapes import is_object
from generator.normalise.schemas import all_operations, component_name, roots, walk

if TYPE_CHECKING:
    from generator.normalise.ledger import Ledger

RULE = "drop-unused"


def reachable(document: dict[str, Any]) -> set[str]:
    """Return the names of the component schemas that operations of `document` reach."""
    components: dict[str, Any] = document.get("components", {}).get("schemas", {})
    found: set[str] = set()
    pending = [slot for _, operation, pointer in all_operations(document) for slot in roots(operation, pointer)]
    while pending:
        for container, key, _ in walk(pending.pop()):
            schema = container[key]
            names = [component_name(schema)]
            if is_object(schema) and is_object(schema.get("discriminator")):
                targets = schema["discriminator"].get("mapping", {}).values()
                names += [component_name({"$ref": target}) for target in targets]
            for name in names:
                if name is not None and name not in found and name in components:
                    found.add(name)
                    pending.append((components, name, ""))
    return found


def drop_unused(document: dict[str, Any], used_before: set[str], ledger: Ledger) -> None:
    """Remove the components that were in `used_before` and are reached no more, in place.

    A component that nothing ever reached stays: the vendor publishes it for a reason that we do not know.
    """
    components: dict[str, Any] = document.get("components", {}).get("schemas", {})
    for name in sorted(used_before - reachable(document)):
        schema = components.pop(name, None)
        pointer = ledger.origin(schema) or pointers.join("/components/schemas", name)
        ledger.note(pointer, RULE, "only compositions used it, and they are merged")
