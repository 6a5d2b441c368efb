from __future__ import annotations

import ast
from typing import Any

import pytest

from generator.emit.examples import Examples
from generator.emit.resources import resources
from generator.emit.settings import document_package

from .documents import answer, bakery, one_operation, path_parameter, ref
from .packages import normalised


def examples(whole: dict[str, Any] | None = None) -> Examples:
    form = normalised(whole or bakery())
    return Examples(form, document_package(form, "bakery"))


@pytest.mark.parametrize(
    ("schema", "value"),
    [
        ({"type": "string"}, "some shop name"),
        ({"type": "string", "examples": ["Ada"]}, "Ada"),
        ({"type": "string", "example": "Bea"}, "Bea"),
        ({"type": "string", "enum": ["rye", "oat"]}, "rye"),
        ({"type": "string", "format": "date"}, "2026-01-31"),
        ({"type": "string", "maxLength": 4}, "some"),
        ({"type": "string", "maxLength": 0}, "x"),
        ({"type": "integer"}, 1),
        ({"type": "number", "minimum": 5}, 5),
        ({"type": "boolean"}, True),
        ({"type": ["null", "integer"]}, 1),
        ({"type": "array", "items": {"type": "integer"}}, [1]),
        ({"type": "object", "properties": {"a": {"type": "integer"}}}, {"a": 1}),
        ({"anyOf": [{"type": "integer"}, {"type": "null"}]}, 1),
        ({"const": "only"}, "only"),
        ({}, {}),
    ],
)
def test_a_value_fits_its_schema(schema: Any, value: Any):
    assert examples().value(schema, "shopName") == value


def test_references_are_followed():
    assert examples().value(ref("Flour")) == "rye"


def test_recursion_ends():
    whole = one_operation({"responses": {"200": answer(ref("Tree"))}})
    whole["components"] = {"schemas": {"Tree": {"type": "object", "properties": {"a": ref("Tree"), "b": ref("Tree")}}}}
    assert isinstance(examples(whole).value(ref("Tree")), dict)


@pytest.mark.parametrize("awaited", [False, True])
def test_every_example_is_python(awaited: bool):
    made = examples()
    for root in resources(normalised(bakery())):
        for resource in root.walk():
            lines = made.lines(resource, awaited=awaited)
            ast.parse("async def main():\n" + "\n".join(f"    {line}" for line in lines))


def test_an_example_gives_what_is_required_and_no_more():
    made = examples()
    [breads, _] = resources(normalised(bakery()))
    by_name = {method.name: made.call(method) for method in breads.methods}
    assert by_name["get"] == '"42"'
    assert by_name["list"] == "x_shop=1"
    assert by_name["create"] == 'name="some name", flour="rye"'
    assert by_name["patch"] == '"42"'


def test_a_list_is_walked_and_a_single_answer_is_shown():
    [breads, ovens] = resources(normalised(bakery()))
    assert examples().lines(breads) == ["for item in client.breads.list(x_shop=1):", "    print(item.id, item.name)"]
    assert examples().lines(breads, awaited=True)[0] == "async for item in client.breads.list(x_shop=1):"
    assert examples().printed(breads) == "some id some name"
    assert examples().lines(ovens)[0] == 'reply = client.ovens.get("42")'


def test_an_example_of_the_document_is_used():
    parameter = path_parameter("thing", schema={"type": "string", "examples": ['a "quoted" \\ one']})
    form = normalised(one_operation({"parameters": [parameter]}, "/things/{thing}"))
    [things] = resources(form)
    [line, _] = examples(form).lines(things)
    [call] = [node for node in ast.walk(ast.parse(line)) if isinstance(node, ast.Call)]
    assert ast.literal_eval(call.args[0]) == 'a "quoted" \\ one'


@pytest.mark.parametrize("value", ["🥖", 1.5, None, {"a": [True]}])
def test_an_example_argument_is_the_same_value_in_python(value: Any):
    parameter = {"name": "a", "in": "query", "required": True, "schema": {"type": "string", "examples": [value]}}
    form = normalised(one_operation({"parameters": [parameter]}))
    [things] = resources(form)
    assert ascii(ast.literal_eval(examples(form).argument(things.methods[0].arguments[0]))) == ascii(value)
