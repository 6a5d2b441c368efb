"""An HTTP client of the user's own: its proxy, limits, hooks, headers and timeouts, under our rules."""

from __future__ import annotations

import logging
import re
import socket
import threading
from contextlib import closing
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qsl

import httpx2
import pytest
from both_clients import NO_AUTHORITIES, SAFE, SAMPLES, UNSAFE, SyncDriver
from notes_api import AsyncNotesApi, NotesApi, stop_clock
from raw_server import Exchange, RawServer, answers, message, says
from runtime.errors import APIConnectionError, APIStatusError, APITimeoutError, ServiceUnavailableError
from runtime.options import RequestOptions
from runtime.retry import RetryPolicy

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from both_clients import Driver, MakeDriver

NOTE = b'{"_id": "n"}'


@pytest.fixture
def proxy() -> Iterator[RawServer]:
    """A proxy that passes plain requests on, and refuses tunnels."""
    server = RawServer()
    server.otherwise = passes_on
    yield server
    server.close()


def passes_on(exchange: Exchange) -> None:
    request = exchange.read_request()
    method, url, rest = request.head.split(b" ", 2)
    if method == b"CONNECT":
        exchange.send(message(403, b"no tunnels"))
        return
    host, _, path = url.removeprefix(b"http://").partition(b"/")
    name, _, port = host.partition(b":")
    lines = [line for line in rest.split(b"\r\n") if not line.lower().startswith((b"proxy-", b"connection:"))]
    head = b"\r\n".join([b"%s /%s %s" % (method, path, lines[0]), *lines[1:], b"Connection: close"])
    with closing(socket.create_connection((name.decode(), int(port)))) as upstream:
        upstream.sendall(head + b"\r\n\r\n" + request.body)
        while data := upstream.recv(65536):
            exchange.send(data)
    exchange.close()


# --- proxies


@pytest.mark.parametrize("sample", SAMPLES.values(), ids=SAMPLES)
def test_calls_go_through_the_proxy(raw: RawServer, proxy: RawServer, drive: MakeDriver, sample: Any) -> None:
    raw.otherwise = answers(sample.status, b"" if sample.status == 204 else NOTE, then="close")
    driver = drive(raw.url, http={"proxy": f"http://user:SECRET-2@127.0.0.1:{proxy.port}"})
    sample.call(driver)
    (seen,), (got,) = proxy.requests, raw.requests
    assert seen.target == raw.url + got.target
    assert got.body == seen.body
    assert got.headers("authorization") == ["Bearer tok-SECRET-1"]
    assert len(seen.headers("proxy-authorization")) == 1
    assert got.headers("proxy-authorization") == []


def test_a_failure_behind_a_proxy_is_repeated_only_where_that_is_harmless(
    raw: RawServer, proxy: RawServer, drive: MakeDriver
) -> None:
    raw.otherwise = answers(503, b"", "Connection: close", then="close")
    driver = drive(raw.url, http={"proxy": proxy.url})
    SAFE["GET"].failure(driver, ServiceUnavailableError)
    assert len(raw.requests) == 3
    UNSAFE["POST"].failure(driver, ServiceUnavailableError)
    assert len(raw.requests) == 4


@pytest.mark.parametrize("status", [403, 407, 502])
def test_a_refused_tunnel_is_tried_again_for_any_method(proxy: RawServer, drive: MakeDriver, status: int) -> None:
    proxy.otherwise = answers(status, b"no tok-SECRET-1")
    driver = drive("https://notes.invalid", http={"proxy": f"http://user:SECRET-2@127.0.0.1:{proxy.port}"})
    error = UNSAFE["POST"].failure(driver, APIConnectionError)
    assert not error.was_sent
    assert [(request.method, request.target) for request in proxy.requests] == [("CONNECT", "notes.invalid:443")] * 3
    assert all(b"tok-SECRET-1" not in request.head for request in proxy.requests)


