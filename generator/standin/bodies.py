"""Where in the body of an answer the thing itself stands: alone, or below a member such as `data`."""

from __future__ import annotations

from typing import Any, NamedTuple

from generator.document import names, pointers
from generator.document.references import follow
from generator.document.shapes import is_array, is_object
from generator.exchange.messages import is_json
from generator.exchange.operations import Operation

_WRAPPERS = ("data", "items", "results", "result", "records", "entries", "values", "value", "item")
_DEEPEST = 4
_UNKNOWN = "x-specloom-unknown"


class Success(NamedTuple):
    """The answer that an operation is called for: its status, and the schema of its JSON body, if it has one."""

    status: int
    schema: Any = None

    @property
    def has_body(self) -> bool:
        """Whether a JSON body is declared."""
        return self.schema is not None


class Held(NamedTuple):
    """A part of a body: the pointer that leads to it, and its schema."""

    pointer: str
    schema: Any


def successes(operation: Operation) -> list[Success]:
    """Return the declared 2xx answers of `operation`, those with a JSON body first, then by status.

    A class (`2XX`), or a `default` that stands alone, counts as 200.
    """
    found: list[Success] = []
    for key, response in operation.responses.items():
        if key.upper() == "2XX" or (key == "default" and len(operation.responses) == 1):
            status = 200
        elif key.isdecimal() and key.startswith("2"):
            status = int(key)
        else:
            continue
        content = response.get("content", {})
        media = next((value for kind, value in content.items() if is_json(kind.partition(";")[0])), None)
        found.append(Success(status, None if media is None else media.get("schema", {})))
    return sorted(found, key=lambda success: (not success.has_body, success.status))


def plain(document: dict[str, Any], schema: Any) -> Any:
    """Return `schema` without what stands around it: references followed, null left out of unions of two."""
    for _ in range(10):
        schema = follow(document, schema)
        if not is_object(schema):
            return schema
        branches = schema.get("anyOf") or schema.get("oneOf") or schema.get("allOf")
        if "properties" in schema or "items" in schema or not is_array(branches):
            return schema
        kept: list[Any] = [branch for branch in branches if not (is_object(branch) and branch.get("type") == "null")]
        if len(kept) != 1:
            return schema
        schema = kept[0]
    return schema


def is_list(schema: Any) -> bool:
    """Tell whether a plain schema is that of an array."""
    return is_object(schema) and (_has_type(schema, "array") or "items" in schema)


def is_record(schema: Any) -> bool:
    """Tell whether a plain schema is that of an object, or of anything."""
    return is_object(schema) and (_has_type(schema, "object") or "properties" in schema or is_unknown(schema))


def is_thing(document: dict[str, Any], schema: Any, depth: int = 0) -> bool:
    """Tell whether values of `schema` are objects, also where it is made of others."""
    node = plain(document, schema)
    if is_record(node):
        return True
    if not is_object(node) or depth > _DEEPEST:
        return False
    branches: list[Any] = [part for key in ("anyOf", "oneOf", "allOf") for part in node.get(key, [])]
    return any(is_thing(document, branch, depth + 1) for branch in branches)


def is_unknown(schema: Any) -> bool:
    """Tell whether a schema says nothing of what it is the schema of."""
    return schema is True or (is_object(schema) and (schema.get(_UNKNOWN) is True or not schema))


def properties(schema: Any) -> dict[str, Any]:
    """Return the properties of a plain schema."""
    members = schema.get("properties") if is_object(schema) else None
    return members if is_object(members) else {}


def held_items(document: dict[str, Any], schema: Any, collection: str, pointer: str | None = None) -> Held | None:
    """Return where in a body of `schema` a list stands, with the schema of its items; None where there is none.

    Args:
        document: the document that references point into.
        schema: the schema of the body.
        collection: the name of what is listed, which one of several arrays may have.
        pointer: where it is declared to stand, if it is.
    """
    body = plain(document, schema)
    if pointer is not None:
        at = _declared(document, body, pointer)
        return Held(pointer, at.get("items", {})) if is_list(at) else None
    if is_list(body):
        return Held("", body.get("items", {}))
    arrays = {name: member for name, value in properties(body).items() if is_list(member := plain(document, value))}
    name = next((name for name in (collection, *_WRAPPERS) if name in arrays), None)
    if name is None and len(arrays) == 1:
        name = next(iter(arrays))
    return None if name is None else Held(pointers.join("", name), arrays[name].get("items", {}))


def held_record(document: dict[str, Any], schema: Any, resource: str, known: Any = None) -> Held | None:
    """Return where in a body of `schema` one thing stands, with its schema; None where the body is no object.

    Args:
        document: the document that references point into.
        schema: the schema of the body.
        resource: the name of the thing, which the member that holds it may have.
        known: the schema of the thing, where it is known from a list of it.
    """
    body = plain(document, schema)
    if known is not None and body is plain(document, known):
        return Held("", schema)
    members = {name: member for name, value in properties(body).items() if is_record(member := plain(document, value))}
    if known is not None:
        for name, member in members.items():
            if member is plain(document, known):
                return Held(pointers.join("", name), properties(body)[name])
    singular = {resource, names.snake(resource), names.snake(resource).removesuffix("s")}
    wrapper = next((name for name in members if name in _WRAPPERS or names.snake(name) in singular), None)
    # A member called `data` is the thing itself where little else stands beside it.
    if wrapper is not None and len(properties(body)) <= len(_BESIDE) + 1 and _is_wrapper(properties(body), wrapper):
        return Held(pointers.join("", wrapper), properties(body)[wrapper])
    return Held("", schema) if is_record(body) else None


_BESIDE = frozenset({"message", "meta", "links", "status", "success", "code", "error", "errors", "warnings"})


def _is_wrapper(members: dict[str, Any], wrapper: str) -> bool:
    return members.keys() - {wrapper} <= _BESIDE


def _declared(document: dict[str, Any], body: Any, pointer: str) -> Any:
    for token in pointers.split(pointer):
        body = plain(document, properties(body).get(token))
    return body


def _has_type(schema: dict[str, Any], kind: str) -> bool:
    declared = schema.get("type")
    return declared == kind or (is_array(declared) and kind in declared)
