from __future__ import annotations

import random
from typing import TYPE_CHECKING, Any

import pytest

from generator.document import pointers
from generator.document.copies import plain_copy
from generator.document.findings import Finding, SpecloomError
from generator.normalise.parts import reached
from generator.normalise.shape import misdirected, misshapen

from . import documents
from .documents import answer, document, getting, ref
from .helpers import normal

if TYPE_CHECKING:
    from generator.normalise.form import NormalForm

BASE: dict[str, Any] = document(
    servers=[{"url": "https://x.example", "variables": {"v": {"default": "a"}}}],
    security=[{"s": []}],
    tags=[{"name": "t"}],
    paths={
        "/a": {
            "parameters": [{"name": "p", "in": "query", "schema": {}}],
            "get": {
                **answer({"type": "object", "properties": {"a": {}}, "required": ["a"]}),
                "tags": ["t"],
                "parameters": [],
            },
            "post": {
                "requestBody": {"content": {"a/b": {"schema": {}}}},
                "responses": {"200": {"headers": {"H": {"schema": {}}}}},
            },
        }
    },
    components={
        "schemas": {"S": {"type": "string", "enum": ["a"], "minLength": 1}},
        "securitySchemes": {"s": {"type": "http"}},
    },
)
SCHEMA = "/components/schemas/S"


def changed(pointer: str, value: Any) -> dict[str, Any]:
    copied: dict[str, Any] = plain_copy(BASE)
    parent, _, key = pointer.rpartition("/")
    container: Any = pointers.get(copied, parent)
    container[pointers.split("/" + key)[0] if isinstance(container, dict) else int(key)] = value
    return copied


def refused(given: dict[str, Any]) -> tuple[Finding, ...]:
    with pytest.raises(SpecloomError) as caught:
        normal(given)
    return caught.value.findings


@pytest.mark.parametrize(
    ("pointer", "value", "says"),
    [
        ("/paths", [], "must be an object (paths), but is an empty list"),
        ("/paths", None, "but is null"),
        ("/paths/~1a", "x", "but is text"),
        ("/paths/~1a/get", [], "an object (operation)"),
        ("/paths/~1a/parameters", {}, "must be a list, but is an object"),
        ("/paths/~1a/parameters/0", "p", "an object (parameter)"),
        ("/paths/~1a/parameters/0", {"in": "query"}, "without 'name'"),
        ("/paths/~1a/parameters/0", {"name": "x"}, "without 'in'"),
        ("/paths/~1a/parameters/0/in", "body", "in 'body'"),
        ("/paths/~1a/parameters/0/in", {}, "must be text, but is an object"),
        ("/paths/~1a/parameters/0/required", "yes", "true or false, but is text"),
        ("/paths/~1a/get/tags", "x", "must be a list, but is text"),
        ("/paths/~1a/get/tags", [{}], "must be text"),
        ("/paths/~1a/get/operationId", 3, "must be text, but is a number"),
        ("/paths/~1a/get/security", {}, "must be a list"),
        ("/paths/~1a/get/responses", None, "but is null"),
        ("/paths/~1a/get/responses", [], "but is an empty list"),
        ("/paths/~1a/get/responses/200", True, "but is true"),
        ("/paths/~1a/get/responses/200/content", [], "must be an object, but is an empty list"),
        ("/paths/~1a/get/responses/200/content/application~1json", None, "but is null"),
        ("/paths/~1a/get/responses/200/content/application~1json/schema", 5, "an object (schema), but is a number"),
        ("/paths/~1a/post/requestBody", [], "an object (request body)"),
        ("/paths/~1a/post/responses/200/headers", [], "must be an object"),
        ("/servers", None, "must be a list, but is null"),
        ("/servers/0", {}, "without 'url'"),
        ("/servers/0/url", 5, "must be text"),
        ("/servers/0/variables", [], "must be an object"),
        ("/security", {}, "must be a list"),
        ("/tags", {"t": 1}, "must be a list"),
        ("/tags/0", "t", "an object (tag)"),
        ("/components", [], "an object (components)"),
        ("/components/schemas", [], "must be an object"),
        ("/components/securitySchemes/s", "x", "an object (security scheme)"),
        (SCHEMA, None, "an object (schema)"),
        (f"{SCHEMA}/type", 5, "the name of a type"),
        (f"{SCHEMA}/type", "text", "is the type 'text'"),
        (f"{SCHEMA}/type", [], "an empty list"),
        (f"{SCHEMA}/type", ["string", {}], "is the type {}"),
        (f"{SCHEMA}/enum", "a", "must be a list"),
        (f"{SCHEMA}/minLength", "3", "a whole number of 0 or more, but is text"),
        (f"{SCHEMA}/minLength", True, "a whole number of 0 or more, but is true"),
        (f"{SCHEMA}/minLength", 1.5, "a whole number of 0 or more, but is a number"),
        (f"{SCHEMA}/properties", ["a"], "must be an object"),
        (f"{SCHEMA}/items", "x", "an object (schema), but is text"),
        (f"{SCHEMA}/items", [3], "an object (schema), but is a number"),
        (f"{SCHEMA}/allOf", {}, "must be a list"),
        (f"{SCHEMA}/anyOf", [1], "an object (schema)"),
        (f"{SCHEMA}/required", {"a": True}, "must be a list, but is an object"),
        (f"{SCHEMA}/discriminator", "kind", "an object (discriminator)"),
        (f"{SCHEMA}/discriminator", {}, "without 'propertyName'"),
        (f"{SCHEMA}/$ref", 5, "a '$ref' that is a number"),
        (f"{SCHEMA}/description", ["a"], "must be text"),
        ("/paths/~1a/get/x-specloom-join", 5, "must be text"),
    ],
)
def test_a_wrong_type_is_one_error_with_its_place_and_a_way_out(pointer: str, value: Any, says: str):
    finding = refused(changed(pointer, value))[0]
    assert finding.rule == "wrong-shape"
    assert says in finding.message
    assert finding.place.file == "a.yaml"
    assert finding.place.pointer
    assert finding.place.pointer.startswith(pointer.rpartition("/$ref")[0])
    assert finding.remedy


