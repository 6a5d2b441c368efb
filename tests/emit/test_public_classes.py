"""What public documents do and other generators trip over: each gives a package that is whole and can be imported."""

from __future__ import annotations

import inspect
import re
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from pydantic import BaseModel, TypeAdapter, ValidationError

from generator.normalise.pipeline import normalise_file

from .documents import answer, body, document, path_parameter, ref
from .packages import emit, load, normalised

TEXT = {"type": "string"}
DONE = {"responses": {"204": {"description": "Done."}}}


def get(schema: Any, *parameters: dict[str, Any]) -> dict[str, Any]:
    return {"get": {"parameters": list(parameters), "responses": {"200": answer(schema)}}}


def post(content: dict[str, Any], schema: Any = TEXT) -> dict[str, Any]:
    return {"post": {"requestBody": {"required": True, "content": content}, "responses": {"200": answer(schema)}}}


SCHEMAS: dict[str, Any] = {
    "Cased": {"type": "string", "enum": ["Rye", "rye", "RYE", "r-y-e", "rye "]},
    "Repeated": {"type": "string", "enum": ["a", "a", "b"]},
    "Bread": {"type": "object", "title": "Same", "required": ["a"], "properties": {"a": TEXT}},
    "bread": {"type": "object", "title": "Same", "required": ["b"], "properties": {"b": TEXT}},
    "BREAD": {"type": "object", "title": "Same", "required": ["c"], "properties": {"c": TEXT}},
    "com.example.Bread": {"type": "object", "required": ["d"], "properties": {"d": TEXT}},
    "Anything": {
        "type": "object",
        "properties": {
            "list": {"type": "array", "items": True},
            "none": {"type": "array", "items": False},
            "enum": {"enum": []},
        },
    },
    "Nothing": {"anyOf": [{"type": "null"}, {"type": "null"}]},
    "Formats": {
        "type": "object",
        "properties": {
            each: {**TEXT, "format": each} for each in ("email", "ulid", "idn-email", "hostname", "duration", "ipv4", "x")
        },
    },
}  # fmt: skip
SCHEMAS["Keyed"] = {
    "type": "object",
    "patternProperties": {"^x-": TEXT, "(": {"type": "integer"}},
    "additionalProperties": False,
}
LOOKING = r"^(?=.*[A-Z])(?=.*\d).{8,}$"
WHEN = {"type": "string", "format": "date-time"}
PATHS: dict[str, Any] = {
    "/cased": get(ref("Cased")),
    "/repeated": get(ref("Repeated")),
    "/breads": get({"type": "array", "items": {"oneOf": [ref("Bread"), ref("bread"), ref("BREAD")]}}),
    "/dotted": get(ref("com.example.Bread")),
    "/anything": get(ref("Anything")),
    "/nothing": get(ref("Nothing")),
    "/formats": get(ref("Formats")),
    "/keyed": get(ref("Keyed")),
    "/a/{first}/{second}": {
        "get": {
            **DONE,
            "parameters": [path_parameter("first", schema={**TEXT, "default": "x"}), path_parameter("second")],
        }
    },
    "/either": post(
        {"application/json": {"schema": {"oneOf": [ref("Bread"), {"type": "array", "items": TEXT}, TEXT]}}}
    ),
    "/any-media": {
        "get": {"responses": {"200": {"description": "", "content": {"*/*": {"schema": ref("Bread")}}}}},
        "post": {"requestBody": body(ref("Bread"), "*/*"), **DONE},
    },
    "/booleans": {
        "get": {"responses": {"200": {"description": "", "content": {"application/json": {"schema": True}}}}},
        "post": {"requestBody": body(True), "parameters": [{"name": "p", "in": "query", "schema": True}], **DONE},
    },
    "/any-text": {
        "get": {"responses": {"200": {"description": "", "content": {"*/*": {"schema": TEXT}}}}},
        "post": {"requestBody": {"content": {"*/*": {}}}, **DONE},
    },
    "/json-second": {
        "get": {
            "responses": {
                "200": {
                    "description": "",
                    "content": {each: {"schema": ref("Bread")} for each in ("text/xml", "application/json")},
                }
            }
        }
    },
    "/several": post(
        {
            each: {"schema": ref("Bread")}
            for each in ("application/json", "application/x-www-form-urlencoded", "multipart/form-data")
        }
    ),
    "/either/{id|slug}": get(TEXT, path_parameter("id|slug")),
    "/headers": get(
        TEXT,
        {"name": "If-Since", "in": "header", "schema": WHEN},
        {"name": "X-List", "in": "header", "schema": {"type": "array", "items": {"type": "integer"}}},
    ),
    "/equal": get(TEXT, *({"name": name, "in": "query", "schema": TEXT} for name in ("a-b", "a_b", "a.b", "A b"))),
    "/silent": {"get": {}},
    "/mill/import": {"post": DONE},
    "/mill/class": {"post": DONE},
    "/secrets": {
        "post": {
            "requestBody": body(
                {
                    "type": "object",
                    "properties": {
                        each: {**TEXT, "pattern": pattern}
                        for each, pattern in {
                            "a": LOOKING,
                            "b": "^b(",
                            "c": "^(c+)+$",
                            "d": r"^(d)\1$",
                            "e": "(e{999}){999}",
                        }.items()
                    },
                }
            ),
            **DONE,
        }
    },
}


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Path:
    hook = {"post": {"operationId": "silent_get", "requestBody": body(ref("Bread")), **DONE}}
    whole = document(PATHS, SCHEMAS, webhooks={"baked": hook})
    return emit(whole, "public_classes", tmp_path_factory.mktemp("classes"))


