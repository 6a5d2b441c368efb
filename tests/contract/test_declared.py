from __future__ import annotations

from typing import Any

import pytest
from exchange.garden import interaction

from generator.contract.cassettes.deviations import check_cassette
from generator.contract.coverage.declared import StrictConformance, json_answer
from generator.exchange.messages import Response
from generator.exchange.operations import Api

from .made import cassette

TOTAL = {"Total": "1"}


def found(document: dict[str, Any], body: Any, **deviates: str) -> list[tuple[str, str | None]]:
    recorded = cassette(
        "plants.list",
        interaction(body=body, headers=TOTAL, request_headers={"Accept": "*/*"}),
        deviates={f"/interactions/0/response/body{key}": reason for key, reason in deviates.items()},
    )
    conformance = StrictConformance(Api(document, "garden.json"))
    base = "/interactions/0/response/body"
    return [
        (finding.rule, (finding.place.pointer or "").removeprefix(base))
        for finding in check_cassette(conformance, recorded)
    ]


def test_what_is_declared_is_no_finding(document: dict[str, Any]) -> None:
    assert found(document, [{"name": "x", "children": [{"name": "y", "planted": None}]}]) == []


def test_a_member_that_the_document_lost_is_found_wherever_it_stands(document: dict[str, Any]) -> None:
    del document["components"]["schemas"]["Plant"]["properties"]["height"]
    body = [{"name": "x", "height": 1, "children": [{"name": "y", "height": {"deep": 1}}]}]
    assert found(document, body) == [("undeclared-field", "/0/height"), ("undeclared-field", "/0/children/0/height")]


def test_one_that_is_named_as_a_deviation_is_not(document: dict[str, Any]) -> None:
    assert found(document, [{"name": "x", "colour": 1}], **{"/0/colour": "Kept as it came."}) == []


def test_a_deviation_that_the_document_declares_meanwhile_is_stale(document: dict[str, Any]) -> None:
    document["components"]["schemas"]["Plant"]["properties"]["colour"] = {}
    rules = [rule for rule, _ in found(document, [{"name": "x", "colour": 1}], **{"/0/colour": "Kept as it came."})]
    assert rules == ["stale-deviation"]


@pytest.mark.parametrize(
    "opening",
    [
        {"additionalProperties": True},
        {"additionalProperties": {"type": "integer"}},
        {"unevaluatedProperties": {}},
        {"patternProperties": {"^col": {}}},
        {"allOf": [{"properties": {"colour": {}}}]},
        {"anyOf": [{"properties": {"colour": {}}}, {"properties": {"name": {}}}]},
    ],
)
def test_a_schema_that_says_what_else_there_may_be_is_believed(
    document: dict[str, Any], opening: dict[str, Any]
) -> None:
    document["components"]["schemas"]["Plant"].update(opening)
    assert found(document, [{"name": "x", "colour": 1}]) == []


def test_a_closed_object_is_found_once(document: dict[str, Any]) -> None:
    document["components"]["schemas"]["Plant"]["additionalProperties"] = False
    assert found(document, [{"name": "x", "colour": 1}]) == [("invalid-body", "/0")]


def test_an_object_without_properties_takes_anything(document: dict[str, Any]) -> None:
    document["components"]["schemas"]["Plant"] = {"type": "object"}
    assert found(document, [{"colour": 1}]) == []


@pytest.mark.parametrize(
    ("kind", "body", "expected"),
    [
        ("application/json", b"[1]", True),
        ("application/json; charset=utf-8", b"[1]", True),
        ("application/json", b"[", False),
        ("text/html", b"[1]", False),
        ("", b"[1]", False),
    ],
)
def test_the_schema_of_an_answer_in_json(document: dict[str, Any], kind: str, body: bytes, expected: bool) -> None:
    operation = next(each for each in Api(document, "x").operations if each.id == "plants_list")
    answer = json_answer(operation, Response(200, (("Content-Type", kind),), body))
    assert (answer is not None) is expected
    if answer is not None:
        schema, value = answer
        assert (schema["type"], value) == ("array", [1])


@pytest.mark.parametrize("status", [204, 500])
def test_an_answer_without_a_schema_has_none(document: dict[str, Any], status: int) -> None:
    operation = next(each for each in Api(document, "x").operations if each.id == "plants_list")
    assert json_answer(operation, Response(status, (("Content-Type", "application/json"),), b"[1]")) is None
