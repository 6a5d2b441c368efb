from __future__ import annotations

from typing import Any

import pytest

from generator.exchange.parameters import Parameters
from generator.exchange.schemas import Schemas

NUMBERS = {"type": "array", "items": {"type": "integer"}}
POINT = {
    "type": "object",
    "required": ["x"],
    "properties": {"x": {"type": "integer"}, "label": {"type": "string"}},
    "additionalProperties": False,
}


@pytest.fixture
def parameters() -> Parameters:
    return Parameters({}, Schemas({}, "x.json"))


@pytest.mark.parametrize(
    ("parameter", "good", "bad"),
    [
        ({"in": "query", "schema": {"type": "boolean"}}, ["true"], ["True"]),
        ({"in": "query", "schema": {"type": "boolean"}}, ["false"], ["0"]),
        ({"in": "query", "schema": {"type": "string", "maxLength": 2}}, ["12"], ["123"]),
        ({"in": "query", "schema": {"type": ["integer", "null"]}}, ["null"], ["nil"]),
        ({"in": "query", "schema": {"type": "number"}}, ["-1.5e3"], ["1,5"]),
        ({"in": "query", "schema": {"type": "integer"}}, ["7"], ["07"]),
        ({"in": "query", "schema": {"enum": ["1", 2]}}, ["2"], ["3"]),
        ({"in": "query", "schema": {"type": "integer"}}, ["1" * 300], ["1" * 100_000]),
        ({"in": "query", "schema": NUMBERS}, ["1", "2"], ["1,2"]),
        ({"in": "query", "explode": False, "schema": NUMBERS}, ["1,2"], ["1 2"]),
        ({"in": "query", "style": "pipeDelimited", "schema": NUMBERS}, ["1|2"], ["1,2"]),
        ({"in": "query", "style": "spaceDelimited", "explode": False, "schema": NUMBERS}, ["1 2"], ["1|2"]),
        ({"in": "cookie", "schema": NUMBERS}, ["1", "2"], ["1", "b"]),
        ({"in": "cookie", "schema": NUMBERS}, ["1,2"], ["1|2"]),
        ({"in": "path", "schema": NUMBERS}, ["1,2,3"], ["1,,3"]),
        ({"in": "header", "schema": POINT}, ["x,1,label,a"], ["x,one"]),
        ({"in": "header", "explode": True, "schema": POINT}, ["x=1,label=2"], ["y=1"]),
        ({"in": "query", "explode": False, "schema": POINT}, ["x,1"], ["label,a"]),
        ({"in": "query", "content": {"application/json": {"schema": POINT}}}, ['{"x": 1}'], ["x=1"]),
        ({"in": "path", "style": "label", "schema": {"type": "integer"}}, [".5"], [".x"]),
        ({"in": "path", "style": "label", "schema": NUMBERS}, [".1,2"], [".1.2"]),
        ({"in": "path", "style": "label", "explode": True, "schema": NUMBERS}, [".1.2"], [".1,2"]),
        ({"in": "path", "style": "label", "schema": POINT}, [".x,1,label,a"], [".label,a"]),
        ({"in": "path", "style": "label", "explode": True, "schema": POINT}, [".x=1.label=a"], [".label=a"]),
        ({"in": "path", "style": "matrix", "schema": {"type": "integer"}}, [";p=5"], [";q=5"]),
        ({"in": "path", "style": "matrix", "schema": NUMBERS}, [";p=1,2"], [";p=1,b"]),
        ({"in": "path", "style": "matrix", "explode": True, "schema": NUMBERS}, [";p=1;p=2"], [";p=1;q=2"]),
        ({"in": "path", "style": "matrix", "schema": POINT}, [";p=x,1"], [";p=label,a"]),
        ({"in": "path", "style": "matrix", "explode": True, "schema": POINT}, [";x=1;label=a"], [";label=a"]),
    ],
)
def test_texts_are_read_in_their_style(
    parameters: Parameters, parameter: dict[str, Any], good: list[str], bad: list[str]
) -> None:
    assert parameters.faults("rule", {"name": "p", **parameter}, good) == []
    assert parameters.faults("rule", {"name": "p", **parameter}, bad) != []


def test_the_message_speaks_of_the_value_and_not_of_its_text(parameters: Parameters) -> None:
    (fault,) = parameters.faults(
        "rule", {"name": "p", "in": "query", "schema": {"type": "integer", "minimum": 1}}, ["0"]
    )
    assert fault.message == "0 is less than the minimum of 1"


