"""What a document says that is no JSON Schema: left out, so that the rest of it can be checked.

A keyword of a wrong form, or a pattern that is no regular expression, would else make every message useless that its
schema is a part of. So would a bound that lies below another one, a member that is required and may not be there, and a
format that the lengths beside it rule out: to assert formats is optional anyway (JSON Schema 2020-12, section 7.2.1 of the
validation part).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import islice
from typing import Any

from jsonschema_rs import Draft202012Validator, ValidationError

from generator.document import format_lengths, pointers
from generator.document.findings import Finding, Place
from generator.document.keywords import DATA, NAME_MAPS
from generator.document.shapes import is_array, is_object

RULE = "unusable-keyword"

_MOST = 1_000  # faults that are mended
_ROUNDS = 3  # what is left of one fault may be another
_BOUNDS = (
    ("minimum", "maximum"), ("minLength", "maxLength"), ("minItems", "maxItems"), ("minProperties", "maxProperties"),
)  # fmt: skip
_DATA = DATA | {"x-specloom-source"}
_LARGE = re.compile(r"[{,][0-9]{4}")


def usable(document: dict[str, Any], name: str) -> tuple[dict[str, Any], list[Finding]]:
    """Return `document` without what is no JSON Schema, and what that is; itself where everything is.

    `name` stands for it in messages.
    """
    found: list[Finding] = []
    for _ in range(_ROUNDS):
        faults = dict(islice(_faults(document), _MOST))
        if not faults:
            break
        document = _without(document, set(faults))
        found += [
            Finding(RULE, f"is passed over: {why}", Place(name, pointer=pointer)) for pointer, why in faults.items()
        ]
    return document, found


def _faults(document: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """Yield the pointer to each member that cannot be used, and why."""
    schemas = dict(_schemas(document))
    for error in _metaschema().iter_errors({"$defs": schemas}):
        _, holder, *rest = error.instance_path
        pointer = _innermost(schemas, str(holder), rest)
        if pointer is not None:
            yield pointer, error.message
    for pointer, schema in schemas.items():
        yield from _contradictions(pointer, schema)


def _schemas(document: dict[str, Any]) -> Iterator[tuple[str, Any]]:
    """Yield the schemas of a document that stand in no other one, by their pointers."""
    components = document.get("components")
    for name, schema in _members(components, "schemas"):
        yield pointers.join("/components/schemas", name), schema
    parts = [("/paths", document.get("paths"), True)]
    parts += [(pointers.join("/components", key), value, True) for key, value in _all(components) if key != "schemas"]
    while parts:
        pointer, node, is_map = parts.pop()
        for key, value in _all(node):
            at = pointers.join(pointer, key)
            if key == "schema" and is_object(value) and not is_map:
                yield at, value
            elif is_map or key not in _DATA:
                parts.append((at, value, _is_map(key, value, inside=is_map)))


def _innermost(schemas: dict[str, Any], holder: str, path: list[Any]) -> str | None:
    """Return the pointer to the innermost member of an object on the way that `path` goes through a schema."""
    node, at, found = schemas[holder], holder, None
    for token in path:
        at = pointers.join(at, str(token))
        found = at if is_object(node) else found
        node = node[token]
    return found


def _contradictions(pointer: str, schema: Any) -> Iterator[tuple[str, str]]:
    stack: list[tuple[str, Any, bool]] = [(pointer, schema, False)]
    while stack:
        at, node, is_map = stack.pop()
        if is_object(node) and not is_map:
            named, pattern = node.get("format"), node.get("pattern")
            if isinstance(named, str) and not format_lengths.is_possible(node):
                yield pointers.join(at, "format"), f"no {named} is of the lengths beside it"
            for low, high in _BOUNDS:
                if _is_above(node.get(low), node.get(high)):
                    yield pointers.join(at, high), f"{low} lies above it"
            for index, name in _forbidden(node):
                yield pointers.join(at, "required", str(index)), f"no member may be called {name}"
            if isinstance(pattern, str) and _LARGE.search(pattern) and not _compiles(pattern):
                yield pointers.join(at, "pattern"), "it asks for too much"
        stack += [
            (pointers.join(at, key), value, _is_map(key, value, inside=is_map))
            for key, value in _all(node)
            if is_map or key not in _DATA
        ]


def _is_map(key: str, value: Any, *, inside: bool) -> bool:
    """Tell whether the keys of `value` are names; `inside` says that `key` is one itself."""
    return not inside and key in NAME_MAPS and is_object(value)


def _forbidden(node: dict[str, Any]) -> Iterator[tuple[int, str]]:
    """Yield the place and name of each member that a schema requires, names nowhere, and allows no others beside."""
    required, members = node.get("required"), node.get("properties")
    if node.get("additionalProperties") is not False or "patternProperties" in node or not is_array(required):
        return
    known = members if is_object(members) else {}
    yield from ((index, name) for index, name in enumerate(required) if isinstance(name, str) and name not in known)


def _is_above(low: Any, high: Any) -> bool:
    return isinstance(low, int | float) and isinstance(high, int | float) and low > high


def _compiles(pattern: str) -> bool:
    try:
        Draft202012Validator({"pattern": pattern})
    except (ValidationError, ValueError):
        return False
    return True


def _without(node: Any, dropped: set[str], pointer: str = "") -> Any:
    """Return a copy of `node` without the members and items at the pointers `dropped`."""
    if is_object(node):
        return {
            key: _without(value, dropped, at)
            for key, value in node.items()
            if (at := pointers.join(pointer, key)) not in dropped
        }
    if is_array(node):
        items = ((value, pointers.join(pointer, str(index))) for index, value in enumerate(node))
        return [_without(value, dropped, at) for value, at in items if at not in dropped]
    return node


def _members(holder: Any, key: str) -> list[tuple[str, Any]]:
    return _all(holder.get(key)) if is_object(holder) else []


def _all(node: Any) -> list[tuple[str, Any]]:
    if is_object(node):
        return list(node.items())
    return [(str(index), value) for index, value in enumerate(node)] if is_array(node) else []


@cache
def _metaschema() -> Draft202012Validator:
    """Return what checks schemas themselves, patterns included."""
    return Draft202012Validator({"$ref": "https://json-schema.org/draft/2020-12/schema"}, validate_formats=True)
