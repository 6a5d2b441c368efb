"""Request bodies: what the caller gave, as bytes and their media type."""

from __future__ import annotations

import json
from collections.abc import AsyncIterable, Iterable, Mapping
from dataclasses import dataclass, field
from enum import Enum
from typing import Any, TypeAlias, TypedDict, cast

from .media import essence, is_json
from .operation import Body, Member, Operation, Parameter
from .styles import query_pairs
from .text import plain_value, text_of
from .unset import UNSET, Unset

Sendable: TypeAlias = bytes | str | Iterable[bytes] | AsyncIterable[bytes]
Encoded: TypeAlias = bytes | Iterable[bytes] | AsyncIterable[bytes]
_FORM = "application/x-www-form-urlencoded"
_PLAIN = Member()
# An empty object empties what these replace: they send one that a caller gives, and make none up.
_UPDATES = frozenset({"PUT", "PATCH"})


@dataclass(frozen=True, slots=True)
class Files:
    """The parts of a multipart body, as httpx2 takes them: (name, (file name, content, content type)).

    `is_replayable` says whether all of them can be sent a second time.
    """

    parts: list[tuple[str, tuple[str | None, Any, str | None]]] = field(repr=False)
    is_replayable: bool = True


class Payload(TypedDict, total=False):
    """What a generated method hands on besides its parameters.

    `body` and `fields` belong to operations of one media type, the whole and its parts; `method`, `json`, `content`,
    `data` and `content_type` to those that take any, or none that is JSON.
    """

    body: object
    fields: Mapping[str, object]
    method: str
    json: object
    content: Sendable | Unset
    data: Mapping[str, object] | Unset
    content_type: str | Unset


def encode_body(operation: Operation[Any], payload: Payload) -> tuple[Encoded | Files | None, str]:
    """Return the body to send and its media type; None and nothing for no body.

    Raises:
        TypeError: the arguments exclude each other, a body is missing or None where that is not allowed, or a value has
            no form in the media type.
        ValueError: a value cannot be sent: a time without its zone, NaN.
    """
    declared = operation.body
    if declared is None:
        return None, ""
    if not {"json", "content", "data"}.isdisjoint(payload):
        encoded, content_type = _free_form(payload, "" if "*" in declared.media_type else declared.media_type)
        if encoded is None and declared.required:
            raise TypeError(f"{operation.name} needs a body")
        return encoded, content_type
    body = _body(operation, declared, payload)
    if body is UNSET:
        return None, ""
    if declared.read_only is not None:
        body = declared.read_only(body)
    if declared.encode is not None:
        return declared.encode(body, declared)
    return _encoded(body, declared), declared.media_type


def _body(operation: Operation[Any], declared: Body, payload: Payload) -> object:
    """Return what was given as the body, whole or by its fields; `UNSET` if nothing was and nothing need be."""
    name = operation.name
    fields = {field: value for field, value in payload.get("fields", {}).items() if value is not UNSET}
    unknown = [field for field in payload.get("fields", {}) if declared.fields and field not in declared.fields]
    if unknown:
        raise TypeError(f"{name} got an unexpected keyword argument {unknown[0]!r}")
    body = payload.get("body", UNSET)
    if body is not UNSET and fields:
        raise TypeError(f"{name}: give either body= or {_arguments(fields)}, not both")
    if body is None and not declared.nullable:
        raise TypeError(f"{name}: body= cannot be None")
    if body is not UNSET:
        return body
    missing = [field for field in declared.needed if field not in fields]
    if missing and (fields or declared.required):
        raise TypeError(f"{name} needs {_arguments(missing)} or body=")
    if not fields and not declared.required:
        return UNSET
    if not fields and (operation.method in _UPDATES or "fields" not in payload):
        raise TypeError(f"{name} needs body=" + " or a field of it" * bool(declared.fields))
    return {declared.fields.get(field, field): value for field, value in fields.items()}


def _arguments(names: Iterable[str]) -> str:
    return ", ".join(f"{name}=" for name in names)


