"""Defects that leading SDKs have had, each by its name: what a call sends, repeats and returns."""

from __future__ import annotations

import io
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import httpx2
import pytest
from both_clients import SAFE, UNSAFE, Driver, Sample
from notes_api import LIST, AsyncNotesApi, NotePage, NotesApi
from raw_server import RawServer, answers, answers_json, resets_after
from runtime.errors import (
    APIConnectionError,
    APIError,
    APIStatusError,
    APITimeoutError,
    RateLimitError,
    ResponseValidationError,
    ServerError,
)
from runtime.operation import Body, Operation, Result
from runtime.options import RequestOptions
from runtime.retry import RetryPolicy

if TYPE_CHECKING:
    from pathlib import Path

    from both_clients import MakeDriver

NOTE = b'{"_id": "n"}'
AGAIN = [answers(503), resets_after, answers(200, NOTE)]
FORM: Operation[Any] = Operation(
    name="notes.submit",
    method="PUT",
    path="/submit",
    body=Body("application/x-www-form-urlencoded", required=True, fields={"name": "name", "tags": "tags"}),
    results={"200": Result("application/json")},
)


# --- what is sent again


def test_a_form_body_is_not_lost_on_the_retry(raw: RawServer, driver: Driver) -> None:
    raw.script = list(AGAIN)
    driver.call(FORM, fields={"name": "a b&c", "tags": ["x", "y"]})
    assert [request.body for request in raw.requests] == [b"name=a%20b%26c&tags=x&tags=y"] * 3
    assert len({request.head for request in raw.requests}) == 1


def test_a_multipart_body_is_not_lost_on_the_retry(raw: RawServer, driver: Driver, tmp_path: Path) -> None:
    multipart = pytest.importorskip("runtime.multipart")
    path = tmp_path / "a.txt"
    path.write_bytes(b"on disk")
    opened = io.BytesIO(b"skipped, rest")
    opened.seek(9)
    upload: Operation[Any] = replace(FORM, body=Body("multipart/form-data", required=True, encode=multipart.multipart))
    raw.script = list(AGAIN)
    driver.call(upload, body={"title": "t", "raw": b"\x00bytes", "path": path, "open": opened})
    assert len({(request.head, request.body) for request in raw.requests}) == 1
    assert len(raw.requests) == 3
    for part in (b"t", b"\x00bytes", b"on disk", b"rest"):
        assert b"\r\n\r\n" + part + b"\r\n--" in raw.requests[2].body
    assert b"skipped" not in raw.requests[2].body


def test_a_json_body_is_not_lost_on_the_retry(raw: RawServer, driver: Driver) -> None:
    raw.script = list(AGAIN)
    SAFE["PUT"].call(driver)
    assert [request.body for request in raw.requests] == [b'{"title":"a"}'] * 3


def test_neither_query_nor_headers_are_added_twice_on_the_retry(raw: RawServer) -> None:
    raw.otherwise = answers(503)
    with NotesApi(api_key="k", base_url=raw.url, retry=RetryPolicy(initial_delay=0)) as api:
        options = RequestOptions(query={"a": ["1", "2"]}, headers={"X-Own": "1", "Cookie": "c=1"})
        with pytest.raises(ServerError):
            api.with_options(query={"b": "3"}, headers={"X-Copy": "2"}).notes.get("n", options=options)
    assert [request.target for request in raw.requests] == ["/notes/n?b=3&a=1&a=2&api_key=k"] * 3
    assert len({request.head for request in raw.requests}) == 1
    for name in ("x-own", "x-copy", "cookie", "accept", "user-agent", "host"):
        assert len(raw.requests[2].headers(name)) == 1


def test_retry_after_in_milliseconds_is_heard(raw: RawServer, driver: Driver) -> None:
    raw.script = [answers(429, b"", "retry-after-ms: 1250"), answers(201, NOTE)]
    UNSAFE["POST"].call(driver)
    assert driver.clock.slept == [1.25]


