"""Who calls: credentials as the security schemes have them."""

from __future__ import annotations

import base64
from typing import Any

import pytest

from generator.exchange.messages import Request
from generator.exchange.operations import Api, Operation
from generator.standin.authentication import Authentication
from generator.standin.causes import Cause, Refused

SCHEMES = {
    "key": {"type": "apiKey", "in": "header", "name": "X-Key"},
    "raw": {"type": "apiKey", "in": "header", "name": "Authorization"},
    "query": {"type": "apiKey", "in": "query", "name": "token"},
    "cookie": {"type": "apiKey", "in": "cookie", "name": "sid"},
    "bearer": {"type": "http", "scheme": "bearer"},
    "basic": {"type": "http", "scheme": "Basic"},
    "oauth": {"type": "oauth2", "flows": {}},
}
PAIR = base64.b64encode(b"ann:p:w").decode()


def asked(*alternatives: list[str]) -> tuple[dict[str, Any], Operation]:
    security = [{name: [] for name in names} for names in alternatives]
    document = {
        "components": {"securitySchemes": SCHEMES},
        "paths": {"/a": {"get": {"operationId": "a", "responses": {}, "security": security}}},
    }
    return document, Api(document, "secured").operations[0]


def outcome(
    alternatives: list[list[str]], headers: dict[str, str], query: str = "", **settings: Any
) -> Cause | list[tuple[str, str]]:
    document, operation = asked(*alternatives)
    request = Request("GET", f"http://127.0.0.1/a?{query}", tuple(headers.items()))
    try:
        found = Authentication(document, **settings).credentials(operation, request)
    except Refused as refused:
        return refused.cause
    return [(credential.scheme, credential.secret) for credential in found]


@pytest.mark.parametrize(
    ("scheme", "headers", "query", "secret"),
    [
        ("key", {"x-key": "s"}, "", "s"),
        ("raw", {"Authorization": "s"}, "", "s"),
        ("query", {}, "token=s%20t", "s t"),
        ("cookie", {"Cookie": "a=1; sid=s=t"}, "", "s=t"),
        ("bearer", {"Authorization": "bearer s"}, "", "s"),
        ("basic", {"Authorization": f"Basic {PAIR}"}, "", "ann:p:w"),
        ("oauth", {"Authorization": "Bearer s"}, "", "s"),
    ],
)
def test_each_kind_is_read_where_it_stands(scheme: str, headers: dict[str, str], query: str, secret: str) -> None:
    assert outcome([[scheme]], headers, query) == [(scheme, secret)]
    assert outcome([[scheme]], {}) is Cause.UNAUTHENTICATED


@pytest.mark.parametrize("value", ["", "Bearer", "Bearer ", "Basic !", "Basic YQ==", "Basic /w==", "Digest x"])
def test_what_is_no_credential_of_the_kind_is_none(value: str) -> None:
    cause = Cause.BAD_CREDENTIAL
    assert outcome([["basic"]], {"Authorization": value}) is cause
    assert outcome([["bearer"]], {"Authorization": value}) is cause


def test_two_schemes_share_a_header() -> None:
    alternatives = [["raw"], ["bearer"]]
    assert outcome(alternatives, {"Authorization": "key-1"}) == [("raw", "key-1")]
    assert outcome(alternatives, {"Authorization": "Bearer t"}) == [("bearer", "t")]


def test_alternatives_and_schemes_that_go_together() -> None:
    alternatives = [["key", "bearer"], ["query"], []]
    assert outcome(alternatives, {"X-Key": "k", "Authorization": "Bearer t"}) == [("key", "k"), ("bearer", "t")]
    assert outcome(alternatives, {"X-Key": "k"}) == []
    assert outcome(alternatives, {"X-Key": "k"}, "token=q") == [("query", "q")]
    assert outcome([], {}) == []


def test_what_is_accepted_refused_and_forbidden() -> None:
    bearer = [["bearer"]]
    given = {name: {"Authorization": f"Bearer {name}"} for name in ("good", "old", "weak", "other")}
    settings: dict[str, Any] = {"refused": ["old"], "forbidden": ["weak"]}
    assert outcome(bearer, given["other"], **settings) == [("bearer", "other")]
    assert outcome(bearer, given["old"], **settings) is Cause.BAD_CREDENTIAL
    assert outcome(bearer, given["weak"], **settings) is Cause.FORBIDDEN
    accepted = {"bearer": ["good"]}
    assert outcome(bearer, given["good"], accepted=accepted) == [("bearer", "good")]
    assert outcome(bearer, given["other"], accepted=accepted) is Cause.BAD_CREDENTIAL


def test_a_secret_is_not_shown() -> None:
    document, operation = asked(["bearer"])
    request = Request("GET", "http://127.0.0.1/a", (("Authorization", "Bearer hush"),))
    assert "hush" not in repr(Authentication(document).credentials(operation, request))
