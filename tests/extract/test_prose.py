from __future__ import annotations

from typing import Any

import pytest

from generator.document import pointers
from generator.extract import prose

LONG = "one two three four five six seven eight nine ten"


def stripped(**members: Any) -> tuple[dict[str, Any], dict[str, str]]:
    return prose.strip({"openapi": "3.1.0", **members})


def schema(value: dict[str, Any]) -> tuple[dict[str, Any], list[str]]:
    document, dropped = stripped(components={"schemas": {"A": value}})
    prefix = "/components/schemas/A"
    assert all(pointer.startswith(prefix) for pointer in dropped)
    return document["components"]["schemas"]["A"], [pointer.removeprefix(prefix) for pointer in dropped]


def test_a_dropped_text_leaves_its_place() -> None:
    document, dropped = stripped(
        info={"title": "T", "description": "Grüße."}, paths={"/a/b": {"get": {"description": "x"}}}
    )
    assert document == {"openapi": "3.1.0", "info": {"title": "T"}, "paths": {"/a/b": {"get": {}}}}
    assert dropped == {
        "/info/description": "Grüße.",
        "/paths/~1a~1b/get/description": "x",
    }


def test_a_name_is_a_fact_even_if_it_is_description() -> None:
    value = {
        "type": "object",
        "description": "Prose.",
        "required": ["description"],
        "properties": {"description": {"type": "string", "description": "Prose."}, "x-note": {"description": "Prose."}},
    }
    assert schema(value) == (
        {
            "type": "object",
            "required": ["description"],
            "properties": {"description": {"type": "string"}, "x-note": {}},
        },
        ["/description", "/properties/description/description", "/properties/x-note/description"],
    )


@pytest.mark.parametrize(
    "section", ["schemas", "responses", "parameters", "headers", "securitySchemes", "requestBodies"]
)
def test_a_component_may_be_called_description(section: str) -> None:
    document, dropped = stripped(components={section: {"description": {"description": "Prose."}}})
    assert document["components"] == {section: {"description": {}}}
    assert [*dropped] == [f"/components/{section}/description/description"]


@pytest.mark.parametrize("key", ["default", "const", "pattern"])
def test_data_is_kept_whatever_its_length(key: str) -> None:
    assert schema({key: LONG}) == ({key: LONG}, [])
    assert schema({"enum": [LONG, {"description": LONG}]}) == ({"enum": [LONG, {"description": LONG}]}, [])


def test_the_keys_of_examples_are_data_and_their_long_texts_are_prose() -> None:
    value = {"example": {"description": "short", "note": LONG}, "examples": [LONG, "short"]}
    assert schema(value) == (
        {"example": {"description": "short"}, "examples": ["short"]},
        ["/example/note", "/examples/0"],
    )


def test_long_text_is_prose_anywhere_else() -> None:
    value = {"title": LONG, "x-note": {"a": [LONG, "short"], "description": "short"}, "format": "date"}
    assert schema(value) == (
        {"x-note": {"a": ["short"]}, "format": "date"},
        ["/title", "/x-note/a/0", "/x-note/description"],
    )


def test_a_title_of_nine_words_stays() -> None:
    nine = LONG.removesuffix(" ten")
    assert stripped(paths={"/a": {"get": {"summary": nine}}})[0]["paths"]["/a"]["get"] == {"summary": nine}


def test_scopes_keep_their_names() -> None:
    flows = {
        "implicit": {"authorizationUrl": "https://a.example", "scopes": {"read": "See it.", "description": "Tell."}}
    }
    document, dropped = stripped(components={"securitySchemes": {"o": {"type": "oauth2", "flows": flows}}})
    assert document["components"]["securitySchemes"]["o"]["flows"]["implicit"]["scopes"] == {
        "read": "",
        "description": "",
    }
    assert len(dropped) == 2


def test_every_description_of_the_specification_goes() -> None:
    d = {"description": "Prose."}
    parameter = {"name": "p", "in": "query", **d, "schema": dict(d), "examples": {"description": {"value": "v", **d}}}
    response = {
        **d,
        "headers": {"description": dict(d)},
        "content": {"a/b": {"schema": dict(d)}},
        "links": {"l": dict(d)},
    }
    document = {
        "info": {"title": "T", **d},
        "servers": [{"url": "/", **d, "variables": {"description": {"default": "a", **d}}}],
        "tags": [{"name": "t", **d, "externalDocs": {"url": "u", **d}}],
        "externalDocs": {"url": "u", **d},
        "paths": {
            "/a": {
                **d,
                "parameters": [parameter],
                "post": {
                    **d,
                    "requestBody": {**d, "content": {"a/b": {"encoding": {"e": {"headers": {"h": dict(d)}}}}}},
                    "responses": {"200": response},
                    "callbacks": {"description": {"{$url}": {"post": dict(d)}}},
                },
            }
        },
        "components": {"schemas": {"A": {k: [dict(d)] for k in ("allOf", "anyOf", "oneOf", "prefixItems")}}},
    }
    facts, dropped = stripped(**document)
    assert "Prose." not in str(facts)
    assert len(dropped) == str(document).count("Prose.")
    for pointer in dropped:
        parent, _, key = pointer.rpartition("/")
        assert key == "description"
        assert isinstance(pointers.get(facts, parent), dict)


def test_facts_are_equal_when_only_prose_and_examples_differ() -> None:
    one = {"type": "string", "description": "a", "example": "x"}
    assert prose.facts(one, "schema") == prose.facts({"description": "b", "type": "string"}, "schema")
    assert prose.facts(one, "schema") != prose.facts({"type": "string", "enum": ["x"]}, "schema")
