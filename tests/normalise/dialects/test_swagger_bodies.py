from __future__ import annotations

from typing import Any

import pytest

from .helpers import noted, read, warned
from .swagger_documents import definition, sending

FORM = "application/x-www-form-urlencoded"
MULTIPART = "multipart/form-data"
FILE = {"type": "string", "format": "binary"}
BODY: dict[str, Any] = {
    "name": "b",
    "in": "body",
    "required": True,
    "schema": definition("Loaf"),
    "description": "A loaf.",
}
LOAF = {"Loaf": {"type": "object"}}


def field(name: str, **given: Any) -> dict[str, Any]:
    return {"name": name, "in": "formData", "type": "string", **given}


def body(
    *parameters: dict[str, Any], consumes: list[str] | None = None, whole: list[str] | None = None
) -> dict[str, Any]:
    given = sending(*parameters, definitions=LOAF, **({"consumes": whole} if whole else {}))
    if consumes is not None:
        given["paths"]["/loaves"]["post"]["consumes"] = consumes
    return read(given)[0]["paths"]["/loaves"]["post"]["requestBody"]


def schema(made: dict[str, Any], media_type: str) -> dict[str, Any]:
    assert list(made["content"]) == [media_type]
    return made["content"][media_type]["schema"]


@pytest.mark.parametrize(
    ("of_document", "of_operation", "expected"),
    [
        (None, None, ["application/json"]),
        (["a/b", "c/d"], None, ["a/b", "c/d"]),
        (["a/b"], ["c/d"], ["c/d"]),
        (["a/b"], [], ["application/json"]),
    ],
)
def test_a_body_has_the_media_types_that_its_operation_takes(of_document: Any, of_operation: Any, expected: list[str]):
    made = body(BODY, consumes=of_operation, whole=of_document)
    loaf = {"$ref": "#/components/schemas/Loaf"}
    assert made == {
        "description": "A loaf.", "required": True, "content": {each: {"schema": loaf} for each in expected},
    }  # fmt: skip


@pytest.mark.parametrize(
    ("fields", "consumes", "expected"),
    [
        ([field("a")], None, [FORM]),
        ([field("a")], ["application/json"], [FORM]),
        ([field("a")], [MULTIPART], [MULTIPART]),
        ([field("a")], [FORM, MULTIPART], [FORM, MULTIPART]),
        ([field("a", type="file")], None, [MULTIPART]),
        ([field("a", type="file")], [FORM], [MULTIPART]),
        ([field("a", type="file")], [FORM, MULTIPART], [MULTIPART]),
        ([field("a", type="array", items={"type": "file"})], None, [MULTIPART]),
    ],
)
def test_a_form_has_parts_where_it_has_files_or_its_operation_says_so(fields: Any, consumes: Any, expected: list[str]):
    assert list(body(*fields, consumes=consumes)["content"]) == expected


def test_the_fields_of_a_form_are_properties():
    made = body(
        field("a", required=True, description="d", maxLength=3, **{"x-nullable": True}),
        field("n", type="integer", default=1, allowEmptyValue=True),
        field("f", type="file"),
    )
    assert made["required"] is True
    assert schema(made, MULTIPART) == {
        "type": "object",
        "required": ["a"],
        "properties": {
            "a": {"type": ["string", "null"], "maxLength": 3, "description": "d"},
            "n": {"type": "integer", "default": 1},
            "f": FILE,
        },
    }


def test_lists_in_forms_are_written_as_they_were():
    texts = {"type": "array", "items": {"type": "string"}}
    formats = {"a": "csv", "b": "multi", "c": "pipes", "d": "tsv"}
    made = body(*(field(name, **texts, collectionFormat=kind) for name, kind in formats.items()))
    media = made["content"][FORM]
    assert media["encoding"] == {
        "a": {"style": "form", "explode": False}, "c": {"style": "pipeDelimited", "explode": False},
    }  # fmt: skip
    assert media["schema"]["properties"]["d"]["type"] == "string"


def test_parameters_of_the_path_and_shared_ones_are_in_the_body_too():
    given = sending({"$ref": "#/parameters/Note"}, parameters={"Note": field("note"), "Loaf": BODY}, definitions=LOAF)
    given["paths"]["/loaves"]["parameters"] = [field("shared"), field("note", maxLength=1)]
    given["paths"]["/loaves"]["put"] = {"parameters": [{"$ref": "#/parameters/Loaf"}], "responses": {}}
    document, repairs = read(given)
    made = document["paths"]["/loaves"]["post"]["requestBody"]
    assert schema(made, FORM)["properties"] == {"shared": {"type": "string"}, "note": {"type": "string"}}
    whole = document["paths"]["/loaves"]["put"]["requestBody"]
    assert schema(whole, "application/json") == {"$ref": "#/components/schemas/Loaf"}
    assert set(warned(repairs)) == {"/paths/~1loaves/parameters/0"}, "one body, and not both kinds"
    assert "parameters" not in document["components"]


def test_the_schema_of_a_shared_body_is_one_component():
    shared = {"name": "b", "in": "body", "schema": {"type": "object", "properties": {"a": {"type": "string"}}}}
    given = sending({"$ref": "#/parameters/Dough"}, parameters={"Dough": shared})
    given["paths"]["/rolls"] = {"post": {"parameters": [{"$ref": "#/parameters/Dough"}], "consumes": ["a/b"]}}
    document, _ = read(given)
    dough = {"$ref": "#/components/schemas/Dough"}
    assert document["components"]["schemas"] == {"Dough": shared["schema"]}
    assert schema(document["paths"]["/loaves"]["post"]["requestBody"], "application/json") == dough
    assert schema(document["paths"]["/rolls"]["post"]["requestBody"], "a/b") == dough


def test_of_several_bodies_the_last_of_the_operation_counts_and_the_others_are_told():
    _, repairs = read(sending(BODY, field("a"), definitions=LOAF))
    assert list(warned(repairs)) == ["/paths/~1loaves/post/parameters/1"]
    _, repairs = read(sending(BODY, {**BODY, "name": "c"}, definitions=LOAF))
    assert list(warned(repairs)) == ["/paths/~1loaves/post/parameters/1"]


def test_a_body_without_a_schema_is_what_it_says_of_itself():
    assert schema(body({"name": "b", "in": "body", "type": "string"}), "application/json") == {"type": "string"}
    made = body({"name": "b", "in": "body", "schema": {"type": "file"}})
    assert schema(made, "application/octet-stream") == FILE


def test_names_of_bodies_are_explained():
    _, repairs = read(sending(BODY, definitions=LOAF))
    assert "/paths/~1loaves/post/parameters/0/name" in noted(repairs)
    assert warned(repairs) == {}
