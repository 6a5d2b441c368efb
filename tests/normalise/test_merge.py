from __future__ import annotations

from typing import Any

import pytest

from generator.document.copies import plain_copy
from generator.document.findings import Finding, SpecloomError
from generator.normalise.merge import merge

from .documents import answer, document, ref


def one(**more: Any) -> dict[str, Any]:
    return document(
        servers=[{"url": "https://one.example"}],
        tags=[{"name": "a"}],
        paths={"/a": {"get": {**answer(ref("A")), "operationId": "getA"}}},
        components={"schemas": {"A": {"type": "string"}, "Shared": {"type": "integer"}}},
        **more,
    )


def two(**more: Any) -> dict[str, Any]:
    parts: dict[str, Any] = {
        "tags": [{"name": "a"}, {"name": "b"}],
        "paths": {"/a": {"post": {"operationId": "postA"}}, "/b": {"get": {"operationId": "getB"}}},
        "components": {
            "schemas": {"Shared": {"type": "integer"}, "B": {"type": "string"}},
            "responses": {"R": {"description": ""}},
        },
    }
    return document(**{**parts, **more})


def merged(*sources: dict[str, Any]) -> dict[str, Any]:
    return merge([(f"{i}.yaml", source) for i, source in enumerate(sources)])


def refused(*sources: dict[str, Any]) -> Finding:
    with pytest.raises(SpecloomError) as caught:
        merged(*sources)
    (finding,) = caught.value.findings
    return finding


def test_everything_of_both_sources_is_there():
    result = merged(one(), two())
    assert {path: set(item) for path, item in result["paths"].items()} == {"/a": {"get", "post"}, "/b": {"get"}}
    assert set(result["components"]["schemas"]) == {"A", "B", "Shared"}
    assert set(result["components"]["responses"]) == {"R"}
    assert [tag["name"] for tag in result["tags"]] == ["a", "b"]


def test_neither_source_is_changed():
    first, second = one(), two(servers=[{"url": "https://two.example"}])
    before = plain_copy([first, second])
    merged(first, second)
    assert [first, second] == before


def test_one_source_is_itself():
    assert merged(one()) == one()


def test_servers_and_security_that_differ_go_with_their_operations():
    result = merged(one(), two(servers=[{"url": "https://two.example"}], security=[{"key": []}]))
    assert result["servers"] == [{"url": "https://one.example"}]
    assert result["paths"]["/b"]["get"]["servers"] == [{"url": "https://two.example"}]
    assert result["paths"]["/b"]["get"]["security"] == [{"key": []}]
    assert "servers" not in result["paths"]["/a"]["get"]


def test_equal_servers_are_said_once():
    result = merged(one(), two(servers=[{"url": "https://one.example"}]))
    assert "servers" not in result["paths"]["/b"]["get"]


def test_different_components_of_one_name_are_shown_both():
    finding = refused(one(), two(components={"schemas": {"Shared": {"type": "boolean"}}}))
    assert (finding.rule, finding.place.file, finding.place.pointer) == (
        "different-definitions", "1.yaml", "/components/schemas/Shared",
    )  # fmt: skip
    for shown in ("0.yaml", "type: integer", "1.yaml", "type: boolean"):
        assert shown in finding.message


def test_different_operations_of_one_path_are_shown_both():
    finding = refused(one(), two(paths={"/a": {"get": {"summary": "Other"}}}))
    assert finding.place.pointer == "/paths/~1a/get"
    assert "summary: Other" in finding.message
    assert "operationId: getA" in finding.message


def test_equal_operations_merge():
    assert set(merged(one(), one())["paths"]) == {"/a"}


def test_an_operation_id_used_twice_names_both_places():
    finding = refused(one(), two(paths={"/b": {"get": {"operationId": "getA"}}}))
    assert finding.rule == "repeated-operation-id"
    assert (finding.place.file, finding.place.pointer) == ("1.yaml", "/paths/~1b/get/operationId")
    assert "0.yaml #/paths/~1a/get" in finding.message


def test_an_operation_id_used_twice_in_one_source_names_both_places():
    finding = refused(one(), two(paths={"/b": {"get": {"operationId": "x"}, "put": {"operationId": "x"}}}))
    assert "1.yaml #/paths/~1b/get" in finding.message
    assert finding.place.pointer == "/paths/~1b/put/operationId"


def test_extensions_among_the_paths_do_no_harm():
    assert merged(one(), two(paths={"x-note": "text", "/c": {"get": {}}}))["paths"]["/c"] == {"get": {}}
