"""The fields of Swagger 2.0 (OpenAPI Specification 2.0, section 'Schema'), as `specification` has those of OpenAPI 3."""

from __future__ import annotations

from generator.normalise.specification import NUMBERS, PROSE, SCHEMA, TYPES, Specification

METHODS = ("get", "put", "post", "delete", "options", "head", "patch", "trace")
"""Those of a path item; TRACE is none of them in the specification, and meant where it is written."""

_ITEMS = {
    "type": "types", "format": "text", "items": "schema", "collectionFormat": "text", "enum": "[value]",
    "pattern": "text", "exclusiveMinimum": "bound", "exclusiveMaximum": "bound", **NUMBERS,
}  # fmt: skip

SWAGGER = Specification(
    fields={
        "document": {
            "info": "info", "host": "text", "basePath": "text", "schemes": "[text]", "consumes": "[text]",
            "produces": "[text]", "paths": "paths", "definitions": "{schema}", "parameters": "{parameter}",
            "responses": "{response}", "securityDefinitions": "{security scheme}", "security": "[security]",
            "tags": "[tag]",
        },
        "info": {**PROSE, "title": "scalar", "version": "scalar"},
        "tag": {"name": "text", "description": "text"},
        "paths": {"*": "path item"},
        "path item": {"parameters": "[parameter]", **dict.fromkeys(METHODS, "operation")},
        "operation": {
            **PROSE, "tags": "[text]", "operationId": "text", "consumes": "[text]", "produces": "[text]",
            "parameters": "[parameter]", "responses": "responses", "schemes": "[text]", "deprecated": "flag",
            "security": "[security]",
        },
        "parameter": {"name": "text", "in": "text", "description": "text", "required": "flag", "schema": "schema",
                      "allowEmptyValue": "flag", **_ITEMS},
        "header": {"description": "text", "schema": "schema", **_ITEMS},
        "responses": {"*": "response"},
        "response": {"description": "text", "schema": "schema", "headers": "{header}", "examples": "object"},
        "security": {"*": "[text]"},
        "security scheme": {"type": "text", "in": "text", "name": "text", "flow": "text", "description": "text",
                            "authorizationUrl": "text", "tokenUrl": "text", "scopes": "object"},
        **SCHEMA,
    },
    required={"parameter": ("name", "in"), "tag": ("name",), "discriminator": ("propertyName",),
              "security scheme": ("type",)},
    locations=frozenset({"path", "query", "header", "body", "formData", "cookie"}),
    types=TYPES | {"file"},
)  # fmt: skip
"""Swagger 2.0."""
