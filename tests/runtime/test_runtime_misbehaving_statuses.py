"""Statuses that are rare, wrong or a gateway's, and answers that come in several parts."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from both_clients import SAFE, SAMPLES, UNSAFE, Sample
from raw_server import RawServer, answers, message, says
from runtime import errors
from runtime.errors import APIConnectionError, APIStatusError, ResponseValidationError, ServerError
from runtime.options import RequestOptions

if TYPE_CHECKING:
    from both_clients import Driver

NOTE = b'{"_id": "n"}'
GATEWAY = b"<html>\r\n<head><title>503</title></head>\r\n<body>\x1b]0;owned\x07 tok-SECRET-1 " + b"<hr>" * 5000
RAW = {name: sample for name, sample in UNSAFE.items() if sample.operation.any_status}
DECODED = {name: sample for name, sample in SAMPLES.items() if name not in RAW and name != "DELETE"}


# --- informational answers


@pytest.mark.parametrize(
    "before",
    [
        b"HTTP/1.1 100 Continue\r\n\r\n",
        b"HTTP/1.1 102 Processing\r\n\r\n",
        b"HTTP/1.1 103 Early Hints\r\nLink: </style.css>; rel=preload\r\n\r\n",
        b"HTTP/1.1 199 \r\n\r\n",
        b"HTTP/1.1 100 Continue\r\n\r\n" * 5000,
        b"HTTP/1.1 103 Early Hints\r\nLink: <http://evil.invalid/>; rel=next\r\nRetry-After: 86400\r\n\r\n" * 3,
    ],
    ids=["100", "102", "103", "199", "many", "hints"],
)
@pytest.mark.parametrize("sample", SAMPLES.values(), ids=SAMPLES)
def test_what_comes_before_the_answer_is_passed_over(
    raw: RawServer, driver: Driver, before: bytes, sample: Sample
) -> None:
    raw.otherwise = says(before + message(sample.status, b"" if sample.status == 204 else NOTE))
    answer = sample.call(driver)
    if sample.operation.any_status:
        assert "link" not in answer.headers
    assert len(raw.requests) == 1


@pytest.mark.parametrize(("name", "times"), [("GET", 3), ("POST", 1), ("run by GET", 1)])
def test_a_change_of_protocol_that_nobody_asked_for(raw: RawServer, driver: Driver, name: str, times: int) -> None:
    raw.otherwise = says(b"HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\nConnection: upgrade\r\n\r\n")
    assert SAMPLES[name].failure(driver, APIConnectionError).was_sent
    assert len(raw.requests) == times


def test_only_informational_answers_and_then_the_end(raw: RawServer, driver: Driver) -> None:
    raw.otherwise = says(b"HTTP/1.1 100 Continue\r\n\r\n" * 3, then="close")
    assert SAMPLES["POST"].failure(driver, APIConnectionError).was_sent
    assert len(raw.requests) == 1


# --- successes of odd kinds


@pytest.mark.parametrize("status", [200, 201, 202, 203, 206, 226, 299])
@pytest.mark.parametrize("sample", DECODED.values(), ids=DECODED)
def test_any_success_with_the_declared_body_is_one(raw: RawServer, driver: Driver, sample: Sample, status: int) -> None:
    raw.otherwise = answers(status, NOTE)
    assert sample.call(driver).id == "n"
    assert len(raw.requests) == 1


@pytest.mark.parametrize("status", [200, 204, 205])
@pytest.mark.parametrize("sample", DECODED.values(), ids=DECODED)
def test_a_success_without_the_declared_body_is_an_error_and_not_repeated(
    raw: RawServer, driver: Driver, sample: Sample, status: int
) -> None:
    raw.otherwise = answers(status)
    error = sample.failure(driver, ResponseValidationError)
    assert (error.status, error.response.content) == (status, b"")
    assert "empty" in str(error)
    assert len(raw.requests) == 1


@pytest.mark.parametrize(
    ("status", "body"), [(200, b""), (202, NOTE), (204, b""), (204, NOTE), (205, NOTE), (299, b"x")]
)
def test_where_no_body_is_declared_any_success_is_one(raw: RawServer, driver: Driver, status: int, body: bytes) -> None:
    raw.otherwise = answers(status, body)
    assert SAFE["DELETE"].call(driver) is None
    assert len(raw.requests) == 1


def test_204_without_a_length_does_not_wait_for_a_body(raw: RawServer, driver: Driver) -> None:
    raw.script = [says(b"HTTP/1.1 204 No Content\r\n\r\n"), answers(200, NOTE)]
    assert SAFE["DELETE"].call(driver) is None
    assert SAFE["GET"].call(driver).id == "n"
    assert (len(raw.requests), raw.connections) == (2, 1)


def test_a_body_without_a_length_ends_with_the_connection(raw: RawServer, driver: Driver) -> None:
    raw.otherwise = says(b"HTTP/1.0 200 OK\r\n\r\n", NOTE, then="close")
    assert SAFE["GET"].call(driver).id == "n"
    assert SAFE["GET"].call(driver).id == "n"
    assert (len(raw.requests), raw.connections) == (2, 2)


# --- failures


KINDS = {
    304: errors.RedirectError,
    400: errors.BadRequestError,
    402: APIStatusError,
    405: APIStatusError,
    410: APIStatusError,
    418: APIStatusError,
    451: APIStatusError,
    499: APIStatusError,
    501: ServerError,
    505: ServerError,
}
PASSING = {
    408: APIStatusError,
    500: errors.InternalServerError,
    502: errors.BadGatewayError,
    503: errors.ServiceUnavailableError,
    504: errors.GatewayTimeoutError,
    507: ServerError,
    520: ServerError,
    599: ServerError,
    600: ServerError,
    999: ServerError,
}


@pytest.mark.parametrize(("status", "kind"), KINDS.items())
def test_failures_that_stay_are_not_repeated(
    raw: RawServer, driver: Driver, status: int, kind: type[APIStatusError]
) -> None:
    raw.otherwise = answers(status, b"" if status == 304 else json.dumps({"message": "no"}).encode())
    for number, sample in enumerate([SAFE["GET"], SAFE["DELETE"], UNSAFE["POST"], UNSAFE["PATCH"]], 1):
        error = sample.failure(driver, kind)
        assert error.status == status
        assert str(error).startswith(str(status))
        assert len(raw.requests) == number


@pytest.mark.parametrize(("status", "kind"), PASSING.items())
@pytest.mark.parametrize("sample", SAFE.values(), ids=SAFE)
def test_failures_that_may_pass_are_repeated_where_that_is_harmless(
    raw: RawServer, driver: Driver, sample: Sample, status: int, kind: type[APIStatusError]
) -> None:
    raw.otherwise = answers(status, GATEWAY, "Content-Type: text/html")
    error = sample.failure(driver, kind)
    assert (error.status, error.parsed(), error.response.content) == (status, None, GATEWAY)
    assert len(raw.requests) == 3
    raw.script = [answers(status), answers(status), answers(sample.status, b"" if sample.status == 204 else NOTE)]
    sample.call(driver)
    assert len(raw.requests) == 6
    assert len({request.head for request in raw.requests}) == 1


@pytest.mark.parametrize(("status", "kind"), PASSING.items())
@pytest.mark.parametrize("name", ["POST", "PATCH"])
def test_failures_that_may_pass_are_not_repeated_where_the_call_may_have_been_executed(
    raw: RawServer, driver: Driver, name: str, status: int, kind: type[APIStatusError]
) -> None:
    raw.otherwise = answers(status, GATEWAY, "Content-Type: text/html", "Retry-After: 0")
    assert UNSAFE[name].failure(driver, kind).status == status
    assert len(raw.requests) == 1


@pytest.mark.parametrize("status", [*KINDS, *PASSING, 401, 409, 429])
@pytest.mark.parametrize("sample", RAW.values(), ids=RAW)
def test_run_gives_any_status_and_never_runs_twice(raw: RawServer, driver: Driver, sample: Sample, status: int) -> None:
    raw.otherwise = answers(status, b"", "Retry-After: 0", "Location: /elsewhere")
    assert sample.call(driver).status == status
    assert len(raw.requests) == 1


@pytest.mark.parametrize("name", ["GET", "POST"])
def test_html_of_a_gateway_in_the_place_of_json(raw: RawServer, driver: Driver, name: str) -> None:
    for header in ("Content-Type: text/html", "Content-Type: application/json", "X-None: 1"):
        raw.otherwise = answers(200, GATEWAY, header)
        error = SAMPLES[name].failure(driver, ResponseValidationError)
        assert error.response.content == GATEWAY
    assert len(raw.requests) == 3


def test_a_throttled_call_is_repeated_whatever_its_method(raw: RawServer, driver: Driver) -> None:
    for name, sample in SAMPLES.items():
        if name in RAW:
            continue
        raw.requests.clear()
        raw.script = [answers(429), answers(429), answers(sample.status, b"" if sample.status == 204 else NOTE)]
        sample.call(driver)
        assert len(raw.requests) == 3
        assert len({(request.head, request.body) for request in raw.requests}) == 1
        raw.requests.clear()
        raw.otherwise = answers(429, GATEWAY)
        assert sample.failure(driver, errors.RateLimitError).status == 429
        assert len(raw.requests) == 3


def test_any_reason_phrase_will_do(raw: RawServer, driver: Driver) -> None:
    for reason in ("", " ", " \xe9\xff", " " + "long " * 2000, " 200 OK"):
        raw.otherwise = answers(f"404{reason}", NOTE)
        error = SAMPLES["GET"].failure(driver, errors.NotFoundError)
        assert str(error).startswith("404 Not Found: GET ")
    assert len(raw.requests) == 5


def test_an_answer_that_goes_on_for_a_page_is_shown_in_part(raw: RawServer, driver: Driver) -> None:
    raw.otherwise = answers(400, b"x" * 5_000_000, "X-Request-Id: " + "y" * 50_000)
    error = SAMPLES["GET"].failure(driver, errors.BadRequestError, RequestOptions(query={"q": "SECRET"}))
    assert len(error.response.content) == 5_000_000
