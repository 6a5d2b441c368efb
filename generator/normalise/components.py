"""Guarantees 2 and 3: objects, enums and unions are components; component names are unique Python class names.

Inline remain scalars, null, references, and arrays or maps of those. A component keeps the vendor's name where that is a
class name already; vendor.yaml renames it, or what is named automatically. Two different schemas never share a name: the
second gets a number, or, where vendor.yaml asked for the name, the run fails and shows both.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from generator.document import names, pointers
from generator.document.findings import Place, fail
from generator.document.shapes import is_array, is_object
from generator.normalise.flatten import is_annotation
from generator.normalise.schemas import (
    Schema,
    all_operations,
    component_name,
    document_roots,
    must_be_component,
    reference_to,
    roots,
    subschemas,
    walk,
    without_null,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

    from generator.normalise.ledger import Ledger

RULE = "name-schema"
# What generated modules import or define themselves, beyond the builtins that `names.pascal` avoids.
RESERVED = frozenset(
    {
        "Annotated", "Any", "AwareDatetime", "Base64Str", "BaseModel", "ConfigDict", "Date", "Datetime", "Decimal", "Enum",
        "Field", "JsonValue", "List", "Literal", "Mapping", "Model", "NotRequired", "Optional", "Path", "RootModel",
        "Self", "Sequence", "Time", "TypeAlias", "TypeAliasType", "TypedDict", "Union", "Unset", "Uuid",
    }
)  # fmt: skip


# What is said of the place, not of the type: it stays beside the reference.
_OF_THE_PLACE = ("description", "readOnly", "writeOnly", "deprecated", "default")


def class_name(text: str) -> str:
    """Return `text` as a class name that no generated module imports; leading digits go where a word follows."""
    name = names.pascal(re.sub(r"^[\W\d_]+(?=.*[A-Za-z])", "", text))
    return f"{name}Schema" if name in RESERVED else name


def name_components(document: dict[str, Any], renames: Mapping[str, str], ledger: Ledger) -> None:
    """Give every component of `document` its class name and make a component of every inline object, enum and union.

    Args:
        document: a resolved form whose operations have their final operationId; changed in place.
        renames: the vendor's component name, or the automatic one, to the name wanted.
        ledger: learns what moved.

    Raises:
        SpecloomError: two different schemas are to have one name.
    """
    namer = _Namer(document.setdefault("components", {}).setdefault("schemas", {}), renames, ledger)
    namer.rename(document)
    for name in list(namer.components):
        schema = namer.components[name]
        if is_object(schema):
            namer.below(schema, name)
    for _, operation, pointer in all_operations(document):
        owner = class_name(operation.get("operationId", "operation"))
        for container, key, inner in roots(operation, pointer):
            container[key] = namer.inline(container[key], owner + _role(operation, pointer, inner))


def _role(operation: dict[str, Any], pointer: str, inner: str) -> str:
    """Return what the schema at `inner` is to its operation, as the end of a class name."""
    tokens = pointers.split(inner.removeprefix(pointer))
    if tokens[0] == "parameters":
        return class_name(operation["parameters"][int(tokens[1])]["name"])
    if tokens[0] == "requestBody":
        return "Request"
    if tokens[2] == "headers":
        return class_name(tokens[3])
    successes = [status for status in operation["responses"] if status.startswith("2")]
    return "Response" if successes[:1] == [tokens[1]] else f"Response{class_name(tokens[1]).removeprefix('Schema')}"


class _Namer:
    def __init__(self, components: dict[str, Any], renames: Mapping[str, str], ledger: Ledger) -> None:
        self.components = components
        self.renames = renames
        self.ledger = ledger

    def rename(self, document: dict[str, Any]) -> None:
        """Give the vendor's components their final names and point every reference and mapping to them."""
        final: dict[str, str] = {}
        for name in self.components:
            if name in self.renames:
                final[name] = self.claim(self.renames[name], name, final)
        for name in self.components:
            if name not in final:
                final[name] = names.unique(class_name(name), final.values(), separator="")
        slots = [inner for slot in document_roots(document) for inner in walk(slot)]
        for container, key, _ in slots:
            schema = container[key]
            old = component_name(schema)
            if old is not None and old in final:
                self.change(schema, "$ref", reference_to(final[old])["$ref"])
            self.map_discriminator(schema, final)
        for old, new in final.items():
            if old != new:
                self.ledger.note(pointers.join("/components/schemas", old), RULE, f"is called {new}")
        renamed = {final[name]: schema for name, schema in self.components.items()}
        self.components.clear()
        self.components.update(renamed)

    def change(self, holder: dict[str, Any], key: str, value: str) -> None:
        if holder.get(key) != value:
            self.ledger.note(pointers.join(self.ledger.origin(holder), key), RULE, f"is {value}")
            holder[key] = value

    def map_discriminator(self, schema: Schema, final: Mapping[str, str]) -> None:
        """Make the mapping of a discriminated union explicit (OpenAPI 3.1 section 4.8.25)."""
        discriminator = schema.get("discriminator")
        branches = schema.get("oneOf", schema.get("anyOf"))
        if not is_object(discriminator) or not is_array(branches):
            return
        mapping: dict[str, str] = discriminator.setdefault("mapping", {})
        for value, target in list(mapping.items()):
            old = component_name({"$ref": target}) or target
            self.change(mapping, value, reference_to(final.get(old, old))["$ref"])
        for branch in list(branches):
            name = component_name(branch)  # still the vendor's: a union is visited before its branches
            if name is not None and reference_to(final[name])["$ref"] not in mapping.values():
                mapping[name] = reference_to(final[name])["$ref"]

    def claim(self, wanted: str, name: str, final: Mapping[str, str]) -> str:
        for other, taken in final.items():
            if taken.casefold() == wanted.casefold():
                message = f"the schemas {other} and {name} are both to be called {wanted}"
                raise fail(
                    "one-name-two-schemas", message, Place("vendor.yaml", pointer="/schemas"), "Choose two names."
                )
        return wanted

    def below(self, schema: Schema, owner: str) -> None:
        """Make components of what stands inline below `schema`, the component `owner`."""
        for container, key, pointer in subschemas(schema, ""):
            container[key] = self.inline(container[key], owner + self.part(schema, container, key, pointer))

    def part(self, schema: Schema, container: Any, key: str | int, pointer: str) -> str:
        """Return the end of the name of the subschema at `pointer` of `schema`."""
        keyword = pointers.split(pointer)[0]
        if keyword in {"properties", "$defs", "dependentSchemas"}:
            return class_name(str(key)).removesuffix("Schema")
        if keyword in {"items", "contains", "unevaluatedItems"}:
            return "Item"
        if keyword in {"additionalProperties", "patternProperties", "unevaluatedProperties"}:
            return "Value"
        if keyword in {"anyOf", "oneOf", "allOf"}:
            if without_null(schema) is not None:
                return ""
            branch = container[key]
            if is_object(branch) and isinstance(branch.get("title"), str) and names.words(branch["title"]):
                return class_name(branch["title"])
            return f"Variant{int(key) + 1}"
        return class_name(keyword)

    def inline(self, schema: Any, name: str) -> Any:
        """Return what stands for `schema` inline, after making it a component where it must be one."""
        if not is_object(schema):
            return schema
        node: Schema = schema
        if not must_be_component(node):
            self.below(node, name)
            return node
        wanted = self.renames.get(name)
        chosen = wanted or name
        self.below(node, chosen)
        kept = {key: node[key] for key in _OF_THE_PLACE if key in node}
        twin = self.twin(node, chosen) if wanted else None
        if twin is None:
            chosen = wanted or names.unique(chosen, self.components, separator="")
            self.components[chosen] = self.ledger.adopt(
                {key: value for key, value in node.items() if key not in kept or key == "description"}, node
            )
        else:
            self.ledger.note(self.ledger.origin(node), RULE, f"is the same as the component {twin}")
        if self.ledger.origin(node):
            self.ledger.note(self.ledger.origin(node), RULE, f"stands in components as {chosen}")
        return {**reference_to(chosen), **kept}

    def twin(self, schema: Schema, name: str) -> str | None:
        """Return the component called `name` when it has the same facts; fail when it has others."""
        for other, existing in self.components.items():
            if other.casefold() != name.casefold():
                continue
            if facts(existing) == facts(schema):
                return other
            where = self.ledger.origin(schema)
            message = f"two different schemas are to be called {name}: #{self.ledger.origin(existing)} is the other"
            raise fail(
                "one-name-two-schemas",
                message,
                Place(pointer=where),
                "Choose two names under 'schemas' in vendor.yaml.",
            )
        return None


def facts(value: Any) -> Any:
    """Return `value` without what only describes: two schemas with the same facts are the same type."""
    if is_object(value):
        return {
            key: {name: facts(member) for name, member in inner.items()} if key == "properties" else facts(inner)
            for key, inner in value.items()
            if not is_annotation(str(key)) or key == "x-specloom-unknown"
        }
    return [facts(item) for item in list(value)] if is_array(value) else value
