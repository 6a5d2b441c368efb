"""Answers that are read bit by bit: downloads, text by the line, server-sent events, JSON lines.

What their items are is left to `items`, and to get them to `openers`; `Stream` and `AsyncStream` only read.
"""

from __future__ import annotations

from contextlib import asynccontextmanager, contextmanager
from functools import wraps
from typing import TYPE_CHECKING, Any, Generic, ParamSpec, TypeVar

from .errors import ResponseValidationError, status_error
from .events import OversizeError
from .items import Items, Streams, lines_of
from .openers import Opened
from .response import Content

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, AsyncIterator, Awaitable, Callable, Generator, Iterator
    from contextlib import AbstractAsyncContextManager, AbstractContextManager
    from os import PathLike
    from pathlib import Path
    from typing import BinaryIO

    import httpx2

    from .events import Decoder
    from .response import Response


Item = TypeVar("Item")
P = ParamSpec("P")


class _Answer(Generic[Item]):
    """An answer whose body is not read yet: everything about it but reading.

    Attributes:
        url: the URL of the request, without credentials.
        status: the HTTP status.
        headers: the headers, looked up without regard to case.
    """

    def __init__(self, opened: Opened[Any], streams: Streams[Item]) -> None:
        self.url = opened.url
        self.status = opened.status
        self.headers: httpx2.Headers = opened.headers
        self._opened = opened
        self._streams = streams
        self._items: Items[Item] | None = None

    @property
    def content_type(self) -> str:
        """The `Content-Type` header, or nothing."""
        return self._opened.content_type

    @property
    def request_id(self) -> str | None:
        """The server's own name for the request, if it gave one."""
        return self._opened.request_id

    @property
    def last_event_id(self) -> str:
        """The id of the last event that was read, if this is a stream of events and they have any."""
        return self._items.last_event_id if self._items else ""

    def __repr__(self) -> str:
        return f"<{type(self).__name__} {self._opened.summary}>"

    def _decoder(self) -> Decoder[Item]:
        decoder = self._streams.decoder(self._opened.with_content)
        self._items = decoder if isinstance(decoder, Items) else None
        return decoder


class Stream(_Answer[Item]):
    """An answer that is read bit by bit, and once: iterate over it, or call one of its methods.

    Its items are bytes as they arrive, lines of text, events or JSON values, by what the API declares. Reading raises
    APIConnectionError or APITimeoutError where the connection is lost, and ResponseValidationError for an item that is
    not as declared. Nothing is ever asked for again.
    """

    def __iter__(self) -> Iterator[Item]:
        return self._decoded(self._decoder())

    def iter_bytes(self) -> Iterator[bytes]:
        """Yield the body as it arrives, content encodings undone."""
        import httpx2

        try:
            yield from self._opened.reply.iter_bytes()
        except httpx2.RequestError as error:
            raise self._opened.lost(error) from error

    def iter_lines(self) -> Iterator[str]:
        """Yield the body line by line, without line ends; what is no text becomes U+FFFD."""
        return self._decoded(lines_of(self._opened.with_content))

    def read(self) -> Content:
        """Return the body, read to its end."""
        return Content(b"".join(self.iter_bytes()), self.content_type)

    def save(self, path: str | PathLike[str]) -> Path:
        """Write the body to a file and return its path; what is there is replaced once all of the body is.

        Raises:
            OSError: the file cannot be written.
        """
        with _replacing(path) as (target, file):
            for chunk in self.iter_bytes():
                file.write(chunk)
        return target

    def _decoded(self, decoder: Decoder[Any]) -> Iterator[Any]:
        try:
            for chunk in self.iter_bytes():
                yield from decoder.feed(chunk)
                if decoder.is_done:
                    return
            yield from decoder.end()
        except OversizeError as error:
            raise ResponseValidationError(self._opened.with_content(b""), str(error)) from None


class AsyncStream(_Answer[Item]):
    """`Stream` for `async for` and `await`."""

    def __aiter__(self) -> AsyncIterator[Item]:
        return self._decoded(self._decoder())

    async def iter_bytes(self) -> AsyncIterator[bytes]:
        """Yield the body as it arrives, content encodings undone."""
        import httpx2

        try:
            async for chunk in self._opened.reply.aiter_bytes():
                yield chunk
        except httpx2.RequestError as error:
            raise self._opened.lost(error) from error

    def iter_lines(self) -> AsyncIterator[str]:
        """Yield the body line by line, without line ends; what is no text becomes U+FFFD."""
        return self._decoded(lines_of(self._opened.with_content))

    async def read(self) -> Content:
        """Return the body, read to its end."""
        return Content(b"".join([chunk async for chunk in self.iter_bytes()]), self.content_type)

    async def save(self, path: str | PathLike[str]) -> Path:
        """Write the body to a file and return its path; what is there is replaced once all of the body is.

        Raises:
            OSError: the file cannot be written.
        """
        # Writing ends in the system's cache: a thread for each chunk would take longer than that.
        with _replacing(path) as (target, file):
            async for chunk in self.iter_bytes():
                file.write(chunk)
        return target

    async def _decoded(self, decoder: Decoder[Any]) -> AsyncIterator[Any]:
        try:
            async for chunk in self.iter_bytes():
                for item in decoder.feed(chunk):
                    yield item
                if decoder.is_done:
                    return
            for item in decoder.end():
                yield item
        except OversizeError as error:
            raise ResponseValidationError(self._opened.with_content(b""), str(error)) from None


def streamed(
    method: Callable[P, Response[Any]], streams: Streams[Item]
) -> Callable[P, AbstractContextManager[Stream[Item]]]:
    """Return a method that gives its answer as a stream.

    Args:
        method: one in raw mode of a resource whose caller is a `SyncOpener`.
        streams: what it answers.
    """

    @wraps(method)
    @contextmanager
    def opened(*args: P.args, **kwargs: P.kwargs) -> Generator[Stream[Item]]:
        answer = method(*args, **kwargs)
        if not isinstance(answer, Opened):
            raise status_error(answer)
        try:
            yield Stream(answer, streams)
        finally:
            answer.reply.close()

    return opened


def streamed_async(
    method: Callable[P, Awaitable[Response[Any]]], streams: Streams[Item]
) -> Callable[P, AbstractAsyncContextManager[AsyncStream[Item]]]:
    """Return `streamed` for an awaited method of a resource whose caller is an `AsyncOpener`."""

    @wraps(method)
    @asynccontextmanager
    async def opened(*args: P.args, **kwargs: P.kwargs) -> AsyncGenerator[AsyncStream[Item]]:
        answer = await method(*args, **kwargs)
        if not isinstance(answer, Opened):
            raise status_error(answer)
        try:
            yield AsyncStream(answer, streams)
        finally:
            await answer.reply.aclose()

    return opened


@contextmanager
def _replacing(path: str | PathLike[str]) -> Generator[tuple[Path, BinaryIO]]:
    """Give `path` and a new file beside it that takes its place in the end, and is removed where something fails."""
    from errno import EISDIR
    from pathlib import Path
    from secrets import token_hex

    target = Path(path)
    if target.is_dir():
        raise IsADirectoryError(EISDIR, "is a folder", str(target))
    part = target.with_name(f".{token_hex(8)}.part")
    try:
        with part.open("xb") as file:
            yield target, file
        part.replace(target)
    except BaseException:
        part.unlink(missing_ok=True)
        raise
