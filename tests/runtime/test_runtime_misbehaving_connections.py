"""Connections that are lost, cut short or stuck: what is raised, and that nothing runs twice that must not."""

from __future__ import annotations

import contextlib
import socket
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pytest
from both_clients import SAFE, SAMPLES, UNSAFE, Sample
from notes_api import RUN
from raw_server import (
    Exchange,
    RawServer,
    answers,
    answers_json,
    closes_after,
    closes_unread,
    message,
    resets_after,
    resets_reading,
    resets_unread,
    says,
)
from runtime.errors import APIConnectionError, APITimeoutError
from runtime.options import RequestOptions

if TYPE_CHECKING:
    from collections.abc import Iterator

    from both_clients import Driver, MakeDriver

Act = Callable[[Exchange], None]

NOTE = b'{"_id": "n"}'
CHUNKED = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
SHORT = RequestOptions(timeout=0.1)
LATER = 30.0


def endless_header(exchange: Exchange) -> None:
    exchange.read_request()
    exchange.send(b"HTTP/1.1 200 OK\r\n")
    while True:
        exchange.send(b"X-More: " + b"a" * 8000 + b"\r\n")


# What the server does, and how many whole requests it has read by then.
LOST: dict[str, tuple[Act, int]] = {
    "reset before the request was read": (resets_unread, 0),
    "closed before the request was read": (closes_unread, 0),
    "reset while the request was read": (resets_reading, 0),
    "reset after the request was read": (resets_after, 1),
    "closed without an answer": (closes_after, 1),
    "closed in the status line": (says(b"HTTP/1.", then="close"), 1),
    "closed in the header": (says(b"HTTP/1.1 200 OK\r\nContent-Le", then="close"), 1),
    "reset in the body": (says(message(200, NOTE, length=50), then="reset"), 1),
    "body shorter than its length": (says(message(200, NOTE, length=50), then="close"), 1),
    "no body at all": (says(message(200, length=1), then="close"), 1),
    "last chunk missing": (says(CHUNKED + b"c\r\n" + NOTE + b"\r\n", then="close"), 1),
    "cut inside a chunk": (says(CHUNKED + b"ff\r\n" + NOTE, then="close"), 1),
    "chunk size is no number": (says(CHUNKED + b"zz\r\n" + NOTE), 1),
    "negative length": (says(message(200, NOTE, length=-12)), 1),
    "conflicting lengths": (answers(200, NOTE, "Content-Length: 5"), 1),
    "conflicting lengths in one": (answers(200, NOTE, "Content-Length: 5, 12"), 1),
    "length that is no number": (says(b"HTTP/1.1 200 OK\r\nContent-Length: twelve\r\n\r\n" + NOTE), 1),
    "header line without a name": (answers(200, NOTE, ": x"), 1),
    "header with NUL": (answers(200, NOTE, "X-Request-Id: a\0b"), 1),
    "header of 1 MB": (answers(200, NOTE, "X-Long: " + "a" * 1_000_000), 1),
    "header that never ends": (endless_header, 1),
    "not HTTP": (says(b"220 mail.example ESMTP\r\n", then="close"), 1),
    "TLS on a plain port": (says(bytes([21, 3, 3, 0, 2, 2, 70]), then="close"), 1),
    "status of two digits": (answers("20 OK", NOTE), 1),
    "status of four digits": (answers("2000 OK", NOTE), 1),
    "status below 100": (answers("099 Odd", NOTE), 1),
}


@pytest.fixture(params=LOST.values(), ids=LOST)
def lost(request: pytest.FixtureRequest) -> tuple[Act, int]:
    return request.param


def gives_up(raw: RawServer, driver: Driver, lost: tuple[Act, int], sample: Sample) -> int:
    """Return how many requests began before the error was raised."""
    raw.otherwise, read = lost
    error = sample.failure(driver, APIConnectionError)
    assert error.was_sent
    assert isinstance(error, ConnectionError)
    assert str(error).startswith(f"{sample.payload.get('method', sample.operation.method)} {raw.url}/")
    assert len(raw.requests) == raw.exchanges * read
    return raw.exchanges


@pytest.mark.parametrize("sample", SAFE.values(), ids=SAFE)
def test_a_lost_idempotent_call_is_sent_three_times(
    raw: RawServer, driver: Driver, lost: tuple[Act, int], sample: Sample
) -> None:
    assert gives_up(raw, driver, lost, sample) == 3
    assert len(driver.clock.slept) == 2


@pytest.mark.parametrize("sample", UNSAFE.values(), ids=UNSAFE)
def test_a_lost_call_that_may_have_been_executed_is_sent_once(
    raw: RawServer, driver: Driver, lost: tuple[Act, int], sample: Sample
) -> None:
    assert gives_up(raw, driver, lost, sample) == 1
    assert driver.clock.slept == []


