"""What tells the members of a union apart: the values of a property that each member alone has (a discriminator).

OpenAPI 3.1 section 4.8.25. pydantic reads a discriminated union by one look at that property, and asks for it to be of closed
values in every member. So the property of a member has the values that mappings give for it, and no others.
"""

from __future__ import annotations

from typing import Any

from generator.document.shapes import is_object
from generator.emit.python_names import field_names
from generator.normalise.schemas import Schema, component_name


class UnionTags:
    """The unions of a normal form that can be told apart, and what that makes of their members.

    `fields` has, by union, the Python name of the property. `values` has, by member and wire name, the values.
    """

    def __init__(self, components: dict[str, Any]) -> None:
        """Read `components`, which have no compositions left in them."""
        self.fields: dict[str, str] = {}
        self.values: dict[str, dict[str, list[str]]] = {}
        self._components = components
        told: dict[str, dict[str, list[str]]] = {}
        for name, union in components.items():
            members = self._members(union) if is_object(union) and "discriminator" in union else {}
            if members:
                told[name] = members
                wire = union["discriminator"]["propertyName"]
                for member, values in members.items():
                    known = self.values.setdefault(member, {}).setdefault(wire, [])
                    known += [value for value in values if value not in known]
        for name, members in told.items():
            wire = components[name]["discriminator"]["propertyName"]
            values = [value for member in members for value in self.values[member][wire]]
            if len(values) == len(set(values)):
                self.fields[name] = self._field(next(iter(members)), wire)

    def _members(self, union: Schema) -> dict[str, list[str]]:
        """Return the values that lead to each member of `union`; {} where a member cannot be told by them."""
        wire = union["discriminator"].get("propertyName", "")
        mapping: dict[str, str] = union["discriminator"].get("mapping", {})
        members: dict[str, list[str]] = {}
        for branch in [*union.get("oneOf", []), *union.get("anyOf", [])]:
            name = component_name(branch) or ""
            values = [value for value, target in mapping.items() if component_name({"$ref": target}) == name]
            if not values or not self._has(name, wire, values):
                return {}
            members[name] = values
        one = len({self._field(member, wire) for member in members}) == 1
        return members if one and len(members) > 1 else {}

    def _has(self, name: str, wire: str, values: list[str]) -> bool:
        """Tell whether the component `name` is an object that always has the property `wire`, which may have `values`."""
        schema = self._components.get(name, {})
        if not is_object(schema) or schema.get("type", "object") != "object":
            return False
        if wire not in schema.get("properties", {}) or wire not in schema.get("required", []):
            return False
        declared = schema["properties"][wire]
        if is_object(declared) and declared.get("writeOnly"):
            return False
        declared = self._components.get(component_name(declared) or "", declared)
        if not is_object(declared):
            return False
        allowed = declared.get("enum", [declared["const"]] if "const" in declared else None)
        return (
            all(value in allowed for value in values) if allowed is not None else "string" in str(declared.get("type"))
        )

    def _field(self, name: str, wire: str) -> str:
        return field_names(self._components[name]["properties"])[wire]
