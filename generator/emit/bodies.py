"""The request body of a method: which media type it has, what of it is a keyword argument, and how that is written."""

from __future__ import annotations

import keyword
from typing import TYPE_CHECKING, Any

from generator.document import names
from generator.document.shapes import is_array, is_object
from generator.emit.annotations import ANY, annotation
from generator.emit.constraints import constraints
from generator.emit.facts import ArgumentFacts, BodyFacts
from generator.emit.media import body_first, is_form, is_json, is_multipart, is_text
from generator.emit.python_names import field_names
from generator.normalise.schemas import Schema, component_name, walk

if TYPE_CHECKING:
    from collections.abc import Iterable

    from generator.emit.components import Components

FILE = "FileLike"
"""The runtime's name for what can be sent as a file."""

_MAPPING = "Mapping[str, object]"
# Content encodings that are no encoding of bytes as text (RFC 2045 section 6).
_AS_IT_IS = frozenset({"7bit", "8bit", "binary"})
_TEXT = frozenset({"string", "integer", "number", "boolean", "null"})


def body_of(operation: dict[str, Any], components: Components, taken: Iterable[str]) -> BodyFacts | None:
    """Return the body of an operation of the normal form, None where it takes none.

    Args:
        operation: the operation.
        components: what it refers to.
        taken: the arguments that the method has already.
    """
    body = operation.get("requestBody")
    if body is None:
        return None
    media_type, media = body_first(body.get("content", {}))
    required = bool(body.get("required"))
    description = str(body.get("description", "")).strip()
    is_members = is_form(media_type) or is_multipart(media_type)
    if not is_json(media_type) and not is_members:
        kind = "any" if "*" in media_type or not media_type else "content"
        return BodyFacts(kind, media_type or "*/*", required, "", description=description)
    schema: Schema = media.get("schema", {})
    encoding: dict[str, Any] = media.get("encoding", {}) if is_members else {}
    whole = annotation(schema, argument=True)
    component: Schema = (
        components.resolved(schema) if is_members else components.schemas.get(component_name(schema) or "", {})
    )
    properties: dict[str, Any] = component.get("properties", {})
    is_model = bool(properties) and not is_multipart(media_type)
    fields = _Fields(components, encoding, is_multipart=is_multipart(media_type))
    return BodyFacts(
        "fields" if properties else "whole",
        media_type,
        required,
        _MAPPING if is_members and not is_model else whole,
        fields.of(properties, set(component.get("required", [])), taken),
        description,
        read_only(schema, components),
        components.is_nullable(schema),
        schema,
    )


def members_of(schema: Schema, encoding: dict[str, Any], components: Components) -> tuple[ArgumentFacts, ...]:
    """Return the properties of a form that `encoding` writes otherwise than by the defaults of the specification."""
    component = components.resolved(schema)
    fields = _Fields(components, encoding, is_multipart=False).of(component.get("properties", {}), set(), ())
    return tuple(field for field in fields if field.style or field.content_type)


