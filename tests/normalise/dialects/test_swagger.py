from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from openapi_spec_validator import validate

from generator.document.copies import plain_copy
from generator.document.dump import dumps
from generator.document.findings import SpecloomError
from generator.normalise.pipeline import normalise_file
from generator.normalise.schemas import operations
from generator.normalise.upgrade import upgrade
from tests.normalise import conformance

from .helpers import noted, read, warned
from .swagger_documents import answering, definition, mill, sending, swagger


def test_the_normal_form_of_a_rich_document_keeps_every_guarantee(tmp_path: Path):
    file = tmp_path / "mill.yaml"
    file.write_text(dumps(mill()), "utf-8")
    form = normalise_file(file)
    validate(form.document)
    assert [wrong for check in conformance.CHECKS.values() for wrong in check(form.document)] == []
    assert conformance.nothing_inherited(form.document) == []
    assert form.ledger.unexplained() == []
    assert conformance.count(form.document) == sum(len(set(item) - {"parameters"}) for item in mill()["paths"].values())
    again = tmp_path / "openapi.yaml"
    again.write_text(dumps(form.document), "utf-8")
    assert json.dumps(normalise_file(again).document) == json.dumps(form.document)


def test_the_document_that_is_given_is_not_changed():
    given = mill()
    upgrade(given, "a.yaml")
    assert given == mill()


@pytest.mark.parametrize("version", ["2.0", 2.0, 2, "2.0.0"])
def test_the_version_may_be_a_number(version: Any):
    assert read({**swagger(), "swagger": version})[0]["openapi"] == "3.1.0"


def test_yaml_without_quotes(tmp_path: Path):
    file = tmp_path / "a.yaml"
    file.write_text(
        "swagger: 2.0\ninfo: {title: Mill, version: 1.0}\npaths:\n  /a:\n    get:\n      responses:\n"
        "        200: {description: Fine.}\n        404: {description: Nothing.}\n    delete: {}\n"
    )
    form = normalise_file(file).document
    assert form["info"]["version"] == "1.0"
    assert list(form["paths"]["/a"]["get"]["responses"]) == ["200", "404"]
    assert "delete" in form["paths"]["/a"]


def test_what_surrounds_the_operations_is_kept():
    given = swagger(tags=[{"name": "t"}], externalDocs={"url": "u"}, security=[{"s": []}], **{"x-a": [1]})
    made, _ = read({**given, "info": {"title": "T", "version": "1", "contact": {"name": "n"}, "x-i": 1}})
    assert {key: made[key] for key in ("tags", "externalDocs", "security", "x-a")} == {
        "tags": [{"name": "t"}], "externalDocs": {"url": "u"}, "security": [{"s": []}], "x-a": [1],
    }  # fmt: skip
    assert made["info"]["contact"] == {"name": "n"}
    assert made["info"]["x-i"] == 1


def test_what_an_operation_says_of_itself_is_kept():
    said = {"summary": "s", "description": "d", "deprecated": True, "tags": ["t"], "operationId": "o", "security": [],
            "externalDocs": {"url": "u"}, "x-a": 1}  # fmt: skip
    made, _ = read(swagger(paths={"/a": {"get": {**said, "responses": {"default": {"description": "d"}}}}, "x-b": 2}))
    assert made["paths"]["/a"]["get"] == {**said, "responses": {"default": {"description": "d"}}}
    assert made["paths"]["x-b"] == 2


@pytest.mark.parametrize(
    ("reference", "expected"),
    [
        ("#/definitions/A~1B%20c", "#/components/schemas/A~1B c"),
        ("#/definitions/A~1B%20c/properties/d", "#/components/schemas/A~1B c/properties/d"),
        ("#/parameters/P/items", "#/components/parameters/P/schema/items"),
        ("#/x-schemas/Old", "#/components/schemas/Old"),
        ("#/paths/~1a/post/parameters/1/schema", "#/paths/~1a/post/requestBody/content/application~1json/schema"),
        ("#/paths/~1a/post/responses/200/schema", "#/paths/~1a/post/responses/200/content/application~1json/schema"),
        ("#/paths/~1a/post/parameters/2/items", "#/paths/~1a/post/parameters/1/schema/items"),
    ],
)
def test_references_lead_to_where_their_targets_went(reference: str, expected: str):
    texts = {"type": "array", "items": {"type": "string"}}
    given = answering(
        {"schema": {"type": "object", "properties": {"deep": {"items": {"$ref": reference}}}}},
        definitions={"A/B c": {"type": "object", "properties": {"d": {"type": "string"}}}},
        parameters={"P": {"name": "p", "in": "query", **texts}},
        **{"x-schemas": {"Old": {"type": "string", "x-nullable": True}}},
    )
    parameters = [
        {"name": "q", "in": "query", "type": "string"},
        {"name": "b", "in": "body", "schema": {"type": "object"}},
        {"name": "l", "in": "query", **texts},
    ]
    given["paths"]["/a"] = {"post": {"parameters": parameters, "responses": {"200": {"schema": {"type": "object"}}}}}
    made, _ = read(given)
    schema = made["paths"]["/loaves"]["get"]["responses"]["200"]["content"]["application/json"]["schema"]
    assert schema["properties"]["deep"]["items"]["$ref"] == expected


