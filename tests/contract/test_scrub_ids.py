"""Ids, persons, tenants and addresses: the same other one for the same, wherever it stands."""

from __future__ import annotations

import base64
import ipaddress
import json
from typing import Any
from uuid import UUID

import pytest

from generator.contract.scrubbing.scrub import Scrubber
from generator.exchange.messages import header_values

from .planted import BASE, document, exchange

OBJECT = "65a1f0c2b7d94e0012c3a4f1"
V4, V7 = "5b0f8c1e-2d3a-4f6b-9a7c-1e2d3c4b5a69", "01900f3a-8c4e-7b21-b0a4-3f5e6d7c8b9a"


def scrubber() -> Scrubber:
    return Scrubber(document(), secrets=[])


def answered(body: Any) -> Any:
    return json.loads(scrubber().scrub(exchange(f"{BASE}/items", body=body)).response.body)


def test_one_id_is_one_pseudonym_in_every_place_of_a_session() -> None:
    scrub = scrubber()
    made = scrub.scrub(
        exchange(
            f"{BASE}/items/{OBJECT}?after={OBJECT}&ids=7,{OBJECT}",
            method="POST",
            sent={"_id": OBJECT},
            body={
                OBJECT: {"self": f"/v1/items/{OBJECT}"},
                "log": f"item {OBJECT}.",
                "more": base64.b64encode(f'{{"a":"{OBJECT}"}}'.encode()).decode(),
            },
            answered={"Location": f"{BASE}/items/{OBJECT}", "Link": f'</v1/items?from={OBJECT}>; rel="next"'},
        )
    )
    after = scrub.scrub(exchange(f"{BASE}/items/{OBJECT.upper()}"))
    new = "1d0000000000000000000001"
    assert made.request.url == f"https://example.vault.example/v1/items/{new}?after={new}&ids=1%2C{new}"
    assert json.loads(made.request.body) == {"_id": new}
    assert header_values(made.response.headers, "Location") == (f"https://example.vault.example/v1/items/{new}",)
    assert header_values(made.response.headers, "Link") == (f'</v1/items?from={new}>; rel="next"',)
    body = json.loads(made.response.body)
    assert body[new] == {"self": f"/v1/items/{new}"}
    assert body["log"] == f"item {new}."
    assert json.loads(base64.b64decode(body["more"])) == {"a": new}
    assert after.request.url.endswith(f"/items/{new.upper()}")


@pytest.mark.parametrize("text", [V4, V7, V4.upper(), "6ba7b810-9dad-11d1-80b4-00c04fd430c8"])
def test_a_uuid_stays_one_of_its_version(text: str) -> None:
    got = answered({"a": text, "id": text.replace("-", "")})
    assert UUID(got["a"]).version == UUID(text).version
    assert UUID(got["a"]).variant == UUID(text).variant
    assert got["id"] == got["a"].replace("-", "")
    assert got["a"] != text
    assert text != text.upper() or got["a"] == got["a"].upper()


def test_numbers_stay_numbers_and_are_the_same_as_text() -> None:
    body = {
        "id": 4711,
        "parent_id": 12,
        "next": f"{BASE}/items/4711",
        "count": 4711,
        "rowId": 0,
        "refs": {"itemIds": [12, "4711"]},
    }
    assert answered(body) == {
        "id": 1,
        "parent_id": 2,
        "next": "https://example.vault.example/v1/items/1",
        "count": 4711,
        "rowId": 0,
        "refs": {"itemIds": [2, "1"]},
    }
    assert answered({"id": 98765432109876543210, "log": "98765432109876543210 is gone"}) == {
        "id": 1,
        "log": "1 is gone",
    }


@pytest.mark.parametrize(
    ("text", "first", "second"),
    [
        ("ex-0815", "ex-0001", "ex-0002"),
        ("cus_9s6XKzkNRiz8i3", "cus_0a0AAaaAAaa0a1", "cus_0a0AAaaAAaa0a2"),
        ("01ARZ3NDEKTSV4RRFFQ69G5FAV", "00AAA0AAAAAAA0AAAAA00A0AAB", "00AAA0AAAAAAA0AAAAA00A0AAC"),
        ("order:x7", "order:a1", "order:a2"),
    ],
)
def test_other_ids_keep_their_words_and_their_shape(text: str, first: str, second: str) -> None:
    other = text[:-1] + ("9" if text[-1].isdigit() else "Z")
    got = answered({"id": text, "other_id": other, "same": [f"seen {text} and {other}"], "ids": [text]})
    assert (got["id"], got["other_id"], got["ids"]) == (first, second, [first])
    if len(text) >= 8:
        assert got["same"] == [f"seen {first} and {second}"]


