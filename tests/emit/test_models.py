from __future__ import annotations

import ast
from typing import Any

import pytest

from generator.emit.models import models_source

from .documents import answer, bakery, document, one_operation, ref
from .packages import TEMPLATES, normalised


def source(schemas: dict[str, Any]) -> str:
    whole = one_operation({"responses": {"200": answer(ref(next(iter(schemas))))}}) if schemas else document({})
    if schemas:
        whole["components"] = {"schemas": schemas}
    return models_source(normalised(whole), "bakery", TEMPLATES / "models")


def classes(text: str) -> dict[str, str]:
    return {
        node.name if isinstance(node, ast.ClassDef) else ast.unparse(node.targets[0]): ast.unparse(node)
        for node in ast.parse(text).body
        if isinstance(node, ast.ClassDef | ast.Assign)
    }


def test_every_component_but_enums_of_one_value_is_a_class_or_an_alias_of_its_name():
    form = normalised(bakery())
    made = classes(models_source(form, "bakery", TEMPLATES / "models"))
    assert set(form["components"]["schemas"]) == {*made, "SteamOvenKind", "WoodOvenKind"}


def test_the_base_class_is_that_of_the_runtime():
    text = source({"Thing": {"type": "object", "properties": {"a": {"type": "string"}}}})
    assert "from ._runtime.model import Model" in text
    assert classes(text)["Thing"].startswith("class Thing(Model):")


@pytest.mark.parametrize(
    ("schema", "field"),
    [
        ({"type": "string"}, "str | None = None"),
        ({"type": ["string", "null"]}, "str | None = None"),
        ({"type": "integer", "format": "int64"}, "int | None = None"),
        ({"type": "string", "format": "date-time"}, "AwareDatetime | None = None"),
        ({"type": "string", "format": "uuid"}, "UUID | None = None"),
        ({"type": "string", "format": "email"}, "str | None = None"),
        ({"type": "array", "items": {"type": "integer"}}, "list[int] | None = None"),
        ({"type": "object", "additionalProperties": {"type": "number"}}, "dict[str, float] | None = None"),
        ({}, "JsonValue | None = None"),
        (ref("Thing"), "Thing | None = None"),
    ],
)
def test_fields_have_the_types_of_their_schemas(schema: dict[str, Any], field: str):
    text = source({"Thing": {"type": "object", "properties": {"a": schema}}})
    assert f"a: {field}" in classes(text)["Thing"]


def test_an_enum_is_open_where_it_is_read():
    text = source(
        {"Thing": {"type": "object", "properties": {"a": ref("Kind")}}, "Kind": {"type": "string", "enum": ["x", "y"]}}
    )
    assert "a: Kind | str | None = None" in classes(text)["Thing"]


def test_descriptions_stand_under_the_fields():
    text = source(
        {
            "Thing": {
                "type": "object",
                "description": "It.",
                "properties": {"a": {"type": "string", "description": "Its a."}},
            }
        }
    )
    assert classes(text)["Thing"].splitlines()[1:] == [
        "    'It.'".replace("'", '"""'),
        "    a: str | None = None",
        "    'Its a.'",
    ]


@pytest.mark.parametrize(
    "name", ["Model", "Field", "Annotated", "None_", "GPT4o", "aB", "foo_bar", "a.b", "List", "str", "Any"]
)
def test_a_component_keeps_the_name_of_the_normal_form(name: str):
    form = normalised(
        {
            **one_operation({"responses": {"200": answer(ref(name))}}),
            "components": {"schemas": {name: {"type": "object", "properties": {"a": {"type": "string"}}}}},
        }
    )
    [final] = form["components"]["schemas"]
    assert list(classes(models_source(form, "bakery", TEMPLATES / "models"))) == [final]


def test_a_document_without_components_is_a_module_without_classes():
    assert classes(source({})) == {}


EMPTY = [
    {"type": "object"},
    {"type": "object", "properties": {}},
    {"type": "object", "additionalProperties": False},
    {"type": "object", "additionalProperties": {"type": "string"}},
    {"type": "array", "items": {}},
    {"type": "integer", "enum": [1, 2]},
    {"type": ["string", "null"], "enum": ["x", "y", None]},
    {"type": "integer", "enum": [1, 2], "allOf": [{"type": "integer", "enum": [1, 2, 3]}]},
    {"oneOf": [{"type": "object"}, {"type": "string"}]},
    {"enum": [True, "x", 1, 1.5, None]},
    {},
]


@pytest.mark.parametrize("schema", EMPTY, ids=[str(schema) for schema in EMPTY])
def test_a_component_without_fields_is_python_too(schema: dict[str, Any]):
    thing = {"type": "object", "properties": {"other": ref("Other")}}
    assert {"Thing", "Other"} <= set(classes(source({"Thing": thing, "Other": schema})))


def test_the_same_document_gives_the_same_text():
    form = normalised(bakery())
    assert models_source(form, "bakery", TEMPLATES / "models") == models_source(form, "bakery", TEMPLATES / "models")
