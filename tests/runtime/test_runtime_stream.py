"""Answers that are read bit by bit, by both kinds of client."""

from __future__ import annotations

import asyncio
import gzip
import inspect
import os
import sys
import threading
import tracemalloc
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from typing import TYPE_CHECKING, Any

import httpx2
import pytest
from both_clients import NO_AUTHORITIES
from local_server import Reply
from notes_api import AsyncNotesApi, Note, NotesApi, Problem, stop_clock
from runtime.errors import (
    APIConnectionError,
    APITimeoutError,
    NotFoundError,
    ResponseValidationError,
    ServiceUnavailableError,
)
from runtime.events import LARGEST, ServerSentEvent
from runtime.items import Streams
from runtime.model import Model
from runtime.openers import AsyncOpener, SyncOpener
from runtime.operation import Operation, Parameter, Result
from runtime.options import RequestOptions
from runtime.resource import AsyncResource, SyncResource, raw
from runtime.retry import RetryPolicy
from runtime.stream import streamed, streamed_async

if TYPE_CHECKING:
    from pathlib import Path

    from local_server import LocalServer
    from runtime.response import Content

GET: Operation[Content] = Operation(
    name="files.get",
    method="GET",
    path="/files/{name}",
    parameters=(Parameter("name", "name", "path"),),
    results={"200": Result("*/*")},
    errors={"404": lambda: Problem},
    security=(("bearer",),),
)
ANY_STATUS: Operation[Any] = Operation(
    name="files.run", method="POST", path="/run", results={"default": Result("*/*")}, any_status=True
)

BYTES: Streams[bytes] = Streams(Result("*/*"))
TEXT: Streams[str] = Streams(Result("text/plain"))
EVENTS: Streams[ServerSentEvent] = Streams(Result("text/event-stream"))
NOTES: Streams[Note] = Streams(Result("text/event-stream", lambda: Note))
LINES: Streams[Note] = Streams(Result("application/x-ndjson", lambda: Note))


class Happening(Model):
    event: str
    data: str | Note
    id: str | None = None
    retry: int | None = None


class Files(SyncResource):
    def get(self, name: str, *, options: RequestOptions | None = None) -> Content:
        """Return a file."""
        return self._call(GET, {"name": name}, options=options)

    def run(self) -> Any:
        return self._call(ANY_STATUS, {})


class AsyncFiles(AsyncResource):
    async def get(self, name: str, *, options: RequestOptions | None = None) -> Content:
        return await self._call(GET, {"name": name}, options=options)

    async def run(self) -> Any:
        return await self._call(ANY_STATUS, {})


class SyncReader:
    """Opens streams with the synchronous client."""

    def __init__(self, url: str, **http: Any) -> None:
        self.http = httpx2.Client(verify=NO_AUTHORITIES, trust_env=False, **http)
        self.api = NotesApi("tok-SECRET-1", base_url=url, http_client=self.http)
        self.clock = stop_clock(self.api)
        self.files = Files(self.api._caller)

    @contextmanager
    def open(self, streams: Streams[Any], method: str = "get", *given: Any, **named: Any) -> Iterator[SyncAnswer]:
        files = Files(SyncOpener(self.api._caller, streams.options))._as_raw()
        opened = streamed(getattr(files, method), streams)
        with opened(*(given or (("a",) if method == "get" else ())), **named) as stream:
            yield SyncAnswer(stream)

    def plain(self) -> Content:
        return self.files.get("a")

    def close(self) -> None:
        self.http.close()


class SyncAnswer:
    def __init__(self, stream: Any) -> None:
        self.stream = stream

    def items(self, most: int = sys.maxsize) -> list[Any]:
        return [item for _, item in zip(range(most), self.stream, strict=False)]

    def each(self, see: Callable[[Any], None]) -> None:
        for item in self.stream:
            see(item)

    def lines(self) -> list[str]:
        return list(self.stream.iter_lines())

    def read(self) -> Content:
        return self.stream.read()

    def save(self, path: Any) -> Any:
        return self.stream.save(path)


