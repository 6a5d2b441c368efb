"""Paths below servers, whose URLs have variables in their paths."""

from __future__ import annotations

import pytest

from generator.exchange.messages import Request
from generator.exchange.operations import Api, Match
from generator.exchange.server_paths import below, prefixes


def test_the_root_comes_first_and_what_has_variables_last() -> None:
    servers = (
        "https://a.example/{base}/v1/", "https://a.example/v2", "{origin}/rel", "https://{host}", "https://a.example",
        "https://a.example{path}", "https://a.{tld}", "https://a.example:{port}", "{scheme}://a.example/v3",
    )  # fmt: skip
    assert prefixes(servers) == ("", "/rel", "/v2", "/v3", "/{base}/v1", "{path}")


@pytest.mark.parametrize(
    ("prefix", "path", "left"),
    [
        ("", "/pets", ["/pets"]),
        ("/v1", "/v1/pets", ["/pets"]),
        ("/v1", "/v2/pets", []),
        ("/{base}", "/api/v1/pets", ["/v1/pets", "/pets"]),
        ("/{base}/v1", "/api/v1/pets", ["/pets"]),
        ("/{base}/v1", "/a/b/v1/pets", ["/pets"]),
        ("{base}", "/api/pets", ["/pets"]),
        ("/{base}", "/pets", []),
    ],
)
def test_a_variable_may_stand_for_several_segments(prefix: str, path: str, left: list[str]) -> None:
    assert list(below(prefix, path)) == left


def test_a_path_of_many_segments_ends_soon() -> None:
    assert len(list(below("/{base}", "/a" * 100_000))) < 10


def test_an_operation_is_found_below_a_server_with_variables() -> None:
    get = {"operationId": "get", "responses": {}}
    document = {"servers": [{"url": "https://{region}.example.com/{base}"}], "paths": {"/pets/{id}": {"get": get}}}
    match = Api(document, "pets").find(Request("GET", "https://eu.example.com/api/v1/pets/7"))
    assert isinstance(match, Match)
    assert match.values == {"id": "7"}
    assert isinstance(Api(document, "pets").find(Request("GET", "https://eu.example.com/pets/7")), str)


def test_an_operation_is_found_below_a_server_of_any_scheme() -> None:
    get = {"operationId": "get", "responses": {}}
    document = {"servers": [{"url": "{scheme}://example.com/v1"}], "paths": {"/pets": {"get": get}}}
    for scheme in ("http", "https"):
        assert isinstance(Api(document, "pets").find(Request("GET", f"{scheme}://example.com/v1/pets")), Match)
    assert isinstance(Api(document, "pets").find(Request("GET", "https://example.org/v1/pets")), str)