def test_a_tunnel_carries_nothing_in_the_clear(proxy: RawServer, drive: MakeDriver) -> None:
    heard: list[bytes] = []

    def listens(exchange: Exchange) -> None:
        exchange.read_request()
        exchange.send(b"HTTP/1.1 200 Connected\r\n\r\n")
        heard.append(exchange.receive())
        exchange.close()

    proxy.otherwise = listens
    driver = drive("https://notes.invalid", http={"proxy": proxy.url})
    assert not UNSAFE["POST"].failure(driver, APIConnectionError).was_sent
    assert [data[:2] for data in heard] == [b"\x16\x03"] * 3
    assert b"SECRET" not in b"".join(heard)


def test_a_proxy_that_is_not_there_is_tried_again_for_any_method(raw: RawServer, drive: MakeDriver) -> None:
    gone = RawServer()
    gone.close()
    driver = drive(raw.url, http={"proxy": f"http://user:SECRET-2@127.0.0.1:{gone.port}"})
    assert not UNSAFE["POST"].failure(driver, APIConnectionError).was_sent
    assert len(driver.clock.slept) == 2
    assert raw.connections == 0


def test_the_proxy_of_the_environment_is_used_by_a_client_of_ours(
    raw: RawServer, proxy: RawServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    raw.otherwise = answers(200, NOTE, then="close")
    for name in ("ALL_PROXY", "all_proxy", "http_proxy", "NO_PROXY", "no_proxy"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("HTTP_PROXY", proxy.url)
    with NotesApi("t", base_url=raw.url) as api:
        assert api.notes.get("n").id == "n"
    assert (len(proxy.requests), len(raw.requests)) == (1, 1)
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    with NotesApi("t", base_url=raw.url) as api:
        assert api.notes.get("n").id == "n"
    assert (len(proxy.requests), len(raw.requests)) == (1, 2)


# --- limits


def test_a_call_that_gets_no_connection_was_never_sent_and_is_tried_again(raw: RawServer) -> None:
    raw.script = [says(30.0)]
    raw.otherwise = answers(201, NOTE)
    driver = SyncDriver(raw.url, http={"limits": httpx2.Limits(max_connections=1)})

    def hold() -> None:
        never = RequestOptions(timeout=30.0, retry=RetryPolicy(max_retries=0))
        SAFE["GET"].failure(driver, APIConnectionError, never)

    holder = threading.Thread(target=hold)
    holder.start()
    assert raw.wait_until(lambda: len(raw.requests) == 1)
    error = UNSAFE["POST"].failure(driver, APITimeoutError, RequestOptions(timeout=0.05))
    assert not error.was_sent
    assert len(driver.clock.slept) == 2
    assert (raw.connections, len(raw.requests)) == (1, 1)
    raw.close()
    holder.join()
    driver.close()


def test_limits_are_kept(raw: RawServer, drive: MakeDriver) -> None:
    raw.otherwise = answers(200, NOTE)
    driver = drive(raw.url, http={"limits": httpx2.Limits(max_connections=1, max_keepalive_connections=0)})
    for _ in range(3):
        SAFE["GET"].call(driver)
    assert raw.connections == 3
    assert raw.wait_until(lambda: raw.open == 0)


# --- hooks


def hooks(driver: Driver, seen: list[str]) -> None:
    """Have every request and answer noted, as a user's hooks would."""

    def noted(request: httpx2.Request) -> None:
        request.headers["X-Hook"] = "1"
        seen.append(f"{request.method} {request.url} {request.url!r} {request!r}")

    def answered(response: httpx2.Response) -> None:
        seen.append(str(response.status_code))

    async def noted_async(request: httpx2.Request) -> None:
        noted(request)

    async def answered_async(response: httpx2.Response) -> None:
        answered(response)

    if isinstance(driver, SyncDriver):
        driver.http.event_hooks = {"request": [noted], "response": [answered]}
    else:
        driver.http.event_hooks = {"request": [noted_async], "response": [answered_async]}


def test_hooks_see_every_attempt(raw: RawServer, driver: Driver) -> None:
    seen: list[str] = []
    hooks(driver, seen)
    raw.script = [answers(503), answers(302, b"", "Location: /moved"), answers(200, NOTE)]
    assert SAFE["GET"].call(driver).id == "n"
    assert [line for line in seen if line.isdigit()] == ["503", "302", "200"]
    urls = [line.split()[1] for line in seen if not line.isdigit()]
    assert urls == [f"{raw.url}/notes/n", f"{raw.url}/notes/n", f"{raw.url}/moved"]
    assert [request.headers("x-hook") for request in raw.requests] == [["1"]] * 3
    assert "SECRET" not in "".join(seen)


def test_a_key_in_the_query_is_veiled_from_hooks_and_logs(raw: RawServer, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    seen: list[str] = []
    raw.otherwise = answers(200, NOTE)
    driver = SyncDriver(raw.url)
    hooks(driver, seen)
    api = NotesApi(api_key="k/SECRET-3&x", base_url=raw.url, http_client=driver.http)
    assert api.notes.get("n").id == "n"
    driver.close()
    assert raw.requests[0].target == "/notes/n?api_key=k%2FSECRET-3%26x"
    assert seen[0].startswith(f"GET {raw.url}/notes/n?api_key=... ")
    assert "SECRET" not in "".join(seen) + caplog.text


def test_a_hook_that_fails_ends_the_call_and_leaves_the_client_usable(raw: RawServer, drive: MakeDriver) -> None:
    driver = drive(raw.url, http={"limits": httpx2.Limits(max_connections=1)}, timeout=2.0)
    raw.otherwise = answers(200, NOTE)

    def fails(_: httpx2.Response) -> None:
        raise LookupError("mine")

    async def fails_async(_: httpx2.Response) -> None:
        raise LookupError("mine")

    hook = fails if isinstance(driver, SyncDriver) else fails_async
    driver.http.event_hooks = {"response": [hook]}
    with pytest.raises(LookupError, match="mine"):
        SAFE["GET"].call(driver)
    assert len(raw.requests) == 1
    driver.http.event_hooks = {}
    assert SAFE["GET"].call(driver).id == "n"


# --- what else it brings


def test_our_headers_come_before_those_of_the_client(raw: RawServer, drive: MakeDriver) -> None:
    raw.otherwise = answers(200, NOTE)
    own = {"Authorization": "Basic mine", "Accept": "text/html", "User-Agent": "mine", "X-Mine": "1"}
    SAFE["GET"].call(drive(raw.url, http={"headers": own}))
    (request,) = raw.requests
    assert request.headers("authorization") == ["Bearer tok-SECRET-1"]
    assert request.headers("accept") == ["application/json"]
    assert request.headers("user-agent") == ["notes_api/1.2.3"]
    assert request.headers("x-mine") == ["1"]


def test_redirects_follow_our_rules_whatever_the_client_would_do(raw: RawServer, drive: MakeDriver) -> None:
    elsewhere = RawServer()
    elsewhere.otherwise = answers(200, NOTE)
    raw.otherwise = answers(302, b"", f"Location: {elsewhere.url}/there")
    driver = drive(raw.url, http={"follow_redirects": True})
    assert SAFE["GET"].call(driver, RequestOptions(headers={"X-Own": "SECRET-4"})).id == "n"
    assert b"SECRET" not in elsewhere.requests[0].head
    with pytest.raises(APIStatusError):
        UNSAFE["POST"].call(driver)
    assert (len(raw.requests), len(elsewhere.requests)) == (2, 1)
    elsewhere.close()


def test_a_base_url_of_the_client_does_not_matter(raw: RawServer, drive: MakeDriver) -> None:
    raw.otherwise = answers(200, NOTE)
    driver = drive(raw.url, http={"base_url": "http://elsewhere.invalid/v9/"})
    assert SAFE["GET"].call(driver).id == "n"
    assert raw.requests[0].target == "/notes/n"


def test_our_timeout_replaces_that_of_the_client(raw: RawServer, drive: MakeDriver) -> None:
    raw.otherwise = says(0.1, message(200, NOTE))
    patient = drive(raw.url, http={"timeout": 0.01}, timeout=5.0)
    assert SAFE["GET"].call(patient).id == "n"
    assert SAFE["GET"].call(patient, RequestOptions(timeout=None)).id == "n"
    hasty = drive(raw.url, http={"timeout": 5.0}, timeout=0.05, retry=RetryPolicy(max_retries=0))
    SAFE["GET"].failure(hasty, APITimeoutError)
    assert SAFE["GET"].call(hasty, RequestOptions(timeout=5.0)).id == "n"


def test_a_closed_client_of_ones_own_says_so(raw: RawServer, driver: Driver) -> None:
    if isinstance(driver, SyncDriver):
        driver.http.close()
    else:
        driver.runner.run(driver.http.aclose())
    with pytest.raises(RuntimeError, match="closed"):
        SAFE["GET"].call(driver)
    assert raw.connections == 0


def test_one_http_client_serves_several_clients(raw: RawServer) -> None:
    raw.otherwise = answers(200, NOTE)
    with httpx2.Client(verify=NO_AUTHORITIES, trust_env=False) as own:
        one = NotesApi("token-1", base_url=raw.url, http_client=own)
        two = NotesApi("token-2", base_url=raw.url, http_client=own)
        for api in (one, two, one):
            stop_clock(api)
            api.notes.get("n")
        one.close()
        assert two.notes.get("n").id == "n"
        assert not own.is_closed
    assert [request.headers("authorization")[0][-1] for request in raw.requests] == ["1", "2", "1", "2"]
    assert raw.connections == 1


def close(driver: Driver) -> None:
    if isinstance(driver, SyncDriver):
        driver.api.close()
    else:
        driver.runner.run(driver.api.close())


def test_a_closed_client_sends_nothing_though_its_http_client_is_open(raw: RawServer, driver: Driver) -> None:
    raw.otherwise = answers(200, NOTE)
    copy = driver.api.with_options(timeout=5.0)
    assert SAFE["GET"].call(driver).id == "n"
    close(driver)
    assert not driver.http.is_closed
    for api in (driver.api, copy):
        driver.api = api  # type: ignore[assignment]
        with pytest.raises(RuntimeError, match=r"^the client is closed$"):
            SAFE["GET"].call(driver)
    assert len(raw.requests) == 1


def test_closing_a_copy_does_not_close_a_client_with_an_http_client_of_ones_own(raw: RawServer, driver: Driver) -> None:
    raw.otherwise = answers(200, NOTE)
    parent, driver.api = driver.api, driver.api.with_options(timeout=5.0)  # type: ignore[assignment]
    close(driver)
    driver.api = parent
    assert SAFE["GET"].call(driver).id == "n"


# --- of another kind


WRONG: dict[str, tuple[Callable[[Any], Any], Any, str]] = {
    "an awaited one": (NotesApi, lambda: httpx2.AsyncClient(verify=NO_AUTHORITIES), "Client, not httpx2.AsyncClient"),
    "one that waits": (AsyncNotesApi, lambda: httpx2.Client(verify=NO_AUTHORITIES), "AsyncClient, not httpx2.Client"),
    "its class": (NotesApi, lambda: httpx2.Client, "Client, not builtins.type"),
    "its options": (AsyncNotesApi, lambda: {"verify": False}, "AsyncClient, not builtins.dict"),
}


@pytest.mark.parametrize(("kind", "make", "told"), WRONG.values(), ids=WRONG)
def test_an_http_client_of_another_kind_is_refused_when_the_client_is_made(
    kind: Callable[..., Any], make: Callable[[], Any], told: str
) -> None:
    with pytest.raises(TypeError, match=rf"^http_client is an httpx2\.{re.escape(told)}$"):
        kind("t", base_url="http://127.0.0.1:1", http_client=make())


def test_a_class_of_ones_own_is_of_the_kind_it_is_made_of(raw: RawServer) -> None:
    class Own(httpx2.Client):
        pass

    raw.otherwise = answers(200, NOTE)
    with Own(verify=NO_AUTHORITIES, trust_env=False) as own:
        assert NotesApi("t", base_url=raw.url, http_client=own).notes.get("n").id == "n"


# --- its query


def pairs(target: str) -> list[tuple[str, str]]:
    return parse_qsl(target.partition("?")[2], keep_blank_values=True)


OWN_QUERY = [("tag", "a"), ("tag", "b c"), ("limit", "5"), ("empty", "")]


def test_the_query_of_the_client_goes_along_with_all_of_its_values(raw: RawServer, drive: MakeDriver) -> None:
    raw.otherwise = answers(200, NOTE)
    driver = drive(raw.url, http={"params": OWN_QUERY})
    SAFE["GET"].call(driver)
    SAFE["GET"].call(driver, RequestOptions(query={"q": "1"}))
    assert pairs(raw.requests[0].target) == OWN_QUERY
    assert pairs(raw.requests[1].target) == [("q", "1"), *OWN_QUERY]


def test_what_a_call_says_takes_the_place_of_what_the_client_would(raw: RawServer, drive: MakeDriver) -> None:
    raw.otherwise = answers(200, NOTE)
    driver = drive(raw.url, http={"params": OWN_QUERY})
    SAFE["GET"].call(driver, RequestOptions(query={"tag": ["x"], "limit": 9}))
    assert pairs(raw.requests[0].target) == [("tag", "x"), ("limit", "9"), ("empty", "")]


def test_a_link_to_the_next_page_that_repeats_it_does_not_get_it_again(raw: RawServer, drive: MakeDriver) -> None:
    link = "</notes?tag=a&tag=b%20c&limit=5&empty=&page={}>; rel=next"
    page = b'[{"_id": "a"}]'
    raw.script = [
        answers(200, page, f"Link: {link.format(2)}"),
        answers(200, page, f"Link: {link.format(3)}"),
        answers(200, page),
    ]
    listed = walked(drive(raw.url, http={"params": OWN_QUERY}))
    assert listed == ["a", "a", "a"]
    assert [pairs(request.target) for request in raw.requests] == [
        OWN_QUERY,
        [*OWN_QUERY, ("page", "2")],
        [*OWN_QUERY, ("page", "3")],
    ]


def walked(driver: Driver) -> list[str]:
    if isinstance(driver, SyncDriver):
        return [note.id for note in driver.api.notes.list()]
    listed = driver.api.notes.list()

    async def notes() -> list[str]:
        return [note.id async for note in listed]

    return driver.runner.run(notes())


def test_a_redirect_that_repeats_it_does_not_get_it_again(raw: RawServer, drive: MakeDriver) -> None:
    raw.script = [answers(302, b"", "Location: /moved?tag=a&tag=b+c&limit=5&empty="), answers(200, NOTE)]
    SAFE["GET"].call(drive(raw.url, http={"params": OWN_QUERY}))
    assert [pairs(request.target) for request in raw.requests] == [OWN_QUERY, OWN_QUERY]


def test_a_key_of_ours_in_the_query_is_sent_once(raw: RawServer) -> None:
    raw.otherwise = answers(200, NOTE)
    with httpx2.Client(verify=NO_AUTHORITIES, trust_env=False, params={"api_key": "other", "a": "1"}) as own:
        NotesApi(api_key="SECRET-5", base_url=raw.url, http_client=own).notes.get("n")
    assert pairs(raw.requests[0].target) == [("api_key", "SECRET-5"), ("a", "1")]


def test_http2_is_used_where_it_is_installed(raw: RawServer, drive: MakeDriver) -> None:
    pytest.importorskip("h2")
    raw.otherwise = answers(200, NOTE)
    driver = drive(raw.url, http={"http2": True})
    # Without TLS there is no agreement on HTTP/2: the call must go well all the same.
    assert SAFE["GET"].call(driver).id == "n"