class AsyncReader:
    """Opens streams with the awaited client, in an event loop of its own."""

    def __init__(self, url: str, **http: Any) -> None:
        self.runner = asyncio.Runner()
        self.http = httpx2.AsyncClient(verify=NO_AUTHORITIES, trust_env=False, **http)
        self.api = AsyncNotesApi("tok-SECRET-1", base_url=url, http_client=self.http)
        self.clock = stop_clock(self.api)
        self.files = AsyncFiles(self.api._caller)

    @contextmanager
    def open(self, streams: Streams[Any], method: str = "get", *given: Any, **named: Any) -> Iterator[AsyncAnswer]:
        files = AsyncFiles(AsyncOpener(self.api._caller, streams.options))._as_raw()
        opened = streamed_async(getattr(files, method), streams)
        manager = opened(*(given or (("a",) if method == "get" else ())), **named)
        stream = self.runner.run(manager.__aenter__())
        try:
            yield AsyncAnswer(stream, self.runner)
        except BaseException as error:
            if not self.runner.run(manager.__aexit__(type(error), error, error.__traceback__)):
                raise
        else:
            self.runner.run(manager.__aexit__(None, None, None))

    def plain(self) -> Content:
        return self.runner.run(self.files.get("a"))

    def close(self) -> None:
        self.runner.run(self.http.aclose())
        self.runner.close()


class AsyncAnswer:
    def __init__(self, stream: Any, runner: asyncio.Runner) -> None:
        self.stream = stream
        self.runner = runner

    def items(self, most: int = sys.maxsize) -> list[Any]:
        async def collect() -> list[Any]:
            found: list[Any] = []
            async for item in self.stream:
                found.append(item)
                if len(found) == most:
                    break
            return found

        return self.runner.run(collect())

    def each(self, see: Callable[[Any], None]) -> None:
        async def walk() -> None:
            async for item in self.stream:
                see(item)

        self.runner.run(walk())

    def lines(self) -> list[str]:
        async def collect() -> list[str]:
            return [line async for line in self.stream.iter_lines()]

        return self.runner.run(collect())

    def read(self) -> Content:
        return self.runner.run(self.stream.read())

    def save(self, path: Any) -> Any:
        return self.runner.run(self.stream.save(path))


Make = Callable[..., SyncReader | AsyncReader]


@pytest.fixture(params=[SyncReader, AsyncReader], ids=["sync", "async"])
def make(request: pytest.FixtureRequest, server: LocalServer) -> Iterator[Make]:
    made: list[SyncReader | AsyncReader] = []

    def reader(**http: Any) -> SyncReader | AsyncReader:
        made.append(request.param(server.url, **http))
        return made[-1]

    yield reader
    for each in made:
        each.close()


@pytest.fixture
def reader(make: Make) -> SyncReader | AsyncReader:
    return make()


Reader = SyncReader | AsyncReader


def answered(content_type: str, *pieces: bytes, **more: Any) -> Reply:
    return Reply(headers={"Content-Type": content_type, "X-Request-Id": "r-1"}, pieces=pieces, **more)


def dropped(*pieces: bytes) -> Iterator[bytes]:
    yield from pieces
    raise ConnectionResetError


def refused_by(opened: AbstractContextManager[Any]) -> None:
    with opened:
        pytest.fail("the block was entered")


def test_a_download_comes_in_pieces_with_what_came_before_it(reader: Reader, server: LocalServer) -> None:
    server.replies = [answered("application/zip", b"one", b"two")]
    with reader.open(BYTES) as answer:
        head = answer.stream
        assert (head.status, head.content_type, head.request_id) == (200, "application/zip", "r-1")
        assert head.headers["X-REQUEST-ID"] == "r-1"
        assert head.url == server.url + "/files/a"
        assert repr(head).endswith("Stream 200 OK: GET " + head.url + " (request id 'r-1')>".replace("'", ""))
        assert b"".join(answer.items()) == b"onetwo"
    assert server.last.headers["authorization"] == "Bearer tok-SECRET-1"
    assert server.last.headers["accept"] == "*/*"


