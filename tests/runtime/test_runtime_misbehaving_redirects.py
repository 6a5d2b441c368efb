"""Redirects of a server that means harm, or does not know what it does: where requests go, and with what."""

from __future__ import annotations

import logging
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from both_clients import SAFE, SAMPLES, UNSAFE, Sample, SyncDriver
from notes_api import GET, RUN, NotesApi
from raw_server import RawServer, answers, resets_after
from runtime.errors import APIConnectionError, APIError, AuthenticationError, RedirectError, ServiceUnavailableError
from runtime.options import RequestOptions

if TYPE_CHECKING:
    from collections.abc import Iterator

    from both_clients import Driver, MakeDriver

NOTE = b'{"_id": "n"}'
OWN = RequestOptions(headers={"X-Own": "SECRET-2", "Cookie": "session=SECRET-3"}, query={"q": "1"})
HEAD = Sample(replace(GET, name="notes.head", method="HEAD", results={"200": None}), {"note_id": "n"})
DECODED = {name: sample for name, sample in SAMPLES.items() if not sample.operation.any_status}


@pytest.fixture
def elsewhere() -> Iterator[RawServer]:
    """Another server: its port makes it another origin."""
    server = RawServer()
    server.otherwise = answers(200, NOTE)
    yield server
    server.close()


def to(location: str, status: int = 302) -> Any:
    return answers(status, b"", f"Location: {location}")


# --- on the same origin


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
@pytest.mark.parametrize("sample", [SAFE["GET"], HEAD], ids=["GET", "HEAD"])
def test_reading_follows_with_everything(raw: RawServer, driver: Driver, sample: Sample, status: int) -> None:
    last = answers(200, NOTE) if sample is not HEAD else answers(200, b"")
    raw.script = [to("/moved?to=1#part", status), last]
    sample.call(driver, OWN)
    method = sample.operation.method
    assert [(request.method, request.target) for request in raw.requests] == [
        (method, "/notes/n?q=1"),
        (method, "/moved?to=1"),
    ]
    first, second = raw.requests
    for name in ("authorization", "x-own", "cookie", "user-agent", "accept"):
        assert second.headers(name) == first.headers(name)
        assert len(second.headers(name)) == 1
    assert driver.clock.slept in ([], [0.0])


@pytest.mark.parametrize("status", [307, 308])
@pytest.mark.parametrize("name", ["PUT", "POST", "PATCH"])
def test_writing_follows_with_its_body_where_method_and_body_are_kept(
    raw: RawServer, driver: Driver, name: str, status: int
) -> None:
    raw.script = [to("/moved", status), answers(200, NOTE)]
    assert SAMPLES[name].call(driver).id == "n"
    first, second = raw.requests
    assert (second.method, second.target, second.body) == (first.method, "/moved", b'{"title":"a"}')
    for header in ("content-type", "content-length", "authorization"):
        assert second.headers(header) == first.headers(header)


@pytest.mark.parametrize("status", [301, 302])
@pytest.mark.parametrize("name", ["PUT", "POST", "PATCH", "DELETE"])
def test_writing_does_not_follow_where_it_would_become_reading(
    raw: RawServer, driver: Driver, name: str, status: int
) -> None:
    raw.otherwise = to("/moved", status)
    assert SAMPLES[name].failure(driver, RedirectError).status == status
    assert len(raw.requests) == 1


@pytest.mark.parametrize("name", ["PUT", "POST", "PATCH"])
def test_after_303_only_reading_follows_and_only_reading_is_repeated(raw: RawServer, driver: Driver, name: str) -> None:
    raw.script = [to("/made/n", 303), resets_after, answers(200, NOTE)]
    assert SAMPLES[name].call(driver).id == "n"
    assert [(request.method, request.body) for request in raw.requests] == [
        (name, b'{"title":"a"}'),
        ("GET", b""),
        ("GET", b""),
    ]
    assert raw.requests[1].headers("content-type") == raw.requests[1].headers("content-length") == []


def test_a_stream_is_not_sent_after_a_redirect(raw: RawServer, driver: Driver) -> None:
    raw.otherwise = to("/moved", 307)
    with pytest.raises(RedirectError):
        driver.call(replace(RUN, any_status=False), {"note_id": "s"}, method="PUT", content=iter([b"x", b"y"]))
    assert [request.body for request in raw.requests] == [b"xy"]


