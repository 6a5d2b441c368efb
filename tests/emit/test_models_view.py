from __future__ import annotations

from copy import deepcopy
from typing import Any

import pytest

from generator.emit.models_view import ELSEWHERE, ModelsViews, models_view, response_components

from .documents import answer, bakery, body, document, one_operation, ref
from .packages import normalised

JSON_VALUE = "pydantic.JsonValue"


def component(schema: Any, name: str = "Thing", *, received: bool = True, **others: Any) -> Any:
    """What the view makes of a component that a response holds, or else a request alone."""
    use = {"responses": {"200": answer(ref(name))}} if received else {"requestBody": body(ref(name))}
    whole = one_operation(use, method="post")
    whole["components"] = {"schemas": {name: schema, **others}}
    return models_view(normalised(whole)).document["components"]["schemas"][name]


def test_paths_are_left_out_and_the_form_is_not_changed():
    form = normalised(bakery())
    before = deepcopy(form)
    assert models_view(form).document["paths"] == {}
    assert form == before


def test_aliases_are_the_names_of_the_arguments():
    aliases = models_view(normalised(bakery())).aliases
    assert aliases["Bread.weightGrams"] == "weight_grams"
    assert aliases["Bread.class"] == "class_"
    assert "Bread.name" not in aliases


def test_only_what_responses_reach_is_received():
    whole = bakery()
    received = response_components(normalised(whole))
    assert {"Bread", "Flour", "Topping", "Problem", "Shelf", "ShelfPaging"} <= received
    assert "BreadsPatchRequest" not in received


def test_recursion_ends():
    tree = {"type": "object", "properties": {"children": {"type": "array", "items": ref("Thing")}}}
    assert component(tree)["properties"]["children"]["items"] == ref("Thing")


def test_enums_are_open_in_responses_and_closed_in_requests():
    thing = {"type": "object", "properties": {"flour": ref("Flour")}}
    flour = {"type": "string", "enum": ["rye"]}
    assert component(thing, Flour=flour)["properties"]["flour"] == {"anyOf": [ref("Flour"), {"type": "string"}]}
    assert component(thing, received=False, Flour=flour)["properties"]["flour"] == ref("Flour")


@pytest.mark.parametrize("values", [[{"a": 1}], [[1], [2]], [True]])
def test_values_that_are_neither_text_nor_number_open_no_enum(values: list[Any]):
    """An object of listed values is an object: a number beside it would keep unions of objects from being told apart."""
    thing = {"type": "object", "properties": {"fixed": ref("Fixed")}}
    assert component(thing, Fixed={"enum": values})["properties"]["fixed"] == ref("Fixed")


def test_constraints_are_checked_on_what_is_sent_alone():
    thing = {"type": "object", "properties": {"name": {"type": "string", "maxLength": 3, "pattern": "^a"}}}
    assert component(thing)["properties"]["name"] == {"type": "string"}
    assert component(thing, received=False)["properties"]["name"] == {"type": "string", "maxLength": 3, "pattern": "^a"}


def test_defaults_examples_and_the_formats_that_models_lack_go():
    member = {
        "type": "string",
        "default": "x",
        "examples": ["y"],
        "format": "of-a-vendor",
        "readOnly": True,
        "x-own": 1,
    }
    kept = {"type": "string", "format": "date-time", "description": "When."}
    shaped = component({"type": "object", "properties": {"a": member, "b": kept}})
    assert shaped["properties"] == {"a": {"type": "string"}, "b": kept}


@pytest.mark.parametrize("unknown", [{}, {"x-specloom-unknown": True}, {"description": ""}])
def test_what_is_not_typed_is_any_json(unknown: Any):
    member = component({"type": "object", "properties": {"a": unknown}})["properties"]["a"]
    assert member["customTypePath"] == JSON_VALUE


@pytest.mark.parametrize("schema", [{"type": "object"}, {"type": "object", "additionalProperties": True}])
def test_an_inline_object_is_a_map_of_json(schema: Any):
    member = component({"type": "object", "properties": {"a": schema}})["properties"]["a"]
    assert member["additionalProperties"] == {"customTypePath": JSON_VALUE}


def test_a_list_of_anything_is_a_list_of_json():
    member = component({"type": "object", "properties": {"a": {"type": "array"}}})["properties"]["a"]
    assert member == {"type": "array", "items": {"customTypePath": JSON_VALUE}}


def test_null_beside_an_open_enum_is_one_union():
    flour = {"type": "string", "enum": ["rye"]}
    thing = {
        "type": "object",
        "properties": {"flour": {"anyOf": [ref("Flour"), {"type": "null"}]}},
        "required": ["flour"],
    }
    member = component(thing, Flour=flour)["properties"]["flour"]
    assert member == {"anyOf": [ref("Flour"), {"type": "string"}, {"type": "null"}]}
    left_out = component({**thing, "required": []}, Flour=flour)["properties"]["flour"]
    assert left_out == {"anyOf": [ref("Flour"), {"type": "string"}]}, "a field without a value is None anyway"


@pytest.mark.parametrize("key", ["customTypePath", "customBasePath", "x-python-import", "x-python-type"])
def test_a_document_cannot_name_what_is_imported(key: str):
    """datamodel-code-generator imports what these keys name."""
    member = {"type": "string", key: "antigravity.fly"}
    whole = one_operation({"responses": {"200": answer(ref("Thing"))}})
    thing = {"type": "object", key: "antigravity.fly", "properties": {"a": member, "b": {key: "antigravity.fly"}}}
    whole["components"] = {"schemas": {"Thing": thing}}
    assert "antigravity" not in str(models_view(normalised(whole)).document)


