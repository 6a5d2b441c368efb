"""Paths that state a part of their query, as documents of APIs have them that tell operations apart by it."""

from __future__ import annotations

from typing import Any

import pytest

from generator.exchange.conformance import Conformance
from generator.exchange.messages import Request
from generator.exchange.operations import Api, Match
from generator.exchange.path_queries import bare_path, is_stated, query_values, stated_query

SERVER = "https://api.example.com/v1"


def operation(name: str, *parameters: dict[str, Any]) -> dict[str, Any]:
    return {"operationId": name, "parameters": list(parameters), "responses": {"200": {"description": ""}}}


def inside(name: str, kind: str = "string") -> dict[str, Any]:
    return {"name": name, "in": "path", "required": True, "schema": {"type": kind}}


DOCUMENT: dict[str, Any] = {
    "servers": [{"url": SERVER}],
    "paths": {
        "/blobs": {"get": operation("all"), "post": operation("create")},
        "/blobs?list": {"get": operation("listed")},
        "/blobs?page={page}": {"get": operation("paged", inside("page", "integer"))},
        "/blobs?comp=list&kind={kind}": {"get": operation("of_kind", inside("kind"))},
        "/blobs/{id}": {"get": operation("one", inside("id"))},
        "/blobs/{id}?acl#v2": {"get": operation("acl", inside("id"))},
        "/find{?q}": {"get": operation("find", inside("?q"))},
    },
}


def found(target: str, method: str = "GET") -> tuple[str, dict[str, str]] | str:
    match = Api(DOCUMENT, "blobs").find(Request(method, SERVER + target))
    return (match.operation.id, match.values) if isinstance(match, Match) else match


@pytest.mark.parametrize(
    ("path", "bare", "stated"),
    [
        ("/blobs", "/blobs", []),
        ("/blobs?list", "/blobs", [("list", "")]),
        ("/blobs?page={page}&x=a%20b#top?z", "/blobs", [("page", "{page}"), ("x", "a b")]),
        ("/blobs#a?b=c", "/blobs", []),
        ("/find{?q}", "/find{?q}", []),
        ("/find?{query}", "/find", [("{query}", "")]),
    ],
)
def test_a_path_is_read_in_its_parts(path: str, bare: str, stated: list[tuple[str, str]]) -> None:
    assert bare_path(path) == bare
    assert [tuple(field) for field in stated_query(path)] == stated


@pytest.mark.parametrize(
    ("target", "expected"),
    [
        ("/blobs", ("all", {})),
        ("/blobs?other=1", ("all", {})),
        ("/blobs?list", ("listed", {})),
        ("/blobs?list=&more=1", ("listed", {})),
        ("/blobs?list=now", ("all", {})),
        ("/blobs?page=7", ("paged", {"page": "7"})),
        ("/blobs?page=a%26b", ("paged", {"page": "a&b"})),
        ("/blobs?page=", ("all", {})),
        ("/blobs?kind=x&comp=list", ("of_kind", {"kind": "x"})),
        ("/blobs?comp=list", ("all", {})),
        ("/blobs?list&page=7&comp=list&kind=x", ("of_kind", {"kind": "x"})),
        ("/blobs/7", ("one", {"id": "7"})),
        ("/blobs/7?acl", ("acl", {"id": "7"})),
    ],
)
def test_a_request_calls_the_operation_that_states_the_most_of_its_query(target: str, expected: Any) -> None:
    assert found(target) == expected


def test_what_a_path_states_is_a_part_of_it_for_other_methods_too() -> None:
    assert found("/blobs?list", "POST") == ("create", {})
    assert found("/blobs/7?acl", "POST") == "the path takes GET, not POST"


def test_what_a_path_states_is_declared_and_its_variables_are_checked() -> None:
    api = Api(DOCUMENT, "blobs")
    conformance = Conformance(api)

    def rules(target: str) -> list[tuple[str, str]]:
        request = Request("GET", SERVER + target)
        match = api.find(request)
        assert isinstance(match, Match)
        return [(fault.rule, fault.pointer) for fault in conformance.request_faults(match, request)]

    assert rules("/blobs?list") == rules("/blobs?page=7") == rules("/blobs?comp=list&kind=x") == []
    assert rules("/blobs?page=first") == [("invalid-parameter", "/request/path/page")]
    assert rules("/blobs?list&more=1") == [("undeclared-parameter", "/request/query/more")]


def test_each_stated_field_must_come() -> None:
    stated = stated_query("/a?x={y}-{z}&w")
    assert query_values(stated, (("w", ""), ("x", "1-2"))) == {"y": "1", "z": "2"}
    assert query_values(stated, (("x", "1-2"),)) is None
    assert query_values(stated, (("x", "1"), ("w", ""))) is None
    assert [is_stated(stated, name) for name in ("x", "w", "y")] == [True, True, False]
