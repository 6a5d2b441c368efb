"""Bodies that are not what the document declares, and headers that are not what they should be."""

from __future__ import annotations

import gzip
import json
import traceback
import zlib
from math import inf, nan
from typing import TYPE_CHECKING

import pytest
from both_clients import SAMPLES, UNSAFE, Sample
from notes_api import EXPORT, GET
from raw_server import RawServer, answers, message, says
from runtime.errors import APIConnectionError, APIStatusError, NotFoundError, ResponseValidationError
from runtime.response import Response

if TYPE_CHECKING:
    from both_clients import Driver

NOTE = b'{"_id": "n"}'
PAGE = b"<!doctype html>\r\n<title>Sign in</title>\r\n" + b"<p>Please sign in.</p>\r\n" * 2000
CALLS = pytest.mark.parametrize("sample", [SAMPLES["GET"], SAMPLES["PUT"], SAMPLES["POST"]], ids=["GET", "PUT", "POST"])


# --- what is no answer at all


NOT_JSON = {
    "nothing": b"",
    "blank": b" \r\n ",
    "cut": b'{"_id": "n"',
    "garbage behind": NOTE + b"garbage",
    "two values": NOTE + NOTE,
    "HTML": PAGE,
    "a trailing comma": b'{"_id": "n",}',
    "single quotes": b"{'_id': 'n'}",
    "a comment": b'{"_id": "n" /* mine */}',
    "Latin-1": '{"_id": "é"}'.encode("latin-1"),
    "UTF-16": '{"_id": "n"}'.encode("utf-16-be"),
    "NUL bytes": b"\0" * 100,
    "100,000 open brackets": b"[" * 100_000,
    "100,000 nested lists": b'{"_id": "n", "x": ' + b"[" * 100_000 + b"]" * 100_000 + b"}",
    "100,000 nested objects": b'{"_id":' * 100_000,
    "lone surrogate": b'{"_id": "\\ud800"}',
    "control character": b'{"_id": "a\nb"}',
}


@pytest.mark.parametrize("body", NOT_JSON.values(), ids=NOT_JSON)
@CALLS
def test_a_body_that_is_no_json(raw: RawServer, driver: Driver, body: bytes, sample: Sample) -> None:
    raw.otherwise = answers(sample.status, body, "Content-Type: application/json")
    error = sample.failure(driver, ResponseValidationError)
    assert error.response.content == body
    assert "JSON" in str(error)
    assert len(raw.requests) == 1


NOT_A_NOTE = {
    "null": b"null",
    "a number": b"7",
    "a list": b"[]",
    "no id": b"{}",
    "a number for a string": b'{"_id": 7}',
    "null for a string": b'{"_id": null}',
    "a list for a string": b'{"_id": ["n"]}',
    "a truth value for a string": b'{"_id": true}',
    "the Python name": b'{"id": null}',
    "a huge number": b'{"_id": ' + b"9" * 5000 + b"}",
    "a wrong time": b'{"_id": "n", "madeAt": "yesterday"}',
    "a time without its zone": b'{"_id": "n", "madeAt": "2026-11-21T00:00:00"}',
    "a hostile key": b'{"_id": {"\\u001b[31m\\r\\n": 1}}',
}


@pytest.mark.parametrize("body", NOT_A_NOTE.values(), ids=NOT_A_NOTE)
@CALLS
def test_json_that_is_not_what_is_declared(raw: RawServer, driver: Driver, body: bytes, sample: Sample) -> None:
    raw.otherwise = answers(sample.status, body, "Content-Type: application/json")
    error = sample.failure(driver, ResponseValidationError)
    assert error.response.content == body
    assert (error.status, error.response.status) == (sample.status, sample.status)
    assert len(raw.requests) == 1


def test_no_message_quotes_the_value_that_is_wrong(raw: RawServer, driver: Driver) -> None:
    raw.otherwise = answers(200, b'{"_id": {"password": "hunter2"}}')
    error = SAMPLES["GET"].failure(driver, ResponseValidationError)
    assert "hunter2" not in "".join(traceback.format_exception(error)) + repr(error)


# --- what is an answer all the same