def test_more_ids_than_a_shape_has_room_for_stay_distinct() -> None:
    got = answered(
        {
            "ids": [f"x{number}" for number in range(10)]
            + [f"{sign}{number}" for sign in "abcdefghijklmnopqrstuvwyz" for number in range(10)]
            + [f"{sign}9" for sign in "ABCDEFGHIJKLMNOPQRSTUVWXYZ"]
        }
    )["ids"]
    assert len(set(got)) == len(got)


@pytest.mark.parametrize(
    "path", ["/kinds/kind1", "/items", "/items/blue", "/items/a%2Fb%20c", "/items/2026-01-12", "/unknown/12/x", "/"]
)
def test_what_is_no_id_stays_in_a_path(path: str) -> None:
    assert scrubber().scrub(exchange(BASE + path)).request.url == f"https://example.vault.example/v1{path}"


def test_an_id_that_needs_escapes_is_one_too() -> None:
    assert scrubber().scrub(exchange(f"{BASE}/items/a%3A12%7C3")).request.url.endswith("/items/a%3A01%7C1")


def test_persons_and_addresses_are_renamed() -> None:
    got = answered(
        {
            "by": "Ada.Lovelace@acme.com",
            "log": "mail <ada.lovelace@acme.com>, bob+x@mail.acme.co.uk from 93.184.216.34 and 2a02:8109:9cc0:1::7",
            "again": "mailto:bob+x@mail.acme.co.uk?ip=93.184.216.34",
            "own": ["me@example.com", "10.0.0.1", "192.168.1.9:80", "::1"],
        }
    )
    assert got["by"] == "person-1@example.com"
    assert got["log"] == "mail <person-1@example.com>, person-2@example.com from 192.0.2.1 and 2001:db8::1"
    assert got["again"] == "mailto:person-2@example.com?ip=192.0.2.1"
    assert got["own"] == ["me@example.com", "10.0.0.1", "192.168.1.9:80", "::1"]


def test_many_addresses_stay_in_the_networks_for_documentation() -> None:
    got = answered({"list": [f"93.184.{number // 250}.{number % 250}" for number in range(600)]})["list"]
    assert len(set(got)) == 600
    networks = [ipaddress.ip_network(network) for network in ("192.0.2.0/24", "198.51.100.0/24", "203.0.113.0/24")]
    assert all(any(ipaddress.ip_address(address) in network for network in networks) for address in got)


def test_the_tenant_is_renamed_where_it_is_one() -> None:
    scrub = scrubber()
    body = {
        "home": "https://acme-prod.vault.example/x",
        "host": "acme-prod.vault.example",
        "text": "Tenant acme-prod (acme-production is another)",
        "acme": "acme-prod@acme-prod.example",
        "other": "https://beta.vault.example/v1/items",
    }
    made = scrub.scrub(exchange("https://ACME-prod.vault.example/v1/items", body=body))
    assert made.request.url == "https://example.vault.example/v1/items"
    assert json.loads(made.response.body) == {
        "home": "https://example.vault.example/x",
        "host": "example.vault.example",
        "text": "Tenant example (acme-production is another)",
        "acme": "acme-prod@acme-prod.example",
        "other": "https://example-2.vault.example/v1/items",
    }


def test_a_declared_region_is_no_tenant() -> None:
    regions = document()
    variables = {"tenant": {"default": "eu", "enum": ["eu", "us"]}}
    regions["servers"] = [{"url": "https://{tenant}.vault.example/v1", "variables": variables}]
    scrub = Scrubber(regions, secrets=[])
    assert scrub.scrub(exchange("https://us.vault.example/v1/items")).request.url == "https://us.vault.example/v1/items"
    assert scrub.scrub(exchange("https://eu.vault.example/v1/items/7")).request.url.endswith("/items/1")


def test_a_tenant_in_the_path_of_a_server_is_one() -> None:
    pathed = document()
    pathed["servers"] = [{"url": "https://vault.example/t/{tenant}/v1", "variables": {"tenant": {"default": "x"}}}]
    made = Scrubber(pathed, secrets=[]).scrub(exchange("https://vault.example/t/acme/v1/items/77?a=acme"))
    assert made.request.url == "https://vault.example/t/example/v1/items/1?a=example"