def test_an_exploded_object_is_spread_over_the_query(parameters: Parameters) -> None:
    parameter = {"name": "p", "in": "query", "schema": POINT}
    query = (("x", "1"), ("other", "2"), ("label", "a"))
    assert [parameters.fields.owns(parameter, field) for field, _ in query] == [True, False, True]
    texts = parameters.fields.own(parameter, query)
    assert texts == ["x=1", "label=a"]
    assert parameters.faults("rule", parameter, texts or []) == []
    assert parameters.faults("rule", parameter, ["label=a"]) != []
    assert parameters.fields.own(parameter, (("other", "2"),)) is None


def test_form_fields_are_read_as_their_properties_allow(parameters: Parameters) -> None:
    schema = {"properties": {"count": {"type": "integer"}, "tags": {"type": "array"}, "code": {"type": "string"}}}
    pairs = (("count", "2"), ("tags", "a"), ("tags", "b"), ("code", "007"), ("free", ""))
    assert parameters.form(schema, pairs) == {"count": 2, "tags": ["a", "b"], "code": "007", "free": ""}


OF_FORM = {
    "anyOf": [
        {"properties": {"point": POINT, "count": {"type": "integer"}}},
        {"properties": {"tags": {"anyOf": [{"type": "array", "items": POINT}, {"type": "null"}]}}},
    ]
}


@pytest.mark.parametrize(
    ("pairs", "expected"),
    [
        ((("point", '{"x": 1}'), ("count", "2")), {"point": {"x": 1}, "count": 2}),
        ((("tags", '{"x": 1}'), ("tags", '{"x": 2}')), {"tags": [{"x": 1}, {"x": 2}]}),
        ((("tags", '[{"x": 1}]'),), {"tags": [{"x": 1}]}),
        ((("point", '{"y": 1}'),), {"point": '{"y": 1}'}),
        ((("point", "{"),), {"point": "{"}),
    ],
)
def test_objects_of_a_form_are_json(parameters: Parameters, pairs: Any, expected: Any) -> None:
    assert parameters.form(OF_FORM, pairs) == expected


def test_properties_of_a_form_can_be_written_as_parameters_are(parameters: Parameters) -> None:
    encoding = {
        "point": {"style": "deepObject", "explode": True},
        "tags": {"style": "pipeDelimited", "explode": False},
        "count": {"contentType": "text/plain"},
        "other": {"style": "form"},
    }
    schema = {"properties": {"point": POINT, "tags": NUMBERS, "count": {"type": "integer"}}}
    pairs = (("point[x]", "1"), ("count", "3"), ("point[label]", "a"), ("tags", "1|2"))
    assert parameters.form(schema, pairs, encoding) == {
        "point": {"x": 1, "label": "a"}, "tags": [1, 2], "count": 3,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("schema", "pairs", "expected"),
    [
        (NUMBERS, (("p[]", "1"), ("p[]", "2")), [1, 2]),
        (NUMBERS, (("p[0]", "1"), ("p[1]", "2")), [1, 2]),
        (NUMBERS, (("p[]", "1"),), [1]),
        ({"anyOf": [POINT, {"type": "integer"}]}, (("p", "5"),), 5),
        ({"anyOf": [POINT, {"type": "integer"}]}, (("p[x]", "5"),), {"x": 5}),
    ],
)
def test_what_is_no_object_among_nested_fields(parameters: Parameters, schema: Any, pairs: Any, expected: Any) -> None:
    parameter = {"name": "p", "in": "query", "style": "deepObject", "explode": True, "schema": schema}
    assert parameters.value(parameter, parameters.fields.own(parameter, pairs) or []) == expected
    assert all(parameters.fields.owns(parameter, name) for name, _ in pairs)
    only_object = {**parameter, "schema": POINT}
    assert parameters.fields.own(only_object, (("p", "5"),)) is None
    assert not parameters.fields.owns(only_object, "p")


def test_objects_stand_inside_one_another(parameters: Parameters) -> None:
    schema = {"type": "object", "properties": {"a": {"properties": {"b": POINT}}, "c": {"type": "integer"}}}
    parameter = {"name": "p", "in": "query", "style": "deepObject", "schema": schema}
    texts = parameters.fields.own(parameter, (("p[a][b][x]", "1"), ("p[c]", "2"), ("q[c]", "3")))
    assert texts == ["a][b][x=1", "c=2"]
    assert parameters.value(parameter, texts or []) == {"c": 2, "a": {"b": {"x": 1}}}
    assert parameters.faults("rule", parameter, ["x]" + "[x]" * 100_000 + "=1"]) == []
