from __future__ import annotations

from typing import Any

import pytest

from generator.document.findings import Place, SpecloomError
from generator.exchange.conformance import Conformance
from generator.exchange.operations import Api

from .garden import interaction

PLANTS = "https://eu.garden.example/v1/plants"
OK: dict[str, Any] = {"body": [], "headers": {"Total": "0"}}
ONE: dict[str, str] = {"Total": "1"}
MADE: dict[str, Any] = {"method": "POST", "status": 201, "body": {"name": "x"}}
HTML = {"Content-Type": "text/html"}
PLAIN = {"Content-Type": "text/plain"}
PROBLEM = {"Content-Type": "application/problem+json"}
WATERED: dict[str, Any] = {"method": "POST", "url": f"{PLANTS}/7/water", "status": 202}


def sent_as(kind: str, body: bytes) -> dict[str, Any]:
    return {"sent": body, "request_headers": {"Content-Type": kind}}


NO_TOKEN = {"Authorization": ""}
FORM = "application/x-www-form-urlencoded"


@pytest.fixture
def faults(document: dict[str, Any]):
    conformance = Conformance(Api(document, "garden.json"))

    def check(*args: Any, **kwargs: Any) -> list[tuple[str, str | None]]:
        found = conformance.check(interaction(*args, **kwargs), Place("case.yaml", pointer="/interactions/0"))
        return [(finding.rule, (finding.place.pointer or "").removeprefix("/interactions/0")) for finding in found]

    return check


@pytest.mark.parametrize(
    "exchange",
    [
        {**OK},
        {"url": f"{PLANTS}?limit=5&since=2026-01-01T00:00:00Z&kinds=tree&kinds=herb&ids=1,2", **OK},
        {"url": f"{PLANTS}?size[height]=1.5&size[wide]=true&where=%7B%22height%22%3A1%7D", **OK},
        {"request_headers": {"Trace": "7", "Cookie": "a=1; season=autumn"}, **OK},
        {"request_headers": {"Authorization": "", "X-Garden-Key": "k", "Cookie": "session=1"}, **OK},
        {"status": 204},
        {
            "status": 418,
            "body": {"detail": "no"},
            "headers": {"Content-Type": "application/problem+json; charset=utf-8"},
        },
        {
            "method": "POST",
            "sent": {"name": "Oak", "children": [{"name": "Acorn"}]},
            "status": 201,
            "body": {"name": "Oak", "new": 1},
        },
        {
            "method": "POST",
            "sent": b"name=Oak&height=2.5&tags=old&tags=tall",
            "request_headers": {"Content-Type": "application/x-www-form-urlencoded"},
            "status": 201,
            "body": {"name": "Oak", "planted": None},
        },
        {
            "url": f"{PLANTS}/mine",
            "body": b"fern",
            "headers": {"Content-Type": "text/plain"},
            "request_headers": {"Authorization": ""},
        },
        {"url": f"{PLANTS}/7?fields=name", "body": {"name": "Oak"}},
        {
            "method": "PUT",
            "url": f"{PLANTS}/7/water",
            "sent": {"any": 1},
            "status": 599,
            "body": b"\xff\x00",
            "headers": {"Content-Type": "image/png"},
        },
        {"method": "PUT", "url": f"{PLANTS}/7/water"},
        {
            "method": "POST",
            "url": f"{PLANTS}/7/water",
            "sent": b"\x89",
            "request_headers": {"Content-Type": "image/png"},
            "status": 202,
        },
    ],
)
def test_what_the_document_allows_is_fine(faults: Any, exchange: dict[str, Any]) -> None:
    assert faults(**exchange) == []


