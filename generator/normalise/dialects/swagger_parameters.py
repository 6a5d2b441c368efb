"""Parameters and headers of Swagger 2.0, which are schemas themselves, as OpenAPI 3 has them: with a schema and a style.

Follows the Parameter, Items and Header Objects of OpenAPI 2.0 and 'Style Values' of OpenAPI 3.1 (section 4.8.12.3), which says
which style takes the place of which `collectionFormat`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from generator.document.copies import plain_copy
from generator.document.shapes import is_array, is_object
from generator.normalise.dialects.schemas30 import lower_schema

if TYPE_CHECKING:
    from generator.normalise.dialects.repairs import Repairs

RULE = "style-parameter"

_OWN = frozenset({"name", "in", "description", "required", "allowEmptyValue", "collectionFormat", "schema", "deprecated",
                  "example", "examples"})  # fmt: skip
_EXAMPLES = ("example", "x-example")
NULLABLE = ("x-nullable", "x-isnullable", "x-isNullable", "x-is-nullable")
"""Extensions by which authors say that a value may be null."""
_DELIMITERS = {"csv": ("commas", ","), "ssv": ("spaces", " "), "tsv": ("tabs", "\t"), "pipes": ("bars", "|"),
               "multi": ("commas", ",")}  # fmt: skip
_STYLES: dict[str, dict[str, Any]] = {
    "csv": {"style": "form", "explode": False},
    "multi": {"style": "form", "explode": True},
    "ssv": {"style": "spaceDelimited", "explode": False},
    "pipes": {"style": "pipeDelimited", "explode": False},
}


def parameter(given: dict[str, Any], pointer: str, repairs: Repairs) -> dict[str, Any]:
    """Return a parameter in path, query, header or cookie as one of OpenAPI 3; `given` stands at `pointer`."""
    result = {"name": given["name"], "in": given["in"], **_described(given)}
    if "required" in given:
        result["required"] = given["required"]
    if given["in"] == "path" and given.get("required") is not True:
        result["required"] = True
        repairs.note(pointer, RULE, "what is in the path is required")
    if given.get("allowEmptyValue"):
        if given["in"] == "query":
            result["allowEmptyValue"] = True
        else:
            repairs.note(f"{pointer}/allowEmptyValue", RULE, "it has a meaning in the query and in forms alone")
    result["schema"], style = styled(given, pointer, repairs, location=given["in"])
    return result | style | _said(result["schema"], result)


def header(given: dict[str, Any], pointer: str, repairs: Repairs) -> dict[str, Any]:
    """Return a response header as one of OpenAPI 3."""
    result = _described(given)
    result["schema"], _ = styled(given, pointer, repairs, location="header")
    return result | _said(result["schema"], result)


def _described(given: dict[str, Any]) -> dict[str, Any]:
    """Return what of a parameter or header is about itself and not about its schema."""
    kept = {
        key: value
        for key, value in given.items()
        if key in {"description", "deprecated"} or (key.startswith("x-") and key not in {*NULLABLE, "x-example"})
    }
    for key in _EXAMPLES:
        if key in given:
            kept.setdefault("example", given[key])
    if "x-deprecated" in given:
        kept.setdefault("deprecated", given["x-deprecated"] is True)
    return kept


def _said(schema: dict[str, Any], holder: dict[str, Any]) -> dict[str, Any]:
    """Return the description with what a schema that stands for several values says of them."""
    if "description" not in schema:
        return {}
    said = schema.pop("description")
    return {"description": f"{holder['description'].rstrip()} {said}" if holder.get("description") else said}


def styled(
    given: dict[str, Any], pointer: str, repairs: Repairs, *, location: str
) -> tuple[dict[str, Any], dict[str, Any]]:
    """Return the schema of what a parameter, header or field of a form holds, and how that is written.

    Lists whose items are separated as no style of OpenAPI 3 can say it are texts, which the caller joins: what is sent stays
    what the server reads. The schema's description then says so.

    Args:
        given: the parameter.
        pointer: where it stands.
        repairs: learns what has no counterpart.
        location: where it is sent: "path", "query", "header", "cookie" or "formData".
    """
    schema = _schema(given, pointer, repairs, location=location)
    if schema.get("type") not in ("array", ["array", "null"]):
        return schema, {}
    kind = given.get("collectionFormat", "csv")
    if kind not in _DELIMITERS:
        repairs.warn(f"{pointer}/collectionFormat", RULE, f"the format {kind[:40]!r} is not known: csv is assumed")
        kind = "csv"
    if not is_object(schema.get("items")) or not schema["items"]:
        repairs.warn(pointer, RULE, "a list that does not say of what is one of texts")
        schema["items"] = {"type": "string"}
    if location != "formData":
        repairs.move(f"{pointer}/items", f"{repairs.now(pointer)}/schema/items")
    schema["items"] = _flat(schema["items"], f"{pointer}/items", repairs)
    if location in {"path", "header"}:
        if kind == "multi":
            repairs.note(f"{pointer}/collectionFormat", RULE, "a name stands once in a path or header: csv is assumed")
        return (schema, {}) if kind in {"csv", "multi"} else (_text(schema, kind, pointer, repairs), {})
    return (schema, dict(_STYLES[kind])) if kind in _STYLES else (_text(schema, kind, pointer, repairs), {})


def _schema(given: dict[str, Any], pointer: str, repairs: Repairs, *, location: str) -> dict[str, Any]:
    inside: Any = given.get("schema")
    if is_object(inside):
        repairs.note(f"{pointer}/schema", RULE, "only a body has a 'schema' in Swagger 2.0")
        schema: dict[str, Any] = plain_copy(inside)
        return schema
    schema = {
        key: plain_copy(value)
        for key, value in given.items()
        if key in NULLABLE or (key not in _OWN and not key.startswith("x-"))
    }
    lower_schema(schema, pointer, "2.0", repairs)
    if schema.get("type") == "file":
        schema["type"] = "string"
        if location in {"formData", "body"}:
            schema["format"] = "binary"
        else:
            repairs.warn(f"{pointer}/type", RULE, "files are sent in forms alone: it is text")
    if "type" not in schema and "enum" not in schema and "$ref" not in schema:
        schema["type"] = "string"
        repairs.warn(pointer, RULE, "what has no type is text")
    return schema


def _flat(items: dict[str, Any], pointer: str, repairs: Repairs) -> dict[str, Any]:
    """Return the items of a list without further lists in them, which no style of OpenAPI 3 can write."""
    kind = items.pop("collectionFormat", "csv")
    if items.get("type") != "array":
        return items
    return _text(items, kind if kind in _DELIMITERS else "csv", pointer, repairs)


def _text(schema: dict[str, Any], kind: str, pointer: str, repairs: Repairs) -> dict[str, Any]:
    """Return a text in place of a list, which its items make with a delimiter between them."""
    called, delimiter = _DELIMITERS[kind]
    repairs.warn(pointer, RULE, f"a list separated by {called} has no style here in OpenAPI 3: it is one text")
    result: dict[str, Any] = {"type": "string", "description": f"Several values are separated by {called}."}
    default = schema.get("default")
    if is_array(default) and all(isinstance(value, str | int | float) for value in default):
        result["default"] = delimiter.join(str(value) for value in default)
    return result