def test_the_first_item_is_there_before_the_last_is_sent(reader: Reader, server: LocalServer) -> None:
    seen = threading.Event()

    def pieces() -> Iterator[bytes]:
        yield b"data: 1\n\n"
        assert seen.wait(10), "the first event was held back"
        yield b"data: 2\n\n"

    server.replies = [Reply(headers={"Content-Type": "text/event-stream"}, pieces=pieces())]
    found: list[str] = []

    def see(event: ServerSentEvent) -> None:
        found.append(event.data)
        seen.set()

    with reader.open(EVENTS) as answer:
        answer.each(see)
    assert found == ["1", "2"]


def test_events_without_a_type_are_given_as_they_are(reader: Reader, server: LocalServer) -> None:
    server.replies = [answered("text/event-stream", b"event: add\nid: 4\nda", b"ta: x\n\n", b"data: unfinished")]
    with reader.open(EVENTS) as answer:
        assert answer.stream.last_event_id == ""
        assert answer.items() == [ServerSentEvent("x", "add", "4")]
        assert answer.stream.last_event_id == "4"
    assert server.last.headers["accept"] == "text/event-stream, */*;q=0.1"


def test_the_json_of_events_is_decoded_and_done_ends_it(reader: Reader, server: LocalServer) -> None:
    def endless() -> Iterator[bytes]:
        yield b'id: 1\ndata: {"_id": "a",\ndata: "title": "A"}\n\n: ping\n\ndata: {"_id": "b"}\n\ndata: [DONE]\n\n'
        while True:
            yield b"data: after\n\n"

    server.replies = [Reply(headers={"Content-Type": "text/event-stream; charset=utf-8"}, pieces=endless())]
    with reader.open(NOTES) as answer:
        assert answer.items() == [Note(id="a", title="A"), Note(id="b")]
        assert answer.stream.last_event_id == "1"


def test_whole_events_are_decoded_with_data_that_is_text_or_json(reader: Reader, server: LocalServer) -> None:
    stream = b'event: add\ndata: {"_id": "a"}\n\nretry: 5\nid: 2\ndata: plain\n\n'
    server.replies = [answered("text/event-stream", stream)] * 2

    class Added(Model):
        event: str
        data: Note

    whole: Streams[Happening] = Streams(Result("text/event-stream", lambda: Happening), whole_events=True)
    with reader.open(whole) as answer:
        first, second = answer.items()
    assert (first.event, first.data) == ("add", '{"_id": "a"}')
    assert (second.event, second.data, second.id, second.retry) == ("message", "plain", "2", 5)
    with reader.open(Streams[Any](Result("text/event-stream", lambda: Added), whole_events=True)) as answer:
        assert answer.items(1) == [Added(event="add", data=Note(id="a"))]


def test_json_lines_are_decoded_with_or_without_a_type(reader: Reader, server: LocalServer) -> None:
    stream = [b'{"_id": "a"}\n{"_id"', b': "b"}\r\n\n{"_id": "c"}']
    server.replies = [answered("application/x-ndjson", *stream)] * 2
    with reader.open(LINES) as answer:
        assert answer.items() == [Note(id="a"), Note(id="b"), Note(id="c")]
    with reader.open(Streams[Any](Result("application/x-ndjson"))) as answer:
        assert answer.items() == [{"_id": "a"}, {"_id": "b"}, {"_id": "c"}]


