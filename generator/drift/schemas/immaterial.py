"""The keywords whose edits are no change of the API, each with the reason; all others give a change."""

from __future__ import annotations

from typing import Any, Final

from generator.document.shapes import is_object

IMMATERIAL: Final[dict[str, str]] = {
    "title": "an annotation for people (JSON Schema 2020-12 validation, section 9.1)",
    "description": "an annotation for people (JSON Schema 2020-12 validation, section 9.1)",
    "summary": "an annotation for people, beside a reference (OpenAPI 3.1 section 4.8.23)",
    "example": "shows a value, restricts none (OpenAPI 3.1 section 4.8.24)",
    "examples": "shows values, restricts none (JSON Schema 2020-12 validation, section 9.5)",
    "externalDocs": "leads to a page for people (OpenAPI 3.1 section 4.8.11)",
    "$comment": "is for the authors of schemas (JSON Schema 2020-12 core, section 8.3)",
    "$schema": "names the dialect: the resolved form has one (JSON Schema 2020-12 core, section 8.1.1)",
    "$vocabulary": "belongs to dialects (JSON Schema 2020-12 core, section 8.1.2)",
    "$id": "names the schema: what refers to it is followed (JSON Schema 2020-12 core, section 8.2.1)",
    "$anchor": "names the schema: what refers to it is followed (JSON Schema 2020-12 core, section 8.2.2)",
    "$dynamicAnchor": "names the schema: what refers to it is followed (JSON Schema 2020-12 core, section 8.2.2)",
    "$defs": "holds schemas that count where they are referred to (JSON Schema 2020-12 core, section 8.2.4)",
    "definitions": "holds schemas that count where they are referred to (JSON Schema 2020-12 core, appendix A)",
}
EXTENSIONS: Final = frozenset({"x-extensible-enum", "x-sunset", "x-stability-level"})
"""The specification extensions that say something of the API; the others are of tools."""


def is_immaterial(keyword: str) -> bool:
    """Tell whether edits of `keyword` are no change of the API."""
    return keyword in IMMATERIAL or (keyword.startswith("x-") and keyword not in EXTENSIONS)


def is_annotation_only(schema: Any) -> bool:
    """Tell whether `schema` restricts nothing: it is true, or an object of annotations."""
    return schema is True or (is_object(schema) and all(map(_annotates, schema)))


_ANNOTATIONS: Final = frozenset({"default", "deprecated", "readOnly", "writeOnly", "xml", "nullable"})


def _annotates(keyword: str) -> bool:
    return keyword in _ANNOTATIONS or keyword.startswith("x-") or keyword in IMMATERIAL