def _free_form(payload: Payload, declared: str) -> tuple[Encoded | None, str]:
    """Return the body that a caller gives in the form of his choice, and its media type, `declared` unless he says."""
    forms = {name: payload.get(name, UNSET) for name in ("json", "content", "data")}
    given = {name: value for name, value in forms.items() if value is not UNSET}
    if len(given) > 1:
        raise TypeError(f"give only one of json=, content= and data=, not {' and '.join(f'{name}=' for name in given)}")
    content_type = payload.get("content_type", UNSET) or declared
    for form, value in given.items():
        if form == "json":
            return json_bytes(value), content_type or "application/json"
        if form == "data":
            return form_text(value, {}).encode(), content_type or _FORM
        default = "text/plain; charset=utf-8" if isinstance(value, str) else "application/octet-stream"
        return _binary(value), content_type or default
    return None, content_type


def _encoded(value: object, declared: Body) -> Encoded:
    if is_json(declared.media_type):
        return json_bytes(value)
    if essence(declared.media_type) == _FORM:
        return form_text(value, declared.members).encode()
    return _binary(value)


def json_bytes(value: object) -> bytes:
    """Return a value as JSON in UTF-8: models as what was set on them, by wire name; times by RFC 3339.

    Raises:
        TypeError: a value that JSON has no form for.
        ValueError: a time without its zone, or a number that is none.
    """
    text = json.dumps(value, default=_json_value, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    return text.encode()


def _json_value(value: object) -> object:
    if value is UNSET:
        raise TypeError("UNSET cannot stand inside a body: leave the key out")
    plain = plain_value(value)
    if plain is not value:
        return plain
    if isinstance(value, Mapping):
        return dict(cast("Mapping[str, object]", value))
    if isinstance(value, Enum):
        return cast("object", value.value)
    if isinstance(value, Iterable) and not isinstance(value, bytes):
        return list(cast("Iterable[object]", value))
    return text_of(value, "body")


def form_members(value: object, members: Mapping[str, Member]) -> list[tuple[str, object, Member]]:
    """Return (name, value, how it is written) of each property of a form; what is unset or null has no place in one.

    Raises:
        TypeError: it is no object.
    """
    plain = plain_value(value)
    if not isinstance(plain, Mapping):
        raise TypeError(f"a form is an object, not {type(value).__name__}")
    items = cast("Mapping[str, object]", plain).items()
    return [(name, item, members.get(name, _PLAIN)) for name, item in items if item is not None and item is not UNSET]


def styled(name: str, value: object, member: Member) -> list[str]:
    """Return the `name=value` pairs of a property that is written as a query parameter is."""
    parameter = Parameter(name, name, "query", member.style, member.explode, member.allow_reserved)
    return query_pairs(parameter, value)


def items_of(value: object) -> list[object]:
    """Return the items of a list, or the one value, models as mappings; null leaves nothing."""
    plain = plain_value(value)
    if isinstance(plain, Iterable) and not isinstance(plain, str | bytes | bytearray | memoryview | Mapping):
        return [plain_value(item) for item in cast("Iterable[object]", plain) if item is not None]
    return [] if plain is None else [plain]


def form_text(value: object, members: Mapping[str, Member]) -> str:
    """Return an object as a form: a pair for each value, objects as JSON (OpenAPI 3.1.1 section 4.8.14.4)."""
    pairs: list[str] = []
    for name, item, member in form_members(value, members):
        pairs += styled(name, item if member.style else [_form_text(each) for each in items_of(item)], member)
    return "&".join(pairs)


def _form_text(value: object) -> object:
    return json_bytes(cast("object", value)).decode() if isinstance(value, Mapping | list | tuple) else value


def _binary(value: object) -> Encoded:
    kind = type(value).__name__
    if isinstance(value, str):
        return value.encode()
    if isinstance(value, bytes | bytearray):
        return bytes(value)
    if isinstance(value, Iterable | AsyncIterable) and not isinstance(value, Mapping):
        return cast("Encoded", value)
    raise TypeError(f"content is bytes, text or an iterable of bytes, not {kind}")
