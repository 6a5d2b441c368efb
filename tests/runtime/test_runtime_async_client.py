"""Calls against a real server, by the awaited client: what its own code does differently."""

from __future__ import annotations

import asyncio
import logging
from typing import TYPE_CHECKING, Any, TypeVar

import httpx2
import pytest
from local_server import LocalServer, Reply, json_reply
from notes_api import AsyncNotesApi, Note, stop_clock
from runtime.errors import APIConnectionError, APITimeoutError, NotFoundError, PaginationError, RateLimitError
from runtime.options import RequestOptions
from runtime.rules import PageNumber

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable, Callable

T = TypeVar("T")


def run(server: LocalServer, body: Callable[[AsyncNotesApi], Awaitable[T]], token: Any = "t", **given: Any) -> T:
    """Run a coroutine with a client whose clock does not run."""

    async def main() -> T:
        async with AsyncNotesApi(token, base_url=server.url, **given) as api:
            stop_clock(api)
            return await body(api)

    return asyncio.run(main())


def test_a_call_returns_the_model(server: LocalServer) -> None:
    server.replies = [json_reply({"_id": "n"})]
    assert run(server, lambda api: api.notes.get("n")) == Note(id="n")
    assert server.last.headers["authorization"] == "Bearer t"


def test_raw_gives_the_response(server: LocalServer) -> None:
    server.replies = [json_reply({"message": "no"}, 404), json_reply([{"_id": "n"}])]

    async def body(api: AsyncNotesApi) -> None:
        missing = await api.notes.raw.get("n")
        assert missing.status == 404
        with pytest.raises(NotFoundError):
            missing.parse()
        first = await api.notes.raw.list()
        assert first.parse() == [Note(id="n")]

    run(server, body)


def test_lists_are_walked(server: LocalServer) -> None:
    server.handle = lambda request: (
        json_reply([{"_id": "b"}])
        if "cursor" in request.target
        else json_reply([{"_id": "a"}], Link="</notes?cursor=1>; rel=next")
    )

    async def body(api: AsyncNotesApi) -> None:
        notes = api.notes.list()
        assert not server.received
        assert [note.id async for note in notes] == ["a", "b"]
        assert [len(page.items) async for page in notes.pages()] == [1, 1]
        assert "AsyncPages of notes.list" in repr(notes)

    run(server, body)


def test_declared_pages_and_cycles(server: LocalServer) -> None:
    server.handle = lambda request: json_reply({"data": [{"_id": request.target}], "meta": {"last_page": 2}})

    async def pages(api: AsyncNotesApi) -> list[str]:
        return [note.id async for note in api.notes.pages(PageNumber(last="meta.last_page"), limit=1)]

    assert run(server, pages) == ["/pages?limit=1", "/pages?limit=1&page=2"]

    async def circle(api: AsyncNotesApi) -> None:
        server.handle = lambda _: json_reply([], Link="</notes>; rel=next")
        with pytest.raises(PaginationError, match="already read"):
            [note async for note in api.notes.list()]

    run(server, circle)


def test_retries(server: LocalServer) -> None:
    server.replies = [Reply(429, headers={"Retry-After": "3"}), Reply(reset=True), json_reply({"_id": "n"})]

    async def body(api: AsyncNotesApi) -> None:
        clock = stop_clock(api)
        assert (await api.notes.get("n")).id == "n"
        assert clock.slept[0] == 3
        assert len(clock.slept) == 2
        server.replies = [Reply(reset=True)]
        with pytest.raises(APIConnectionError):
            await api.notes.create(title="a")

    run(server, body)
    assert len(server.received) == 4


def test_a_slow_server_raises_a_timeout(server: LocalServer) -> None:
    server.handle = lambda _: Reply(200, delay=0.6)

    async def body(api: AsyncNotesApi) -> None:
        with pytest.raises(APITimeoutError):
            await api.notes.create(title="a")

    run(server, body, timeout=0.15)
    assert len(server.received) == 1


async def chunks() -> AsyncIterator[bytes]:
    yield b"x"
    yield b"y"


class Chunks:
    def __aiter__(self) -> AsyncIterator[bytes]:
        return chunks()


@pytest.mark.parametrize("content", [[b"x", b"y"], iter([b"x", b"y"]), chunks, Chunks, "xy", b"xy"])
def test_run_sends_content_of_all_kinds(server: LocalServer, content: Any) -> None:
    server.handle = lambda _: Reply(418)

    async def body(api: AsyncNotesApi) -> int:
        return (await api.notes.run("s", content=content() if callable(content) else content)).status

    assert run(server, body) == 418
    assert server.last.body == b"xy"
    assert len(server.received) == 1


def test_only_content_that_can_be_replayed_is_sent_again(server: LocalServer) -> None:
    async def body(api: AsyncNotesApi) -> list[int]:
        counts: list[int] = []
        for content in ([b"x", b"y"], Chunks(), iter([b"x", b"y"]), chunks()):
            server.received.clear()
            server.handle = lambda _: Reply(reset=True)
            with pytest.raises(APIConnectionError):
                await api.notes.run("s", method="PUT", content=content)
            assert {request.body for request in server.received} == {b"xy"}
            counts.append(len(server.received))
        return counts

    assert run(server, body) == [3, 3, 1, 1]


def test_token_sources_of_both_kinds(server: LocalServer) -> None:
    class Source:
        async def token(self) -> str:
            return "awaited"

    async def called() -> str:
        return "called"

    server.handle = lambda _: json_reply({"_id": "n"})
    for token in (Source(), called, lambda: "plain"):
        run(server, lambda api: api.notes.get("n"), token)
    sent = [request.headers["authorization"] for request in server.received]
    assert sent == ["Bearer awaited", "Bearer called", "Bearer plain"]


def test_one_line_is_logged_for_each_request(server: LocalServer, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO, "notes_api")
    server.replies = [Reply(429), Reply(429), Reply(429)]

    async def body(api: AsyncNotesApi) -> None:
        with pytest.raises(RateLimitError):
            await api.notes.get("n", options=RequestOptions(query={"q": "private"}))

    run(server, body)
    lines = [record.getMessage() for record in caplog.records if record.name == "notes_api"]
    assert len(lines) == 3
    assert all(line.startswith(f"GET {server.url}/notes/n?q=...: 429 in ") for line in lines)


def test_an_http_client_of_ones_own_is_left_open(server: LocalServer) -> None:
    server.handle = lambda _: json_reply({"_id": "n"})

    async def main() -> None:
        async with httpx2.AsyncClient() as own:
            async with AsyncNotesApi("t", base_url=server.url, http_client=own) as api:
                copy = api.with_options(timeout=1.0)
                assert (await copy.notes.get("n")).id == "n"
                await copy.close()
            assert not own.is_closed
        closed = AsyncNotesApi("t", base_url=server.url)
        await closed.close()
        with pytest.raises(RuntimeError, match="closed"):
            await closed.notes.get("n")

    asyncio.run(main())


def test_tasks_share_a_client(server: LocalServer) -> None:
    server.handle = lambda request: json_reply({"_id": request.path.rpartition("/")[2]})

    async def body(api: AsyncNotesApi) -> list[Note]:
        return await asyncio.gather(*(api.notes.get(f"n{i}") for i in range(50)))

    assert [note.id for note in run(server, body)] == [f"n{i}" for i in range(50)]