FINE = {
    "a byte order mark": (b"\xef\xbb\xbf" + NOTE, {"_id": "n"}),
    "space around it": (b" \r\n\t" + NOTE + b"\r\n", {"_id": "n"}),
    "duplicate keys": (b'{"_id": "first", "_id": "n"}', {"_id": "n"}),
    "a large number": (b'{"_id": "n", "x": 123456789012345678901234567890}', {"_id": "n", "x": 123456789012345678901234567890}),
    "an escaped NUL": (b'{"_id": "n", "x": "\\u0000"}', {"_id": "n", "x": "\0"}),
    "a pair of surrogates": (b'{"_id": "n", "x": "\\ud83d\\ude00"}', {"_id": "n", "x": "\U0001f600"}),
    "an empty key": (b'{"_id": "n", "": 1}', {"_id": "n", "": 1}),
    "no number": (b'{"_id": "n", "x": [NaN, -Infinity, 1e400]}', {"_id": "n", "x": [nan, -inf, inf]}),
    "names of Python": (b'{"_id": "n", "__class__": 1, "model_fields": 2}', {"_id": "n", "__class__": 1, "model_fields": 2}),
}  # fmt: skip


@pytest.mark.parametrize(("body", "value"), FINE.values(), ids=FINE)
def test_json_of_odd_form_is_read_alike_in_both_ways(
    raw: RawServer, driver: Driver, body: bytes, value: object
) -> None:
    raw.otherwise = answers(200, body)
    note = SAMPLES["GET"].call(driver)
    assert note.id == "n"
    assert str(note.model_dump(exclude_unset=True)) == str(value)
    driver.api.notes._is_raw = True
    answer = SAMPLES["GET"].call(driver)
    assert isinstance(answer, Response)
    assert str(answer.json()) == str(value)


@pytest.mark.parametrize("body", [b"nan", b"[" * 100_000, b"9" * 5000, PAGE], ids=["nan", "nested", "huge", "HTML"])
def test_json_that_is_none_is_refused_by_both_ways(raw: RawServer, driver: Driver, body: bytes) -> None:
    driver.api.notes._is_raw = True
    raw.otherwise = answers(200, body)
    answer = SAMPLES["GET"].call(driver)
    with pytest.raises(ResponseValidationError, match="not valid JSON"):
        answer.json()


CONTENT_TYPES = {
    "HTML": "Content-Type: text/html; charset=utf-8",
    "none": "X-Nothing: 1",
    "empty": "Content-Type:",
    "nonsense": 'Content-Type: ;;;="',
    "charset that is none": "Content-Type: application/json; charset=klingon",
    "charset that is no text": "Content-Type: application/json; charset=zip",
    "charset that is code": 'Content-Type: application/json; charset="../../idna"',
    "charset that always fails": "Content-Type: text/plain; charset=undefined",
    "charset without replacements": "Content-Type: text/plain; charset=idna",
    "another charset": "Content-Type: application/json; charset=utf-16",
    "twice": "Content-Type: text/html\r\nContent-Type: application/json",
    "binary": "Content-Type: application/octet-stream",
    "long": "Content-Type: " + "x" * 5000,
}


@pytest.mark.parametrize("header", CONTENT_TYPES.values(), ids=CONTENT_TYPES)
@CALLS
def test_declared_json_is_read_whatever_its_content_type(
    raw: RawServer, driver: Driver, header: str, sample: Sample
) -> None:
    raw.otherwise = answers(sample.status, NOTE, header)
    assert sample.call(driver).id == "n"
    assert len(raw.requests) == 1


@pytest.mark.parametrize("header", CONTENT_TYPES.values(), ids=CONTENT_TYPES)
def test_no_content_type_breaks_text_or_messages(raw: RawServer, driver: Driver, header: str) -> None:
    raw.otherwise = answers(200, b"caf\xe9", header)
    assert isinstance(driver.call(EXPORT).text, str)
    assert SAMPLES["GET"].failure(driver, ResponseValidationError).response.content == b"caf\xe9"
    raw.otherwise = answers(404, b"caf\xe9", header)
    assert isinstance(SAMPLES["GET"].failure(driver, NotFoundError).response.text, str)


# --- compressed bodies


def test_a_compressed_body_is_unpacked(raw: RawServer, driver: Driver) -> None:
    raw.script = [
        answers(200, gzip.compress(NOTE), "Content-Encoding: gzip"),
        answers(200, zlib.compress(NOTE), "Content-Encoding: deflate"),
        answers(200, gzip.compress(gzip.compress(NOTE)), "Content-Encoding: gzip, gzip"),
        answers(200, NOTE, "Content-Encoding: unheard-of"),
    ]
    for _ in range(4):
        assert SAMPLES["GET"].call(driver).id == "n"
    assert (len(raw.requests), raw.connections) == (4, 1)