def test_a_failure_behind_a_redirect_is_repeated_there(raw: RawServer, driver: Driver) -> None:
    raw.script = [to("/moved")]
    raw.otherwise = answers(503)
    SAFE["GET"].failure(driver, ServiceUnavailableError)
    assert [request.target for request in raw.requests] == ["/notes/n", "/moved", "/moved", "/moved"]


def test_a_lost_write_behind_a_redirect_is_not_repeated(raw: RawServer, driver: Driver) -> None:
    raw.script = [to("/moved", 307), resets_after]
    UNSAFE["POST"].failure(driver, APIConnectionError)
    assert [request.target for request in raw.requests] == ["/notes", "/moved"]


# --- to other origins


@pytest.mark.parametrize("sample", [SAFE["GET"], HEAD], ids=["GET", "HEAD"])
def test_nothing_that_is_meant_for_one_host_goes_to_another(
    raw: RawServer, elsewhere: RawServer, driver: Driver, sample: Sample
) -> None:
    raw.script = [to(f"{elsewhere.url}/there")]
    if sample is HEAD:
        elsewhere.otherwise = answers(200, b"")
    sample.call(driver, OWN)
    (request,) = elsewhere.requests
    assert request.target == "/there"
    assert b"SECRET" not in request.head
    names = {line.split(b":")[0].lower() for line in request.head.split(b"\r\n")[1:]}
    assert names <= {b"host", b"accept", b"accept-encoding", b"connection", b"user-agent"}
    assert len(raw.requests) == 1


def test_another_name_of_the_same_server_is_another_host(raw: RawServer, driver: Driver) -> None:
    raw.script = [to(f"http://localhost:{raw.port}/there"), answers(200, NOTE)]
    assert SAFE["GET"].call(driver).id == "n"
    assert raw.requests[1].headers("authorization") == []


@pytest.mark.parametrize("status", [301, 302, 307, 308])
@pytest.mark.parametrize("name", ["PUT", "POST", "PATCH", "DELETE"])
def test_no_body_goes_to_another_host(
    raw: RawServer, elsewhere: RawServer, driver: Driver, name: str, status: int
) -> None:
    raw.otherwise = to(f"{elsewhere.url}/there", status)
    error = SAMPLES[name].failure(driver, RedirectError)
    assert error.status == status
    assert (len(raw.requests), elsewhere.connections) == (1, 0)


def test_303_to_another_host_takes_nothing_along(raw: RawServer, elsewhere: RawServer, driver: Driver) -> None:
    raw.otherwise = to(f"{elsewhere.url}/there", 303)
    assert UNSAFE["POST"].call(driver, OWN).id == "n"
    (request,) = elsewhere.requests
    assert (request.method, request.body) == ("GET", b"")
    assert b"SECRET" not in request.head
    assert len(raw.requests) == 1


def test_the_way_back_is_without_credentials_too(raw: RawServer, elsewhere: RawServer, driver: Driver) -> None:
    raw.script = [to(f"{elsewhere.url}/there"), answers(200, NOTE)]
    elsewhere.otherwise = to(f"{raw.url}/back")
    assert SAFE["GET"].call(driver, OWN).id == "n"
    assert raw.requests[1].target == "/back"
    assert b"SECRET" not in raw.requests[1].head


def test_another_host_cannot_have_a_token_renewed(raw: RawServer, elsewhere: RawServer, drive: MakeDriver) -> None:
    asked: list[str] = []

    def token() -> str:
        asked.append("x")
        return "tok-SECRET-1"

    driver = drive(raw.url, token)
    raw.script = [to(f"{elsewhere.url}/there")]
    elsewhere.otherwise = answers(401, b"give me your token")
    SAFE["GET"].failure(driver, AuthenticationError)
    assert (len(raw.requests), len(elsewhere.requests), len(asked)) == (1, 1, 1)