class _Fields:
    """Makes keyword arguments of the properties of a body."""

    def __init__(self, components: Components, encoding: dict[str, Any], *, is_multipart: bool) -> None:
        self.components = components
        self.encoding = encoding
        self.is_multipart = is_multipart

    def of(self, properties: dict[str, Any], required: set[str], taken: Iterable[str]) -> tuple[ArgumentFacts, ...]:
        """Return the properties that a caller may send as keyword arguments, required ones first."""
        reserved = {*taken, "self", "options", "body"}
        fields: list[ArgumentFacts] = []
        for wire, python in field_names(properties).items():
            member: Schema = properties[wire] if is_object(properties[wire]) else {}
            if self.components.is_read_only(member):
                continue
            bare = python.rstrip("_")
            argument = names.unique(python if bare in reserved or keyword.iskeyword(bare) else bare, reserved)
            reserved.add(argument)
            fields.append(self.field(argument, wire, member, required=wire in required))
        return tuple(sorted(fields, key=lambda field: not field.required))

    def field(self, argument: str, wire: str, member: Schema, *, required: bool) -> ArgumentFacts:
        """Return one property, written as the document's `encoding` says (OpenAPI 3.1, Encoding Object)."""
        encoding: dict[str, Any] = self.encoding.get(wire, {})
        is_styled = not {"style", "explode", "allowReserved"}.isdisjoint(encoding)
        content_type = "" if is_styled else str(encoding.get("contentType", "")).strip()
        inside = self.inside(member)
        description = str(member.get("description", "")).strip()
        if self.is_multipart and not content_type and not is_styled:
            content_type = str(inside.get("contentMediaType", "")) if _is_binary(inside) else ""
        return ArgumentFacts(
            python=argument,
            wire=wire,
            location="body",
            annotation=self.part(member, content_type) if self.is_multipart else annotation(member, argument=True),
            required=required,
            description=description,
            constraints=constraints(member, self.components.resolved(member), description),
            schema=member,
            style=str(encoding.get("style", "form")) if is_styled else "",
            explode=encoding.get("explode"),
            allow_reserved=bool(encoding.get("allowReserved")),
            content_type=content_type,
            deprecated=self.components.is_deprecated(member),
        )

    def inside(self, schema: Any) -> Schema:
        """Return what a schema, or each item of a list of it, is."""
        resolved = self.components.resolved(schema)
        return self.components.resolved(resolved.get("items")) if _kinds(resolved) == {"array"} else resolved

    def part(self, schema: Any, content_type: str) -> str:
        """Return the annotation of a property of a multipart body: its own, or that of files where it holds bytes."""
        resolved = self.components.resolved(schema)
        if _is_binary(resolved):
            kind = str(resolved.get("contentMediaType", ""))
            return f"{FILE} | str" if is_text(kind) or is_json(kind) else FILE
        for key in ("oneOf", "anyOf"):
            branches = [self.part(branch, content_type) for branch in resolved.get(key, [])]
            if any(FILE in branch for branch in branches):
                return " | ".join(dict.fromkeys(branches))
        inside = self.inside(schema)
        if inside is not resolved and FILE in (item := self.part(inside, content_type)):
            return f"Sequence[{item}]"
        if content_type and not is_json(content_type) and not _kinds(inside) <= _TEXT:
            return f"{FILE} | str"
        own = annotation(schema, argument=True)
        return f"{FILE} | {own}" if own == ANY else own


def _kinds(schema: Schema) -> set[str]:
    """Return the types that a schema names, null left out."""
    kinds = schema.get("type", [])
    return {kind for kind in (kinds if is_array(kinds) else [kinds]) if kind != "null"}


def _is_binary(schema: Schema) -> bool:
    """Tell whether a schema is a sequence of bytes (OpenAPI 3.1 section 4.8.14.1, and `binary` of OpenAPI 3.0)."""
    if _kinds(schema) - {"string"}:
        return False
    encoding = schema.get("contentEncoding")
    if encoding is not None:
        return encoding in _AS_IT_IS
    return schema.get("format") == "binary" or "contentMediaType" in schema


def read_only(schema: Any, components: Components) -> dict[str, tuple[str, ...]]:
    """Return the read-only fields of every model that a body of `schema` may hold, by Python names."""
    found: dict[str, tuple[str, ...]] = {}
    seen: set[str] = set()
    pending: list[Any] = [schema]
    while pending:
        for container, key, _ in walk(({"": pending.pop()}, "", "")):
            name = component_name(container[key])
            if name is None or name in seen or name not in components.schemas:
                continue
            seen.add(name)
            component: Schema = components.schemas[name]
            pending.append(component)
            properties: dict[str, Any] = component.get("properties", {})
            python = field_names(properties)
            fields = tuple(python[wire] for wire in properties if components.is_read_only(properties[wire]))
            if fields:
                found[name] = fields
    return dict(sorted(found.items()))
