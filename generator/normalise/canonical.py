"""The order of keys in what we write: the OpenAPI specification's for fixed fields, the alphabet for names.

Properties keep their order, since it carries meaning for a reader; so do all lists.
"""

from __future__ import annotations

from typing import Any

from generator.document.keywords import HOLDS_NAMED, VALUES
from generator.document.shapes import is_array, is_object
from generator.normalise.schemas import ADDITIONAL, METHODS

_FIXED = (
    "openapi", "name", "in", "$ref", "info", "title", "summary", "version", "jsonSchemaDialect", "url", "tags",
    "operationId", "description", "termsOfService", "contact", "license", "externalDocs", "servers", "variables",
    "security", "required", "deprecated", "allowEmptyValue", "style", "explode", "allowReserved",
    "type", "format", "enum", "const", "default", "nullable", "multipleOf", "minimum", "exclusiveMinimum", "maximum",
    "exclusiveMaximum", "minLength", "maxLength", "pattern", "items", "prefixItems", "minItems", "maxItems",
    "uniqueItems", "properties", "patternProperties", "additionalProperties", "minProperties", "maxProperties", "allOf",
    "anyOf", "oneOf", "discriminator", "not", "readOnly", "writeOnly", "example", "examples", "parameters",
    "requestBody", *METHODS, ADDITIONAL, "responses", "headers", "schema", "content", "links", "callbacks", "paths", "webhooks",
    "components",
)  # fmt: skip
_RANK = {key: rank for rank, key in enumerate(_FIXED)}
_SORTED_MAPS = frozenset(
    {"paths", "webhooks", "responses", "schemas", "securitySchemes", "parameters", "requestBodies", "headers", "links",
     "callbacks", "pathItems", "examples", ADDITIONAL}
)  # fmt: skip
_KEPT_MAPS = HOLDS_NAMED | {"variables", "content", "mapping", "scopes"}
_DATA = VALUES | {"value"}


def ordered(document: dict[str, Any]) -> dict[str, Any]:
    """Return `document` with every object's keys in canonical order; nothing else differs."""
    return _object(document)


def _object(value: dict[str, Any]) -> dict[str, Any]:
    keys = sorted(value, key=lambda key: (_RANK.get(key, len(_RANK)), key if key not in _RANK else ""))
    return {key: _member(key, value[key]) for key in keys}


def _member(key: str, value: Any) -> Any:
    if key in _DATA or key.startswith("x-") or (key == "examples" and is_array(value)):
        return value
    if is_array(value):
        return [_object(item) if is_object(item) else item for item in list(value)]
    if not is_object(value):
        return value
    members: dict[str, Any] = value
    if key in _SORTED_MAPS or key in _KEPT_MAPS:
        names = sorted(members) if key in _SORTED_MAPS else list(members)
        return {name: _object(members[name]) if is_object(members[name]) else members[name] for name in names}
    return _object(members)
