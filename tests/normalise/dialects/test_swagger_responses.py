from __future__ import annotations

from typing import Any

import pytest

from .helpers import noted, read
from .swagger_documents import answering, definition

JSON = "application/json"
LOAF = {"$ref": "#/components/schemas/Loaf"}


def answer(given: dict[str, Any], produces: list[str] | None = None, whole: list[str] | None = None) -> dict[str, Any]:
    parts = {"produces": whole} if whole else {}
    document = answering(given, definitions={"Loaf": {"type": "object"}}, **parts)
    if produces is not None:
        document["paths"]["/loaves"]["get"]["produces"] = produces
    return read(document)[0]["paths"]["/loaves"]["get"]["responses"]["200"]


@pytest.mark.parametrize(
    ("produces", "expected"), [(None, [JSON]), (["a/b", "*/*"], ["a/b", "*/*"]), ([], [JSON])]
)  # fmt: skip
def test_an_answer_has_the_media_types_that_its_operation_gives(produces: Any, expected: list[str]):
    made = answer({"description": "d", "schema": definition("Loaf")}, produces)
    assert made == {"description": "d", "content": {each: {"schema": LOAF} for each in expected}}


def test_those_of_the_document_count_where_the_operation_has_none():
    assert list(answer({"schema": definition("Loaf")}, whole=["a/b"])["content"]) == ["a/b"]


def test_an_answer_without_a_schema_has_no_content():
    assert answer({"description": "d"}, [JSON]) == {"description": "d"}


@pytest.mark.parametrize(
    ("produces", "expected"),
    [(None, ["*/*"]), (["image/png"], ["image/png"]), ([JSON], ["*/*"]), ([JSON, "image/png"], ["image/png"])],
)
def test_a_file_is_bytes_and_no_json(produces: Any, expected: list[str]):
    made = answer({"schema": {"type": "file"}}, produces)
    assert made["content"] == {each: {"schema": {"type": "string", "format": "binary"}} for each in expected}


def test_examples_stand_with_their_media_type():
    given = {
        "schema": definition("Loaf"),
        "examples": {"application/json; charset=utf-8": {"a": 1}, "text/html": "<p>"},
    }
    document = answering(given, definitions={"Loaf": {}}, produces=[JSON, "a/b"])
    made, repairs = read(document)
    content = made["paths"]["/loaves"]["get"]["responses"]["200"]["content"]
    assert content == {JSON: {"schema": LOAF, "example": {"a": 1}}, "a/b": {"schema": LOAF}}
    assert "/paths/~1loaves/get/responses/200/examples/text~1html" in noted(repairs)
    assert answer({"examples": {"text/plain": "a"}})["content"] == {"text/plain": {"example": "a"}}
    assert answer({"schema": {}, "examples": {"a": 1}})["content"] == {JSON: {"schema": {}, "example": {"a": 1}}}


def test_a_shared_answer_has_the_media_types_of_each_operation_and_one_schema():
    shared = {"description": "d", "schema": {"type": "object", "properties": {"a": {"type": "string"}}}}
    document = answering({"$ref": "#/responses/Rolls"}, responses={"Rolls": shared})
    document["paths"]["/rolls"] = {
        "get": {"produces": ["a/b"], "responses": {"default": {"$ref": "#/responses/Rolls"}}},
        "put": {"responses": {"200": {"schema": {"$ref": "#/responses/Rolls/schema/properties/a"}}}},
    }
    made, _ = read(document)
    rolls = {"schema": {"$ref": "#/components/schemas/Rolls"}}
    assert made["components"]["schemas"] == {"Rolls": shared["schema"]}
    assert made["paths"]["/loaves"]["get"]["responses"]["200"]["content"] == {JSON: rolls}
    assert made["paths"]["/rolls"]["get"]["responses"]["default"]["content"] == {"a/b": rolls}
    inside = made["paths"]["/rolls"]["put"]["responses"]["200"]["content"][JSON]["schema"]
    assert inside == {"$ref": "#/components/schemas/Rolls/properties/a"}
