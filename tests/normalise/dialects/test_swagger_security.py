from __future__ import annotations

from typing import Any

import pytest

from .helpers import read, warned
from .swagger_documents import swagger

URLS = {"authorizationUrl": "https://a.example/a", "tokenUrl": "https://a.example/t"}


def scheme(given: dict[str, Any]) -> dict[str, Any]:
    return read(swagger(securityDefinitions={"s": given}))[0]["components"]["securitySchemes"]["s"]


@pytest.mark.parametrize(
    ("flow", "new", "urls"),
    [
        ("implicit", "implicit", ["authorizationUrl"]),
        ("password", "password", ["tokenUrl"]),
        ("application", "clientCredentials", ["tokenUrl"]),
        ("accessCode", "authorizationCode", ["authorizationUrl", "tokenUrl"]),
    ],
)
def test_the_flows_of_oauth2(flow: str, new: str, urls: list[str]):
    made = scheme({"type": "oauth2", "flow": flow, **URLS, "scopes": {"a": "A"}, "description": "d", "x-e": 1})
    said = {"scopes": {"a": "A"}, **{key: URLS[key] for key in urls}}
    assert made == {"type": "oauth2", "description": "d", "x-e": 1, "flows": {new: said}}


def test_basic_and_keys():
    assert scheme({"type": "basic", "description": "d"}) == {"type": "http", "scheme": "basic", "description": "d"}
    key = {"type": "apiKey", "in": "query", "name": "k"}
    assert scheme(key) == key


def test_what_is_missing_or_unknown_is_told():
    _, repairs = read(swagger(securityDefinitions={"s": {"type": "oauth2", "flow": "magic", "scopes": {}}}))
    assert "/securityDefinitions/s" in warned(repairs)
    assert scheme({"type": "bearer"}) == {"type": "http", "scheme": "bearer"}