def test_a_call_that_is_lost_twice_ends_well(raw: RawServer, driver: Driver, lost: tuple[Act, int]) -> None:
    act, read = lost
    raw.script = [act, act, answers(200, NOTE)]
    assert SAFE["PUT"].call(driver).id == "n"
    assert (raw.exchanges, len(raw.requests)) == (3, 2 * read + 1)
    assert {(request.head, request.body) for request in raw.requests} == {(raw.requests[0].head, b'{"title":"a"}')}


def test_an_idempotency_key_makes_any_call_repeatable(raw: RawServer, driver: Driver) -> None:
    raw.script = [resets_after, answers(201, NOTE)]
    key = RequestOptions(headers={"Idempotency-Key": "k"})
    assert UNSAFE["POST"].call(driver, key).id == "n"
    assert [request.headers("idempotency-key") for request in raw.requests] == [["k"], ["k"]]


# --- time


STUCK: dict[str, Act] = {
    "no answer": says(LATER),
    "stuck in the header": says(b"HTTP/1.1 200 OK\r\nX: ", LATER),
    "stuck after 103": says(b"HTTP/1.1 103 Early Hints\r\n\r\n", LATER),
    "stuck in the body": says(message(200, NOTE, length=50), LATER),
    "stuck between chunks": says(CHUNKED + b"c\r\n" + NOTE + b"\r\n", LATER),
}


@pytest.mark.parametrize("act", STUCK.values(), ids=STUCK)
def test_a_stuck_server_is_a_timeout_and_nothing_runs_twice(raw: RawServer, driver: Driver, act: Act) -> None:
    raw.otherwise = act
    error = SAMPLES["POST"].failure(driver, APITimeoutError, SHORT)
    assert error.was_sent
    assert isinstance(error, TimeoutError)
    assert (raw.exchanges, len(raw.requests)) == (1, 1)


@pytest.mark.parametrize(("name", "times"), [("GET", 3), ("DELETE", 3), ("PATCH", 1), ("run by GET", 1)])
def test_a_timeout_is_repeated_like_any_lost_connection(raw: RawServer, driver: Driver, name: str, times: int) -> None:
    raw.otherwise = STUCK["stuck in the body"]
    SAMPLES[name].failure(driver, APITimeoutError, SHORT)
    assert (raw.exchanges, len(raw.requests)) == (times, times)


@pytest.mark.parametrize("sample", SAMPLES.values(), ids=SAMPLES)
def test_a_byte_at_a_time_is_an_answer_like_any_other(raw: RawServer, driver: Driver, sample: Sample) -> None:
    text = message(sample.status, b"" if sample.status == 204 else NOTE)
    pieces = [text[at : at + 1] for at in range(len(text))]
    raw.otherwise = says(*(piece for byte in pieces for piece in (byte, 0.0)))
    answer = sample.call(driver, RequestOptions(timeout=5.0))
    assert getattr(answer, "status", sample.status) == sample.status
    assert len(raw.requests) == 1


def test_a_server_that_is_not_there_is_tried_again_for_any_method(drive: MakeDriver) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        driver = drive(f"http://127.0.0.1:{free.getsockname()[1]}")
        for sample in SAMPLES.values():
            driver.clock.slept.clear()
            assert not sample.failure(driver, APIConnectionError).was_sent
            assert len(driver.clock.slept) == 2


# --- uploads


UPLOAD = b"x" * 8_000_000


@pytest.fixture(params=[UPLOAD, [UPLOAD[:1_000_000]] * 8], ids=["bytes", "chunks"])
def upload(request: pytest.FixtureRequest) -> Any:
    return request.param


def send(driver: Driver, method: str, content: Any, timeout: float = 5.0) -> Any:
    options = RequestOptions(timeout=timeout)
    return driver.call(RUN, {"note_id": "s"}, options=options, method=method, content=content)


@pytest.mark.parametrize(("method", "times"), [("PUT", 3), ("POST", 1)])
def test_a_connection_lost_during_an_upload(
    raw: RawServer, driver: Driver, upload: Any, method: str, times: int
) -> None:
    raw.otherwise = resets_reading
    with pytest.raises(APIConnectionError) as caught:
        send(driver, method, upload)
    assert caught.value.was_sent
    assert (raw.exchanges, raw.requests) == (times, [])


def test_an_upload_that_can_be_sent_only_once_is(raw: RawServer, driver: Driver, upload: Any) -> None:
    def chunks() -> Iterator[bytes]:
        yield upload if isinstance(upload, bytes) else upload[0]

    raw.otherwise = resets_reading
    with pytest.raises(APIConnectionError):
        send(driver, "PUT", chunks())
    assert raw.exchanges == 1


