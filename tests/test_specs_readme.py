"""specs/README.md: it names every key, decorator and member there is, and its examples work."""

from __future__ import annotations

import asyncio
import json
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from markdown_it import MarkdownIt

from generator.contract.coverage.acceptance import load_accepted
from generator.contract.rehearsing.suppositions import load_suppositions
from generator.document.load import loads
from generator.exchange.messages import Request, Response
from generator.exchange.operations import Api
from generator.standin import behaviour
from generator.standin.call import Call, World
from generator.standin.causes import Cause, status_of
from generator.standin.clock import Clock
from generator.standin.standin import StandIn

ROOT = Path(__file__).parents[1]
TEXT = (ROOT / "specs" / "README.md").read_text("utf-8")
SCHEMAS = {
    "behaviour.yaml": ROOT / "generator" / "standin" / "behaviour.schema.json",
    "scenarios.yaml": ROOT / "generator" / "contract" / "recording" / "scenarios.schema.json",
}
DOCUMENT = """
openapi: 3.1.0
info: {title: Acme widgets, version: '1'}
servers: [{url: https://acme.example}]
security: [{bearerAuth: []}]
paths:
  /widgets:
    get:
      operationId: widgets_list
      tags: [widgets]
      responses: {'200': {description: All., content: {application/json: {schema: {$ref: '#/components/schemas/Widgets'}}}}}
    post:
      operationId: widgets_create
      tags: [widgets]
      requestBody: {required: true, content: {application/json: {schema: {$ref: '#/components/schemas/Widget'}}}}
      responses:
        '201': {description: Made., content: {application/json: {schema: {$ref: '#/components/schemas/Widget'}}}}
        '422': {description: Not made., content: {application/json: {schema: {}}}}
  /widgets/{_id}/parts:
    parameters: [{name: _id, in: path, required: true, schema: {type: string}}]
    get:
      operationId: parts_list
      tags: [parts]
      responses: {'200': {description: All., content: {application/json: {schema: {$ref: '#/components/schemas/Widgets'}}}}}
components:
  securitySchemes: {bearerAuth: {type: http, scheme: bearer}}
  schemas:
    Widgets: {type: array, items: {$ref: '#/components/schemas/Widget'}}
    Widget:
      type: object
      required: [colour]
      properties: {_id: {type: string, readOnly: true}, colour: {type: string}}
"""


def section(name: str) -> str:
    return TEXT.partition(f"\n## {name}\n")[2].partition("\n## ")[0]


def block(name: str) -> str:
    """The example of a section."""
    return next(token.content for token in MarkdownIt().parse(section(name)) if token.type == "fence")


def keys(schema: Any) -> Iterator[str]:
    """Every name of a property, anywhere in a schema."""
    if isinstance(schema, dict):
        yield from schema.get("properties", {})
        for value in schema.values():
            yield from keys(value)
    elif isinstance(schema, list):
        for value in schema:
            yield from keys(value)


@pytest.mark.parametrize("name", SCHEMAS)
def test_every_key_is_explained(name: str) -> None:
    said = set(re.findall(r"[\w-]+", section(name)))
    schema = json.loads(SCHEMAS[name].read_text("utf-8"))
    assert [key for key in dict.fromkeys(keys(schema)) if key not in said] == []


def test_every_key_of_coverage_is_explained(tmp_path: Path) -> None:
    (tmp_path / "coverage.yaml").write_text(block("coverage.yaml"))
    accepted = load_accepted(tmp_path)
    assert len(accepted) == 3
    explained = set(re.findall(r"^\| `(\w+)` \|", section("coverage.yaml"), re.MULTILINE))
    written = loads(block("coverage.yaml"), "coverage.yaml")
    assert explained == {key for each in written["accepted"] for key in each}


def test_every_key_of_suppositions_is_explained(tmp_path: Path) -> None:
    (tmp_path / "supposed.yaml").write_text(block("supposed.yaml"))
    assert [each.is_held for each in load_suppositions(tmp_path)] == [True] * 5 + [False]
    explained = set(re.findall(r"^\| `(\w+)` \|", section("supposed.yaml"), re.MULTILINE))
    written = loads(block("supposed.yaml"), "supposed.yaml")
    assert explained == {key for entries in written.values() for each in entries for key in each}


def test_every_cause_is_explained_with_its_statuses() -> None:
    rows = dict(re.findall(r"^\| `([\w-]+)` \| (\d[\d, ]*) \|", section("behaviour.yaml"), re.MULTILINE))
    assert list(rows) == [cause.value for cause in Cause]
    assert [int(row.partition(",")[0]) for row in rows.values()] == [status_of(cause, None) for cause in Cause]


def test_every_decorator_and_member_is_explained() -> None:
    text = section("behaviour.py")
    marked = {name for name, value in vars(behaviour).items() if callable(value) and f"@{name}" in text}
    own = {"answers", "serves", "before", "admits", "starts"}
    assert marked == own == set(re.findall(r"^\| `@(\w+)", text, re.MULTILINE))
    for kind in (Call, World):
        table = text.partition(f"| member of `{kind.__name__}` |")[2].partition("\n\n")[0]
        explained = {
            name for row in re.findall(r"^\| (`.*?) \|", table, re.MULTILINE) for name in re.findall(r"`(\w+)", row)
        }
        assert explained == {name for name in dir(kind) if not name.startswith("_")}


def test_the_examples_behave_as_they_say(tmp_path: Path) -> None:
    (tmp_path / "behaviour.yaml").write_text(block("behaviour.yaml"))
    (tmp_path / "behaviour.py").write_text(block("behaviour.py"))
    document: Any = loads(DOCUMENT, "acme")
    clock = Clock(datetime(2026, 1, 31, 12, tzinfo=UTC))  # a Saturday
    loaded = behaviour.load_behaviour(tmp_path, Api(document, "acme"))
    standin = StandIn(document, "acme", behaviour=loaded, clock=clock)

    def call(method: str, path: str, body: Any = None, token: str = "a-token") -> Response:
        headers = (("Authorization", f"Bearer {token}"), ("Content-Type", "application/json"))
        content = b"" if body is None else json.dumps(body).encode()
        return asyncio.run(standin.handle(Request(method, f"http://127.0.0.1{path}", headers, content)))

    assert call("POST", "/widgets", {"colour": "blue"}).status == 201
    assert [each["colour"] for each in json.loads(call("GET", "/widgets").body)] == ["blue", "red"]
    refused = call("POST", "/widgets", {"colour": "black"})
    assert (refused.status, json.loads(refused.body)) == (
        422,
        {"errors": [{"code": "no_black", "field": "colour", "message": "Widgets are not black."}]},
    )
    assert [call("GET", "/widgets", token=token).status for token in ("other", "revoked-token")] == [401, 401]
    assert len(json.loads(call("POST", "/login").body)["token"]) > 8
    assert json.loads(call("GET", "/nowhere").body)["code"] == "widget_unknown"
    clock.advance(24 * 3600)
    assert call("GET", "/widgets").status == 503
    standin.world.store.close()
