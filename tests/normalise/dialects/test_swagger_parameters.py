from __future__ import annotations

from typing import Any

import pytest

from .helpers import noted, read, warned
from .swagger_documents import answering, sending

TEXTS = {"type": "array", "items": {"type": "string"}}
PLACE = "/paths/~1loaves/post/parameters/0"


def parameter(**given: Any) -> dict[str, Any]:
    document, _ = read(sending({"name": "p", "in": "query", **given}))
    return document["paths"]["/loaves"]["post"]["parameters"][0]


@pytest.mark.parametrize(
    ("location", "kind", "expected"),
    [
        ("query", None, {"style": "form", "explode": False}),
        ("query", "csv", {"style": "form", "explode": False}),
        ("query", "multi", {"style": "form", "explode": True}),
        ("query", "ssv", {"style": "spaceDelimited", "explode": False}),
        ("query", "pipes", {"style": "pipeDelimited", "explode": False}),
        ("header", "csv", {}),
        ("header", "multi", {}),
        ("path", None, {"required": True}),
    ],
)
def test_a_collection_format_is_a_style(location: str, kind: str | None, expected: dict[str, Any]):
    given = {"in": location, **TEXTS, **({"collectionFormat": kind} if kind else {})}
    assert parameter(**given) == {"name": "p", "in": location, "schema": TEXTS, **expected}


@pytest.mark.parametrize(
    ("location", "kind", "called"),
    [("query", "tsv", "tabs"), ("header", "ssv", "spaces"), ("header", "pipes", "bars"), ("path", "pipes", "bars")],
)
def test_a_list_that_no_style_can_write_is_a_text_that_the_caller_joins(location: str, kind: str, called: str):
    given = {"name": "p", "in": location, "required": True, **TEXTS, "collectionFormat": kind, "description": "Words."}
    document, repairs = read(sending({**given, "default": ["a", "b"]}))
    (made,) = document["paths"]["/loaves"]["post"]["parameters"]
    assert made["schema"]["type"] == "string"
    assert made["schema"]["default"].replace({"tsv": "\t", "ssv": " ", "pipes": "|"}[kind], ",") == "a,b"
    assert made["description"] == f"Words. Several values are separated by {called}."
    assert PLACE in warned(repairs)


def test_lists_in_lists_are_texts():
    made = parameter(type="array", collectionFormat="multi", items={**TEXTS, "collectionFormat": "pipes"})
    assert made["schema"]["items"]["type"] == "string"
    assert (made["style"], made["explode"]) == ("form", True)


def test_what_a_parameter_says_of_its_value_is_its_schema():
    said = {"type": "integer", "format": "int32", "minimum": 1, "exclusiveMinimum": True, "default": 2, "enum": [2, 3]}
    made = parameter(**said, description="d", required=True, allowEmptyValue=True, **{"x-nullable": True, "x-a": 1})
    assert made == {
        "name": "p", "in": "query", "description": "d", "required": True, "allowEmptyValue": True, "x-a": 1,
        "schema": {"type": ["integer", "null"], "format": "int32", "exclusiveMinimum": 1, "default": 2, "enum": [2, 3, None]},
    }  # fmt: skip


@pytest.mark.parametrize(
    ("given", "expected", "is_warned"),
    [
        ({"name": "p", "in": "query"}, {"type": "string"}, True),
        ({"name": "p", "in": "query", "schema": {"type": "integer"}}, {"type": "integer"}, False),
        ({"name": "p", "in": "query", "type": "array"}, TEXTS, True),
        ({"name": "p", "in": "query", "type": "file"}, {"type": "string"}, True),
        ({"name": "p", "in": "query", "type": "long"}, {"type": "integer", "format": "int64"}, True),
        ({"name": "p", "in": "Query", "type": "string"}, {"type": "string"}, True),
        ({"name": "p", "in": "query", **TEXTS, "collectionFormat": "braces"}, TEXTS, True),
        ({"name": "p", "in": "cookie", "type": "string"}, {"type": "string"}, False),
    ],
)
def test_what_is_invalid_but_intelligible_is_repaired(given: dict[str, Any], expected: dict[str, Any], is_warned: bool):
    document, repairs = read(sending(given))
    (made,) = document["paths"]["/loaves"]["post"]["parameters"]
    assert made["schema"] == expected
    assert bool(warned(repairs)) == is_warned
    assert is_warned or given["in"] == "cookie" or noted(repairs)


def test_what_is_in_the_path_is_required():
    document, repairs = read(sending({"name": "p", "in": "path", "type": "string"}))
    assert document["paths"]["/loaves"]["post"]["parameters"][0]["required"] is True
    assert PLACE in noted(repairs)


def test_headers_of_responses_have_a_schema():
    headers = {"X-A": {"type": "integer", "description": "d"}, "X-B": {**TEXTS, "collectionFormat": "pipes"}}
    document, repairs = read(answering({"description": "", "headers": headers}))
    made = document["paths"]["/loaves"]["get"]["responses"]["200"]["headers"]
    assert made["X-A"] == {"description": "d", "schema": {"type": "integer"}}
    assert made["X-B"] == {"description": "Several values are separated by bars.", "schema": {"type": "string"}}
    assert "/paths/~1loaves/get/responses/200/headers/X-B" in warned(repairs)