def test_text_comes_line_by_line_in_its_charset(reader: Reader, server: LocalServer) -> None:
    server.replies = [answered("text/plain; charset=latin-1", b"gr\xfc", b"n\r", b"\nblau\n\nrot")] * 2
    with reader.open(TEXT) as answer:
        assert answer.items() == ["grün", "blau", "", "rot"]
    with reader.open(BYTES) as answer:
        assert answer.lines() == ["grün", "blau", "", "rot"]


@pytest.mark.parametrize(
    ("content_type", "kinds"),
    [
        ("application/octet-stream", bytes),
        ("image/png", bytes),
        ("text/event-stream", Note),
        ("", bytes),
    ],
)
def test_which_items_they_are_is_told_by_the_content_type(
    reader: Reader, server: LocalServer, content_type: str, kinds: type
) -> None:
    streams: Streams[Any] = Streams(
        Result("image/*"), Result("text/event-stream", lambda: Note), Result("Application/Octet-Stream")
    )
    server.replies = [answered(content_type, b'data: {"_id": "a"}\n\n')]
    with reader.open(streams) as answer:
        assert [type(item) for item in answer.items()] == [kinds]


def test_an_answer_that_is_no_stream_says_so_and_can_be_read(reader: Reader, server: LocalServer) -> None:
    server.replies = [answered("application/json", b'{"id":', b"1}")]
    with reader.open(NOTES) as answer:
        with pytest.raises(ResponseValidationError, match="'application/json' where 'text/event-stream' was expected"):
            answer.items()
        content = answer.read()
    assert (content, content.content_type) == (b'{"id":1}', "application/json")


@pytest.mark.parametrize("data", [b'{"title": 1}', b"no json", b'{"a": ' * 100_000])
def test_an_item_that_is_not_as_declared_is_an_error_that_carries_it(
    reader: Reader, server: LocalServer, data: bytes
) -> None:
    server.replies = [answered("text/event-stream", b'data: {"_id": "a"}\n\ndata: ' + data + b"\n\n")]
    with reader.open(NOTES) as answer, pytest.raises(ResponseValidationError) as caught:
        answer.items()
    assert caught.value.response.content == data
    assert caught.value.request_id == "r-1"


def test_an_item_without_end_is_an_error(reader: Reader, server: LocalServer) -> None:
    def endless() -> Iterator[bytes]:
        while True:
            yield b"x" * (1 << 20)

    server.replies = [Reply(headers={"Content-Type": "application/x-ndjson"}, pieces=endless())]
    with (
        reader.open(LINES) as answer,
        pytest.raises(ResponseValidationError, match=f"longer than {LARGEST} characters"),
    ):
        answer.items()


def test_a_failure_raises_before_the_block_with_its_model(reader: Reader, server: LocalServer) -> None:
    server.replies = [Reply(404, b'{"message": "gone"}', {"Content-Type": "application/json"})]
    with pytest.raises(NotFoundError, match="gone") as caught:
        refused_by(reader.open(BYTES))
    assert caught.value.parsed() == Problem(message="gone")


def test_an_operation_that_leaves_the_status_to_its_caller_streams_any(reader: Reader, server: LocalServer) -> None:
    server.replies = [Reply(503, headers={"Content-Type": "text/html"}, pieces=[b"<html>", b"busy"])]
    with reader.open(BYTES, "run") as answer:
        assert answer.stream.status == 503
        assert answer.read().text == "<html>busy"
    assert len(server.received) == 1


def test_it_is_opened_again_where_that_is_harmless_and_not_once_it_is_open(reader: Reader, server: LocalServer) -> None:
    server.replies = [Reply(503, b"busy"), Reply(reset=True), answered("a/b", b"x")]
    with reader.open(BYTES) as answer:
        assert answer.items() == [b"x"]
    server.replies = [Reply(503, b"busy")] * 5
    with pytest.raises(ServiceUnavailableError):
        refused_by(reader.open(BYTES, options=RequestOptions(retry=RetryPolicy(max_retries=1))))
    assert len(server.received) == 5


