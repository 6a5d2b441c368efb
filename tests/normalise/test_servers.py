from __future__ import annotations

from typing import Any

import pytest

from .documents import document
from .helpers import normal, resolved, said


def settled(*servers: dict[str, Any]) -> Any:
    return normal(document(servers=list(servers)))


@pytest.mark.parametrize(
    "url", ["https://a.example", "http://localhost:8080/v1", "{base}/v1", "HTTPS://a.example", "https://{t}.example"]
)
def test_absolute_and_declared_servers_stay(url: str):
    variables = {"variables": {name: {"default": "x"} for name in ("base", "t") if f"{{{name}}}" in url}}
    server = {"url": url, **(variables if variables["variables"] else {})}
    form = settled(server)
    assert form.document["servers"] == [server]
    assert form.findings == ()


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("/v1", "{origin}/v1"),
        ("/", "{origin}"),
        ("", "{origin}"),
        ("../api/", "{origin}/api"),
        ("./", "{origin}"),
        ("v1", "{origin}/v1"),
    ],
)
def test_a_relative_server_declares_its_origin(url: str, expected: str):
    form = settled({"url": url, "description": "d"})
    (server,) = form.document["servers"]
    assert server == {"url": expected, "description": "d", "variables": {"origin": {"default": ""}}} or url == expected
    (finding,) = form.findings
    assert finding.place.pointer == "/servers/0/url"
    assert said(form.ledger)["/servers/0/url"] == f"is {expected}"


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("//a.example/v1", "https://a.example/v1"),
        ("a.example", "https://a.example"),
        ("a.b.example:8080/x", "https://a.b.example:8080/x"),
    ],
)
def test_a_host_without_a_scheme_gets_one(url: str, expected: str):
    assert settled({"url": url}).document["servers"] == [{"url": expected}]


def test_variables_are_declared_and_have_a_default():
    server = {"url": "https://{zone}.{tier}.example", "variables": {"tier": {"enum": ["free", "paid"]}}}
    assert settled(server).document["servers"][0]["variables"] == {
        "tier": {"enum": ["free", "paid"], "default": "free"}, "zone": {"default": ""},
    }  # fmt: skip


def test_a_variable_called_origin_is_not_taken():
    server = {"url": "/{origin}", "variables": {"origin": {"default": "a"}}}
    assert settled(server).document["servers"][0]["url"] == "{origin_2}/{origin}"


def test_servers_of_operations_are_settled_too():
    form = normal(document(paths={"/a": {"get": {"servers": [{"url": "/x"}]}}}))
    assert form.document["paths"]["/a"]["get"]["servers"][0]["url"] == "{origin}/x"


def test_a_document_without_servers_has_none():
    assert "servers" not in normal(document()).document


def test_servers_of_operations_that_turn_out_to_be_those_of_the_document_are_not_said_again():
    own = [{"url": "a.example", "name/": "a member that OpenAPI does not have"}]
    form = normal(document(servers=[{"url": "https://a.example"}], paths={"/a": {"get": {"servers": own}}}))
    assert "servers" not in form.document["paths"]["/a"]["get"]
    assert said(form.ledger)["/paths/~1a/get/servers"] == "are those of the document"


def test_the_resolved_form_has_left_out_what_only_repeats_the_document_and_keeps_what_is_written_otherwise():
    """Else a comparison would tell one server that moves once for each operation that repeats it."""
    shared = [{"url": "https://a.example"}]
    same, otherwise = {"servers": shared}, {"servers": [{"url": "//a.example"}]}
    given = resolved(
        document(servers=shared, paths={"/a": {"get": same}, "/b": {**same, "get": {}}, "/c": {"get": otherwise}})
    )
    own = {path: item["get"].get("servers") for path, item in given["paths"].items()}
    assert own == {"/a": None, "/b": None, "/c": otherwise["servers"]}
    assert "servers" not in normal(given).document["paths"]["/c"]["get"]