@pytest.fixture(scope="module")
def package(source: Path) -> ModuleType:
    return load(source)


@pytest.fixture(scope="module")
def client(package: ModuleType) -> Any:
    return package.PublicClasses(base_url="https://bakery.example")


def accepts(model: Any, value: Any) -> Any:
    return TypeAdapter(model).validate_python(value)


def names(method: Any) -> list[str]:
    return [name for name in inspect.signature(method).parameters if name != "options"]


def test_every_operation_is_a_method_and_every_model_can_be_used(source: Path, package: ModuleType) -> None:
    written = "".join(path.read_text() for path in source.glob("resources/*.py"))
    assert len(re.findall(r"^_\w+: Operation\[", written, re.MULTILINE)) == sum(len(item) for item in PATHS.values())
    for value in vars(package.models).values():
        if isinstance(value, type) and issubclass(value, BaseModel):
            value.model_rebuild(force=True)


def test_values_that_differ_in_case_or_signs_alone_stay_apart(package: ModuleType) -> None:
    for value in SCHEMAS["Cased"]["enum"]:
        assert accepts(package.models.Cased, value) == value


def test_repeated_values_are_one(package: ModuleType) -> None:
    assert accepts(package.models.Repeated, "a") == "a"


def test_components_equal_but_for_case_titles_and_dots_are_classes_of_their_own(package: ModuleType) -> None:
    fields = [
        set(value.model_fields)
        for value in vars(package.models).values()
        if isinstance(value, type) and issubclass(value, BaseModel) and len(value.model_fields) == 1
    ]
    assert sorted(map(sorted, fields)) == [["a"], ["b"], ["c"], ["d"]]


def test_schemas_may_be_booleans(client: Any) -> None:
    assert inspect.signature(client.booleans.list).return_annotation == "JsonValue"
    assert {"p", "body"} <= set(names(client.booleans.create))


def test_items_may_be_booleans_and_an_enum_empty(package: ModuleType) -> None:
    found = accepts(package.models.Anything, {"list": [1, "a", None], "none": [], "enum": "x"})
    assert found.list_ == [1, "a", None]


def test_null_or_null_is_null(package: ModuleType) -> None:
    assert accepts(package.models.Nothing, None) is None


def test_formats_need_no_other_package(package: ModuleType) -> None:
    given = dict.fromkeys(SCHEMAS["Formats"]["properties"], "PT1H")
    assert accepts(package.models.Formats, given).model_dump(exclude_unset=True, by_alias=True).keys() == given.keys()


