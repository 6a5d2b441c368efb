"""What a stand-in keeps, in the media type that the document has for it and that the request asks for."""

from __future__ import annotations

import asyncio
import json
from typing import Any
from xml.etree import ElementTree

import pytest

from generator.exchange.conformance import Conformance
from generator.exchange.messages import Request, Response, header_values
from generator.exchange.operations import Api
from generator.standin.standin import StandIn

JSON, VENDOR, XML, CSV = "application/json", "application/vnd.shop+json", "application/xml", "text/csv"
THING = {
    "type": "object",
    "required": ["id", "name"],
    "properties": {"id": {"type": "string"}, "name": {"type": "string"}},
}
LABEL = {
    "type": "object",
    "required": ["label", "id"],
    "properties": {"id": {"type": "string"}, "label": {"type": "string"}},
}
ERROR = {"type": "object", "required": ["message"], "properties": {"message": {"type": "string"}}}


def shop(*kinds: str, other: Any = THING) -> dict[str, Any]:
    """A document whose answers have the media types `kinds`; all but the first hold `other`."""

    def answer(wrap: Any = lambda schema: schema) -> dict[str, Any]:
        schemas = [THING, *[other] * (len(kinds) - 1)]
        return {
            "description": "",
            "content": {kind: {"schema": wrap(each)} for kind, each in zip(kinds, schemas, strict=True)},
        }

    many = answer(lambda schema: {"type": "array", "items": schema})
    missing = {"description": "", "content": {kinds[0]: {"schema": ERROR}}}
    body = {"required": True, "content": {JSON: {"schema": THING}}}
    get = {"operationId": "get", "responses": {"200": answer(), "404": missing}}
    return {
        "servers": [{"url": "https://shop.example"}],
        "paths": {
            "/things": {
                "get": {"operationId": "list", "responses": {"200": many}},
                "post": {"operationId": "create", "requestBody": body, "responses": {"201": answer()}},
            },
            "/things/{id}": {
                "parameters": [{"name": "id", "in": "path", "required": True, "schema": {"type": "string"}}],
                "get": get,
            },
        },
    }


class Shop:
    """A stand-in; each answer is held against the document."""

    def __init__(self, *kinds: str, other: Any = THING) -> None:
        document = shop(*kinds, other=other)
        self.standin = StandIn(document, "shop")
        self._api = Api(document, "shop")

    def __call__(self, method: str, path: str, body: Any = None, *, accept: str = "*/*") -> Response:
        content = b"" if body is None else json.dumps(body).encode()
        headers = (("Accept", accept), *((("Content-Type", JSON),) if content else ()))
        request = Request(method, f"https://shop.example{path}", headers, content)
        response = asyncio.run(self.standin.handle(request))
        operation = next(each.operation for each in self._api.matches(path, request) if each.operation.method == method)
        assert list(Conformance(self._api).response_faults(operation, method, response)) == []
        return response


def kind(response: Response) -> str:
    (found,) = header_values(response.headers, "Content-Type")
    return found


@pytest.mark.parametrize("only", [VENDOR, "application/vnd.api+json; version=1", "application/json; charset=utf-8"])
def test_the_only_json_that_is_declared_is_what_comes(only: str) -> None:
    call = Shop(only)
    made = call("POST", "/things", {"id": "7", "name": "A"})
    assert kind(made).partition(";")[0] == only.partition(";")[0]
    assert json.loads(call("GET", "/things/7").body) == {"id": "7", "name": "A"}
    assert json.loads(call("GET", "/things").body) == [{"id": "7", "name": "A"}]
    missing = call("GET", "/things/8")
    assert (missing.status, kind(missing), json.loads(missing.body)) == (404, only, {"message": "there is no thing 8"})


@pytest.mark.parametrize(
    ("kinds", "accept", "expected"),
    [
        ((JSON, VENDOR), "*/*", JSON),
        ((JSON, VENDOR), VENDOR, VENDOR),
        ((JSON, VENDOR), f"{VENDOR}, {JSON}", VENDOR),
        ((JSON, VENDOR), f"{JSON}, {VENDOR}", JSON),
        ((JSON, VENDOR), f"{VENDOR};q=0.5, */*", JSON),
        ((VENDOR, JSON), "*/*", VENDOR),
        ((VENDOR, JSON), JSON, JSON),
        ((JSON, XML), f"{JSON}, {XML}", JSON),
        ((JSON, XML), XML, XML),
        ((JSON, VENDOR), "image/png", JSON),
    ],
)
def test_a_request_chooses_among_what_is_declared(kinds: tuple[str, ...], accept: str, expected: str) -> None:
    call = Shop(*kinds)
    for found in (
        call("POST", "/things", {"id": "7", "name": "A"}, accept=accept),
        call("GET", "/things/7", accept=accept),
    ):
        assert kind(found) == expected
        values = (
            [each.text for each in ElementTree.fromstring(found.body)]
            if expected == XML
            else [*json.loads(found.body).values()]
        )
        assert values == ["7", "A"]
    assert kind(call("GET", "/things", accept=accept)) == expected


def test_another_form_has_what_its_own_schema_says() -> None:
    call = Shop(JSON, VENDOR, other=LABEL)
    call("POST", "/things", {"id": "7", "name": "A"})
    assert json.loads(call("GET", "/things/7").body) == {"id": "7", "name": "A"}
    vendor = json.loads(call("GET", "/things/7", accept=VENDOR).body)
    assert (vendor["id"], "label" in vendor) == ("7", True)
    assert isinstance(json.loads(call("GET", "/things", accept=VENDOR).body), list)


@pytest.mark.parametrize("only", [CSV, XML, "application/octet-stream"])
def test_a_list_that_is_no_json_comes_as_declared(only: str) -> None:
    found = Shop(only)("GET", "/things")
    assert kind(found) == only
    assert found.body


def test_a_form_that_no_value_can_be_written_in_is_made_up() -> None:
    call = Shop(JSON, CSV, other={"type": "string"})
    call("POST", "/things", {"id": "7", "name": "A"})
    found = call("GET", "/things/7", accept=CSV)
    assert kind(found) == CSV
    assert found.body
