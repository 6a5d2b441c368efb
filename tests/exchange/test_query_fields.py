"""Which fields of a query are whose, above all those of objects that take members of any name."""

from __future__ import annotations

from typing import Any

import pytest

from generator.exchange.conformance import Conformance
from generator.exchange.messages import Request
from generator.exchange.operations import Api, Match
from generator.exchange.parameters import Parameters
from generator.exchange.schemas import Schemas

SERVER = "https://api.example.com"
TEXTS = {"type": "object", "additionalProperties": {"type": "string"}}
NUMBERS = {"type": "object", "additionalProperties": {"type": "integer"}}
LIMIT = {"name": "limit", "in": "query", "schema": {"type": "integer"}}
NAMED: dict[str, Any] = {"type": "object", "properties": {"size": {"type": "integer"}}, "required": ["size"]}


def free(name: str, schema: Any, **more: Any) -> dict[str, Any]:
    return {"name": name, "in": "query", "schema": schema, **more}


def api(*parameters: dict[str, Any], **more: Any) -> Api:
    operation = {"operationId": "find", "parameters": list(parameters), "responses": {}, **more}
    schemes = {"key": {"type": "apiKey", "in": "query", "name": "api_key"}}
    components = {"schemas": {"Texts": TEXTS}, "securitySchemes": schemes}
    return Api({"servers": [{"url": SERVER}], "paths": {"/a?list": {"get": operation}}, "components": components}, "a")


def rules(query: str, *parameters: dict[str, Any], **more: Any) -> list[tuple[str, str]]:
    own = api(*parameters, **more)
    request = Request("GET", f"{SERVER}/a?list&{query}")
    match = own.find(request)
    assert isinstance(match, Match)
    return [(fault.rule, fault.pointer) for fault in Conformance(own).request_faults(match, request)]


def shares(query: dict[str, str], *parameters: dict[str, Any]) -> dict[str, Any]:
    """Return the value that each parameter has by what the query holds of it."""
    read = Parameters({}, Schemas({}, "a"))
    pairs = tuple(query.items())
    left = read.fields.free(parameters, pairs, frozenset())
    found = {each["name"]: read.fields.own(each, pairs, left.get(("query", each["name"]), ())) for each in parameters}
    return {each["name"]: read.value(each, texts) for each in parameters if (texts := found[each["name"]])}


@pytest.mark.parametrize(
    "schema",
    [
        TEXTS,
        {"type": "object"},
        {"type": "object", "additionalProperties": True},
        {"type": ["object", "null"], "additionalProperties": {"type": "string"}},
        {"type": "object", "unevaluatedProperties": {"type": "string"}},
        {"type": "object", "patternProperties": {"^[a-z]+$": {"type": "string"}}, "additionalProperties": False},
        {"allOf": [NAMED, {"additionalProperties": {}}]},
        {"anyOf": [{**NAMED, "additionalProperties": False}, TEXTS]},
        {"$ref": "#/components/schemas/Texts"},
    ],
)
def test_an_object_that_takes_any_member_has_the_fields_that_nothing_else_has(schema: Any) -> None:
    size = "" if "allOf" not in schema else "size=1&"
    assert rules(f"{size}color=red&limit=5", free("filter", schema, required=True), LIMIT) == []


@pytest.mark.parametrize("style", ["form", "spaceDelimited", "pipeDelimited"])
def test_the_other_fields_are_checked_as_its_members(style: str) -> None:
    numbers = free("filter", NUMBERS, style=style, explode=True)
    assert rules("a=1&b=2", numbers) == []
    assert rules("a=1&b=two", numbers) == [("invalid-parameter", "/request/query/filter/b")]


def test_what_says_that_it_has_no_others_or_is_silent_beside_named_ones_takes_none() -> None:
    for schema in (NAMED, {**NAMED, "additionalProperties": False}):
        assert rules("size=1&color=red", free("filter", schema)) == [("undeclared-parameter", "/request/query/color")]
    pattern = {"type": "object", "patternProperties": {"^x-": {}}, "additionalProperties": False}
    assert rules("x-a=1&color=red", free("filter", pattern)) == [("undeclared-parameter", "/request/query/color")]
    assert rules("a=1", free("filter", TEXTS, explode=False)) == [("undeclared-parameter", "/request/query/a")]


