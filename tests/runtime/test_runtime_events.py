from __future__ import annotations

from typing import Any

import pytest
from runtime.events import LARGEST, Events, JsonTexts, Lines, OversizeError, ServerSentEvent, decoder_for


def decoded(decoder: Any, *chunks: bytes) -> list[Any]:
    return [*(item for chunk in chunks for item in decoder.feed(chunk)), *decoder.end()]


def events(*chunks: bytes) -> list[ServerSentEvent]:
    return decoded(Events(), *chunks)


def test_an_event_is_its_data_lines_joined() -> None:
    assert events(b"data: ACME\ndata: +2\ndata: 10\n\n") == [ServerSentEvent("ACME\n+2\n10")]


def test_comments_are_passed_over_an_empty_id_forgets_the_last_and_an_unfinished_event_is_none() -> None:
    stream = b": hello\n\ndata: one\nid: 1\n\ndata:two\nid\n\ndata: three\n"
    assert events(stream) == [ServerSentEvent("one", id="1"), ServerSentEvent("two")]


def test_fields_without_a_value_are_empty_and_an_event_without_data_is_none() -> None:
    stream = b"data\n\ndata\ndata\n\nevent: nothing\n\nid: 7\n\ndata:"
    assert events(stream) == [ServerSentEvent(""), ServerSentEvent("\n")]


def test_one_space_after_the_colon_belongs_to_it() -> None:
    assert events(b"data:x\n\ndata: x\n\ndata:  x\n\ndata:x: y \n\n") == [
        ServerSentEvent("x"),
        ServerSentEvent("x"),
        ServerSentEvent(" x"),
        ServerSentEvent("x: y "),
    ]


def test_the_type_belongs_to_one_event_while_id_and_retry_last() -> None:
    stream = b"retry: 3000\n\nevent: add\nid: 5\ndata: 1\n\ndata: 2\n\n"
    first, second = events(stream)
    assert (first.event, first.id, first.retry) == ("add", "5", 3000)
    assert (second.event, second.id, second.retry) == ("message", "5", 3000)


@pytest.mark.parametrize("retry", ["soon", "-1", "1.5", "1_000", "²", "9" * 5000, ""])
def test_a_retry_that_is_no_number_is_ignored(retry: str) -> None:
    assert events(f"retry: {retry}\ndata: x\n\n".encode()) == [ServerSentEvent("x")]


def test_an_id_with_nul_is_ignored_as_are_unknown_fields_and_names_that_only_resemble() -> None:
    assert events(b"id: a\x00b\nDATA: no\n data: no\nfoo: bar\ndata: x\n\n") == [ServerSentEvent("x")]


def test_a_byte_order_mark_begins_a_stream_and_is_text_later_on() -> None:
    assert events(b"\xef\xbb\xbfdata: x\n\n\xef\xbb\xbfdata: y\n\n") == [ServerSentEvent("x")]
    assert events(b"\xef\xbb\xbf: only a comment\ndata: \xef\xbb\xbfx\n\n") == [ServerSentEvent("\ufeffx")]


def test_bytes_that_are_no_utf_8_become_replacement_characters() -> None:
    assert events(b"data: a\xffb\n\n") == [ServerSentEvent("a\ufffdb")]


def test_the_word_done_ends_the_stream() -> None:
    decoder = Events()
    assert decoded(decoder, b"data: {}\n\ndata: [DONE]\n\ndata: after\n\n", b"data: later\n\n") == [
        ServerSentEvent("{}")
    ]
    assert decoder.is_done
    assert events(b"data: [DONE]\ndata: not alone\n\n") == [ServerSentEvent("[DONE]\nnot alone")]


def test_a_separator_of_unicode_ends_no_line() -> None:
    assert events("data: a\u2028b\x0bc\x85d\n\n".encode()) == [ServerSentEvent("a\u2028b\x0bc\x85d")]


def test_data_as_json() -> None:
    (event,) = events(b'data: {"a":\ndata: [1]}\n\n')
    assert event.json() == {"a": [1]}
    with pytest.raises(ValueError, match="Expecting"):
        ServerSentEvent("no").json()


STREAM = (
    "\ufeff: kommt 中\r\nevent: größe\rdata: 🜚 eins\r\ndata: zwei\n\ndata:a\r\rid: 9\ndata\r\n\r\n\ndata: [DONE]\n\n"
).encode()
JSON_LINES = '{"a": "ü"}\r\n\n[1,\t2]\r"🜚"\n  \n3'.encode()
RECORDS = '\x1e{"a":\n "ü"}\n\x1e\x1e[1]\n\x1e2'.encode()


@pytest.mark.parametrize(
    ("make", "stream", "count"),
    [
        (Events, STREAM, 3),
        (lambda: decoder_for("application/x-ndjson"), JSON_LINES, 4),
        (lambda: decoder_for("application/json-seq"), RECORDS, 3),
        (Lines, STREAM, 13),
    ],
    ids=["events", "json-lines", "json-seq", "lines"],
)
def test_where_the_chunks_end_makes_no_difference(make: Any, stream: bytes, count: int) -> None:
    whole = decoded(make(), stream)
    assert len(whole) == count
    for first in range(len(stream) + 1):
        assert decoded(make(), stream[:first], stream[first:]) == whole
        for second in range(first, len(stream) + 1, 3):
            assert decoded(make(), stream[:first], stream[first:second], stream[second:]) == whole
    assert decoded(make(), *(bytes([byte]) for byte in stream)) == whole


@pytest.mark.parametrize("end", [b"\n", b"\r", b"\r\n"])
def test_an_event_is_given_as_soon_as_its_blank_line_is_there(end: bytes) -> None:
    decoder = Events()
    assert not list(decoder.feed(b"data: x" + end))
    assert list(decoder.feed(end[:1])) == [ServerSentEvent("x")]
    assert not list(decoder.feed(end[1:]))


def test_json_lines_and_records_are_given_whole() -> None:
    assert decoded(decoder_for("application/jsonl; charset=utf-8"), JSON_LINES) == ['{"a": "ü"}', "[1,\t2]", '"🜚"', "3"]
    assert decoded(decoder_for("application/geo+json-seq"), RECORDS) == ['{"a":\n "ü"}\n', "[1]\n", "2"]


@pytest.mark.parametrize(
    ("media_type", "kind"),
    [
        ("text/event-stream", Events),
        ("Text/Event-Stream;charset=UTF-8", Events),
        ("application/stream+json", JsonTexts),
        ("application/json", type(None)),
        ("text/plain", type(None)),
        ("", type(None)),
    ],
)
def test_which_media_types_are_sequences(media_type: str, kind: type) -> None:
    assert type(decoder_for(media_type)) is kind


def test_lines_of_another_charset() -> None:
    assert decoded(Lines("utf-16"), *(bytes([b]) for b in "a\u0a0ab\nc".encode("utf-16"))) == ["a\u0a0ab", "c"]
    assert decoded(Lines("utf-8"), b"a\n\nb\xc3") == ["a", "", "b\ufffd"]


def test_an_item_that_grows_without_end_is_refused() -> None:
    megabyte = b"x" * (1 << 20)
    endless_line = [b"data: ", *[megabyte] * 17]
    with pytest.raises(OversizeError, match=f"longer than {LARGEST} characters"):
        events(*endless_line)
    with pytest.raises(OversizeError):
        events(*[b"data: " + megabyte + b"\n"] * 17)
    assert len(events(*[b"data: " + megabyte + b"\n\n"] * 17)) == 17
