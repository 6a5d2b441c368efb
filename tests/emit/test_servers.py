from __future__ import annotations

from typing import Any

import pytest

from generator.emit.resources import resources
from generator.emit.servers import server_template, server_variables
from generator.emit.settings import document_package

from .documents import document, one_operation
from .packages import normalised


def servers(*declared: dict[str, Any], own: list[dict[str, Any]] | None = None) -> dict[str, Any]:
    whole = one_operation({"servers": own} if own else {})
    whole["servers"] = list(declared)
    return normalised(whole)


def server_of(form: dict[str, Any]) -> str:
    [resource] = resources(form)
    return resource.methods[0].server


def test_an_operation_keeps_its_own_server_and_not_that_of_the_document():
    shared = {"url": "https://api.example"}
    assert server_of(servers(shared, own=[{"url": "https://up.example/x"}, shared])) == "https://up.example/x"
    assert server_of(servers(shared, own=[dict(shared)])) == ""
    assert server_of(servers(shared)) == ""


def test_servers_of_a_path_are_those_of_its_operations():
    paths = {"/a": {"servers": [{"url": "https://a.example"}], "get": {"responses": {}}}}
    assert server_of(normalised(document(paths))) == "https://a.example"


@pytest.mark.parametrize(("url", "template"), [("/v1/x", "/v1/x"), ("/", "/"), ("v1", "/v1"), ("", "/")])
def test_a_relative_server_is_a_path(url: str, template: str):
    form = servers({"url": url})
    package = document_package(form, "things")
    assert list(package.servers.values()) == [template]
    assert package.variables == ()
    assert server_of(servers({"url": "https://a.example"}, own=[{"url": url}])) == template


def test_an_origin_that_the_document_fills_is_its_own():
    server = {"url": "{origin}/v1", "variables": {"origin": {"default": "https://a.example"}}}
    assert server_template(server) == "{origin}/v1"
    assert list(server_variables(servers(server))) == ["origin"]


def test_variables_of_the_servers_of_operations_are_arguments_too():
    own = [{"url": "https://{zone}.example", "variables": {"zone": {"default": "eu", "enum": ["eu", "us"]}}}]
    [variable] = document_package(servers({"url": "https://a.example"}, own=own), "things").variables
    assert (variable.argument, variable.default, variable.enum) == ("zone", "eu", ("eu", "us"))
