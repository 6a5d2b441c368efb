from __future__ import annotations

from typing import Any

import pytest

from generator.document.findings import SpecloomError
from generator.normalise.upgrade import upgrade

from .documents import document, getting, ref
from .helpers import upgraded


def schema(given: dict[str, Any], version: str = "3.0.3") -> dict[str, Any]:
    return upgraded({**getting({}, Given=given), "openapi": version})["components"]["schemas"]["Given"]


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({"type": "string", "nullable": True}, {"type": ["string", "null"]}),
        ({"type": "string", "nullable": False}, {"type": "string"}),
        ({"type": "string", "nullable": True, "enum": ["a"]}, {"type": ["string", "null"], "enum": ["a", None]}),
        ({"nullable": True, "oneOf": [{"type": "string"}]}, {"oneOf": [{"type": "string"}, {"type": "null"}]}),
        (
            {"type": "object", "nullable": True, "allOf": [ref("Given")], "description": "d"},
            {"anyOf": [{"type": "object", "allOf": [ref("Given")]}, {"type": "null"}], "description": "d"},
        ),
        ({**ref("Given"), "nullable": True}, {"anyOf": [ref("Given"), {"type": "null"}]}),
        ({**ref("Given"), "minLength": 3, "description": "d"}, {**ref("Given"), "description": "d"}),
        ({"type": "number", "minimum": 1, "exclusiveMinimum": True}, {"type": "number", "exclusiveMinimum": 1}),
        ({"type": "number", "maximum": 1, "exclusiveMaximum": False}, {"type": "number", "maximum": 1}),
        ({"type": "number", "exclusiveMaximum": True}, {"type": "number"}),
        ({"type": "string", "example": "a"}, {"type": "string", "examples": ["a"]}),
        ({"type": "string", "example": '{"a": 1}'}, {"type": "string", "examples": ['{"a": 1}']}),
        ({"type": "object", "example": ' {"a": 1}'}, {"type": "object", "examples": [{"a": 1}]}),
        ({"type": "array", "items": {}, "example": "[1, 2]"}, {"type": "array", "items": {}, "examples": [[1, 2]]}),
        ({"type": "object", "example": "{a: 1}"}, {"type": "object", "examples": ["{a: 1}"]}),
        ({"type": "object", "example": '{"a": NaN}'}, {"type": "object", "examples": ['{"a": NaN}']}),
        ({"items": {"nullable": True, "type": "string"}}, {"items": {"type": ["string", "null"]}}),
    ],
)
def test_the_idioms_of_3_0(given: dict[str, Any], expected: dict[str, Any]):
    assert schema(given) == expected


def test_schemas_are_upgraded_wherever_they_stand():
    old = {"schema": {"type": "string", "nullable": True}}
    new = {"schema": {"type": ["string", "null"]}}
    shared = {
        "parameters": {"P": {"name": "p", "in": "query", **old}},
        "headers": {"H": {**old}},
        "requestBodies": {"B": {"content": {"a/b": {**old}}}},
        "responses": {"R": {"description": "", "headers": {"H": {**old}}, "content": {"a/b": {**old}}}},
        "pathItems": {"I": {"get": {"responses": {"200": {"description": "", "content": {"a/b": {**old}}}}}}},
    }
    item = {"parameters": [{"name": "q", "in": "query", **old}], "post": {"requestBody": {"content": {"a/b": {**old}}}}}
    whole = upgraded({**document(paths={"/a": item}, components=shared), "openapi": "3.0.0"})
    assert str(old)[1:-1] not in str(whole)
    assert str(whole).count(str(new)[1:-1]) == 8


def test_nullable_is_honoured_in_3_1_too_and_the_rest_is_left_alone():
    assert schema({"type": "string", "nullable": True, "exclusiveMinimum": 3}, "3.1.0") == {
        "type": ["string", "null"], "exclusiveMinimum": 3,
    }  # fmt: skip


def test_a_property_called_nullable_is_a_property():
    given = {"type": "object", "properties": {"nullable": {"type": "boolean"}, "example": {"type": "string"}}}
    assert schema(given) == given


@pytest.mark.parametrize("version", ["3.0.0", "3.1.0", "3.1.1", "3.2.0", 3.1])
def test_the_result_is_3_1(version: Any):
    assert upgraded({**document(), "openapi": version})["openapi"] == "3.1.0"


def test_title_and_version_are_text():
    info = upgraded({**document(), "info": {"title": 2020, "version": 1.5}})["info"]
    assert info == {"title": "2020", "version": "1.5"}
    assert upgraded({**document(), "info": {}})["info"] == {"title": "API", "version": "0"}


@pytest.mark.parametrize(
    ("given", "rule", "says"),
    [
        (None, "not-openapi", "key 'openapi'"),
        ([], "not-openapi", "key 'openapi'"),
        ("text", "not-openapi", "key 'openapi'"),
        ({}, "not-openapi", "key 'openapi'"),
        ({"openapi": {}}, "not-openapi", "key 'openapi'"),
        ({"swagger": "1.2"}, "unknown-version", "Known: 2.0"),
        ({"swagger": None}, "not-openapi", "key 'openapi'"),
        ({"swagger": "2.0"}, "no-info", "title"),
        ({"openapi": "4.0"}, "unknown-version", "Known: 2.0, 3.0"),
        ({"openapi": "x" * 5000}, "unknown-version", "Known: 2.0, 3.0"),
        ({"openapi": "3.1.0"}, "no-info", "title"),
        ({"openapi": "3.1.0", "info": []}, "no-info", "title"),
    ],
)
def test_what_is_no_openapi_3_is_refused(given: Any, rule: str, says: str):
    with pytest.raises(SpecloomError) as caught:
        upgrade(given, "a.yaml")
    (finding,) = caught.value.findings
    assert (finding.rule, finding.place.file) == (rule, "a.yaml")
    assert says in finding.remedy
    assert len(str(finding)) < 300
