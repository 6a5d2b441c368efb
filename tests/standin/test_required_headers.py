"""Headers that a document requires of answers are there, whatever the answer comes from."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime
from typing import Any

import pytest

from generator.exchange.conformance import Conformance
from generator.exchange.messages import Request, Response, header_values
from generator.exchange.operations import Api
from generator.standin.clock import Clock
from generator.standin.standin import StandIn

NUMBER = {"required": True, "schema": {"type": "integer"}}
HEADERS: dict[str, Any] = {
    "X-Left": NUMBER,
    "Date": {"required": True, "schema": {"type": "string"}},
    "Content-Length": NUMBER,
    "Transfer-Encoding": {"required": True, "schema": {"type": "string"}},
    "X-City": {"required": True, "schema": {"type": "string", "example": "Köln"}},
    "X-Optional": {"schema": {"type": "array", "items": {"type": "integer"}}},
}
THING = {"type": "object", "required": ["id"], "properties": {"id": {"type": "string"}}}
ERROR = {"type": "object", "required": ["message"], "properties": {"message": {"type": "string"}}}


def answer(schema: Any = None, kind: str = "application/json") -> dict[str, Any]:
    content = {} if schema is None else {"content": {kind: {"schema": schema}}}
    return {"description": "", "headers": HEADERS, **content}


DOCUMENT: dict[str, Any] = {
    "servers": [{"url": "https://shop.example"}],
    "components": {"securitySchemes": {"token": {"type": "http", "scheme": "bearer"}}},
    "security": [{"token": []}],
    "paths": {
        "/things": {
            "get": {
                "operationId": "list",
                "responses": {"200": answer({"type": "array", "items": THING}), "default": answer(ERROR)},
            },
            "post": {
                "operationId": "create",
                "requestBody": {"required": True, "content": {"application/json": {"schema": THING}}},
                "responses": {"201": answer(THING), "401": answer(), "4XX": answer({"type": "string"}, "text/plain")},
            },
        },
        "/things/{id}": {
            "parameters": [{"name": "id", "in": "path", "required": True, "schema": {"type": "string"}}],
            "delete": {"operationId": "delete", "responses": {"204": answer(), "404": answer(ERROR), "429": answer(ERROR)}},
        },
    },
}  # fmt: skip


def call(method: str, path: str, body: bytes = b"", **headers: str) -> Response:
    sent = {"Authorization": "Bearer any", **({"Content-Type": "application/json"} if body else {}), **headers}
    standin = StandIn(DOCUMENT, "shop", clock=Clock(datetime(2026, 3, 1, 12, tzinfo=UTC)))
    request = Request(method, f"https://shop.example{path}", tuple(sent.items()), body)
    return asyncio.run(standin.handle(request))


@pytest.mark.parametrize(
    ("method", "path", "body", "headers", "status"),
    [
        ("GET", "/things", b"", {}, 200),
        ("GET", "/things", b"", {"Authorization": ""}, 401),
        ("GET", "/things", b"", {"Prefer": "code=503"}, 503),
        ("POST", "/things", b'{"id": "7"}', {}, 201),
        ("POST", "/things", b"{}", {}, 422),
        ("POST", "/things", b"{", {}, 400),
        ("POST", "/things", b"x", {"Content-Type": "text/csv"}, 415),
        ("POST", "/things", b"", {"Authorization": ""}, 401),
        ("DELETE", "/things/7", b"", {}, 404),
        ("DELETE", "/things/7", b"", {"Prefer": "code=204"}, 204),
        ("DELETE", "/things/7", b"", {"Prefer": "code=429"}, 429),
    ],
)
def test_they_are_there(method: str, path: str, body: bytes, headers: dict[str, str], status: int) -> None:
    response = call(method, path, body, **headers)
    assert response.status == status
    operation = next(each for each in Api(DOCUMENT, "shop").operations if each.method == method)
    assert list(Conformance(Api(DOCUMENT, "shop")).response_faults(operation, method, response)) == []
    assert header_values(response.headers, "Date") == ("Sun, 01 Mar 2026 12:00:00 GMT",)
    assert header_values(response.headers, "X-City") == ("K%C3%B6ln",)
    names = [name.lower() for name, _ in response.headers]
    assert len(names) == len(set(names))
    assert not {"content-length", "transfer-encoding", "x-optional"} & set(names), "the server's to say, or left out"


def test_a_status_that_is_not_declared_has_none() -> None:
    assert [name for name, _ in call("DELETE", "/things/7", Authorization="").headers] == ["Content-Type"]
