"""The normal form is a valid document, whatever stands beside what the specification knows."""

from __future__ import annotations

from typing import Any

import pytest
from openapi_spec_validator.schemas import openapi_v31_schema_validator

from .helpers import normal, said

OK: dict[str, Any] = {"200": {"description": "ok"}}
UNUSUAL = {
    "description": "ok",
    "content": {
        kind: {"schema": {"$ref": f"#/components/schemas/{name}"}}
        for kind, name in (("application/json", "Nothing"), ("application/hal+json", "Holder"))
    },
}


def made(paths: dict[str, Any], **more: Any) -> Any:
    """The normal form of a document of these paths, which is valid and its own normal form."""
    form = normal({"openapi": "3.0.3", "info": {"title": "Bakery", "version": "1"}, "paths": paths, **more})
    assert [error.message for error in openapi_v31_schema_validator.iter_errors(form.document)] == []
    assert normal(form.document).document == form.document
    return form


def parameter_of(**parameter: Any) -> Any:
    form = made({"/breads": {"get": {"parameters": [{"name": "p", "in": "query", **parameter}], "responses": OK}}})
    return form.document["paths"]["/breads"]["get"]["parameters"][0]


def test_what_the_specification_does_not_know_leaves_and_is_said():
    operation = {
        "consumes": ["application/json"],
        "externalDocs": {},
        "x-mine": 1,
        "responses": {"200": {"description": "ok", "junk": 1}, "x-of-responses": 3, "x-other": {"a": 1}},
    }
    info = {"title": "Bakery", "version": "1", "logo": "x", "license": {"url": "a"}, "contact": {"phone": "1"}}
    form = made({"/breads": {"get": operation, "note": "x"}}, junk=1, info=info)
    assert form.document["paths"]["/breads"]["get"]["x-mine"] == 1
    assert list(form.document["paths"]["/breads"]["get"]["responses"]) == ["200"]
    assert {
        "/junk",
        "/info/logo",
        "/paths/~1breads/note",
        "/paths/~1breads/get/consumes",
        "/paths/~1breads/get/responses/200/junk",
        "/paths/~1breads/get/responses/x-of-responses",
    } <= said(form.ledger).keys()


@pytest.mark.parametrize("responses", [{}, {"x-a": 1}, {"600": {"description": "a"}}, {"abc": {}, "99": {}, "x-a": {}}])
def test_answers_of_no_status_leave(responses: dict[str, Any]):
    form = made({"/breads": {"get": {"responses": responses}}})
    assert "responses" not in form.document["paths"]["/breads"]["get"]


@pytest.mark.parametrize("junk", ["text", ["a"], 1, None, True])
def test_what_is_no_path_item_and_no_path_leaves(junk: Any):
    form = made({"$defs": junk, "/a": {"get": {"responses": OK}}})
    assert list(form.document["paths"]) == ["/a"]
    assert "/paths/$defs" in said(form.ledger)


def test_a_path_without_a_slash_keeps_the_fields_of_a_path_item_only():
    form = made({"breads": {"get": {"responses": OK}, "A": {"type": "string"}}})
    assert list(form.document["paths"]["/breads"]) == ["get"]


def test_paths_get_their_slash():
    form = made(
        {"breads/{id}": {"get": {"responses": OK}}, "a": {"get": {"responses": OK}}, "/a": {"get": {"responses": OK}}}
    )
    assert sorted(form.document["paths"]) == ["//a", "/a", "/breads/{id}"]


@pytest.mark.parametrize(
    ("parameter", "meant"),
    [
        ({}, {"schema": {}}),
        ({"content": {}}, {"schema": {}}),
        ({"type": "integer", "maximum": 9}, {"schema": {"type": "integer", "maximum": 9}}),
        ({"schema": {"type": "string"}, "content": {"text/plain": {}}}, {"schema": {"type": "string"}}),
        ({"content": {"text/plain": {}, "application/json": {}}}, {"content": {"application/json": {}}}),
        ({"schema": {"type": "string"}, "style": "simple"}, {"schema": {"type": "string"}}),
        ({"schema": True}, {"schema": {}}),
        ({"schema": False}, {"schema": {"not": {}}}),
        ({"content": {"application/json": {"schema": True}}}, {"content": {"application/json": {"schema": {}}}}),
        (
            {"schema": {"type": "string"}, "in": "header", "style": "form"},
            {"schema": {"type": "string"}, "in": "header"},
        ),
    ],
)
def test_parameters_have_a_schema_or_one_content_and_a_style_of_their_place(parameter: Any, meant: Any):
    assert parameter_of(**parameter) == {"name": "p", "in": "query", **meant}


def test_the_style_of_what_is_in_a_form_is_a_known_one():
    form = {"schema": {"type": "object"}, "encoding": {"a": {"style": "matrix", "contentType": "text/plain"}}}
    body = {"content": {"multipart/form-data": form}}
    operation = made({"/a": {"post": {"requestBody": body, "responses": OK}}}).document["paths"]["/a"]["post"]
    media = operation["requestBody"]["content"]["multipart/form-data"]
    assert media["encoding"] == {"a": {"contentType": "text/plain"}}


def test_boolean_schemas_are_objects_where_a_schema_begins():
    content = {"application/json": {"schema": True}}
    answer = {"description": "ok", "headers": {"H": {"schema": True}}, "content": content}
    form = made(
        {"/a": {"get": {"requestBody": {"content": content}, "responses": {"200": answer, "201": UNUSUAL}}}},
        components={"schemas": {"Nothing": False, "Holder": {"type": "object", "additionalProperties": False}}},
        openapi="3.1.0",
    )
    operation = form.document["paths"]["/a"]["get"]
    assert operation["requestBody"]["content"]["application/json"]["schema"] == {}
    assert operation["responses"]["200"]["headers"]["H"]["schema"] == {}
    assert form.document["components"]["schemas"]["Nothing"] == {"not": {}}
    assert form.document["components"]["schemas"]["Holder"]["additionalProperties"] is False
    assert form.ledger.unexplained() == []


def test_what_stands_in_a_path_is_required():
    parameter = {"name": "id", "in": "path", "required": False, "style": "form", "schema": {"type": "string"}}
    form = made({"/breads/{id}": {"get": {"parameters": [parameter], "responses": OK}}})
    assert form.document["paths"]["/breads/{id}"]["get"]["parameters"] == [
        {"name": "id", "in": "path", "required": True, "schema": {"type": "string"}}
    ]


def test_a_response_may_say_its_schema_as_in_swagger():
    response = {
        "description": "ok",
        "schema": {"type": "array", "items": {"type": "string"}},
        "headers": {"Rate": {"type": "integer"}, "Odd": {}},
        "links": {"nowhere": {}, "both": {"operationId": "x", "operationRef": "y"}},
    }
    form = made({"/breads": {"get": {"responses": {"200": response}}}})
    response = form.document["paths"]["/breads"]["get"]["responses"]["200"]
    assert response["content"] == {"application/json": {"schema": {"type": "array", "items": {"type": "string"}}}}
    assert response["headers"] == {"Odd": {"schema": {}}, "Rate": {"schema": {"type": "integer"}}}
    assert response["links"] == {"both": {"operationId": "x"}}


def test_callbacks_are_no_paths():
    callbacks = {"done": {"{$request.body#/url}": {"post": {"responses": OK}}}}
    form = made({"/breads": {"post": {"callbacks": callbacks, "responses": OK}}})
    assert list(form.document["paths"]["/breads"]["post"]["callbacks"]["done"]) == ["{$request.body#/url}"]
