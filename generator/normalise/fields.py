"""The fields of the objects of a document, schemas apart (OpenAPI 3.1 section 4.8, and what 3.2 adds to them).

What is none of them and no extension has no meaning, and a strict reader refuses a document for it.
"""

from __future__ import annotations

from dataclasses import replace

from generator.normalise.schemas import METHODS
from generator.normalise.specification import OPENAPI

_VALUED = "description required deprecated style explode schema content example examples"
_ENCODINGS = "encoding prefixEncoding itemEncoding"

FIELDS: dict[str, frozenset[str]] = {
    kind: frozenset(names.split())
    for kind, names in {
        "document": "openapi $self info jsonSchemaDialect servers paths webhooks components security tags externalDocs",
        "info": "title summary description termsOfService contact license version",
        "server": "url name description variables",
        "server variable": "enum default description",
        "tag": "name summary description parent kind externalDocs",
        "components": "schemas responses parameters examples requestBodies headers securitySchemes links callbacks "
        "pathItems mediaTypes",
        "path item": f"$ref summary description servers parameters additionalOperations {' '.join(METHODS)}",
        "operation": "tags summary description externalDocs operationId parameters requestBody responses callbacks "
        "deprecated security servers",
        "parameter": f"$ref summary name in allowEmptyValue allowReserved {_VALUED}",
        "header": f"$ref summary {_VALUED}",
        "request body": "$ref summary description content required",
        "media type": f"$ref schema itemSchema example examples {_ENCODINGS}",
        "encoding": f"contentType headers style explode allowReserved {_ENCODINGS}",
        "response": "$ref summary description headers content links",
        "link": "$ref summary operationRef operationId parameters requestBody description server",
        "example": "$ref summary description value externalValue dataValue serializedValue",
    }.items()
}

WITHOUT_SCHEMAS = replace(OPENAPI, fields={**OPENAPI.fields, "schema": {}})
"""OpenAPI whose schemas are left alone: a walk by it ends where a schema begins."""
