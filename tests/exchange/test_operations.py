from __future__ import annotations

from typing import Any

import pytest

from generator.document.findings import SpecloomError
from generator.exchange.messages import Request
from generator.exchange.operations import Api, Match

BASE = "https://eu.garden.example/v1"


@pytest.mark.parametrize(
    ("method", "url", "operation", "values"),
    [
        ("GET", f"{BASE}/plants", "plants_list", {}),
        ("GET", f"{BASE}/plants?x=/plants/7", "plants_list", {}),
        ("GET", f"{BASE}/plants/mine", "plants_mine", {}),
        ("GET", f"{BASE}/plants/7", "plants_get", {"id": "7"}),
        ("GET", f"{BASE}/plants/a%2Fb", "plants_get", {"id": "a/b"}),
        ("GET", f"{BASE}/plants/%C3%BC", "plants_get", {"id": "ü"}),
        ("PUT", f"{BASE}/plants/7/water", "plants_water_put", {"id": "7"}),
    ],
)
def test_a_request_is_found_by_method_and_path(
    document: dict[str, Any], method: str, url: str, operation: str, values: Any
) -> None:
    match = Api(document, "garden.json").find(Request(method, url))
    assert isinstance(match, Match)
    assert (match.operation.id, match.values) == (operation, values)


@pytest.mark.parametrize(
    ("method", "url", "reason"),
    [
        ("TRACE", f"{BASE}/plants", "the path takes GET, POST, not TRACE"),
        ("GET", f"{BASE}/plants/", "no declared path"),
        ("GET", f"{BASE}/plants/7/8", "no declared path"),
        ("GET", BASE, "none of the declared servers"),
        ("GET", "https://garden.example/v1/plants", "none of the declared servers"),
        ("GET", "https://.garden.example/v1/plants", "none of the declared servers"),
        ("GET", "https://eu.garden.example:8443/v1/plants", "none of the declared servers"),
        ("GET", "https://eu.garden.example.evil/v1/plants", "none of the declared servers"),
    ],
)
def test_what_is_not_found_says_why(document: dict[str, Any], method: str, url: str, reason: str) -> None:
    found = Api(document, "garden.json").find(Request(method, url))
    assert isinstance(found, str)
    assert reason in found


def test_sdk_methods_are_the_resource_and_the_rest_of_the_id_or_the_join(document: dict[str, Any]) -> None:
    methods = [operation.sdk_method for operation in Api(document, "garden.json").operations]
    assert methods == [
        "plants.list",
        "plants.create",
        "plants.mine",
        "plants.get",
        "plants.delete",
        "plants.water",
        "plants.water",
    ]


def test_a_nested_resource_keeps_its_dots() -> None:
    operation = {"operationId": "scripts_logs_list", "tags": ["scripts.logs"], "responses": {}}
    (found,) = Api({"paths": {"/x": {"get": operation}}}, "x.json").operations
    assert found.sdk_method == "scripts.logs.list"


def test_variables_beside_text_in_one_segment() -> None:
    document = {
        "servers": [{"url": "https://x.example"}],
        "paths": {"/f/{name}.{kind}": {"get": {"operationId": "f", "responses": {}}}},
    }
    api = Api(document, "x.json")
    match = api.find(Request("GET", "https://x.example/f/report.pdf"))
    assert isinstance(match, Match)
    assert match.values == {"name": "report", "kind": "pdf"}
    for path in ("/f/report", "/f/.pdf", "/f/report."):
        assert isinstance(api.find(Request("GET", f"https://x.example{path}")), str)


def test_operation_level_parameters_and_servers_win() -> None:
    parameter = {"name": "a", "in": "query", "schema": {"type": "string"}}
    document = {
        "servers": [{"url": "https://x.example"}],
        "paths": {
            "/f": {
                "parameters": [parameter],
                "get": {
                    "operationId": "f",
                    "servers": [{"url": "https://y.example/"}],
                    "parameters": [{**parameter, "required": True}],
                    "responses": {},
                },
            }
        },
    }
    (operation,) = Api(document, "x.json").operations
    assert operation.servers == ("https://y.example/",)
    assert [item.get("required") for item in operation.parameters] == [True]
    assert isinstance(Api(document, "x.json").find(Request("GET", "https://y.example/f")), Match)


def test_responses_by_number_class_and_default(document: dict[str, Any]) -> None:
    by_id = {operation.id: operation for operation in Api(document, "garden.json").operations}
    descriptions = [(by_id["plants_list"].response(status) or {}).get("description") for status in (200, 418, 500)]
    assert descriptions == ["Plants.", "Failed.", None]
    assert (by_id["plants_water_put"].response(599) or {})["description"] == "Anything."


@pytest.mark.parametrize("paths", [None, [], {}, {"/x": None}, {"/x": []}, {"/x": {"get": None}}])
def test_a_document_without_operations_has_none(paths: Any) -> None:
    assert Api({"paths": paths}, "x.json").operations == ()


def test_an_operation_without_an_id_is_not_in_the_normal_form() -> None:
    with pytest.raises(SpecloomError, match="operationId") as caught:
        Api({"paths": {"/x": {"get": {}}}}, "x.json")
    assert caught.value.findings[0].place.pointer == "/paths/~1x/get"
