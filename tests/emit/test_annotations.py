from __future__ import annotations

from typing import Any

import pytest

from generator.emit.annotations import annotation

STRING = {"type": "string"}
LIST = {"type": "array", "items": STRING}
MAP = {"type": "object", "additionalProperties": {"type": "integer"}}
THING = {"$ref": "#/components/schemas/Thing"}
NULL = {"type": "null"}


@pytest.mark.parametrize(
    ("schema", "received", "given"),
    [
        (STRING, "str", "str"),
        ({"type": "integer"}, "int", "int"),
        ({"type": "number"}, "float", "float"),
        ({"type": "boolean"}, "bool", "bool"),
        (NULL, "None", "None"),
        ({"type": "string", "format": "date-time"}, "datetime", "datetime"),
        ({"type": "string", "format": "date"}, "date", "date"),
        ({"type": "string", "format": "uuid"}, "UUID", "UUID"),
        ({"type": "string", "format": "binary"}, "bytes", "bytes"),
        ({"type": "string", "format": "of a vendor's own"}, "str", "str"),
        (THING, "models.Thing", "models.Thing"),
        (LIST, "builtins.list[str]", "Sequence[str]"),
        ({"type": "array"}, "builtins.list[JsonValue]", "Sequence[JsonValue]"),
        ({"type": "array", "items": LIST}, "builtins.list[builtins.list[str]]", "Sequence[Sequence[str]]"),
        (
            {"type": "array", "prefixItems": [STRING, THING, STRING], "items": {"type": "integer"}},
            "builtins.list[str | models.Thing | int]",
            "Sequence[str | models.Thing | int]",
        ),
        (
            {"type": "array", "prefixItems": [THING], "items": False},
            "builtins.list[models.Thing | JsonValue]",
            "Sequence[models.Thing | JsonValue]",
        ),
        (MAP, "builtins.dict[str, int]", "Mapping[str, int]"),
        ({"type": "object"}, "builtins.dict[str, JsonValue]", "Mapping[str, JsonValue]"),
        (
            {"type": "object", "additionalProperties": THING},
            "builtins.dict[str, models.Thing]",
            "Mapping[str, models.Thing]",
        ),
        ({"type": ["string", "null"]}, "str | None", "str | None"),
        ({"type": ["null", "array"], "items": STRING}, "builtins.list[str] | None", "Sequence[str] | None"),
        ({"anyOf": [THING, NULL]}, "models.Thing | None", "models.Thing | None"),
        ({"anyOf": [LIST, NULL]}, "builtins.list[str] | None", "Sequence[str] | None"),
    ],
)
def test_received_types_are_concrete_and_given_ones_read_only(schema: Any, received: str, given: str):
    assert annotation(schema) == received
    assert annotation(schema, argument=True) == given


@pytest.mark.parametrize(
    "schema", [{}, True, False, None, {"x-specloom-unknown": True}, {"type": ["string", "integer"]}]
)
def test_what_is_not_known_is_any_json(schema: Any):
    assert annotation(schema) == "JsonValue"


def test_any_json_includes_null():
    assert annotation({"type": ["string", "integer", "null"]}) == "JsonValue"