@pytest.mark.parametrize("read", ["items", "lines", "read"])
def test_a_connection_lost_on_the_way_is_a_connection_error(reader: Reader, server: LocalServer, read: str) -> None:
    server.replies = [Reply(headers={"Content-Type": "text/plain"}, pieces=dropped(b"one\n", b"tw"))]
    with reader.open(TEXT) as answer, pytest.raises(APIConnectionError, match=r"GET http://127.*/files/a: ") as caught:
        getattr(answer, read)()
    assert caught.value.was_sent
    assert isinstance(caught.value, ConnectionError)
    assert "SECRET" not in str(caught.value)
    assert len(server.received) == 1


def test_what_came_before_the_loss_was_given(reader: Reader, server: LocalServer) -> None:
    server.replies = [Reply(headers={"Content-Type": "text/plain"}, pieces=dropped(b"one\n", b"two\nthr"))]
    found: list[str] = []
    with reader.open(TEXT) as answer, pytest.raises(APIConnectionError):
        answer.each(found.append)
    assert found == ["one", "two"]


def test_silence_on_the_way_is_a_timeout(reader: Reader, server: LocalServer) -> None:
    over = threading.Event()

    def silent() -> Iterator[bytes]:
        yield b"one\n"
        over.wait(10)

    server.replies = [Reply(headers={"Content-Type": "text/plain"}, pieces=silent())]
    with reader.open(TEXT, options=RequestOptions(timeout=0.1)) as answer, pytest.raises(APITimeoutError) as caught:
        answer.items()
    over.set()
    assert caught.value.was_sent
    assert isinstance(caught.value, TimeoutError)


def test_content_encodings_are_undone_and_broken_ones_are_errors(reader: Reader, server: LocalServer) -> None:
    packed = gzip.compress(b"word " * 1000)
    headers = {"Content-Type": "text/plain", "Content-Encoding": "gzip"}
    server.replies = [Reply(200, packed, headers), Reply(200, b"no gzip", headers)]
    with reader.open(BYTES) as answer:
        assert answer.read() == b"word " * 1000
    with reader.open(BYTES) as answer, pytest.raises(APIConnectionError, match="DecodingError"):
        answer.read()


def endless_bytes() -> Iterator[bytes]:
    while True:
        yield b"x" * 1000


@pytest.mark.parametrize("fails", [False, True])
def test_leaving_early_frees_the_connection(make: Make, server: LocalServer, *, fails: bool) -> None:
    reader = make(limits=httpx2.Limits(max_connections=1), timeout=httpx2.Timeout(10, pool=1))
    for _ in range(3):
        server.replies = [Reply(headers={"Content-Type": "a/b"}, pieces=endless_bytes())]
        try:
            with reader.open(BYTES) as answer:
                assert answer.items(1)
                if fails:
                    raise KeyError
        except KeyError:
            pass
        server.replies = [Reply(200, b"free")]
        assert reader.plain() == b"free"


def test_reading_to_the_end_keeps_the_connection(make: Make, server: LocalServer) -> None:
    reader = make(limits=httpx2.Limits(max_connections=1), timeout=httpx2.Timeout(10, pool=1))
    server.replies = [answered("a/b", b"x"), Reply(404, b"no"), answered("a/b", b"y")]
    with reader.open(BYTES) as answer:
        assert answer.read() == b"x"
    with pytest.raises(NotFoundError):
        refused_by(reader.open(BYTES))
    with reader.open(BYTES) as answer:
        assert answer.read() == b"y"
    assert len({received.connection for received in server.received}) == 1


def test_it_is_read_once_and_inside_its_block(reader: Reader, server: LocalServer) -> None:
    server.replies = [answered("a/b", b"x"), answered("a/b", b"y")]
    with reader.open(BYTES) as answer:
        assert answer.read() == b"x"
        with pytest.raises(RuntimeError):
            answer.read()
    with reader.open(BYTES) as answer:
        pass
    with pytest.raises(RuntimeError):
        answer.read()


