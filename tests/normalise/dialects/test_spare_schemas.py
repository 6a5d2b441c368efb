"""Schemas that stand where Swagger 2.0 has them are read as those of OpenAPI 3, judged and lowered as all others."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from generator.document.dump import dumps
from generator.normalise.pipeline import normalise_file

from .helpers import read, warned

OK = {"200": {"description": "ok"}}


def document(parameter: dict[str, Any], response: dict[str, Any] = OK["200"], version: str = "3.0.3") -> dict[str, Any]:
    operation = {"parameters": [{"name": "p", "in": "query", **parameter}], "responses": {"200": response}}
    return {"openapi": version, "info": {"title": "A", "version": "1"}, "paths": {"/a": {"get": operation}}}


def parameter_of(upgraded: dict[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = upgraded["paths"]["/a"]["get"]["parameters"][0]
    return {key: value for key, value in found.items() if key not in {"name", "in"}}


@pytest.mark.parametrize(
    ("given", "meant"),
    [
        ({"type": "integer", "maximum": 9}, {"type": "integer", "maximum": 9}),
        ({"type": "string", "nullable": True}, {"type": ["string", "null"]}),
        ({"minimum": 0, "exclusiveMinimum": True}, {"exclusiveMinimum": 0}),
        ({"type": "Integer"}, {"type": "integer"}),
        (
            {"type": "array", "items": {"type": "string", "nullable": True}},
            {"type": "array", "items": {"type": ["string", "null"]}},
        ),
    ],
)
def test_what_stands_beside_the_name_of_a_parameter_is_its_schema_in_the_words_of_3_1(
    given: dict[str, Any], meant: dict[str, Any]
):
    upgraded, repairs = read(document(given))
    assert parameter_of(upgraded) == {"schema": meant}
    assert warned(repairs).keys() & {f"/paths/~1a/get/parameters/0/{key}" for key in given}


@pytest.mark.parametrize("beside", [{"schema": {"type": "string"}}, {"content": {"text/plain": {"schema": {}}}}])
def test_where_a_schema_is_given_nothing_moves(beside: dict[str, Any]):
    upgraded, repairs = read(document({**beside, "type": "integer"}))
    assert parameter_of(upgraded) == {**beside, "type": "integer"}
    assert not repairs.entries


@pytest.mark.parametrize(
    "fault", [{"multipleOf": 0}, {"maxLength": -1}, {"type": 5}, {"enum": "a"}, {"items": {"minLength": "x"}}]
)
def test_what_moves_is_judged_as_any_schema(fault: dict[str, Any], tmp_path: Path):
    file = tmp_path / "a.json"
    file.write_text(json.dumps(document({"type": "string", **fault})))
    form = normalise_file(file)
    assert form.findings
    file.write_text(json.dumps(form.document))
    again = normalise_file(file)
    assert dumps(again.document) == dumps(form.document)
    assert not again.findings


def test_a_schema_beside_the_description_of_a_response_is_that_of_json():
    response = {"description": "ok", "schema": {"type": "string", "nullable": True}}
    upgraded, repairs = read(document({}, response))
    answer = upgraded["paths"]["/a"]["get"]["responses"]["200"]
    assert answer == {"description": "ok", "content": {"application/json": {"schema": {"type": ["string", "null"]}}}}
    assert warned(repairs) == {"/paths/~1a/get/responses/200/schema": "is the schema of application/json"}


def test_references_to_what_moves_lead_to_it():
    there = "#/paths/~1a/get/responses/200/schema"
    response = {"description": "ok", "schema": {"type": "string"}}
    upgraded, _ = read(document({"schema": {"$ref": there}}, response, "3.1.0"))
    assert parameter_of(upgraded)["schema"]["$ref"].endswith("/200/content/application~1json/schema")
