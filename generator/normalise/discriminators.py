"""Guarantee 4, the other half: the mapping of a discriminated union is explicit (OpenAPI 3.1 section 4.8.25)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from generator.document.shapes import is_object
from generator.normalise.schemas import component_name, document_roots, reference_to, walk

if TYPE_CHECKING:
    from collections.abc import Mapping

    from generator.normalise.ledger import Ledger

RULE = "map-discriminator"


def map_discriminators(document: dict[str, Any], final: Mapping[str, str], ledger: Ledger) -> None:
    """Write out what each discriminator of `document` maps, in place.

    What a mapping does not say is told by the branches: the values that they allow for the property, else their names.

    Args:
        document: its references name components by their final names already.
        final: the vendor's name of each component to its final name; mappings and implicit values use the former.
        ledger: learns what is left out.
    """
    components: dict[str, Any] = document.get("components", {}).get("schemas", {})
    vendors = {new: old for old, new in final.items()}
    for slot in document_roots(document):
        for container, key, _ in walk(slot):
            schema = container[key]
            if is_object(schema) and is_object(schema.get("discriminator")):
                mapping = _given(schema["discriminator"], final, ledger)
                _set_default(schema["discriminator"], final, ledger)
                for branch in [*schema.get("oneOf", []), *schema.get("anyOf", [])]:
                    name = component_name(branch)
                    if name is None or reference_to(name)["$ref"] in mapping.values():
                        continue
                    own = vendors.get(name, name)
                    for value in _values(components, name, schema["discriminator"].get("propertyName", "")) or [own]:
                        mapping.setdefault(value, reference_to(name)["$ref"])
                if mapping or "mapping" in schema["discriminator"]:
                    schema["discriminator"]["mapping"] = mapping


def _given(discriminator: dict[str, Any], final: Mapping[str, str], ledger: Ledger) -> dict[str, str]:
    given: dict[str, str] = discriminator.get("mapping", {})
    mapping: dict[str, str] = ledger.adopt({}, given)
    for value, target in given.items():
        old = component_name({"$ref": target}) or target  # a bare name is one of a schema
        if old not in final:
            ledger.note_member(given, value, RULE, "it names no component")
            continue
        mapping[value] = reference_to(final[old])["$ref"]
        if mapping[value] != target:
            ledger.note_member(given, value, RULE, f"is {mapping[value]}")
    return mapping


def _set_default(discriminator: dict[str, Any], final: Mapping[str, str], ledger: Ledger) -> None:
    """Let `defaultMapping` (OpenAPI 3.2, Discriminator Object) lead to its component by the final name."""
    target = discriminator.get("defaultMapping")
    if target is None:
        return
    old = component_name({"$ref": target}) or target
    if old not in final:
        ledger.note_member(discriminator, "defaultMapping", RULE, "it names no component")
        del discriminator["defaultMapping"]
    elif (reference := reference_to(final[old])["$ref"]) != target:
        ledger.note_member(discriminator, "defaultMapping", RULE, f"is {reference}")
        discriminator["defaultMapping"] = reference


def _values(components: dict[str, Any], name: str, wire: str) -> list[str]:
    """Return the texts that the component `name` allows for its property `wire`, [] where it does not list them."""
    schema: Any = components.get(name, {})
    member: Any = schema.get("properties", {}).get(wire) if is_object(schema) else None
    member = components.get(component_name(member) or "", member)
    values: list[Any] = member.get("enum", [member.get("const")]) if is_object(member) else []
    return [value for value in values if isinstance(value, str)]
