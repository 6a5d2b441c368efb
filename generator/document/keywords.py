"""Keywords of schemas, by what their values are (JSON Schema 2020-12, OpenAPI 3.1 section 4.8.24): every layer reads these.

What a layer makes of a keyword is its own; which of them hold schemas, hold data, and constrain is said here alone.
"""

from __future__ import annotations

from typing import Final

SUBSCHEMAS: Final[dict[str, str]] = {
    "items": "schema", "additionalProperties": "schema", "not": "schema", "if": "schema", "then": "schema",
    "else": "schema", "contains": "schema", "propertyNames": "schema", "unevaluatedItems": "schema",
    "unevaluatedProperties": "schema", "contentSchema": "schema",
    "allOf": "[schema]", "anyOf": "[schema]", "oneOf": "[schema]", "prefixItems": "[schema]",
    "properties": "{schema}", "patternProperties": "{schema}", "$defs": "{schema}", "dependentSchemas": "{schema}",
}  # fmt: skip
"""Keywords whose value is a schema, a list of them, and schemas by name (JSON Schema 2020-12 core, sections 8.2.4 and 10)."""

HOLDS_ONE: Final = frozenset(key for key, form in SUBSCHEMAS.items() if form == "schema")
HOLDS_LIST: Final = frozenset(key for key, form in SUBSCHEMAS.items() if form == "[schema]")
HOLDS_NAMED: Final = frozenset(key for key, form in SUBSCHEMAS.items() if form == "{schema}")

NAME_MAPS: Final = HOLDS_NAMED | {
    "schemas", "responses", "parameters", "headers", "requestBodies", "securitySchemes", "links", "callbacks", "pathItems",
    "paths", "webhooks", "content", "encoding", "variables",
}  # fmt: skip
"""Members whose value has names for keys: a property may be called `enum`, and a response is called `default`."""

COMPOSITIONS: Final = ("allOf", "anyOf", "oneOf")
"""Keywords whose schemas all say something of the same value (JSON Schema 2020-12 core, section 10.2.1)."""

VALUES: Final = frozenset({"const", "default", "enum", "example"})
"""Keywords whose value is data wherever they stand: nothing in it is a schema or a reference."""
DATA: Final = VALUES | {"examples"}
"""`VALUES`, and what is data in a schema alone: elsewhere `examples` maps names to example objects (section 4.8.19)."""

_CONSTRAINTS: Final = frozenset(
    {*SUBSCHEMAS,
     "$ref", "$dynamicRef", "type", "enum", "const", "format", "pattern", "required", "multipleOf",
     "minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "minLength", "maxLength", "minItems", "maxItems",
     "uniqueItems", "minContains", "maxContains", "minProperties", "maxProperties", "dependentRequired", "discriminator",
     "contentEncoding", "contentMediaType"}
)  # fmt: skip


def is_annotation(key: str) -> bool:
    """Tell whether a keyword only describes and never constrains, as every unknown one (JSON Schema 2020-12, section 4.3.1)."""
    return key not in _CONSTRAINTS