def refuses_upload(exchange: Exchange) -> None:
    exchange.read_head()
    exchange.send(message(413, b"too large", "Connection: close"))
    exchange.drain()


def refuses_upload_and_resets(exchange: Exchange) -> None:
    exchange.read_head()
    exchange.send(message(413, b"too large", "Connection: close"))
    exchange.reset()


def refuses_upload_and_stops_reading(exchange: Exchange) -> None:
    exchange.read_head()
    exchange.send(message(413, b"too large", "Connection: close"), LATER)


@pytest.mark.parametrize("method", ["PUT", "POST"])
def test_an_answer_that_comes_before_the_upload_ends_is_heard(
    raw: RawServer, driver: Driver, upload: Any, method: str
) -> None:
    raw.otherwise = refuses_upload
    answer = send(driver, method, upload)
    assert (answer.status, answer.text) == (413, "too large")
    assert (raw.exchanges, raw.requests) == (1, [])


def test_an_upload_that_is_cut_off_after_an_answer_runs_once(raw: RawServer, driver: Driver, upload: Any) -> None:
    raw.otherwise = refuses_upload_and_resets
    # Whether the answer outlives the reset is for the operating system to say.
    with contextlib.suppress(APIConnectionError):
        assert send(driver, "POST", upload).status == 413
    assert (raw.exchanges, raw.requests) == (1, [])


def test_an_upload_that_nobody_reads_is_a_timeout(raw: RawServer, driver: Driver, upload: Any) -> None:
    raw.otherwise = refuses_upload_and_stops_reading
    with pytest.raises(APITimeoutError) as caught:
        send(driver, "POST", upload, timeout=0.2)
    assert caught.value.was_sent
    assert (raw.exchanges, raw.requests) == (1, [])


# --- connections that are kept


@pytest.mark.parametrize("sample", SAMPLES.values(), ids=SAMPLES)
def test_a_connection_closed_while_idle_is_not_used_again(raw: RawServer, driver: Driver, sample: Sample) -> None:
    raw.script = [answers(200, NOTE, then="close"), answers(sample.status, b"" if sample.status == 204 else NOTE)]
    SAFE["GET"].call(driver)
    assert raw.wait_until(lambda: raw.open == 0)
    sample.call(driver)
    assert (raw.connections, raw.exchanges, len(raw.requests)) == (2, 2, 2)
    assert driver.clock.slept == []


@pytest.mark.parametrize("act", [resets_unread, closes_unread], ids=["reset", "closed"])
@pytest.mark.parametrize(("name", "times"), [("GET", 2), ("PUT", 2), ("POST", 1), ("run by GET", 1)])
def test_a_connection_closed_just_as_it_is_used_again(
    raw: RawServer, driver: Driver, act: Act, name: str, times: int
) -> None:
    raw.script = [answers(200, NOTE), act, answers(200, NOTE)]
    SAFE["GET"].call(driver)
    if times == 1:
        assert SAMPLES[name].failure(driver, APIConnectionError).was_sent
    else:
        assert SAMPLES[name].call(driver).id == "n"
    assert raw.exchanges == 1 + times
    assert len(raw.requests) == times


def test_connection_close_is_obeyed(raw: RawServer, driver: Driver) -> None:
    raw.otherwise = answers(200, NOTE, "Connection: close")
    for _ in range(3):
        SAFE["GET"].call(driver)
    assert (raw.connections, len(raw.requests)) == (3, 3)
    assert raw.wait_until(lambda: raw.open == 0)


STRAY = message(200, b'{"_id": "somebody else"}')


@pytest.mark.parametrize(
    ("first", "sent"),
    [
        ("DELETE", message(204) + b"stray"),
        ("DELETE", message(204, STRAY)),
        ("DELETE", message(204) + STRAY),
        ("GET", message(200, NOTE) + STRAY),
        ("GET", message(200, NOTE + b"stray", length=len(NOTE))),
        ("GET", CHUNKED + b"c\r\n" + NOTE + b"\r\n0\r\n\r\n" + STRAY),
    ],
    ids=["after 204", "body of 204", "answer after 204", "answer after answer", "body too long", "answer after chunks"],
)
def test_what_follows_an_answer_is_not_taken_for_the_next_one(
    raw: RawServer, driver: Driver, first: str, sent: bytes
) -> None:
    raw.script = [says(sent), answers_json({"_id": "mine"})]
    raw.otherwise = answers_json({"_id": "mine"})
    SAFE[first].call(driver)
    assert UNSAFE["POST"].call(driver).id == "mine"
    assert [request.method for request in raw.requests] == [first, "POST"]
