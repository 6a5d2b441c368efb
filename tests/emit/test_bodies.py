from __future__ import annotations

from typing import Any

import pytest

from generator.emit.bodies import body_of
from generator.emit.components import Components
from generator.emit.facts import ArgumentFacts, BodyFacts

from .documents import body, one_operation, ref
from .packages import normalised

FORM = "multipart/form-data"
BINARY = {"type": "string", "format": "binary"}


def body_facts(request: dict[str, Any], schemas: dict[str, Any] | None = None) -> BodyFacts:
    whole = one_operation({"requestBody": request}, method="post")
    whole["components"] = {"schemas": schemas or {}}
    form = normalised(whole)
    [item] = form["paths"].values()
    found = body_of(item["post"], Components(form), ())
    assert found is not None
    return found


def fields_of(
    properties: dict[str, Any], encoding: dict[str, Any] | None = None, media_type: str = FORM
) -> dict[str, ArgumentFacts]:
    request = body({"type": "object", "properties": properties}, media_type)
    request["content"][media_type]["encoding"] = encoding or {}
    return {field.wire: field for field in body_facts(request).fields}


@pytest.mark.parametrize(
    ("schema", "annotation"),
    [
        (BINARY, "FileLike"),
        ({**BINARY, "nullable": True}, "FileLike"),
        ({"type": "string", "contentMediaType": "image/png"}, "FileLike"),
        ({"type": "string", "contentEncoding": "binary"}, "FileLike"),
        ({"type": "string", "contentMediaType": "application/json"}, "FileLike | str"),
        ({"type": "string", "contentEncoding": "base64", "contentMediaType": "image/png"}, "str"),
        ({"type": "array", "items": BINARY}, "Sequence[FileLike]"),
        ({"oneOf": [BINARY, {"type": "array", "items": BINARY}]}, "FileLike | Sequence[FileLike]"),
        ({"anyOf": [BINARY, {"type": "string"}]}, "FileLike | str"),
        ({"type": "string"}, "str"),
        ({"type": "array", "items": {"type": "integer"}}, "Sequence[int]"),
        ({"type": "object", "properties": {"a": {"type": "string"}}}, "models.ThingsCreateRequestF"),
        ({}, "FileLike | JsonValue"),
    ],
)
def test_what_holds_bytes_is_a_file(schema: dict[str, Any], annotation: str):
    assert fields_of({"f": schema})["f"].annotation == annotation


def test_the_document_says_how_a_part_is_written():
    thing = {"type": "object", "properties": {"a": {"type": "string"}}}
    properties = {"xml": thing, "json": thing, "png": BINARY, "labels": thing, "plain": {"type": "string"}, "jpeg": {
        "type": "string", "contentMediaType": "image/jpeg"}}  # fmt: skip
    encoding = {
        "xml": {"contentType": "application/xml"},
        "json": {"contentType": "application/json"},
        "png": {"contentType": "image/png, image/gif"},
        "labels": {"style": "deepObject", "explode": True, "contentType": "text/ignored"},
        "plain": {"allowReserved": True},
    }
    made = fields_of(properties, encoding)
    said = {wire: (each.content_type, each.style, each.explode, each.allow_reserved) for wire, each in made.items()}
    assert said == {
        "xml": ("application/xml", "", None, False),
        "json": ("application/json", "", None, False),
        "png": ("image/png, image/gif", "", None, False),
        "labels": ("", "deepObject", True, False),
        "plain": ("", "form", None, True),
        "jpeg": ("image/jpeg", "", None, False),
    }
    assert made["xml"].annotation == "FileLike | str"


def test_a_form_takes_fields_or_its_model_and_a_multipart_body_fields_or_a_mapping():
    thing = {"Thing": {"type": "object", "required": ["a"], "properties": {"a": {"type": "string"}, "b": BINARY}}}
    form = body_facts(body(ref("Thing"), "application/x-www-form-urlencoded"), thing)
    assert (form.kind, form.annotation, form.needed, form.is_multipart) == ("fields", "models.Thing", ["a"], False)
    parts = body_facts(body(ref("Thing"), FORM), thing)
    assert (parts.kind, parts.annotation, parts.needed, parts.is_multipart) == (
        "fields", "Mapping[str, object]", ["a"], True,
    )  # fmt: skip


@pytest.mark.parametrize("media_type", [FORM, "application/x-www-form-urlencoded"])
def test_a_form_without_properties_is_a_mapping(media_type: str):
    made = body_facts(body({"type": "object"}, media_type))
    assert (made.kind, made.annotation, made.fields) == ("whole", "Mapping[str, object]", ())


@pytest.mark.parametrize(
    ("offered", "chosen"),
    [
        (["text/csv", "application/x-www-form-urlencoded", FORM, "application/json"], "application/json"),
        (["text/csv", "application/x-www-form-urlencoded", FORM], FORM),
        (["text/csv", "application/x-www-form-urlencoded"], "application/x-www-form-urlencoded"),
        (["text/csv", "image/png"], "text/csv"),
    ],
)
def test_json_comes_before_forms_and_those_before_anything_else(offered: list[str], chosen: str):
    content = {media_type: {"schema": {"type": "object"}} for media_type in offered}
    assert body_facts({"content": content}).media_type == chosen


def test_read_only_fields_are_found_wherever_a_body_may_hold_them():
    schemas = {
        "Tree": {
            "type": "object",
            "properties": {
                "_id": {"type": "string", "readOnly": True},
                "owner": ref("Owner"),
                "branches": {"type": "array", "items": ref("Tree")},
                "byName": {"type": "object", "additionalProperties": ref("Leaf")},
                "made": ref("Moment"),
            },
        },
        "Owner": {"type": "object", "properties": {"name": {"type": "string"}}},
        "Leaf": {"type": "object", "properties": {"madeAt": {"type": "string", "readOnly": True}}},
        "Moment": {"type": "string", "format": "date-time", "readOnly": True},
        "Elsewhere": {"type": "object", "properties": {"id": {"type": "string", "readOnly": True}}},
    }
    made = body_facts(body(ref("Tree")), schemas)
    assert made.read_only == {"Leaf": ("made_at",), "Tree": ("id", "made")}
    assert [field.wire for field in made.fields] == ["owner", "branches", "byName"]
    assert body_facts(body({"type": "array", "items": ref("Leaf")}), schemas).read_only == {"Leaf": ("made_at",)}


def test_a_deprecated_field_says_so():
    made = fields_of(
        {"a": {"type": "string", "deprecated": True}, "b": {"type": "string"}}, media_type="application/json"
    )
    assert {wire: field.deprecated for wire, field in made.items()} == {"a": True, "b": False}