@pytest.mark.parametrize("location", ["{there}/notes/n?api_key=SECRET-4&a=1", "{there}/notes/n?a=1&api_key=SECRET-4#x"])
def test_a_key_that_a_server_repeats_in_the_location_does_not_leave(
    raw: RawServer, elsewhere: RawServer, location: str, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    with NotesApi(api_key="SECRET-4", base_url=raw.url) as api:
        for url, server in ((elsewhere.url, elsewhere), ("", raw)):
            raw.script = [to(location.format(there=url)), answers(200, NOTE)]
            reply = api.notes.raw.get("n")
            assert reply.status == 200
            assert "SECRET" not in reply.url + repr(reply)
            assert server.requests[-1].target.startswith("/notes/n?")
    assert b"SECRET" not in elsewhere.requests[0].head
    assert raw.requests[-1].target.count("SECRET-4") == 1
    assert "SECRET" not in caplog.text


# --- without end


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_a_circle_ends_after_ten_redirects(raw: RawServer, driver: Driver, status: int) -> None:
    raw.otherwise = to("/notes/n", status)
    error = SAFE["GET"].failure(driver, RedirectError)
    assert error.status == status
    assert "10 redirects" in str(error)
    assert len(raw.requests) == 11


def test_a_circle_of_two_hosts_ends_too(raw: RawServer, elsewhere: RawServer, driver: Driver) -> None:
    raw.otherwise = to(f"{elsewhere.url}/ping")
    elsewhere.otherwise = to(f"{raw.url}/pong")
    SAFE["GET"].failure(driver, RedirectError)
    assert (len(raw.requests), len(elsewhere.requests)) == (6, 5)


def test_a_write_that_is_passed_around_ends_too(raw: RawServer, driver: Driver) -> None:
    raw.otherwise = to("/notes", 308)
    UNSAFE["POST"].failure(driver, RedirectError)
    assert len(raw.requests) == 11


def test_failures_and_redirects_in_turn_end_too(raw: RawServer, driver: Driver) -> None:
    raw.script = [to("/a"), answers(503), to("/b"), answers(503), to("/c"), answers(503), to("/d")]
    raw.otherwise = answers(200, NOTE)
    SAFE["GET"].failure(driver, ServiceUnavailableError)
    assert len(raw.requests) == 6


# --- to nowhere


NOWHERE = {
    "none": "X-None: 1",
    "empty": "Location:",
    "blank": "Location:  ",
    "code": "Location: javascript:alert(1)",
    "a file": "Location: file:///etc/passwd",
    "data": "Location: data:application/json,%7B%22_id%22:%22evil%22%7D",
    "another protocol": "Location: ftp://127.0.0.1/x",
    "half an address": "Location: http://[::1",
    "a port that is no number": "Location: http://127.0.0.1:x/",
    "credentials": "Location: http://user:SECRET-5@127.0.0.1/",
    "a name and no password": "Location: http://user@127.0.0.1/",
    "a name that is none": "Location: http://xn--\xff/",
    "control characters": "Location: http://127.0.0.1/\x01\x1b[31m",
    "too long": "Location: /" + "x" * 70_000,
}


@pytest.mark.parametrize("header", NOWHERE.values(), ids=NOWHERE)
@pytest.mark.parametrize("status", [302, 307])
def test_a_redirect_to_nowhere_is_an_error(raw: RawServer, driver: Driver, header: str, status: int) -> None:
    raw.otherwise = answers(status, b"", header)
    for number, name in enumerate(("GET", "POST"), 1):
        assert SAMPLES[name].failure(driver, RedirectError).status == status
        assert len(raw.requests) == number


@pytest.mark.parametrize("status", [300, 304, 305, 306, 309, 399])
def test_what_is_no_redirect_is_not_followed(raw: RawServer, driver: Driver, status: int) -> None:
    raw.otherwise = answers(status, b"", "Location: /moved")
    for number, sample in enumerate(DECODED.values(), 1):
        sample.failure(driver, RedirectError)
        assert len(raw.requests) == number


ODD = ["..//..//x", "/../../x", "?", "#", "a b", "/%", "/%zz", "/a\\b", "\\\\evil.invalid\\x", "/;@evil.invalid/"]
ODD += ["/notes/\xe9", ".", "//", "/x?a=b&&=&a", "http:/relative", "http://", "http:///x"]


@pytest.mark.parametrize("location", ODD)
def test_an_odd_reference_stays_on_the_host_or_is_an_error(raw: RawServer, location: str) -> None:
    raw.script = [to(location), answers(200, NOTE)]
    driver = SyncDriver(raw.url)
    try:
        SAFE["GET"].call(driver)
    except APIError as error:
        assert isinstance(error, RedirectError)  # noqa: PT017
        assert len(raw.requests) == 1
    else:
        assert len(raw.requests) == 2
        assert raw.requests[1].headers("host") == [f"127.0.0.1:{raw.port}"]
        assert b"\r\n" not in raw.requests[1].target.encode()
    finally:
        driver.close()


def test_a_redirect_to_a_server_that_is_not_there(raw: RawServer, driver: Driver) -> None:
    gone = RawServer()
    gone.close()
    raw.otherwise = to(f"{gone.url}/x?secret=SECRET-6")
    error = SAFE["GET"].failure(driver, APIConnectionError)
    assert not error.was_sent
    assert len(raw.requests) == 1