def test_nobody_sleeps_for_a_day_because_the_server_asked(raw: RawServer, driver: Driver) -> None:
    raw.otherwise = answers(429, b"", "Retry-After: 86400")
    SAFE["GET"].failure(driver, RateLimitError)
    assert driver.clock.slept == []


def test_a_call_does_not_get_its_whole_time_again_with_each_retry(raw: RawServer, driver: Driver) -> None:
    def times_out(exchange: Any) -> None:
        driver.clock.slept.append(60)
        exchange.read_request()
        exchange.send(5.0)

    raw.otherwise = times_out
    options = RequestOptions(timeout=0.1, retry=RetryPolicy(max_retries=99))
    SAFE["GET"].failure(driver, APITimeoutError, options)
    assert len(raw.requests) == 2


# --- where it is sent


@pytest.mark.parametrize(
    ("note_id", "segment"),
    [
        ("../admin", "..%2Fadmin"),
        ("a/b", "a%2Fb"),
        ("a?b=c", "a%3Fb%3Dc"),
        ("a#b", "a%23b"),
        ("a\\..\\b", "a%5C..%5Cb"),
        ("%2e%2e%2f", "%252e%252e%252f"),
        ("..;/", "..%3B%2F"),
        ("\x00\r\n", "%00%0D%0A"),
        ("\u2025\uff0f", "%E2%80%A5%EF%BC%8F"),
        ("{id}", "%7Bid%7D"),
    ],
)
def test_an_id_stays_in_its_segment(raw: RawServer, driver: Driver, note_id: str, segment: str) -> None:
    raw.otherwise = answers(200, NOTE)
    Sample(SAFE["GET"].operation, {"note_id": note_id}).call(driver)
    assert raw.requests[0].target == f"/notes/{segment}"


@pytest.mark.parametrize("note_id", ["", ".", "..", None, [], {}, ["", ""]])
def test_an_id_that_would_take_its_segment_away_is_refused(raw: RawServer, driver: Driver, note_id: object) -> None:
    with pytest.raises((ValueError, TypeError), match=r"note_id|path"):
        Sample(SAFE["DELETE"].operation, {"note_id": note_id}).call(driver)
    assert raw.connections == 0


# --- wrong types


@pytest.mark.parametrize(
    "given",
    [{"timeout": "5"}, {"timeout": -1}, {"timeout": 0}, {"timeout": float("nan")}, {"retry": 3}, {"retries": 3}],
    ids=str,
)
def test_wrong_options_are_refused_before_anything_is_sent(raw: RawServer, driver: Driver, given: Any) -> None:
    with pytest.raises((TypeError, ValueError), match=r"timeout|retr|not supported"):
        SAFE["GET"].call(driver, RequestOptions(**given))
    with pytest.raises(TypeError, match="RequestOptions"):
        SAFE["GET"].call(driver, given)
    assert raw.connections == 0


@pytest.mark.parametrize("timeout", [httpx2.Timeout(3), "5", True, (3, 5)], ids=str)
def test_a_timeout_that_is_no_number_is_named(timeout: Any) -> None:
    kind = type(timeout).__name__
    with pytest.raises(TypeError, match=rf"^timeout is a number of seconds or None, not {kind}$"):
        NotesApi("t", timeout=timeout)


@pytest.mark.parametrize("headers", [{"X-Own": 5}, {"X-Own": b"5"}, {"X-Own": None}, {5: "x"}], ids=str)
def test_a_header_that_is_no_text_is_refused_by_name(raw: RawServer, driver: Driver, headers: Any) -> None:
    with pytest.raises((TypeError, ValueError), match=r"X-Own|5"):
        SAFE["GET"].call(driver, RequestOptions(headers=headers))
    assert raw.connections == 0


