"""Where in the body of an answer the thing itself stands: alone, or below a member such as `data`."""

from __future__ import annotations

from typing import Any, NamedTuple

from generator.document import names, pointers
from generator.document.keywords import COMPOSITIONS
from generator.document.references import follow
from generator.document.shapes import is_array, is_object
from generator.exchange.messages import is_json
from generator.exchange.operations import Operation
from generator.standin.sampling.texts import singular

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

    Where there is none, the redirects count (RFC 9110 section 15.4), or else `default`, as 200. So does a class: `2XX`
    is 200, `3XX` is 302.
    """
    declared = operation.responses
    found = [each for key in declared if (each := _success(key, declared[key], "2", 200)) is not None]
    found = found or [each for key in declared if (each := _success(key, declared[key], "3", 302)) is not None]
    if not found and "default" in declared:
        found = [Success(200, _json_schema(declared["default"]))]
    return sorted(found, key=lambda success: (not success.has_body, success.status))


def _success(key: str, response: dict[str, Any], digit: str, of_class: int) -> Success | None:
    """Return the answer declared under `key`, if that is a status of the class that begins with `digit`."""
    if key.upper() == f"{digit}XX":
        return Success(of_class, _json_schema(response))
    is_one = key.isascii() and key.isdecimal() and len(key) == 3 and key.startswith(digit)
    return Success(int(key), _json_schema(response)) if is_one else None


def _json_schema(response: dict[str, Any]) -> Any:
    content = response.get("content", {})
    media = next((value for kind, value in content.items() if is_json(kind.partition(";")[0].strip().lower())), None)
    return None if media is None else media.get("schema", {})


def plain(document: dict[str, Any], schema: Any) -> Any:
    """Return `schema` without what stands around it: references followed, null left out of unions of two."""
    for _ in range(10):
        schema = follow(document, schema)
        if not is_object(schema):
            return schema
        branches = schema.get("anyOf") or schema.get("oneOf") or schema.get("allOf")
        if "properties" in schema or "items" in schema or not is_array(branches):
            return schema
        kept: list[Any] = [branch for branch in branches if not _is_null(branch)]
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
    """Tell whether values of `schema` are objects, also where it is made of others: all of one choice, any that add up."""
    node = plain(document, schema)
    if is_record(node):
        return True
    if not is_object(node) or depth > _DEEPEST:
        return False
    parts = {
        key: [is_thing(document, part, depth + 1) for part in node.get(key, []) if not _is_null(part)]
        for key in COMPOSITIONS
    }
    return any(parts["allOf"]) or any(parts[key] and all(parts[key]) for key in ("anyOf", "oneOf"))


def _is_null(schema: Any) -> bool:
    return is_object(schema) and schema.get("type") == "null"


def is_unknown(schema: Any) -> bool:
    """Tell whether a schema says nothing of what it is the schema of."""
    return schema is True or (is_object(schema) and (schema.get(_UNKNOWN) is True or not schema))


def properties(schema: Any) -> dict[str, Any]:
    """Return the properties of a plain schema, apart from those that must not be there."""
    members = schema.get("properties") if is_object(schema) else None
    return {name: member for name, member in members.items() if member is not False} if is_object(members) else {}


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
    called = {resource, names.snake(resource), singular(names.snake(resource))}
    wrapper = next((name for name in members if name in _WRAPPERS or names.snake(name) in called), None)
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