BROKEN = {
    "no gzip at all": ("gzip", NOTE),
    "no deflate at all": ("deflate", b"\xff" * 50),
    "wrong checksum": ("gzip", gzip.compress(NOTE)[:-8] + bytes(8)),
    "gzip cut in its data": ("gzip", gzip.compress(bytes(range(256)) * 9)[:100]),
    "gzip cut in its header": ("gzip", gzip.compress(NOTE)[:5]),
    "gzip cut in its checksum": ("gzip", gzip.compress(NOTE)[:-4]),
    "gzip in two members, of which only the first is unpacked": (
        "gzip",
        gzip.compress(NOTE[:9]) + gzip.compress(NOTE[9:]),
    ),
    "deflate cut": ("deflate", zlib.compress(bytes(range(256)) * 9)[:100]),
}


@pytest.mark.parametrize(("encoding", "body"), BROKEN.values(), ids=BROKEN)
def test_a_body_that_does_not_unpack_is_an_error_and_not_asked_for_again(
    raw: RawServer, driver: Driver, encoding: str, body: bytes
) -> None:
    raw.otherwise = answers(200, body, f"Content-Encoding: {encoding}")
    error = Sample(EXPORT).failure(driver, APIConnectionError)
    assert error.was_sent
    assert not error.may_pass
    assert len(raw.requests) == 1


def test_the_next_call_goes_well_after_a_body_that_does_not_unpack(raw: RawServer, driver: Driver) -> None:
    raw.script = [answers(201, b"no gzip", "Content-Encoding: gzip"), answers(200, NOTE)]
    UNSAFE["POST"].failure(driver, APIConnectionError)
    assert SAMPLES["GET"].call(driver).id == "n"
    assert len(raw.requests) == 2


# --- headers


HEADERS = {
    "folded": ("X-Request-Id: a\r\n  b", "a b"),
    "other bytes than ASCII": ("X-Request-Id: \xe9\x85", "\xe9\x85"),
    "a terminal's escapes": ("X-Request-Id: \x1b[31m", "\x1b[31m"),
    "twice": ("X-Request-Id: a\r\nX-Request-Id: b", "a, b"),
    "empty": ("X-Request-Id:", ""),
}


@pytest.mark.parametrize(("header", "request_id"), HEADERS.values(), ids=HEADERS)
def test_a_hostile_header_stays_a_value(raw: RawServer, driver: Driver, header: str, request_id: str) -> None:
    raw.otherwise = answers(404, json.dumps({"message": "no"}).encode(), header)
    error = SAMPLES["GET"].failure(driver, NotFoundError)
    assert (error.request_id or "") == request_id
    assert len(raw.requests) == 1


def test_a_header_cannot_begin_another_answer(raw: RawServer, driver: Driver) -> None:
    raw.otherwise = says(message(404, b"", "X-Request-Id: a\r\n\tHTTP/1.1 200 OK\r\n\tSet-Cookie: x=1"))
    error = SAMPLES["GET"].failure(driver, NotFoundError)
    assert "set-cookie" not in error.response.headers
    assert len(raw.requests) == 1


def test_identical_lengths_are_one(raw: RawServer, driver: Driver) -> None:
    raw.otherwise = answers(200, NOTE, f"Content-Length: {len(NOTE)}")
    assert SAMPLES["GET"].call(driver).id == "n"
    assert len(raw.requests) == 1


def test_chunks_win_over_a_length(raw: RawServer, driver: Driver) -> None:
    chunks = b"c\r\n" + NOTE + b"\r\n0\r\nX-Trailer: 1\r\n\r\n"
    raw.otherwise = says(message(200, chunks, "Transfer-Encoding: chunked", length=5))
    assert SAMPLES["GET"].call(driver).id == "n"
    assert SAMPLES["POST"].call(driver).id == "n"
    assert len(raw.requests) == 2


def test_the_error_of_a_status_holds_any_body(raw: RawServer, driver: Driver) -> None:
    for body in (*NOT_JSON.values(), *NOT_A_NOTE.values()):
        raw.otherwise = answers(404, body, "Content-Type: application/json")
        error = SAMPLES["GET"].failure(driver, NotFoundError)
        assert isinstance(error, APIStatusError)
        assert error.response.content == body
        assert error.parsed() is None
    assert GET.error_for(404) is not None