@pytest.mark.parametrize("name", ["ACCEPT", "accept"])
def test_the_caller_has_the_last_word_on_what_is_accepted(reader: Reader, server: LocalServer, name: str) -> None:
    server.replies = [answered("application/json", b"1")]
    with reader.open(EVENTS, options=RequestOptions(headers={name: "application/json"})) as answer:
        assert answer.read() == b"1"
    assert server.last.headers["accept"] == "application/json"


@pytest.mark.parametrize("name", ["ACCEPT", "accept"])
def test_so_has_who_set_the_options_of_the_client(reader: Reader, server: LocalServer, name: str) -> None:
    server.replies = [answered("application/json", b"1")]
    reader.api = reader.api.with_options(headers={name: "application/json"})  # type: ignore[assignment]
    with reader.open(EVENTS) as answer:
        assert answer.read() == b"1"
    assert server.last.headers["accept"] == "application/json"


def test_saving_replaces_a_file_with_the_whole_of_it(reader: Reader, server: LocalServer, tmp_path: Path) -> None:
    target = tmp_path / "a.bin"
    target.write_bytes(b"before")
    reply = answered("a/b", b"one", b"two")
    reply.headers["Content-Disposition"] = 'attachment; filename="../evil.bin"'
    server.replies = [reply]
    with reader.open(BYTES) as answer:
        assert answer.save(str(target)) == target
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == {"a.bin": b"onetwo"}
    umask = os.umask(0)
    os.umask(umask)
    assert target.stat().st_mode & 0o777 == 0o666 & ~umask


@pytest.mark.parametrize("existing", [b"before", None])
def test_saving_that_is_interrupted_leaves_what_was_there(
    reader: Reader, server: LocalServer, tmp_path: Path, existing: bytes | None
) -> None:
    target = tmp_path / "a.bin"
    if existing is not None:
        target.write_bytes(existing)
    server.replies = [Reply(headers={"Content-Type": "a/b"}, pieces=dropped(b"x" * 100_000))]
    with reader.open(BYTES) as answer, pytest.raises(APIConnectionError):
        answer.save(target)
    assert [path.read_bytes() for path in tmp_path.iterdir()] == ([] if existing is None else [existing])


def test_saving_over_a_folder_is_refused_before_anything_is_read(
    reader: Reader, server: LocalServer, tmp_path: Path
) -> None:
    server.replies = [answered("a/b", b"x")]
    with reader.open(BYTES) as answer:
        with pytest.raises(IsADirectoryError, match=tmp_path.name):
            answer.save(tmp_path)
        assert answer.read() == b"x"
    assert not list(tmp_path.iterdir())


def test_a_large_download_needs_little_memory(reader: Reader, server: LocalServer, tmp_path: Path) -> None:
    megabyte = b"x" * (1 << 20)
    server.replies = [Reply(headers={"Content-Type": "a/b"}, pieces=(megabyte for _ in range(200)))]
    tracemalloc.start()
    try:
        with reader.open(BYTES) as answer:
            answer.save(tmp_path / "large.bin")
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert (tmp_path / "large.bin").stat().st_size == 200 << 20
    assert peak < 8 << 20


def test_a_streamed_method_keeps_its_name_signature_and_documentation() -> None:
    api = NotesApi("tok", base_url="http://127.0.0.1:1")
    method = streamed(raw(Files(SyncOpener(api._caller, BYTES.options)).get), BYTES)
    assert inspect.getdoc(method) == "Return a file."
    assert list(inspect.signature(method).parameters) == ["name", "options"]


def test_a_declared_media_type_cannot_break_out_of_its_header(reader: Reader) -> None:
    with pytest.raises(ValueError, match="accept"):
        refused_by(reader.open(Streams[Any](Result("a/b\r\nX-Evil: 1"))))
