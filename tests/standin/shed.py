"""A shed of tools: a small API in the normal form, a stand-in for it, and clients of that."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlsplit

import httpx2

from generator.standin.behaviour import Behaviour
from generator.standin.clock import Clock
from generator.standin.serving.app import StandInApp, make_app
from generator.standin.serving.server import Running
from generator.standin.standin import StandIn

AUTHORIZED = {"Authorization": "Bearer anything"}
NOON = datetime(2030, 1, 1, 12, tzinfo=UTC)


def _json(schema: dict[str, Any]) -> dict[str, Any]:
    return {"application/json": {"schema": schema}}


def document() -> dict[str, Any]:
    tool: dict[str, Any] = {"$ref": "#/components/schemas/Tool"}
    tool_id: dict[str, Any] = {"name": "id", "in": "path", "required": True, "schema": {"type": "integer"}}
    shown: dict[str, Any] = {"200": {"description": "A tool.", "content": _json(tool)}, "404": {"description": "None."}}
    asked: dict[str, Any] = {"required": True, "content": _json({"$ref": "#/components/schemas/NewTool"})}
    listed = _json({"type": "array", "items": tool})
    return {
        "openapi": "3.1.0",
        "info": {"title": "Shed", "version": "7"},
        "servers": [{"url": "https://shed.example/api"}],
        "security": [{"bearer": []}],
        "paths": {
            "/tools": {
                "get": {
                    "operationId": "tools_list",
                    "tags": ["tools"],
                    "summary": "List the tools",
                    "parameters": [{"name": "page", "in": "query", "schema": {"type": "integer"}}],
                    "x-specloom-pagination": {"style": "link-header", "items": ""},
                    "responses": {"200": {"description": "All.", "content": listed}},
                },
                "head": {"operationId": "tools_head", "tags": ["tools"], "responses": {"200": {"description": "Yes."}}},
                "post": {
                    "operationId": "tools_create",
                    "tags": ["tools"],
                    "summary": "Add a tool",
                    "requestBody": asked,
                    "responses": {"201": {"description": "Added.", "content": _json(tool)}},
                },
            },
            "/tools/{id}": {
                "parameters": [tool_id],
                "get": {"operationId": "tools_get", "tags": ["tools"], "responses": shown},
                "put": {"operationId": "tools_update", "tags": ["tools"], "requestBody": asked, "responses": shown},
                "delete": {
                    "operationId": "tools_delete",
                    "tags": ["tools"],
                    "responses": {"204": {"description": "Gone."}, "404": {"description": "None."}},
                },
            },
            "/weather": {
                "get": {
                    "operationId": "weather_get",
                    "tags": ["weather"],
                    "security": [{"key": []}],
                    "parameters": [
                        {"name": "day", "in": "query", "required": True, "schema": {"type": "string", "format": "date"}}
                    ],
                    "responses": {"200": {"description": "It.", "content": _json({"type": "string", "enum": ["wet"]})}},
                }
            },
        },
        "components": {
            "securitySchemes": {
                "bearer": {"type": "http", "scheme": "bearer"},
                "key": {"type": "apiKey", "in": "query", "name": "door"},
            },
            "schemas": {
                "Tool": {
                    "type": "object",
                    "required": ["id", "name"],
                    "properties": {"id": {"type": "integer"}, "name": {"type": "string"}},
                },
                "NewTool": {
                    "type": "object",
                    "required": ["name"],
                    "properties": {"name": {"type": "string", "minLength": 1}},
                },
            },
        },
    }


def shed(**options: Any) -> StandIn:
    """A stand-in for the shed at noon of a day, unless the options say otherwise."""
    return StandIn(options.pop("document", None) or document(), "Shed", **({"clock": Clock(NOON)} | options))


def answering(operation: str, handler: Callable[[Any], Any], **settings: Any) -> StandIn:
    """A stand-in for the shed that answers one operation as `handler` does."""
    return shed(behaviour=Behaviour(settings, handlers={operation: handler}))


@contextmanager
def served(app: StandIn | StandInApp) -> Iterator[httpx2.Client]:
    """A client of what is served on a free port; it waits five seconds at most."""
    made = make_app(app) if isinstance(app, StandIn) else app
    with Running(made) as running, httpx2.Client(base_url=running.url, headers=AUTHORIZED, timeout=5) as client:
        yield client


def inside(app: Any, calls: Callable[[httpx2.AsyncClient], Awaitable[Any]], base_url: str = "http://localhost") -> Any:
    """What `calls` returns, given a client of an app in this process."""

    async def run() -> Any:
        transport = httpx2.ASGITransport(app)
        async with httpx2.AsyncClient(transport=transport, base_url=base_url, headers=AUTHORIZED) as client:
            return await calls(client)

    return asyncio.run(run())


def exchanged(url: str | httpx2.URL, sent: bytes, *, until: bytes | None = None) -> bytes:
    """What comes back for the bytes `sent`: all of it, or as much as ends with `until`."""
    parts = urlsplit(str(url))
    with socket.create_connection((parts.hostname, parts.port), timeout=5) as connection:
        connection.sendall(sent)
        received = b""
        while until is None or not received.endswith(until):
            piece = connection.recv(65536)
            if not piece:
                break
            received += piece
        return received


def get(path: str, *headers: str, method: str = "GET") -> bytes:
    """A request as bytes, after which the server is to close the connection."""
    lines = [f"{method} {path} HTTP/1.1", "Host: localhost", "Authorization: Bearer x", "Connection: close", *headers]
    return "\r\n".join([*lines, "", ""]).encode()
