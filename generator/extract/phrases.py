"""Facts that prose states in a fixed form: `Available: a, b` lists the values that are allowed."""

from __future__ import annotations

import re
from typing import Any

from generator.extract.shapes import mapping, sequence, walk

_AVAILABLE = "Available:"
_COMMA_SEPARATED = "Comma-separated list"
_VALUE = re.compile(r"`?([A-Za-z0-9_](?:[A-Za-z0-9_.:/-]*[A-Za-z0-9_])?)`?")


def available(description: str) -> list[str]:
    """Return the values that `description` lists behind "Available:", or nothing where it says anything else there.

    The list runs to the end of its line or sentence; its values are plain names separated by commas.
    """
    _, found, rest = description.partition(_AVAILABLE)
    if not found:
        return []
    sentence = re.split(r"\n|\.(?:\s|$)", rest, maxsplit=1)[0]
    matches = [_VALUE.fullmatch(part.strip()) for part in sentence.split(",")]
    values = [match[1] for match in matches if match]
    return values if len(values) == len(matches) else []


def apply(document: dict[str, Any]) -> None:
    """State as enums, in place, what the descriptions of parameters and properties list as available.

    Only for a plain string without values of its own. A query parameter called a comma-separated list becomes an array
    in `form` style without `explode` (OpenAPI 3.1 section 4.8.12.2).
    """
    for shape, value, path in walk(document):
        if shape == "parameter" and "content" not in value:
            _apply_to_parameter(value)
        elif shape == "schema" and len(path) > 1 and path[-2] == "properties":
            _apply_to_property(value)


def _apply_to_parameter(parameter: dict[str, Any]) -> None:
    schema = parameter.get("schema")
    description = parameter.get("description", mapping(schema).get("description"))
    if not isinstance(description, str) or not _is_plain_string(schema):
        return
    values = available(description)
    if not values:
        return
    if _COMMA_SEPARATED.casefold() not in description.casefold():
        mapping(schema)["enum"] = values
    elif not parameter.keys() & {"style", "explode"} and "default" not in mapping(schema):
        parameter["style"] = "form" if parameter.get("in") in {"query", "cookie"} else "simple"
        parameter["explode"] = False
        parameter["schema"] = {"type": "array", "items": {**mapping(schema), "enum": values}}


def _apply_to_property(schema: dict[str, Any]) -> None:
    description = schema.get("description")
    if (
        isinstance(description, str)
        and _is_plain_string(schema)
        and _COMMA_SEPARATED.casefold() not in description.casefold()
    ):
        values = available(description)
        if values:
            schema["enum"] = values


def _is_plain_string(schema: Any) -> bool:
    fields = mapping(schema)
    is_narrowed = fields.keys() & {"enum", "const", "format", "pattern", "minLength", "maxLength", "nullable"}
    return fields.get("type") == "string" and not is_narrowed and not sequence(fields.get("oneOf"))