def test_credentials_and_what_the_path_states_are_no_members() -> None:
    single = free("filter", {**TEXTS, "maxProperties": 1})
    assert rules("api_key=secret&color=red", single, security=[{"key": []}]) == []


def test_of_several_the_first_that_may_have_the_value_has_the_field() -> None:
    several = (free("numbers", NUMBERS), free("named", NAMED), free("texts", TEXTS))
    assert shares({"a": "1", "b": "red", "size": "3"}, *several) == {
        "numbers": {"a": 1},
        "named": {"size": 3},
        "texts": {"b": "red"},
    }


def test_what_may_be_more_than_an_object_stands_under_its_own_name_or_is_spread() -> None:
    either = free("filter", {"anyOf": [{"type": "string"}, TEXTS]})
    assert shares({"filter": "red"}, either) == {"filter": "red"}
    assert shares({"color": "red"}, either) == {"filter": {"color": "red"}}


def test_an_object_without_members_is_there_where_nothing_is_sent() -> None:
    assert rules("", free("filter", TEXTS, required=True)) == []
    least = free("filter", {**TEXTS, "minProperties": 1}, required=True)
    assert rules("", least) == [("missing-parameter", "/request/query/filter")]
    assert rules("", {**LIMIT, "required": True}) == [("missing-parameter", "/request/query/limit")]


def test_members_of_any_name_are_read_as_their_schema_says() -> None:
    read = Parameters({}, Schemas({}, "a"))
    flags = {
        "type": "object",
        "patternProperties": {"^is": {"type": "boolean"}},
        "additionalProperties": {"type": "string"},
    }
    assert read.form(flags, (("isRed", "true"), ("name", "true"))) == {"isRed": True, "name": "true"}
    header = {"name": "x", "in": "header", "explode": True, "schema": NUMBERS}
    assert read.value(header, ["a=1,b=2"]) == {"a": 1, "b": 2}


def test_cookies_are_spread_and_told_apart_as_fields_are() -> None:
    session = {"name": "session", "in": "cookie", "schema": {"type": "string"}, "required": True}
    wishes = {"name": "wishes", "in": "cookie", "schema": NUMBERS, "required": True}
    own = api(session, wishes, free("wishes", TEXTS), security=[{"kept": []}])
    own.document["components"]["securitySchemes"]["kept"] = {"type": "apiKey", "in": "cookie", "name": "kept"}

    def found(cookie: str) -> list[tuple[str, str]]:
        request = Request("GET", f"{SERVER}/a?list&color=red", (("Cookie", cookie),))
        match = own.find(request)
        assert isinstance(match, Match)
        return [(fault.rule, fault.pointer) for fault in Conformance(own).request_faults(match, request)]

    assert found("session=a; one=1; kept=secret; two=2") == []
    assert found("session=a; one=first") == [("invalid-parameter", "/request/cookie/wishes/one")]
    assert found("one=1") == [("missing-parameter", "/request/cookie/session")]


def test_a_property_of_a_form_is_spread_over_its_fields() -> None:
    read = Parameters({}, Schemas({}, "a"))
    schema = {
        "type": "object",
        "properties": {"size": {"type": "integer"}, "more": NUMBERS, "color": {"type": "string"}},
    }
    encoding = {"more": {"style": "form", "explode": True}}
    pairs = (("size", "3"), ("a", "1"), ("color", "red"), ("b", "2"))
    assert read.form(schema, pairs, encoding) == {"size": 3, "color": "red", "more": {"a": 1, "b": 2}}


def test_a_flood_of_fields_ends_soon() -> None:
    read = Parameters({}, Schemas({}, "a"))
    schema = {"type": "object", "properties": {"more": NUMBERS}}
    pairs = tuple((f"n{number}", "1") for number in range(20_000))
    found = read.form(schema, pairs, {"more": {"style": "form", "explode": True}})
    assert len(found["more"]) == 20_000
    both = (free("filter", TEXTS), free("more", NUMBERS))
    assert shares(dict(pairs), *both).keys() == {"filter"}
