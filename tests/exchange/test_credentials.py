from __future__ import annotations

from typing import Any

import pytest

from generator.exchange.credentials import credential_headers, credential_queries, satisfies
from generator.exchange.messages import Request
from generator.exchange.operations import Api


def described(scheme: dict[str, Any]) -> dict[str, Any]:
    return {
        "security": [{"it": []}],
        "paths": {"/x": {"get": {"operationId": "x", "responses": {}}}},
        "components": {"securitySchemes": {"it": scheme}},
    }


def test_headers_that_carry_credentials_are_those_of_http_and_of_the_document(document: dict[str, Any]) -> None:
    assert credential_headers(document) == ("authorization", "cookie", "proxy-authorization", "x-garden-key")
    assert credential_headers({}) == ("authorization", "cookie", "proxy-authorization")


@pytest.mark.parametrize(
    ("scheme", "good", "bad"),
    [
        ({"type": "http", "scheme": "bearer"}, {"Authorization": "bearer x"}, {"Authorization": "x"}),
        ({"type": "http", "scheme": "basic"}, {"Authorization": "Basic eDp5"}, {"Authorization": "Bearer eDp5"}),
        ({"type": "oauth2", "flows": {}}, {"Authorization": "Bearer x"}, {}),
        ({"type": "openIdConnect"}, {"Authorization": "Bearer x"}, {"authorization": ""}),
        ({"type": "apiKey", "in": "header", "name": "Authorization"}, {"authorization": "x"}, {"X-Key": "x"}),
        ({"type": "apiKey", "in": "cookie", "name": "sid"}, {"Cookie": "a=1; sid=2"}, {"Cookie": "side=2"}),
    ],
)
def test_a_scheme_is_met_by_its_own_header(scheme: dict[str, Any], good: dict[str, str], bad: dict[str, str]) -> None:
    document = described(scheme)
    (operation,) = Api(document, "x.json").operations
    verdicts = [satisfies(document, operation, Request("GET", "/x", tuple(sent.items()))) for sent in (good, bad)]
    assert verdicts == [True, False]


def test_a_key_in_the_query_is_a_credential_and_no_parameter() -> None:
    document = described({"type": "apiKey", "in": "query", "name": "key"})
    (operation,) = Api(document, "x.json").operations
    assert credential_queries(document, operation) == {"key"}
    verdicts = [satisfies(document, operation, Request("GET", f"/x?{query}")) for query in ("key=a", "key=", "")]
    assert verdicts == [True, False, False]


def test_a_scheme_that_is_not_declared_is_met_by_nothing() -> None:
    document = described({}) | {"components": {}}
    (operation,) = Api(document, "x.json").operations
    assert not satisfies(document, operation, Request("GET", "/x", (("Authorization", "Bearer x"),)))


@pytest.mark.parametrize("security", [[], [{}], [{"it": []}, {}]])
def test_anonymous_calls_are_fine_where_they_are_allowed(security: list[Any]) -> None:
    document = described({"type": "http", "scheme": "bearer"}) | {"security": security}
    (operation,) = Api(document, "x.json").operations
    assert satisfies(document, operation, Request("GET", "/x"))