@pytest.mark.parametrize("retry", [3, "often", True], ids=repr)
def test_a_retry_that_is_no_policy_is_refused_by_the_constructor(drive: MakeDriver, retry: Any) -> None:
    with pytest.raises(TypeError, match="retry"):
        drive("http://127.0.0.1:1", retry=retry)


@pytest.mark.parametrize("given", [5, b"token", ["token"], object()], ids=["int", "bytes", "list", "object"])
def test_a_credential_of_a_wrong_type_is_refused(raw: RawServer, drive: MakeDriver, given: Any) -> None:
    raw.otherwise = answers(200, NOTE)
    with pytest.raises(TypeError, match="token"):
        SAFE["GET"].call(drive(raw.url, given))
    assert raw.connections == 0


@pytest.mark.parametrize("given", [None, "", " ", 5, b"t"], ids=["None", "empty", "blank", "int", "bytes"])
def test_a_token_source_that_gives_no_token_is_refused(raw: RawServer, drive: MakeDriver, given: Any) -> None:
    raw.otherwise = answers(200, NOTE)
    with pytest.raises((APIError, TypeError, ValueError), match="token"):
        SAFE["GET"].call(drive(raw.url, lambda: given))
    assert raw.connections == 0


@pytest.mark.parametrize("value", [object(), {1, 2}.__iter__, float("nan")], ids=["object", "method", "NaN"])
def test_a_value_that_json_has_no_form_for_is_refused(raw: RawServer, driver: Driver, value: object) -> None:
    with pytest.raises((TypeError, ValueError)):
        Sample(UNSAFE["POST"].operation, {}, {"fields": {"title": value}}).call(driver)
    assert raw.connections == 0


def test_an_unknown_argument_is_refused(raw: RawServer, driver: Driver) -> None:
    with pytest.raises(TypeError, match="titel"):
        Sample(UNSAFE["POST"].operation, {}, {"fields": {"titel": "a"}}).call(driver)
    with pytest.raises(TypeError, match="titel"):
        driver.api.notes.create(titel="a")  # type: ignore[call-arg, call-overload]
    assert raw.connections == 0


def test_text_is_not_taken_for_a_list_of_letters(raw: RawServer, driver: Driver) -> None:
    raw.otherwise = answers_json([])
    driver.call(LIST, {"include": "abc", "is_open": True, "limit": 5})
    assert raw.requests[0].target == "/notes?include=abc&filter%5Bis_open%5D=true&limit=5"


@pytest.mark.parametrize(
    ("value", "place"),
    [
        ({"data": {"_id": "n"}}, "data"),
        ({"data": [{"_id": "n"}, {"_id": 5}]}, "data.1._id"),
        ({"data": [None]}, "data.0"),
        ({"data": [], "meta": {"last_page": "many"}}, "meta.last_page"),
        ({"data": [], "meta": {"hasMore": "perhaps"}}, "meta.hasMore"),
        ([], "body"),
    ],
)
def test_an_answer_of_a_wrong_type_is_not_passed_on(raw: RawServer, driver: Driver, value: object, place: str) -> None:
    pages = replace(LIST, results={"200": Result("application/json", lambda: NotePage)})
    raw.otherwise = answers_json(value)
    error = Sample(pages).failure(driver, ResponseValidationError)
    assert place in str(error)
    assert error.response.json() == value


@pytest.mark.parametrize("status", [299, 306, 420, 430, 499, 520, 527, 598, 700, 799, 999])
def test_a_status_outside_the_registry_does_not_crash(raw: RawServer, driver: Driver, status: int) -> None:
    raw.otherwise = answers(status, NOTE)
    if status == 299:
        assert SAFE["GET"].call(driver).id == "n"
        return
    with pytest.raises(APIStatusError) as caught:
        UNSAFE["POST"].call(driver)
    assert (caught.value.status, str(caught.value).split(":")[0]) == (status, str(status))
    assert str(status) in repr(caught.value.response)


