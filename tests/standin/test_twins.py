"""Operations that the same method and path call: what a request brings says which of them it means."""

from __future__ import annotations

import json
from typing import Any

import pytest

from generator.exchange.conformance import Conformance
from generator.exchange.messages import Request
from generator.exchange.operations import Api
from generator.standin.twins import Twins

FIELDS = {"name": "fields", "in": "query", "required": True, "schema": {"type": "string"}}
SERVER = "https://api.example.com"


def operation(name: str, member: str = "", *parameters: dict[str, Any]) -> dict[str, Any]:
    schema = {"type": "object", "properties": {member: {"type": "string"}}, "required": [member]}
    body = {"requestBody": {"required": True, "content": {"application/json": {"schema": schema}}}} if member else {}
    return {"operationId": name, "parameters": list(parameters), "responses": {"200": {"description": ""}}, **body}


PATHS = {
    "/files/{id}": {"get": operation("get"), "put": operation("rename", "name"), "delete": operation("delete")},
    "/files/{id}#link": {"get": operation("get_link", "", FIELDS), "put": operation("put_link", "link")},
    "/files/mine": {"get": operation("mine")},
    "/files": {"get": operation("list", "", {**FIELDS, "required": False}), "post": operation("create", "name")},
    "/files?deleted": {"get": operation("list_deleted"), "post": operation("restore", "id")},
    "/files?fields=all": {"get": operation("list_all", "", {**FIELDS, "name": "sort"})},
    "/owners/{id}": {"get": operation("get_owner"), "put": operation("rename_owner", "name")},
    "/owners/{name}": {"put": operation("put_owner", "owner")},
}


@pytest.mark.parametrize(
    ("method", "target", "sent", "meant"),
    [
        ("GET", "/files/7", None, "get"),
        ("GET", "/files/7?fields=link", None, "get_link"),
        ("PUT", "/files/7", {"name": "a"}, "rename"),
        ("PUT", "/files/7", {"link": "a"}, "put_link"),
        ("PUT", "/files/7", {"neither": "a"}, "rename"),
        ("DELETE", "/files/7", None, "delete"),
        ("GET", "/files/mine", None, "mine"),
        ("GET", "/files", None, "list"),
        ("GET", "/files?fields=a", None, "list"),
        ("GET", "/files?deleted", None, "list_deleted"),
        ("GET", "/files?fields=all&sort=a", None, "list_all"),
        ("GET", "/files?fields=all", None, "list"),
        ("GET", "/files?deleted&fields=all", None, "list_deleted"),
        ("POST", "/files", {"name": "a"}, "create"),
        ("POST", "/files?deleted", {"id": "a"}, "restore"),
        ("POST", "/files?deleted", {"neither": "a"}, "restore"),
        ("GET", "/owners/7", None, "get_owner"),
        ("PUT", "/owners/7", {"name": "a"}, "rename_owner"),
        ("PUT", "/owners/7", {"owner": "a"}, "put_owner"),
    ],
)
def test_a_request_means_the_operation_that_it_conforms_to(method: str, target: str, sent: Any, meant: str) -> None:
    api = Api({"openapi": "3.1.0", "servers": [{"url": SERVER}], "paths": PATHS}, "files")
    headers = () if sent is None else (("Content-Type", "application/json"),)
    request = Request(method, SERVER + target, headers, b"" if sent is None else json.dumps(sent).encode())
    matches = [match for match in api.matches(request.path, request) if match.operation.method == method]
    assert Twins(api, Conformance(api)).meant(matches, request).operation.id == meant
