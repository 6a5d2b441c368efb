from __future__ import annotations

from typing import Any

import pytest

from generator.contract.cassettes.comparison import MAX_DIFFERENCES, json_differences, request_differences
from generator.exchange.messages import Headers, Request

CREDENTIALS = ("authorization", "cookie", "x-key")
HEADERS: Headers = (
    ("Accept", "application/json"),
    ("Authorization", "Bearer REDACTED"),
    ("Content-Type", "application/json"),
)


def request(
    method: str = "POST",
    url: str = "https://a.example/x?b=2&a=1",
    headers: Headers = HEADERS,
    body: bytes = b'{"a": 1, "b": [true]}',
) -> Request:
    return Request(method, url, headers, body)


def drop(name: str) -> Headers:
    return tuple(pair for pair in HEADERS if pair[0] != name)


@pytest.mark.parametrize(
    "sent",
    [
        request(),
        request(url="https://a.example/x?a=1&b=2"),
        request(url="https://a.example/x?%61=1&b=2"),
        request(headers=(*HEADERS, ("User-Agent", "celigo-scripts"), ("Content-Length", "3"))),
        request(headers=tuple((name.lower(), value) for name, value in HEADERS)),
        request(body=b'{"b":[true],"a":1.0}'),
    ],
)
def test_the_same_request_has_no_differences(sent: Request) -> None:
    assert request_differences(request(), sent, CREDENTIALS) == []


@pytest.mark.parametrize(
    ("sent", "word"),
    [
        (request(method="PUT"), "method"),
        (request(url="http://a.example/x?b=2&a=1"), "server"),
        (request(url="https://a.example:8443/x?b=2&a=1"), "server"),
        (request(url="https://b.example/x?b=2&a=1"), "server"),
        (request(url="https://a.example/x/?b=2&a=1"), "path"),
        (request(url="https://a.example/%78?b=2&a=1"), "path"),
        (request(url="https://a.example/x?b=2"), "query"),
        (request(url="https://a.example/x?b=2&a=1&a=1"), "query"),
        (request(url="https://a.example/x?b=2&a=1&c="), "query"),
        (request(url="https://a.example/x?b=1&a=2"), "query"),
        (request(headers=drop("Accept")), "accept"),
        (request(headers=drop("Authorization")), "authorization"),
        (request(headers=drop("Content-Type")), "content-type"),
        (request(headers=(*HEADERS, ("X-Key", "leaked"))), "x-key"),
        (request(headers=(*HEADERS, ("Cookie", "leaked=1"))), "cookie"),
        (request(headers=(*HEADERS, ("Accept", "*/*"))), "accept"),
        (request(body=b'{"a": 2, "b": [true]}'), "#/a"),
        (request(body=b'{"a": true, "b": [true]}'), "#/a"),
        (request(body=b'{"a": 1, "b": [1]}'), "#/b/0"),
        (request(body=b'{"a": 1, "b": []}'), "#/b"),
        (request(body=b'{"a": 1, "b": [true], "c": null}'), "#/c"),
        (request(body=b'{"a": 1}'), "#/b"),
        (request(body=b""), "body"),
        (request(body=b"{"), "body"),
    ],
)
def test_each_difference_is_named(sent: Request, word: str) -> None:
    found = request_differences(request(), sent, CREDENTIALS)
    assert len(found) == 1
    assert word in found[0]


def test_a_recorded_header_must_be_sent() -> None:
    recorded = request(headers=(*HEADERS, ("Origin", "https://a.example")))
    assert "origin" in request_differences(recorded, request(), CREDENTIALS)[0]


def test_a_credential_is_never_shown() -> None:
    sent = request(headers=(*drop("Authorization"), ("Authorization", "Bearer s3cret")))
    assert "s3cret" not in " ".join(request_differences(request(), sent, CREDENTIALS))


def test_bodies_that_are_not_json_are_compared_as_bytes() -> None:
    form: Headers = (("Content-Type", "application/x-www-form-urlencoded"),)
    assert request_differences(request(headers=form, body=b"a=1&b=2"), request(headers=form, body=b"b=2&a=1"), ())


@pytest.mark.parametrize(
    ("expected", "actual"),
    [
        ("2026-01-02T03:04:05.120Z", "2026-01-02T03:04:05.12Z"),
        ("2026-01-02T03:04:05Z", "2026-01-02T03:04:05.000000Z"),
        ("2026-01-02T03:04:05+01:00", "2026-01-02T02:04:05Z"),
        ("2026-01-02t03:04:05z", "2026-01-02T03:04:05Z"),
    ],
)
def test_one_instant_in_two_notations(expected: str, actual: str) -> None:
    assert json_differences([expected], [actual], instants=True) == []
    assert len(json_differences([expected], [actual])) == 1


@pytest.mark.parametrize(
    ("expected", "actual"),
    [
        ("2026-01-02T03:04:05Z", "2026-01-02T03:04:06Z"),
        ("2026-01-02T03:04:05.123456789Z", "2026-01-02T03:04:05.123456Z"),
        ("2026-01-02T03:04:05", "2026-01-02T03:04:05.000"),
        ("2026-01-02", "2026-01-02T00:00:00Z"),
        ("2026-01-02T25:04:05Z", "2026-01-02T25:04:05.0Z"),
        ("5", 5),
        (1, True),
        (0, False),
        (None, ""),
        ({}, []),
        (0.1, 0.2),
    ],
)
def test_other_values_are_different(expected: Any, actual: Any) -> None:
    assert len(json_differences(expected, actual, instants=True)) == 1


def test_lost_and_new_members_are_told_apart() -> None:
    found = json_differences({"a": {"x/y": 1, "same": 2}}, {"a": {"z": 1, "same": 2}})
    assert found == ["#/a/x~1y is lost", "#/a/z is new"]


def test_a_flood_of_differences_is_cut_off() -> None:
    assert len(json_differences(list(range(10_000)), [None] * 10_000)) == MAX_DIFFERENCES


def test_depth_is_no_trouble() -> None:
    deep: Any = 1
    other: Any = 2
    for _ in range(50_000):
        deep, other = [deep], [other]
    assert len(json_differences(deep, other)) == 1
    assert json_differences(deep, 1) == ["# is 1 instead of a list"]
