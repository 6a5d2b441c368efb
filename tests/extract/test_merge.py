from __future__ import annotations

import copy
from typing import Any

import pytest

from generator.document.findings import SpecloomError
from generator.extract.fragments import Fragment
from generator.extract.merge import merge
from generator.extract.page import Draft, Page

INFO = {"title": "Depot", "version": "1"}
OK = {"200": {"description": "Fine"}}


def fragment(line: int = 1, **members: Any) -> Fragment:
    return Fragment(copy.deepcopy({"openapi": "3.1.0", "info": INFO, **members}), line)


def operation(**members: Any) -> dict[str, Any]:
    return {"responses": OK, **members}


def merged(*fragments: Fragment, api: str | None = None) -> Draft:
    return merge([*fragments], Page("", "page.md", api))


def refusal(*fragments: Fragment, api: str | None = None) -> SpecloomError:
    with pytest.raises(SpecloomError) as caught:
        merged(*fragments, api=api)
    return caught.value


def schema(**members: Any) -> dict[str, Any]:
    return {"schemas": {"Crate": {"type": "object", **members}}}


def test_equal_components_merge_whatever_their_key_order_and_prose() -> None:
    first = {
        "type": "object",
        "properties": {"id": {"type": "integer", "description": "One."}, "lid": {"type": "string"}},
    }
    second = {
        "properties": {"lid": {"type": "string"}, "id": {"description": "Two.", "type": "integer", "example": 3}},
        "type": "object",
    }
    document = merged(
        fragment(1, components={"schemas": {"Crate": first}}), fragment(2, components={"schemas": {"Crate": second}})
    ).document
    assert document["components"]["schemas"]["Crate"]["properties"]["id"] == {
        "type": "integer",
        "description": "One.",
        "example": 3,
    }


def test_different_components_of_one_name_are_an_error_that_shows_both() -> None:
    error = refusal(
        fragment(10, components=schema(properties={"id": {"type": "integer"}, "lid": {"type": "string"}})),
        fragment(20, components=schema(properties={"id": {"type": "string"}, "lid": {"type": "string"}})),
    )
    text = str(error)
    assert "'Crate'" in text
    assert "lines 10 and 20" in text
    assert '-   "type": "integer"' in text
    assert '+   "type": "string"' in text
    assert error.findings[0].place.line == 20


@pytest.mark.parametrize(("first", "second"), [(1, True), (0, False), (1, "1"), (None, "null")])
def test_values_that_python_takes_for_equal_are_still_different(first: Any, second: Any) -> None:
    refusal(fragment(1, components=schema(default=first)), fragment(2, components=schema(default=second)))


def test_all_contradictions_are_told_at_once() -> None:
    error = refusal(
        fragment(1, components={"schemas": {"A": {"type": "string"}, "B": {"type": "string"}}}),
        fragment(2, components={"schemas": {"A": {"type": "number"}, "B": {"type": "number"}}}),
    )
    assert len(error.findings) == 2


def test_equal_operations_merge_and_different_ones_are_an_error() -> None:
    one = {"/crates": {"get": operation(summary="List", description="Lists.")}}
    other = {"/crates": {"get": operation(summary="List", description="Gives a list.")}}
    assert [*merged(fragment(1, paths=one), fragment(2, paths=other)).document["paths"]["/crates"]] == ["get"]
    changed = {"/crates": {"get": operation(summary="List", deprecated=True)}}
    assert "GET /crates is stated in two ways" in str(refusal(fragment(1, paths=one), fragment(2, paths=changed)))


def test_one_operation_id_on_two_operations_is_an_error() -> None:
    paths = {"/a": {"get": operation(operationId="list")}, "/b": {"get": operation(operationId="list")}}
    text = str(refusal(fragment(7, paths=paths)))
    assert "GET /a (line 7) and GET /b (line 7) share the operationId 'list'" in text


def test_what_is_equal_at_the_root_stays_there() -> None:
    root = {"servers": [{"url": "https://a.example"}], "security": [{"key": []}]}
    document = merged(
        fragment(1, paths={"/a": {"get": operation()}}, **root), fragment(2, paths={"/b": {"get": operation()}}, **root)
    ).document
    assert document["servers"] == root["servers"]
    assert document["security"] == root["security"]
    assert "security" not in document["paths"]["/a"]["get"]


def test_different_servers_and_security_go_to_the_operations() -> None:
    document = merged(
        fragment(1, paths={"/a": {"get": operation()}}, servers=[{"url": "https://a.example"}], security=[{"key": []}]),
        fragment(2, paths={"/b": {"get": operation(security=[])}}, servers=[{"url": "https://b.example"}]),
        fragment(3, paths={"/c": {"get": operation(), "servers": [{"url": "https://c.example"}]}}, security=[]),
    ).document
    assert not document.keys() & {"servers", "security"}
    first, second, third = (document["paths"][path]["get"] for path in ("/a", "/b", "/c"))
    assert (first["servers"], first["security"]) == ([{"url": "https://a.example"}], [{"key": []}])
    assert (second["servers"], second["security"]) == ([{"url": "https://b.example"}], [])
    assert third["security"] == []
    assert "servers" not in third
    assert document["paths"]["/c"]["servers"] == [{"url": "https://c.example"}]


