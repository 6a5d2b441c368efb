"""Guarantees 2 and 3: objects, enums and unions are components; component names are unique Python class names.

Inline remain scalars, null, references, and arrays or maps of those. A component keeps the vendor's name where that is a
class name already; vendor.yaml renames it, or what is named automatically. Two different schemas never share a name: the
second gets letters made of its own name or place, so that no third one renames it, or, where vendor.yaml asked for the
name, the run fails and shows both.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from generator.document import names, pointers
from generator.document.findings import Place, fail
from generator.document.shapes import is_object
from generator.normalise.discriminators import map_discriminators
from generator.normalise.schemas import (
    Schema,
    all_operations,
    component_name,
    document_roots,
    facts,
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
# What generated modules import or define themselves, or may with another format, beyond the builtins that `names.pascal`
# avoids.
RESERVED = frozenset(
    {
        "AliasChoices", "Annotated", "Any", "AnyUrl", "AwareDatetime", "Base64Bytes", "Base64Str", "BaseModel", "ConfigDict",
        "Date", "DateTime", "Datetime", "Decimal", "Dict", "Duration", "EmailStr", "Enum", "Field", "FrozenSet", "Generic",
        "IntEnum", "JsonValue", "List", "Literal", "Mapping", "Model", "NaiveDatetime", "NotRequired", "Optional", "Path",
        "RootModel", "SecretStr", "Self", "Sequence", "Set", "StrEnum", "Time", "Tuple", "TypeAdapter", "TypeAlias",
        "TypeAliasType", "TypedDict", "UUID", "Union", "Unset", "Uuid",
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
    final = namer.rename(document)
    for name in list(namer.components):
        schema = namer.components[name]
        if is_object(schema):
            namer.below(schema, name)
    for name, operation, pointer in all_operations(document):
        owner = class_name(operation.get("operationId") or name)
        for container, key, inner in roots(operation, pointer):
            container[key] = namer.inline(container[key], owner + _role(operation, pointer, inner))
    map_discriminators(document, final, ledger)


def _role(operation: dict[str, Any], pointer: str, inner: str) -> str:
    """Return what the schema at `inner` is to its operation, as the end of a class name."""
    tokens = pointers.split(inner.removeprefix(pointer))
    if tokens[0] == "parameters":
        return class_name(operation["parameters"][int(tokens[1])]["name"])
    if tokens[0] == "requestBody":
        return "Request" + _notation(operation["requestBody"].get("content", {}), tokens[2])
    if tokens[2] == "headers":
        return class_name(tokens[3])
    successes = [status for status in operation["responses"] if status.startswith("2")]
    role = "Response" if successes[:1] == [tokens[1]] else names.pascal(f"Response {tokens[1]}")
    return role + _notation(operation["responses"][tokens[1]].get("content", {}), tokens[3])


def _notation(content: Mapping[str, Any], media_type: str) -> str:
    """Return what tells `media_type` from the first JSON of `content`, or its first media type, '' for that one itself."""
    if media_type == next((each for each in content if "json" in each), next(iter(content))):
        return ""
    kind, _, subtype = media_type.partition(";")[0].partition("/")
    return "Form" if "urlencoded" in subtype else "Multipart" if kind == "multipart" else names.pascal(subtype, "Other")


def _claimed(name: str, source: str, taken: names.Taken) -> str:
    """Return `name`, or `name` with letters that stand for `source` where another schema has it, and take it."""
    length = 0
    while (chosen := name + names.mark(source, length).capitalize()) in taken and length < 20:
        length += 4
    return taken.claim(chosen, separator="")


class _Namer:
    def __init__(self, components: dict[str, Any], renames: Mapping[str, str], ledger: Ledger) -> None:
        self.components = components
        self.renames = renames
        self.ledger = ledger
        self.taken = names.Taken()

    def rename(self, document: dict[str, Any]) -> dict[str, str]:
        """Give the vendor's components their final names, point every reference to them, and return the new names."""
        final: dict[str, str] = {}
        for name in self.components:
            if name in self.renames:
                final[name] = self.claim(self.renames[name], name, final)
        taken = names.Taken(final.values())
        # A name that is a class name already keeps it, whatever others are made into.
        for name in sorted(self.components, key=lambda name: (class_name(name) != name, name)):
            if name not in final:
                final[name] = _claimed(class_name(name), name, taken)
        for slot in document_roots(document):
            for container, key, _ in walk(slot):
                schema = container[key]
                old = component_name(schema)
                if old is not None and final[old] != old:
                    self.ledger.note_member(schema, "$ref", RULE, f"is called {final[old]}")
                    schema["$ref"] = reference_to(final[old])["$ref"]
        for old, new in final.items():
            if old != new:
                self.ledger.note_member(self.components, old, RULE, f"is called {new}")
        renamed = {final[name]: schema for name, schema in self.components.items()}
        self.components.clear()
        self.components.update(renamed)
        self.taken = names.Taken(self.components)
        return final

    def claim(self, wanted: str, name: str, final: Mapping[str, str]) -> str:
        if class_name(wanted) != wanted:
            place = Place("vendor.yaml", pointer=pointers.join("/schemas", name))
            message = f"{wanted!r} cannot be the name of a class"
            raise fail("unusable-name", message, place, f"Use {class_name(wanted)!r}, or another name.")
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
        if not must_be_component(schema):
            self.below(schema, name)
            return schema
        name = class_name(name)
        wanted = self.renames.get(name)
        self.below(schema, wanted or name)
        kept = {key: schema[key] for key in _OF_THE_PLACE if key in schema}
        component = self.ledger.adopt(
            {key: value for key, value in schema.items() if key not in kept or key == "description"}, schema
        )
        twin = self.twin(schema, wanted) if wanted else None
        if twin is None:
            chosen = wanted or _claimed(name, self.ledger.place(schema) or name, self.taken)
            self.taken.add(chosen)
            self.components[chosen] = component
            self.ledger.note_part(schema, RULE, f"stands in components as {chosen}")
        else:
            chosen = twin
            self.ledger.note_part(schema, RULE, f"is the same as the component {twin}")
            self.ledger.unite(self.components[twin], component, RULE, f"is described as the component {twin} is")
        return self.ledger.adopt({**reference_to(chosen), **kept}, schema)

    def twin(self, schema: Schema, name: str) -> str | None:
        """Return the component called `name` when it has the same facts; fail when it has others."""
        for other, existing in self.components.items():
            if other.casefold() != name.casefold():
                continue
            if facts(existing) == facts(schema):
                return other
            where = self.ledger.place(schema)
            message = f"two different schemas are to be called {name}: #{self.ledger.place(existing)} is the other"
            raise fail(
                "one-name-two-schemas",
                message,
                Place(pointer=where),
                "Choose two names under 'schemas' in vendor.yaml.",
            )
        return None