def test_a_path_item_may_be_a_reference():
    given = swagger(paths={"/a": {"get": {"summary": "s"}}, "/b": {"$ref": "#/paths/~1a"}})
    made, _ = read(given)
    assert made["paths"]["/b"]["get"]["summary"] == "s"


def test_a_parameter_of_the_operation_overrides_that_of_the_path():
    def query(kind: str) -> dict[str, str]:
        return {"name": "q", "in": "query", "type": kind}

    given = sending(query("integer"), query("boolean"))
    given["paths"]["/loaves"]["parameters"] = [query("string")]
    made, repairs = read(given)
    (parameter,) = made["paths"]["/loaves"]["post"]["parameters"]
    assert parameter["schema"] == {"type": "boolean"}
    assert list(warned(repairs)) == ["/paths/~1loaves/post/parameters/1"]


def test_what_is_no_part_of_a_document_is_explained():
    _, repairs = read({**swagger(), "components": {}})
    assert "/components" in noted(repairs)


@pytest.mark.parametrize(
    ("change", "place", "says"),
    [
        ({"paths": []}, "/paths", "an object (paths)"),
        ({"host": 5}, "/host", "must be text"),
        ({"consumes": "a/b"}, "/consumes", "must be a list"),
        ({"definitions": {"A": 5}}, "/definitions/A", "an object (schema)"),
        ({"definitions": {"A": {"type": "what"}}}, "/definitions/A/type", "is the type 'what'"),
        ({"definitions": {"A": {"items": [3]}}}, "/definitions/A/items/0", "an object (schema)"),
        ({"definitions": {"A": {"$ref": "#/definitions/B"}}}, "/definitions/A/$ref", "does not exist"),
        ({"definitions": {"A": {"$ref": "#/paths"}}}, "/definitions/A/$ref", "which is no schema"),
        ({"parameters": {"A": {"in": "query"}}}, "/parameters/A", "without 'name'"),
        ({"parameters": {"A": {"name": "a", "in": "what", "type": "string"}}}, "/parameters/A", "in 'what'"),
        ({"securityDefinitions": {"A": {}}}, "/securityDefinitions/A", "without 'type'"),
        ({"paths": {"/a": {"get": {"responses": {"200": 5}}}}}, "/paths/~1a/get/responses/200", "an object (response)"),
        ({"paths": {"/a": {"get": {"parameters": [{"$ref": "#/parameters/B"}]}}}}, "/paths/~1a/get/parameters/0/$ref",
         "does not exist"),
    ],
)  # fmt: skip
def test_what_cannot_be_told_is_refused_in_its_place(change: dict[str, Any], place: str, says: str):
    with pytest.raises(SpecloomError) as caught:
        read(swagger(**change))
    finding = caught.value.findings[0]
    assert finding.place.pointer == place
    assert says in finding.message


def test_findings_of_later_steps_name_the_place_in_the_file(tmp_path: Path):
    given = plain_copy(mill())
    given["paths"]["/log"]["post"]["security"] = [{"unknown": []}]
    file = tmp_path / "mill.json"
    file.write_text(json.dumps(given))
    (finding,) = [each for each in normalise_file(file).findings if each.rule == "undefined-security-scheme"]
    assert finding.place.pointer == "/paths/~1log/post/security/0/unknown"
    circle = {"A": definition("B"), "B": definition("A")}
    file.write_text(json.dumps(answering({"schema": definition("A")}, definitions=circle)))
    with pytest.raises(SpecloomError) as caught:
        normalise_file(file)
    assert str(caught.value.findings[0].place.pointer).startswith(("/definitions", "/paths"))


def test_an_operation_is_never_lost():
    made, _ = read(mill())
    assert {f"{method} {path}" for path, method, _, _ in operations(made)} == {
        f"{method} {path}" for path, item in mill()["paths"].items() for method in item if method != "parameters"
    }