@pytest.mark.parametrize(
    ("exchange", "rule", "pointer"),
    [
        ({"url": "https://other.example/v1/plants"}, "undeclared-operation", "/request/uri"),
        ({"url": "http://eu.garden.example/v1/plants"}, "undeclared-operation", "/request/uri"),
        ({"url": "https://eu.garden.example/v2/plants"}, "undeclared-operation", "/request/uri"),
        ({"url": "https://eu.garden.example/v1/weeds"}, "undeclared-operation", "/request/uri"),
        ({"url": "https://eu.garden.example/v1/plants//water"}, "undeclared-operation", "/request/uri"),
        ({"method": "PATCH"}, "undeclared-operation", "/request/uri"),
        ({"url": f"{PLANTS}?limt=5", **OK}, "undeclared-parameter", "/request/query/limt"),
        ({"url": f"{PLANTS}?ids[]=5", **OK}, "undeclared-parameter", "/request/query/ids[]"),
        ({"url": f"{PLANTS}?limit=many", **OK}, "invalid-parameter", "/request/query/limit"),
        ({"url": f"{PLANTS}?limit=", **OK}, "invalid-parameter", "/request/query/limit"),
        ({"url": f"{PLANTS}?limit=0", **OK}, "invalid-parameter", "/request/query/limit"),
        ({"url": f"{PLANTS}?limit=1&limit=2", **OK}, "invalid-parameter", "/request/query/limit"),
        ({"url": f"{PLANTS}?since=yesterday", **OK}, "invalid-parameter", "/request/query/since"),
        ({"url": f"{PLANTS}?kinds=tree&kinds=moss", **OK}, "invalid-parameter", "/request/query/kinds/1"),
        ({"url": f"{PLANTS}?ids=1,x", **OK}, "invalid-parameter", "/request/query/ids/1"),
        ({"url": f"{PLANTS}?size[depth]=1", **OK}, "invalid-parameter", "/request/query/size"),
        ({"url": f"{PLANTS}?where=tall", **OK}, "invalid-parameter", "/request/query/where"),
        ({"url": f"{PLANTS}?where=%7B%22wide%22%3A1%7D", **OK}, "invalid-parameter", "/request/query/where/wide"),
        ({"request_headers": {"Trace": "x"}, **OK}, "invalid-parameter", "/request/header/Trace"),
        ({"request_headers": {"Cookie": "season=winter"}, **OK}, "invalid-parameter", "/request/cookie/season"),
        ({"url": f"{PLANTS}/oak?fields=a", "body": {"name": "x"}}, "invalid-parameter", "/request/path/id"),
        ({"url": f"{PLANTS}/7", "body": {"name": "x"}}, "missing-parameter", "/request/query/fields"),
        ({"request_headers": NO_TOKEN, **OK}, "missing-credential", "/request/headers"),
        ({"request_headers": {"Authorization": "Bearer "}, **OK}, "missing-credential", "/request/headers"),
        ({"request_headers": NO_TOKEN | {"X-Garden-Key": "k"}, **OK}, "missing-credential", "/request/headers"),
        ({"sent": {"a": 1}, **OK}, "undeclared-body", "/request/body"),
        ({**MADE}, "missing-body", "/request/body"),
        ({**MADE, "sent": {}}, "invalid-body", "/request/body"),
        ({**MADE, "sent": {"name": 1}}, "invalid-body", "/request/body/name"),
        ({**MADE, "sent": b"{"}, "malformed-body", "/request/body"),
        ({**MADE, **sent_as("text/csv", b"x")}, "undeclared-media-type", "/request/body"),
        ({**WATERED, **sent_as("text/plain", b"a")}, "undeclared-media-type", "/request/body"),
        ({**MADE, **sent_as(FORM, b"name=a&height=tall")}, "invalid-body", "/request/body/height"),
        ({"status": 500}, "undeclared-status", "/response/status"),
        ({"body": []}, "missing-header", "/response/headers/Total"),
        ({"body": [], "headers": {"Total": "few"}}, "invalid-header", "/response/headers/Total"),
        ({"body": None, "headers": {"Total": "0"}}, "missing-body", "/response/body"),
        ({"body": [{"name": "x", "kind": "moss"}], "headers": ONE}, "invalid-body", "/response/body/0/kind"),
        ({"body": [{"name": "x", "planted": "soon"}], "headers": ONE}, "invalid-body", "/response/body/0/planted"),
        ({"body": [{"name": "x", "children": [{}]}], "headers": ONE}, "invalid-body", "/response/body/0/children/0"),
        ({"body": {}, "headers": ONE}, "invalid-body", "/response/body"),
        ({"body": b"<html>", "headers": ONE | HTML}, "undeclared-media-type", "/response/body"),
        ({"body": b"[]", "headers": {"Total": "0", "Content-Type": ""}}, "undeclared-media-type", "/response/body"),
        ({"body": b"NaN", "headers": {"Total": "0"}}, "malformed-body", "/response/body"),
        ({"body": b"[" * 100_000, "headers": {"Total": "0"}}, "malformed-body", "/response/body"),
        ({"body": b"\xff", "headers": {"Total": "0"}}, "malformed-body", "/response/body"),
        ({"status": 204, "body": []}, "undeclared-body", "/response/body"),
        ({"method": "DELETE", "url": f"{PLANTS}/7", "status": 204, "body": b"a"}, "undeclared-body", "/response/body"),
        ({"url": f"{PLANTS}/mine", "body": b"cactus", "headers": PLAIN}, "invalid-body", "/response/body"),
        ({"status": 404, "body": {}, "headers": PROBLEM}, "invalid-body", "/response/body"),
    ],
)  # fmt: skip
def test_what_the_document_does_not_allow_is_found(
    faults: Any, exchange: dict[str, Any], rule: str, pointer: str
) -> None:
    assert faults(**exchange) == [(rule, pointer)]


def test_request_and_response_are_both_reported(faults: Any) -> None:
    found = faults(url=f"{PLANTS}?limit=0&x=1", body=[{}], headers={"Total": "1"})
    assert [rule for rule, _ in found] == ["invalid-parameter", "undeclared-parameter", "invalid-body"]


def test_an_unresolvable_reference_is_an_error_that_names_the_document(document: dict[str, Any], faults: Any) -> None:
    for reference in ("#/components/schemas/Plnt", "https://elsewhere.example/plant.json", "file:///etc/hostname"):
        content = document["paths"]["/plants/{id}"]["get"]["responses"]["200"]["content"]["application/json"]
        content["schema"] = {"$ref": reference}
        conformance = Conformance(Api(document, "garden.json"))
        exchange = interaction(url=f"{PLANTS}/7?fields=name", body={"name": "Oak"})
        with pytest.raises(SpecloomError) as caught:
            conformance.check(exchange, Place("case.yaml"))
        assert caught.value.findings[0].rule == "unusable-schema"
        assert caught.value.findings[0].place.file == "garden.json"


def test_messages_stay_short(faults: Any, document: dict[str, Any]) -> None:
    conformance = Conformance(Api(document, "garden.json"))
    huge = interaction(body=[{"name": "x", "kind": "y" * 1_000}] * 1_000, headers={"Total": "1"})
    found = conformance.check(huge, Place("case.yaml"))
    assert 0 < len(found) <= 50
    assert all(len(finding.message) < 250 for finding in found)