def test_components_alone_do_not_change_whose_servers_count() -> None:
    document = merged(
        fragment(1, paths={"/a": {"get": operation()}}, servers=[{"url": "https://a.example"}]),
        fragment(2, components=schema()),
    ).document
    assert document["servers"] == [{"url": "https://a.example"}]


def test_parameters_of_a_path_reach_only_the_operations_they_were_stated_for() -> None:
    crate = {"name": "crate", "in": "path", "required": True, "schema": {"type": "string"}}
    trace = {"name": "trace", "in": "query", "schema": {"type": "string"}}
    own = {"name": "trace", "in": "query", "schema": {"type": "integer"}}
    item = merged(
        fragment(1, paths={"/crates/{crate}": {"parameters": [crate, trace], "get": operation(parameters=[own])}}),
        fragment(2, paths={"/crates/{crate}": {"parameters": [crate], "delete": operation()}}),
    ).document["paths"]["/crates/{crate}"]
    assert "parameters" not in item
    assert item["get"]["parameters"] == [crate, own]
    assert item["delete"]["parameters"] == [crate]


def test_parameters_shared_by_all_stay_at_the_path() -> None:
    crate = {"name": "crate", "in": "path", "required": True, "schema": {"type": "string"}}
    item = merged(
        fragment(1, paths={"/crates/{crate}": {"parameters": [crate], "get": operation()}}),
        fragment(2, paths={"/crates/{crate}": {"parameters": [crate], "delete": operation()}}),
    ).document["paths"]["/crates/{crate}"]
    assert item["parameters"] == [crate]
    assert "parameters" not in item["get"]


def test_tags_come_in_the_order_in_which_they_are_first_seen() -> None:
    document = merged(
        fragment(1, tags=[{"name": "b"}]), fragment(2, tags=[{"name": "a"}, {"name": "b", "description": "Bees."}])
    ).document
    assert document["tags"] == [{"name": "b", "description": "Bees."}, {"name": "a"}]


def test_several_apis_are_told_apart_by_title_and_one_can_be_picked() -> None:
    depot = fragment(1, components=schema(required=["id"]))
    yard = Fragment({**fragment().content, "info": {"title": "Yard", "version": "1"}, "components": schema()}, 9)
    shared = Fragment({"openapi": "3.1.0", "components": {"schemas": {"Lid": {}}}}, 12)
    text = str(refusal(depot, yard, shared))
    assert "'Depot' (line 1), 'Yard' (line 9)" in text
    schemas = merged(depot, yard, shared, api="Yard").document["components"]["schemas"]
    assert schemas == {"Crate": {"type": "object"}, "Lid": {}}
    assert "It shows 'Depot'" in str(refusal(depot, api="Garden"))


def test_two_versions_of_one_title_are_two_apis() -> None:
    new = Fragment({**fragment().content, "info": {"title": "Depot", "version": "2"}}, 9)
    assert "'Depot 1' (line 1), 'Depot 2' (line 9)" in str(refusal(fragment(1), new))
    assert merged(fragment(1), new, api="Depot 2").document["info"]["version"] == "2"


@pytest.mark.parametrize(
    ("versions", "result"),
    [(["3.0.0", "3.0.3"], "3.0.3"), (["3.1.0"], "3.1.0"), (["3.1"], "3.1.0"), (["3.2.0"], "3.2.0")],
)
def test_the_latest_patch_of_one_version_counts(versions: list[str], result: str) -> None:
    assert merged(*(fragment(openapi=version) for version in versions)).document["openapi"] == result


@pytest.mark.parametrize(
    ("versions", "rule"),
    [
        (["3.0.0", "3.1.0"], "mixed-versions"),
        (["2.0"], "unsupported-version"),
        (["4.0.0"], "unsupported-version"),
        (["3." + "9" * 5000], "unsupported-version"),
        (["three"], "unsupported-version"),
    ],
)
def test_versions_that_do_not_go_together_are_refused(versions: list[str], rule: str) -> None:
    assert refusal(*(fragment(openapi=version) for version in versions)).findings[0].rule == rule


def test_swagger_is_refused_by_name() -> None:
    assert "Swagger 2.0" in str(refusal(Fragment({"swagger": "2.0", "paths": {}}, 3)))


def test_other_members_of_the_root_keep_the_first_and_say_so() -> None:
    draft = merged(fragment(1, **{"x-logo": "a"}), fragment(2, **{"x-logo": "b"}))
    assert draft.document["x-logo"] == "a"
    assert [finding.rule for finding in draft.findings] == ["differing-root"]


def test_a_large_difference_is_shown_in_part() -> None:
    many = {f"field{number}": {"type": "string"} for number in range(3000)}
    text = str(refusal(fragment(1, components=schema(properties=many)), fragment(2, components=schema(properties={}))))
    assert len(text.splitlines()) < 60
    assert "more lines" in text