# --- clients and their copies


def test_with_options_changes_neither_its_parent_nor_what_came_from_it(raw: RawServer, driver: Driver) -> None:
    raw.otherwise = answers(200, NOTE)
    parent = driver.api
    before = parent.notes
    headers, query = {"X-Own": "1"}, {"q": "1"}
    child = parent.with_options(headers=headers, query=query, timeout=0.5, retry=RetryPolicy(max_retries=9))
    grandchild = child.with_options(headers={"X-Own": "2", "X-More": "3"})
    sibling = parent.with_options(query={"s": "1"})
    headers["X-Late"], query["late"] = "1", "1"

    def sent(api: NotesApi | AsyncNotesApi, notes: Any = None) -> tuple[str, list[str], list[str], list[str]]:
        driver.api = api  # type: ignore[assignment]
        if notes is not None:
            assert api.notes is notes
        SAFE["GET"].call(driver)
        request = raw.requests[-1]
        return request.target, request.headers("x-own"), request.headers("x-more"), request.headers("x-late")

    assert sent(child) == ("/notes/n?q=1", ["1"], [], [])
    assert sent(grandchild) == ("/notes/n?q=1", ["2"], ["3"], [])
    assert sent(sibling) == ("/notes/n?s=1", [], [], [])
    assert sent(parent, before) == ("/notes/n", [], [], [])
    assert parent._caller.options.timeout == 60.0
    assert (child._caller.options.timeout, grandchild._caller.options.timeout) == (0.5, 0.5)
    assert child._caller.options.retry == grandchild._caller.options.retry == RetryPolicy(max_retries=9)
    assert parent._caller.options.retry is None
    assert raw.connections == 1


def test_headers_of_one_client_do_not_leak_into_another(raw: RawServer, drive: MakeDriver) -> None:
    raw.otherwise = answers(200, NOTE)
    one, two = drive(raw.url, "token-1"), drive(raw.url, "token-2")
    one.api = one.api.with_options(headers={"X-Own": "1"})  # type: ignore[assignment]
    for driver in (one, two, one):
        SAFE["GET"].call(driver, RequestOptions(headers={"X-Call": "1"}) if driver is one else None)
    sent = [(request.headers("authorization"), request.headers("x-own")) for request in raw.requests]
    assert sent == [(["Bearer token-1"], ["1"]), (["Bearer token-2"], []), (["Bearer token-1"], ["1"])]
    assert [request.headers("x-call") for request in raw.requests] == [["1"], [], ["1"]]


FAILURES: dict[str, tuple[Any, type[APIError]]] = {
    "a status": (answers(404, b"x" * 200_000), APIStatusError),
    "a gateway": (answers(502, b"<html>" * 50_000), ServerError),
    "no JSON": (answers(201, b"{" * 200_000), ResponseValidationError),
    "no gzip": (answers(201, b"x" * 200_000, "Content-Encoding: gzip"), APIConnectionError),
    "a reset": (resets_after, APIConnectionError),
    "a redirect": (answers(302, b"x" * 200_000), APIStatusError),
    "bytes that are no text": (answers(400, b"\xff" * 200_000), APIStatusError),
}


@pytest.mark.parametrize(("act", "kind"), FAILURES.values(), ids=FAILURES)
def test_no_body_is_kept_open_on_an_error(raw: RawServer, drive: MakeDriver, act: Any, kind: type[APIError]) -> None:
    import httpx2

    driver = drive(raw.url, http={"limits": httpx2.Limits(max_connections=1), "timeout": 5.0}, timeout=5.0)
    for _ in range(3):
        raw.script = [act, answers(201, NOTE)]
        with pytest.raises(kind):
            UNSAFE["POST"].call(driver)
        assert UNSAFE["POST"].call(driver).id == "n"
    assert raw.most_open == 1 or kind is APIConnectionError
    assert len(raw.requests) == 6
