"""Where schemas stand: in a schema (JSON Schema 2020-12) and in an OpenAPI 3.1 document (sections 4.8.7 to 4.8.24)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from generator.document import pointers, references
from generator.document.keywords import HOLDS_LIST, HOLDS_NAMED, HOLDS_ONE, is_annotation
from generator.document.shapes import is_array, is_object

if TYPE_CHECKING:
    from collections.abc import Iterator

Schema = dict[str, Any]
Slot = tuple[Any, Any, str]
"""One place that holds a schema: the container, the key in it, and the pointer of the place."""

METHODS = ("get", "put", "post", "delete", "options", "head", "patch", "trace", "query")

NULL: Schema = {"type": "null"}


def facts(value: Any) -> Any:
    """Return `value` without what only describes: two schemas with the same facts are the same type."""
    if is_object(value):
        return {
            key: inner
            if key in {"const", "enum"}
            else {name: facts(member) for name, member in inner.items()}
            if key in HOLDS_NAMED and is_object(inner)
            else facts(inner)
            for key, inner in value.items()
            if not is_annotation(key) or key == "x-specloom-unknown"
        }
    return [facts(item) for item in value] if is_array(value) else value


def subschemas(schema: Schema, pointer: str) -> Iterator[Slot]:
    """Yield the slots of the schemas directly below `schema`, in its order; boolean schemas are passed over."""
    for key, value in list(schema.items()):
        if key in HOLDS_ONE:
            if is_object(value):
                yield schema, key, f"{pointer}/{key}"
        elif key in HOLDS_LIST:
            for i, branch in enumerate(value):
                if is_object(branch):
                    yield value, i, f"{pointer}/{key}/{i}"
        elif key in HOLDS_NAMED:
            for name, member in list(value.items()):
                if is_object(member):
                    yield value, name, f"{pointer}/{key}/{pointers.escape(name)}"


def walk(slot: Slot) -> Iterator[Slot]:
    """Yield `slot` and every slot below it, outermost first; what a reader of the slot replaces is walked as replaced."""
    stack = [slot]
    while stack:
        container, key, pointer = stack.pop()
        yield container, key, pointer
        schema = container[key]
        if is_object(schema):
            stack.extend(reversed(list(subschemas(schema, pointer))))


ADDITIONAL = "additionalOperations"
"""The field of a path item for operations of other methods than `METHODS`, under these in capitals (OpenAPI 3.2)."""


def operations(document: dict[str, Any]) -> Iterator[tuple[str, str, dict[str, Any], str]]:
    """Yield (path, method in lower case, operation, pointer) for each operation under `paths`, in document order."""
    for path, item in document.get("paths", {}).items():
        if is_object(item) and not path.startswith("x-"):
            for method, operation, pointer in operations_of(item, pointers.join("/paths", path)):
                yield path, method, operation, pointer


def operations_of(item: dict[str, Any], pointer: str) -> Iterator[tuple[str, dict[str, Any], str]]:
    """Yield (method in lower case, operation, pointer) for each operation of the path item at `pointer`."""
    for method in METHODS:
        if is_object(item.get(method)):
            yield method, item[method], pointers.join(pointer, method)
    additional: Any = item.get(ADDITIONAL)
    for method, operation in additional.items() if is_object(additional) else ():
        if is_object(operation):
            yield method.lower(), operation, pointers.join(pointer, ADDITIONAL, method)


def all_operations(document: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any], str]]:
    """Yield (path or webhook or expression, operation, pointer), callbacks and webhooks included, outermost first."""
    stack: list[tuple[str, Any, str]] = []
    for section in ("paths", "webhooks"):
        for name, item in document.get(section, {}).items():
            if not name.startswith("x-"):
                stack.append((name, item, pointers.join("", section, name)))
    stack.reverse()
    while stack:
        name, item, pointer = stack.pop()
        if not is_object(item):
            continue
        for _, operation, here in operations_of(item, pointer):
            yield name, operation, here
            for callback, expressions in operation.get("callbacks", {}).items():
                if is_object(expressions):
                    for expression, target in expressions.items():
                        if not expression.startswith("x-"):
                            stack.append((expression, target, pointers.join(here, "callbacks", callback, expression)))


def roots(operation: dict[str, Any], pointer: str) -> Iterator[Slot]:
    """Yield the outermost schema slots of an operation whose parameters, bodies, responses and headers are resolved."""
    for i, parameter in enumerate(operation.get("parameters", [])):
        yield from _media_holder(parameter, pointers.join(pointer, "parameters", i))
    if is_object(operation.get("requestBody")):
        yield from _media_holder(operation["requestBody"], pointers.join(pointer, "requestBody"))
    for status, response in operation.get("responses", {}).items():
        here = pointers.join(pointer, "responses", status)
        if is_object(response):
            yield from _media_holder(response, here)
            for name, header in response.get("headers", {}).items():
                yield from _media_holder(header, pointers.join(here, "headers", name))


def _media_holder(holder: dict[str, Any], pointer: str) -> Iterator[Slot]:
    if is_object(holder.get("schema")):
        yield holder, "schema", pointers.join(pointer, "schema")
    for media_type, media in holder.get("content", {}).items():
        if is_object(media) and is_object(media.get("schema")):
            yield media, "schema", pointers.join(pointer, "content", media_type, "schema")


def document_roots(document: dict[str, Any]) -> Iterator[Slot]:
    """Yield every outermost schema slot of a resolved document: components first, then operations in order."""
    components = document.get("components", {}).get("schemas", {})
    for name in list(components):
        if is_object(components[name]):
            yield components, name, pointers.join("/components/schemas", name)
    for _, operation, pointer in all_operations(document):
        yield from roots(operation, pointer)


def component_name(schema: Any) -> str | None:
    """Return the component that `schema` refers to, None where it is no reference to a component schema."""
    reference = schema.get("$ref") if is_object(schema) else None
    if isinstance(reference, str) and reference.startswith("#/components/schemas/"):
        tokens = pointers.split(references.target(reference) or "")
        return tokens[2] if len(tokens) == 3 else None
    return None


def reference_to(name: str) -> Schema:
    """Return a reference to the component schema `name`."""
    return {"$ref": "#" + pointers.join("/components/schemas", name).replace("%", "%25")}


def is_null(schema: Any) -> bool:
    """Tell whether `schema` allows null and nothing else."""
    if not is_object(schema) or any(key in schema for key in ("anyOf", "oneOf", "allOf", "$ref")):
        return False
    said = [schema.get("type") in ("null", ["null"]), schema.get("enum") == [None], schema.get("const", 0) is None]
    return any(said)


def without_null(schema: Schema) -> Schema | None:
    """Return the schema inside `anyOf: [schema, null]`, None where `schema` has another shape."""
    branches = schema.get("anyOf")
    if is_array(branches) and len(branches) == 2 and branches[1] == NULL and is_object(branches[0]):
        return branches[0] if branches[0] != NULL else None
    return None


def must_be_component(schema: Schema) -> bool:
    """Tell whether `schema` is an object with properties, an enum, a union or an unmerged composition (guarantee 2)."""
    if without_null(schema) is not None:
        return False
    return bool(schema.get("properties")) or any(key in schema for key in ("enum", "anyOf", "oneOf", "allOf"))