def test_patterns_that_no_model_can_check_are_left_to_the_server(package: ModuleType) -> None:
    """Patterns that take long elsewhere are checked in linear time."""
    model = package.models.SecretsCreateRequest
    assert model(a="any", b="any", c="ccc", d="any", e="any").c == "ccc"
    with pytest.raises(ValidationError, match="pattern"):
        model(c="c" * 100_000 + "!")


def test_patterns_of_names_that_no_model_can_check_are_left_to_the_server(package: ModuleType) -> None:
    assert accepts(package.models.Keyed, {"x-a": "b", "c": 1}) == {"x-a": "b", "c": 1}


def test_a_default_in_the_path_precedes_no_required_argument(client: Any) -> None:
    [method] = [method for _, method in inspect.getmembers(client.a, inspect.ismethod) if "first" in names(method)]
    assert names(method) == ["first", "second"]
    assert all(inspect.signature(method).parameters[name].default is inspect.Parameter.empty for name in names(method))


def test_a_body_may_be_any_of_several(client: Any) -> None:
    assert "body" in names(client.either.create)


def test_json_comes_first(client: Any) -> None:
    assert inspect.signature(client.json_second.get).return_annotation == "models.BreadDpmx"


def test_any_media_type_with_the_schema_of_an_object_is_json(client: Any) -> None:
    assert inspect.signature(client.any_media.list).return_annotation == "models.BreadDpmx"
    assert "body" in names(client.any_media.create)


def test_any_media_type_with_text_or_no_schema_is_whatever_comes_and_goes(client: Any) -> None:
    assert inspect.signature(client.any_text.get).return_annotation == "Content"
    assert names(client.any_text.create) == ["json", "content", "data", "content_type"]


def test_several_media_types_are_one_method(client: Any) -> None:
    assert "body" in names(client.several.create)


def test_odd_path_variables_are_arguments(source: Path) -> None:
    written = "".join(path.read_text() for path in source.glob("resources/*.py")).replace('"', "'")
    assert "Parameter('id_slug', 'id|slug', 'path')" in written


def test_moments_and_lists_may_be_headers(client: Any) -> None:
    parameters = inspect.signature(client.headers.list).parameters
    assert "datetime" in str(parameters["if_since"].annotation)
    assert "Sequence[int]" in str(parameters["x_list"].annotation)


def test_names_equal_after_cleaning_are_arguments_of_their_own(source: Path, client: Any) -> None:
    assert len(set(names(client.equal.get))) == 4
    written = (source / "resources" / "equal.py").read_text().replace('"', "'")
    for wire in ("a-b", "a_b", "a.b", "A b"):
        assert f", '{wire}', 'query')" in written


def test_methods_may_be_called_like_keywords(client: Any) -> None:
    assert callable(client.mill.import_)
    assert callable(client.mill.class_.create)


def test_an_operation_may_declare_no_answer(client: Any) -> None:
    assert callable(client.silent.get)


@pytest.mark.parametrize("more", [{"webhooks": {}}, {"components": {}}, {"webhooks": {"x": {"post": DONE}}}], ids=str)
def test_a_document_may_have_no_paths(more: dict[str, Any]) -> None:
    form = normalised({"openapi": "3.1.0", "info": {"title": "a", "version": "1"}, **more})
    assert form.get("paths", {}) == {}


def test_statuses_need_no_quotes(tmp_path: Path) -> None:
    file = tmp_path / "api.yaml"
    file.write_text(
        "openapi: 3.0.3\ninfo: {title: a, version: 1}\n"
        "paths:\n  /a:\n    get:\n      responses:\n        200: {description: b}\n"
    )
    assert list(normalise_file(file).document["paths"]["/a"]["get"]["responses"]) == ["200"]


def test_a_document_may_have_no_components(tmp_path: Path) -> None:
    source = emit(document({"/a": get(TEXT)}), "no_components", tmp_path)
    assert load(source).NoComponents(base_url="https://bakery.example").a.get
