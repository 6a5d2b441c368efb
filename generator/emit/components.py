"""The components of a normal form, followed: what a schema refers to, and what stands at a pointer into an answer."""

from __future__ import annotations

from typing import Any

from generator.document import pointers
from generator.document.shapes import is_object
from generator.emit.python_names import field_names
from generator.normalise.schemas import Schema, component_name, without_null


class Components:
    """The component schemas of one normal form."""

    def __init__(self, document: dict[str, Any]) -> None:
        self.schemas: dict[str, Any] = document.get("components", {}).get("schemas", {})

    def resolved(self, schema: Any) -> Schema:
        """Return what `schema` refers to, null left out; an empty schema where it is none."""
        for _ in range(20):
            if not is_object(schema):
                return {}
            inner = without_null(schema)
            name = component_name(schema)
            if inner is None and name is None:
                return schema
            schema = inner if inner is not None else self.schemas.get(name or "")
        return {}

    def is_nullable(self, schema: Any) -> bool:
        """Tell whether null is a value of `schema`, in any of its forms (JSON Schema validation section 6.1.1)."""
        pending, seen = [schema], set[str]()
        while pending:
            node = pending.pop()
            if not is_object(node):
                continue
            if (name := component_name(node)) is not None:
                pending += [] if name in seen else [self.schemas.get(name)]
                seen.add(name)
                continue
            branches = [*node.get("anyOf", []), *node.get("oneOf", [])]
            pending += branches
            kinds = node.get("type", [] if branches or "enum" in node or "const" in node else ["null"])
            if "null" in ([kinds] if isinstance(kinds, str) else kinds) or None in node.get("enum", []):
                return True
        return False

    def is_read_only(self, schema: Any) -> bool:
        """Tell whether a property is one that the server alone sets (OpenAPI 3.1, Schema Object: `readOnly`)."""
        return self._says("readOnly", schema)

    def is_write_only(self, schema: Any) -> bool:
        """Tell whether a property is one that answers never have (OpenAPI 3.1, Schema Object: `writeOnly`)."""
        return self._says("writeOnly", schema)

    def is_deprecated(self, schema: Any) -> bool:
        """Tell whether a property or parameter is on its way out."""
        return self._says("deprecated", schema)

    def _says(self, key: str, schema: Any) -> bool:
        return is_object(schema) and bool(schema.get(key) or self.resolved(schema).get(key))

    def at(self, schema: Any, pointer: str) -> tuple[str, Schema]:
        """Return (path of Python attributes, schema) of what stands at `pointer` in an answer of type `schema`."""
        attributes: list[str] = []
        here = self.resolved(schema)
        for token in pointers.split(pointer):
            properties: dict[str, Any] = here.get("properties", {})
            attributes.append(field_names(properties).get(token, token))
            # An index into a list, from its end if it is negative.
            here = self.resolved(here.get("items") if here.get("type") == "array" else properties.get(token))
        return ".".join(attributes), here