def test_a_document_without_components_gives_an_empty_view():
    assert models_view(normalised(document({}))).document["components"] == {"schemas": {}}


@pytest.mark.parametrize(
    ("schema", "kept"),
    [
        ({"type": "integer", "format": "date-time"}, {"type": "integer"}),
        ({"type": "string", "format": "int32"}, {"type": "string"}),
        ({"type": "string", "items": {"type": "string"}}, {"type": "string"}),
        ({"type": "string", "minProperties": 1, "additionalProperties": False}, {"type": "string"}),
    ],
)
def test_keys_of_other_types_do_not_change_the_type_of_a_member(schema: Any, kept: Any):
    assert component({"type": "object", "properties": {"member": schema}})["properties"]["member"] == kept


def test_a_string_with_properties_is_a_string():
    schema = {"type": "string", "properties": {"id": {"type": "string"}}, "required": ["id"]}
    assert component(schema) == {"type": "string"}


def test_an_enum_says_all_of_its_values():
    kinds = {"type": "integer", "enum": [1, 2, 3]}
    made = component({"type": "integer", "enum": [1, 2], "allOf": [ref("Kind")]}, received=False, Kind=kinds)
    assert "allOf" not in made
    assert made["enum"] == [1, 2]


def test_what_is_only_written_is_not_required_where_answers_are_read():
    schema = {
        "type": "object",
        "properties": {"name": {"type": "string"}, "password": {"type": "string", "writeOnly": True}},
        "required": ["name", "password"],
    }
    assert component(schema)["required"] == ["name"]
    assert component(schema, received=False)["required"] == ["name", "password"]


def member(schema: Any, *, required: bool = True, received: bool = True, **others: Any) -> Any:
    """What the view makes of a property."""
    thing = {"type": "object", "properties": {"a": schema}, "required": ["a"] if required else []}
    return component(thing, received=received, **others)["properties"]["a"]


def test_a_map_that_may_be_null_keeps_the_type_of_its_values():
    schema = {"type": ["object", "null"], "additionalProperties": {"type": "boolean"}}
    kept = {"type": "object", "additionalProperties": {"type": "boolean"}}
    assert member(schema) == {"anyOf": [kept, {"type": "null"}]}
    assert member(schema, required=False) == kept


def test_what_may_be_left_out_needs_no_null_besides():
    described = {"anyOf": [ref("Flour"), {"type": "null"}], "description": "Of the dough."}
    flour = {"type": "object", "properties": {"b": {"type": "string"}}}
    assert member(described, required=False, Flour=flour) == {**ref("Flour"), "description": "Of the dough."}
    assert member({"type": ["string", "null"]}, required=False) == {"type": "string"}


@pytest.mark.parametrize(
    ("schema", "kept"),
    [
        (
            {"type": "array", "maxItems": 2, "items": {"type": "string", "maxLength": 3}},
            {"type": "array", "maxItems": 2, "items": {"type": "string"}},
        ),
        (
            {"type": "object", "additionalProperties": {"type": "string", "maxLength": 3}},
            {"type": "object", "additionalProperties": {"type": "string"}},
        ),
    ],
)
def test_items_and_values_have_no_constraints_that_would_make_classes_of_them(schema: Any, kept: Any):
    assert member(schema, received=False) == kept


def test_a_constraint_stays_beside_null():
    schema = {"anyOf": [{"type": "string", "maxLength": 3}, {"type": "null"}]}
    made = member(schema, received=False)
    assert made in ({"type": ["string", "null"], "maxLength": 3}, {"type": ["null", "string"], "maxLength": 3})


@pytest.mark.parametrize(
    ("schema", "kept"),
    [
        ({"type": "object", "const": {}}, {"type": "object", "additionalProperties": {"customTypePath": JSON_VALUE}}),
        ({"type": "number", "const": 1.5}, {"type": "number"}),
        ({"const": [1]}, {"customTypePath": JSON_VALUE}),
    ],
)
def test_a_constant_that_is_no_literal_of_python_has_its_type(schema: Any, kept: Any):
    assert member(schema, received=False) == kept


def test_what_tells_a_member_of_a_union_apart_is_closed_also_in_responses():
    kinds = {
        name: {"type": "object", "required": ["kind"], "properties": {"kind": {"const": name}}} for name in ("A", "B")
    }
    thing = {"oneOf": [ref("A"), ref("B")], "discriminator": {"propertyName": "kind"}}
    whole = one_operation({"responses": {"200": answer(ref("Thing"))}})
    whole["components"] = {"schemas": {"Thing": thing, **kinds}}
    schemas = models_view(normalised(whole)).document["components"]["schemas"]
    assert schemas["A"]["properties"]["kind"] == {"type": "string", "enum": ["A"]}


def test_components_of_another_module_are_imported_from_elsewhere():
    form = normalised(bakery())
    views = ModelsViews(form)
    schemas = views.of(["Bread"]).document["components"]["schemas"]
    assert list(schemas) == ["Bread"]
    assert schemas["Bread"]["properties"]["toppings"]["items"] == {"customTypePath": f"{ELSEWHERE}.Topping"}
    assert views.of(["Bread"]).aliases == {k: v for k, v in models_view(form).aliases.items() if k.startswith("Bread.")}
