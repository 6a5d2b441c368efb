from __future__ import annotations

from copy import deepcopy
from typing import Any

import pytest

from generator.emit.operations_view import engine_names, operations_view

from .documents import answer, bakery, body, one_operation, path_parameter
from .packages import normalised

SCALARS = {"string", "integer", "number", "boolean"}


def view() -> dict[str, Any]:
    return operations_view(normalised(bakery()))


def one(view: dict[str, Any], name: str = "") -> dict[str, Any]:
    """The operation that the engine calls `name`, or the only one."""
    found = [operation for item in view["paths"].values() for operation in item.values()]
    [operation] = [each for each in found if each["operationId"] == name] if name else found
    return operation


def test_every_operation_is_there_and_the_form_is_not_changed():
    form = normalised(bakery())
    before = deepcopy(form)
    paths = operations_view(form)["paths"]
    assert form == before
    identifiers = {operation["operationId"] for item in paths.values() for operation in item.values()}
    assert len(identifiers) == sum(len(item) for item in form["paths"].values() if isinstance(item, dict))


def test_paths_and_parameters_have_python_names():
    operation = one(view(), engine_names(normalised(bakery()))["breads_get"])
    assert [parameter["name"] for parameter in operation["parameters"]] == ["bread_id"]


def test_only_scalars_and_stubs_remain():
    made = view()
    for item in made["paths"].values():
        for operation in item.values():
            for parameter in operation["parameters"]:
                assert parameter["schema"].get("type") in SCALARS or "$ref" in parameter["schema"]
    assert all(stub == {"type": "string", "enum": ["stub"]} for stub in made["components"]["schemas"].values())
    assert {"Bread", "Shelf", "Problem", "Flour"} <= set(made["components"]["schemas"])


def test_what_only_decides_how_values_are_sent_is_left_out():
    parameter = {
        "name": "a",
        "in": "query",
        "style": "deepObject",
        "explode": True,
        "schema": {"type": "string", "default": "x"},
    }
    [seen] = one(operations_view(normalised(one_operation({"parameters": [parameter]}))))["parameters"]
    assert seen == {"name": "a", "in": "query", "required": False, "schema": {"type": "string"}}


def test_a_body_of_any_type_is_a_body():
    operation = {"requestBody": body({}, "*/*"), "parameters": [path_parameter("thing")]}
    made = operations_view(normalised(one_operation(operation, "/things/{thing}", "put")))
    assert list(one(made)["requestBody"]["content"]) == ["application/json"]


@pytest.mark.parametrize(
    "schema",
    [
        {"type": ["string", "null"]},
        {"type": ["integer", "string"]},
        {},
        True,
        {"type": "array", "items": {}},
    ],
)
def test_a_schema_of_any_type_can_be_a_parameter_or_an_answer(schema: Any):
    operation = {"parameters": [{"name": "a", "in": "query", "schema": schema}], "responses": {"200": answer(schema)}}
    made = one(operations_view(normalised(one_operation(operation))))
    for place in (made["parameters"][0], made["responses"]["200"]["content"]["application/json"]):
        assert place["schema"].get("type") in SCALARS or "$ref" in place["schema"]
