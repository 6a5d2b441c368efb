"""Answers that are sequences of items, cut up as they arrive: pure, so that both kinds of client share it.

Each decoder takes the bytes in chunks of any size and gives what is complete: `feed` after each chunk, `end` after the
last. Nothing is held back but an item that is still incomplete, and that has a bound.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

from .media import essence

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

Item_co = TypeVar("Item_co", covariant=True)

LARGEST = 16 * 1024 * 1024
"""The most characters that a line, a record or the data of an event may have."""

_LINE_ENDS = "\r\n|\n|\r"
_RECORD_SEPARATOR = "\x1e"
_JSON_LINES = frozenset(
    f"application/{name}"
    for name in ("jsonl", "x-jsonl", "jsonlines", "x-jsonlines", "ndjson", "x-ndjson", "stream+json")
)
_LONGEST_NUMBER = 15


class OversizeError(Exception):
    """An item is larger than `LARGEST`."""

    def __init__(self) -> None:
        super().__init__(f"an item of the stream is longer than {LARGEST} characters")


class Decoder(Protocol[Item_co]):
    """Turns bytes into items, as far as they go."""

    @property
    def is_done(self) -> bool:
        """Whether the stream has said that no item follows, though its connection may stay open."""
        ...

    def feed(self, chunk: bytes) -> Iterable[Item_co]:
        """Give the items that `chunk` completes; OversizeError if one grows too large."""
        ...

    def end(self) -> Iterable[Item_co]:
        """Give what the end of the stream completes."""
        ...


@dataclass(frozen=True, slots=True)
class ServerSentEvent:
    """One event of a `text/event-stream`.

    Attributes:
        data: what it carries, its lines joined by LF.
        event: its type.
        id: the last id that the stream gave, with this event or before it; a caller who asks for the stream anew sends
            it as the header `Last-Event-ID`.
        retry: the milliseconds to wait before that, if the stream has given any.
    """

    data: str
    event: str = "message"
    id: str = ""
    retry: int | None = None

    def json(self) -> Any:
        """Return the data as JSON; ValueError where it is something else."""
        import json

        return json.loads(self.data)


class Lines:
    """Cuts text at its line ends, which are LF, CR and CR LF, or at another pattern."""

    is_done = False

    def __init__(self, encoding: str = "utf-8", ends: str = _LINE_ENDS) -> None:
        encoding = "utf-8-sig" if codecs.lookup(encoding).name == "utf-8" else encoding
        self._decoder = codecs.getincrementaldecoder(encoding)("replace")
        self._ends = re.compile(ends)
        self._rest: list[str] = []
        self._length = 0
        self._is_after_cr = False

    def feed(self, chunk: bytes) -> list[str]:
        """Return the lines that `chunk` completes."""
        return self._cut(self._decoder.decode(chunk))

    def end(self) -> list[str]:
        """Return the last line, if the text does not end with a line end."""
        lines = [*self._cut(self._decoder.decode(b"", final=True)), "".join(self._rest)]
        return lines if lines[-1] else lines[:-1]

    def _cut(self, text: str) -> list[str]:
        if not text:
            return []
        if self._is_after_cr and text[0] == "\n":  # the second half of a CR LF
            text = text[1:]
        self._is_after_cr = text[-1:] == "\r"
        first, *others = self._ends.split(text)
        self._rest.append(first)
        self._length += len(first)
        if self._length > LARGEST:
            raise OversizeError
        if not others:
            return []
        lines = ["".join(self._rest), *others[:-1]]
        self._rest = others[-1:]
        self._length = len(others[-1])
        return lines


class JsonTexts:
    """The JSON texts of a stream: one a line, or each behind a record separator (RFC 7464)."""

    is_done = False

    def __init__(self, ends: str) -> None:
        self._lines = Lines(ends=ends)

    def feed(self, chunk: bytes) -> Iterator[str]:
        """Give the texts that `chunk` completes."""
        return filter(str.strip, self._lines.feed(chunk))

    def end(self) -> Iterator[str]:
        """Give the last text: nothing need follow it."""
        return filter(str.strip, self._lines.end())


class Events:
    """Server-sent events (HTML Living Standard, sections 9.2.5 and 9.2.6); data of `[DONE]` ends them.

    That is no part of the standard, but what many streams of JSON end with.
    """

    def __init__(self) -> None:
        self.is_done = False
        self._lines = Lines()
        self._event = ""
        self._id = ""
        self._retry: int | None = None
        self._data: list[str] = []
        self._length = 0

    def feed(self, chunk: bytes) -> Iterator[ServerSentEvent]:
        """Give the events that `chunk` completes."""
        for line in self._lines.feed(chunk):
            if self.is_done:
                return
            if line:
                self._read(line)
                continue
            data, event = self._data, self._event
            self._data, self._event, self._length = [], "", 0
            self.is_done = data == ["[DONE]"]
            if data and not self.is_done:
                yield ServerSentEvent("\n".join(data), event or "message", self._id, self._retry)

    def end(self) -> Iterator[ServerSentEvent]:
        """Give nothing: an event that no blank line follows is incomplete."""
        return iter(())

    def _read(self, line: str) -> None:
        name, _, value = line.partition(":")
        value = value.removeprefix(" ")
        if name == "data":
            self._data.append(value)
            self._length += len(value) + 1
            if self._length > LARGEST:
                raise OversizeError
        elif name == "event":
            self._event = value
        elif name == "id" and "\0" not in value:
            self._id = value
        elif name == "retry" and value.isascii() and value.isdigit() and len(value) <= _LONGEST_NUMBER:
            self._retry = int(value)


def decoder_for(media_type: str) -> Events | JsonTexts | None:
    """Return a new decoder for a media type that is a sequence of items; None for any other."""
    name = essence(media_type)
    if name == "text/event-stream":
        return Events()
    if name in _JSON_LINES:
        return JsonTexts(_LINE_ENDS)
    return JsonTexts(_RECORD_SEPARATOR) if name.endswith(("/json-seq", "+json-seq")) else None
