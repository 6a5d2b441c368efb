from __future__ import annotations

import importlib
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest
from pydantic import TypeAdapter

from generator.emit.constants import without_constants

from .documents import answer, body, document, path_parameter, ref
from .packages import emit, load, normalised

ONE = {"type": "string", "enum": ["replace"], "description": "What to do."}
OPERATION = {
    "type": "object",
    "required": ["op", "path"],
    "properties": {"op": ref("Op"), "path": {"type": "string", "enum": ['it\'s "here"']}, "kind": ref("Kind")},
}
SCHEMAS: dict[str, Any] = {
    "Op": ONE,
    "Kind": {"type": "string", "enum": ["a", "b"]},
    "Change": OPERATION,
    "Changed": {"type": "object", "required": ["op"], "properties": {"op": ref("Op"), "text": {"type": "string"}}},
    "User": {"type": "object", "required": ["type"], "properties": {"type": ref("Op"), "age": {"type": "integer"}}},
    "Robot": {"type": "object", "required": ["type", "model"], "properties": {"type": ref("Op"), "model": ref("Op")}},
    "Anyone": {"anyOf": [ref("Robot"), ref("User")], "discriminator": {"propertyName": "type"}},
}
PATHS: dict[str, Any] = {
    "/it/{mode}": {
        "patch": {
            "operationId": "it_patch",
            "tags": ["it"],
            "parameters": [path_parameter("mode", schema=ref("Op"))],
            "requestBody": body({"type": "array", "items": ref("Change")}),
            "responses": {"200": answer(ref("Changed"))},
        },
        "get": {
            "operationId": "it_get",
            "tags": ["it"],
            "parameters": [path_parameter("mode")],
            "responses": {"200": answer(ref("Anyone"))},
        },
    }
}


def test_a_value_takes_the_place_of_its_name_and_the_form_stays_as_it_is() -> None:
    form = normalised(document(PATHS, SCHEMAS))
    before = deepcopy(form)
    changed = without_constants(form)["components"]["schemas"]
    assert form == before
    assert "Op" not in changed
    assert changed["Change"]["properties"]["op"] == {"type": "string", "const": "replace", "description": "What to do."}
    assert changed["Change"]["properties"]["kind"] == ref("Kind")


def test_an_example_that_looks_like_a_reference_is_left_alone() -> None:
    form = {"components": {"schemas": {"Op": ONE, "It": {"type": "object", "example": {"a": ref("Op")}}}}}
    assert without_constants(form)["components"]["schemas"]["It"]["example"] == {"a": ref("Op")}


def test_models_and_signatures_say_the_value(tmp_path: Path) -> None:
    source = emit(document(PATHS, SCHEMAS), "fixed_values", tmp_path)
    said = (source / "models.py").read_text("utf-8")
    assert 'op: Literal["replace"]\n' in said
    assert 'op: Literal["replace"] | str\n' in said  # in an answer, another value passes
    assert "ChangeOp" not in said
    assert 'mode: Literal["replace"],' in (source / "resources" / "it.py").read_text("utf-8")
    load(source)
    models = importlib.import_module("fixed_values.models")
    assert models.Change(op="replace", path='it\'s "here"').op == "replace"
    assert models.Changed.model_validate({"op": "new"}).op == "new"


def test_a_union_that_its_discriminator_cannot_tell_apart_is_read_all_the_same(tmp_path: Path) -> None:
    source = emit(document(PATHS, SCHEMAS), "shared_values", tmp_path)
    load(source)
    models = importlib.import_module("shared_values.models")
    anyone = TypeAdapter[Any](models.Anyone)
    assert type(anyone.validate_python({"type": "replace", "age": 7})) is models.User
    assert type(anyone.validate_python({"type": "replace", "model": "replace"})) is models.Robot


@pytest.mark.parametrize("name", ["default", "enum", "example"])
def test_a_member_or_an_answer_called_like_a_keyword_says_the_value_too(name: str) -> None:
    paths = {"/it": {"get": {"responses": {name: answer(ref("Op"))}}}}
    made = without_constants(document(paths, {"Op": ONE, "Box": {"type": "object", "properties": {name: ref("Op")}}}))
    assert "#/components/schemas/Op" not in str(made)
