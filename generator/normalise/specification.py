"""What a version of the specification says of the types of its fields, as a table that `shape` holds documents against."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from generator.document.keywords import SUBSCHEMAS
from generator.document.shapes import is_object
from generator.normalise.schemas import METHODS

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True, eq=False)
class Specification:
    """The kinds of objects of one version.

    Attributes:
        fields: the fields of each kind of object and the kind of their values; "*" stands for all other fields. [x] is a
            list of x, {x} an object of x under any names.
        required: the fields without which an object of a kind means nothing.
        locations: where a parameter may be.
        types: the names of types.
    """

    fields: Mapping[str, Mapping[str, str]]
    required: Mapping[str, tuple[str, ...]]
    locations: frozenset[str]
    types: frozenset[str]


def is_other(name: str, member: Any) -> bool:
    """Tell whether "*" stands for a field: no extension, and no keyword of JSON Schema (`$ref`), which holds no object."""
    return not name.startswith("x-") and (not name.startswith("$") or is_object(member))


def kind_of(fields: Mapping[str, str], name: str, member: Any) -> str | None:
    """Return the kind of the `member` called `name` of a part with those `fields`; None where they have none for it."""
    return fields.get(name) or (fields.get("*") if is_other(name, member) else None)


TYPES = frozenset({"string", "number", "integer", "boolean", "array", "object", "null"})
"""The types of JSON Schema (2020-12 validation, section 6.1.1)."""

PROSE = {"summary": "text", "description": "text"}
_SIZES = (
    "minLength",
    "maxLength",
    "minItems",
    "maxItems",
    "minProperties",
    "maxProperties",
    "minContains",
    "maxContains",
)
NUMBERS = {"multipleOf": "step", "minimum": "number", "maximum": "number", **dict.fromkeys(_SIZES, "size")}
"""Keywords of schemas that are numbers, and of what kind (JSON Schema 2020-12 validation, section 6)."""

_MEDIA = {"schema": "schema", "content": "{media type}", "examples": "{example}"}
_PARAMETER = {**PROSE, **_MEDIA, "required": "flag", "deprecated": "flag", "style": "text", "explode": "flag",
              "allowReserved": "flag", "x-specloom-name": "text"}  # fmt: skip
_ENCODINGS = {"encoding": "{encoding}", "prefixEncoding": "[encoding]", "itemEncoding": "encoding"}

SCHEMA: Mapping[str, Mapping[str, str]] = {
    "schema": {
        "title": "text", "description": "text", "type": "types", "format": "text", "pattern": "text", "enum": "[value]",
        "required": "[text]", "discriminator": "discriminator", "nullable": "flag", "readOnly": "flag",
        "writeOnly": "flag", "deprecated": "flag", "externalDocs": "external docs", "exclusiveMinimum": "bound",
        "exclusiveMaximum": "bound",
        "dependentRequired": "{[text]}", **NUMBERS, **SUBSCHEMAS,
    },
    "discriminator": {"propertyName": "text", "mapping": "{text}", "defaultMapping": "text"},
    "external docs": {"description": "text", "url": "text"},
}  # fmt: skip
"""The schemas of every version, once the idioms of old ones are repaired."""

OPENAPI = Specification(
    fields={
        "document": {"$self": "text", "info": "info", "servers": "[server]", "paths": "paths", "webhooks": "paths",
                     "security": "[security]", "components": "components", "tags": "[tag]", "externalDocs": "external docs"},
        "info": {**PROSE, "title": "scalar", "version": "scalar"},
        "server": {"url": "text", "name": "text", "description": "text", "variables": "{server variable}"},
        "server variable": {"default": "scalar", "enum": "[scalar]", "description": "text"},
        "tag": {"name": "text", **PROSE, "parent": "text", "kind": "text", "externalDocs": "external docs"},
        "components": {
            "schemas": "{schema}", "responses": "{response}", "parameters": "{parameter}", "examples": "{example}",
            "requestBodies": "{request body}", "headers": "{header}", "securitySchemes": "{security scheme}",
            "links": "{link}", "callbacks": "{paths}", "pathItems": "{path item}", "mediaTypes": "{media type}",
        },
        "paths": {"*": "path item"},
        "path item": {**PROSE, "servers": "[server]", "parameters": "[parameter]",
                      "additionalOperations": "{operation}", **dict.fromkeys(METHODS, "operation")},
        "operation": {
            **PROSE, "tags": "[text]", "operationId": "text", "parameters": "[parameter]",
            "requestBody": "request body", "responses": "responses", "callbacks": "{paths}", "deprecated": "flag",
            "security": "[security]", "servers": "[server]", "externalDocs": "external docs", "x-specloom-join": "text",
            "x-specloom-idempotent": "flag", "x-specloom-pagination": "{scalar}",
        },
        "parameter": {"name": "text", "in": "text", **_PARAMETER},
        "header": _PARAMETER,
        "request body": {"description": "text", "content": "{media type}", "required": "flag"},
        "media type": {"schema": "schema", "itemSchema": "schema", "examples": "{example}", **_ENCODINGS},
        "encoding": {"headers": "{header}", "contentType": "text", "style": "text", "explode": "flag",
                     "allowReserved": "flag", **_ENCODINGS},
        "responses": {"*": "response"},
        "response": {**PROSE, "headers": "{header}", "content": "{media type}", "links": "{link}"},
        "security": {"*": "[text]"},
        "security scheme": {"type": "text", "description": "text", "in": "text", "name": "text", "scheme": "text",
                            "bearerFormat": "text", "openIdConnectUrl": "text", "oauth2MetadataUrl": "text",
                            "deprecated": "flag", "flows": "{object}"},
        "link": {},
        "example": {},
        **SCHEMA,
    },
    required={"parameter": ("name", "in"), "server": ("url",), "tag": ("name",), "discriminator": ("propertyName",)},
    locations=frozenset({"path", "query", "querystring", "header", "cookie"}),
    types=TYPES,
)  # fmt: skip
"""OpenAPI 3.0 to 3.2."""
