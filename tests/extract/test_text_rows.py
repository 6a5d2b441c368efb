from __future__ import annotations

from typing import Any

import pytest

from generator.extract.text_rows import looks_like_row, parse_row

UNKNOWN = {"x-specloom-unknown": True}


@pytest.mark.parametrize(
    ("line", "name", "schema", "required"),
    [
        ("idstringRequired", "id", {"type": "string"}, True),
        ("idstringoptional", "id", {"type": "string"}, False),
        ("pageinteger · min: 1Optional", "page", {"type": "integer", "minimum": 1}, False),
        ("limitinteger · min: 1 · max: 100Optional", "limit", {"type": "integer", "minimum": 1, "maximum": 100}, False),
        (
            "rationumber · min: -0.5 · max: 1e3Optional",
            "ratio",
            {"type": "number", "minimum": -0.5, "maximum": 1000},
            False,
        ),
        ("namestring · min: 1 · max: 255Required", "name", {"type": "string", "minLength": 1, "maxLength": 255}, True),
        ("idsinteger[] · min: 1Optional", "ids", {"type": "array", "items": {"type": "integer"}, "minItems": 1}, False),
        ("atstring · date-time · nullableOptional", "at", {"type": ["string", "null"], "format": "date-time"}, False),
        ("atstring | nullableOptional", "at", {"type": ["string", "null"]}, False),
        ("codestring | integer | nullRequired", "code", {"type": ["string", "integer", "null"]}, True),
        ("filter[is_deployed]stringOptional", "filter[is_deployed]", {"type": "string"}, False),
        ("integer_idstringOptional", "integer_id", {"type": "string"}, False),
        ("bigintegerOptional", "big", {"type": "integer"}, False),
        ("biginteger · max: 9007199254740993Optional", "big", {"type": "integer", "maximum": 9007199254740993}, False),
        ("typeobjectOptional", "type", {"type": "object", **UNKNOWN}, False),
        ("mystringstringRequired", "mystring", {"type": "string"}, True),
        ("isOptionalbooleanRequired", "isOptional", {"type": "boolean"}, True),
        ("objectOptional", "", {"type": "object", **UNKNOWN}, False),
        ("stringOptional", "", {"type": "string"}, False),
        ("object[]Optional", "", {"type": "array", "items": {"type": "object", **UNKNOWN}}, False),
        (
            "gridnumber[][]Optional",
            "grid",
            {"type": "array", "items": {"type": "array", "items": {"type": "number"}}},
            False,
        ),
        ("listarrayOptional", "list", {"type": "array", "items": UNKNOWN}, False),
        ("sourceone ofrequired", "source", UNKNOWN, True),
        ("xany ofOptional", "x", UNKNOWN, False),
        ("xall of[]Optional", "x", {"type": "array", "items": UNKNOWN}, False),
        ("dataanyOptional", "data", UNKNOWN, False),
        ("nothingnullOptional", "nothing", {"type": "null"}, False),
        ("moodstring · enumOptional", "mood", {"type": "string", "enum": []}, False),
        ("idsstring · uuid[]Optional", "ids", {"type": "array", "items": {"type": "string", "format": "uuid"}}, False),
        ("ownerobject · UserOptional", "owner", {"type": "object", "title": "User", **UNKNOWN}, False),
        ("kindconst: carrierRequired", "kind", {"const": "carrier"}, True),
        ("idstringRead-onlyOptional", "id", {"type": "string", "readOnly": True}, False),
        ("pinstringWrite-onlyRequired", "pin", {"type": "string", "writeOnly": True}, True),
        ("oldstringOptionalDeprecated", "old", {"type": "string", "deprecated": True}, False),
        ("$refstringOptional", "$ref", {"type": "string"}, False),
        ("naïve keystringOptional", "naïve key", {"type": "string"}, False),
        ("photofileRequired", "photo", {"type": "string", "format": "binary"}, True),
    ],
)
def test_a_row_is_read_from_the_right(line: str, name: str, schema: dict[str, Any], required: bool) -> None:
    row = parse_row(line, 7)
    assert row is not None
    assert (row.name, row.schema, row.required, row.line) == (name, schema, required, 7)


def test_what_follows_on_the_line_is_a_note() -> None:
    row = parse_row("moodstring · enumOptionalPossible values: calm, eager", 7)
    assert row is not None
    assert row.notes == [(7, "Possible values: calm, eager")]


def test_the_label_of_a_discriminator_is_not_part_of_the_name() -> None:
    row = parse_row("kindDiscriminatorstringRequired", 7)
    assert row is not None
    assert (row.name, row.has_label) == ("kind", True)


@pytest.mark.parametrize(
    "line",
    [
        "",
        "Required",
        "Optional",
        "This one is optional",
        "Make it a string Optional",
        "string",
        "namestrngRequired",
        "namestring · min: manyRequired",
        "namestring · ???Required",
        "namestring · min: 1e999Required",
        "namestring" + "[]" * 50 + "Required",
        "x" * 2000 + "stringOptional",
    ],
)
def test_anything_else_is_no_row(line: str) -> None:
    assert parse_row(line, 7) is None


def test_a_broken_row_is_told_from_a_sentence() -> None:
    assert looks_like_row("namestrngRequired")
    assert looks_like_row("namestrngOptionalDeprecated")
    assert not looks_like_row("This one is Optional")
    assert not looks_like_row("x" * 2000 + "Optional")