@pytest.mark.parametrize("make", documents.ALL, ids=lambda make: make.__name__)
def test_what_documents_do_is_accepted(make: Any):
    assert misshapen(make(), "a.yaml") == []


def test_unknown_fields_and_extensions_may_be_anything():
    given = document(paths={"/a": {"get": {"x-a": 1, "odd": [2]}, "x-b": []}, "x-c": 3}, components={"x-d": 4}, foo=[5])
    assert misshapen(given, "a.yaml") == []


def test_a_document_that_is_all_wrong_gives_a_bounded_list():
    assert len(misshapen(getting({}, **{f"S{i}": i for i in range(1000)}), "a.yaml")) == 20


@pytest.mark.parametrize(
    ("reference", "says"),
    [
        ("#", "which is no schema"),
        ("#/info", "which is no schema"),
        ("#/paths", "which is no schema"),
        ("#/components/responses/R", "which is no schema"),
        ("#/x-data/list", "but is a list"),
        ("#/x-data/type", "is the type 5"),
        ("#/x-data/broken", "'#/x-data/none', which does not exist"),
    ],
)
def test_a_reference_must_lead_to_its_kind(reference: str, says: str):
    data = {"list": [1], "type": {"type": "5"}, "broken": {"items": {"$ref": "#/x-data/none"}}}
    given = document(
        paths={"/a": {"get": answer({"$ref": reference})}},
        components={"responses": {"R": {"description": ""}}},
        **{"x-data": data},
    )
    findings = refused(given)
    assert any(says.replace("is the type 5", "is the type '5'") in finding.message for finding in findings)


def test_references_of_every_kind_are_judged():
    given = document(
        paths={
            "/a": {
                "parameters": [{"$ref": "#/components/schemas/S"}],
                "get": {"responses": {"default": {"$ref": "#/components/responses/None"}}},
                "post": {"requestBody": {"$ref": "other.yaml"}, "callbacks": {"c": {"$ref": "#/info"}}},
            }
        },
        components={"schemas": {"S": {"type": "string"}}},
    )
    assert {(finding.rule, finding.place.pointer) for finding in misdirected(given, reached(given), "a.yaml")} == {
        ("wrong-shape", "/paths/~1a/parameters/0/$ref"),
        ("unresolved-reference", "/paths/~1a/get/responses/default/$ref"),
        ("external-reference", "/paths/~1a/post/requestBody/$ref"),
        ("wrong-shape", "/paths/~1a/post/callbacks/c/$ref"),
    }


WRONG: list[Any] = [
    None,
    True,
    0,
    1.5,
    "",
    "#/x",
    [],
    {},
    [None],
    [[]],
    {"x": 1},
    {"$ref": "#"},
    {"$ref": 5},
    {"$ref": "#/paths"},
    ref("Plant"),
    {"allOf": [ref("Plant")]},
    {"enum": []},
    {"enum": [None]},
    {"anyOf": []},
    {"oneOf": [{}]},
    ["null"],
    {"type": ["null"]},
    {"type": ["string", "integer"], "enum": [1, "a", None, []]},
    {"properties": {"a": {"properties": {"b": {}}}}},
]


def nodes(value: Any, pointer: str = "") -> list[str]:
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [pointer, *(below for key, child in inner for below in nodes(child, pointers.join(pointer, key)))]


@pytest.mark.parametrize("seed", range(8))
def test_documents_broken_anywhere_are_normalised_well_or_refused_well(seed: int):
    source, refusals = random.Random(seed), 0
    for _ in range(60):
        given: Any = source.choice(documents.ALL)()
        for _ in range(source.choice([1, 1, 2, 4])):
            pointer = source.choice(nodes(given)[1:])
            parent, _, key = pointer.rpartition("/")
            container: Any = pointers.get(given, parent)
            container[pointers.split("/" + key)[0] if isinstance(container, dict) else int(key)] = plain_copy(
                source.choice(WRONG)
            )
        once = attempt(given)
        if isinstance(once, SpecloomError):
            refusals += 1
            assert all(finding.message and finding.place.file == "a.yaml" for finding in once.findings)
        else:
            assert normal(once.document).document == once.document
            assert once.ledger.unexplained() == []
    assert 0 < refusals < 60


def attempt(given: Any) -> NormalForm | SpecloomError:
    try:
        return normal(given)
    except SpecloomError as error:
        return error
