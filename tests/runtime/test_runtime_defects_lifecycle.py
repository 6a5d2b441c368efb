"""Defects that leading SDKs have had: clients closed, shared, interrupted, forked, or used in a second event loop."""

from __future__ import annotations

import asyncio
import gc
import os
import signal
import threading
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Any

import httpx2
import pytest
from both_clients import NO_AUTHORITIES, SAFE, UNSAFE
from notes_api import AsyncNotesApi, NotesApi
from raw_server import Exchange, RawServer, answers, message, says
from runtime.errors import APIConnectionError, APIError

if TYPE_CHECKING:
    from collections.abc import Callable

NOTE = b'{"_id": "n"}'
NARROW: dict[str, Any] = {"verify": NO_AUTHORITIES, "trust_env": False, "limits": httpx2.Limits(max_connections=1)}


@pytest.fixture
def clear_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "http_proxy", "https_proxy", "all_proxy"):
        monkeypatch.delenv(name, raising=False)


def named(exchange: Exchange) -> None:
    """Answer with the id that was asked for."""
    request = exchange.read_request()
    exchange.send(message(200, b'{"_id": "%s"}' % request.target.rpartition("/")[2].encode()))


# --- closing


@pytest.mark.usefixtures("clear_environment")
def test_closing_a_copy_leaves_its_parent_open_and_closing_the_parent_closes_its_copies(raw: RawServer) -> None:
    raw.otherwise = named
    api = NotesApi("t", base_url=raw.url)
    copy = api.with_options(timeout=5.0)
    notes = copy.notes
    with copy:
        assert notes.get("a").id == "a"
    assert api.notes.get("b").id == "b"
    assert copy.notes.get("c").id == "c"
    assert raw.connections == 1
    api.close()
    assert raw.wait_until(lambda: raw.open == 0)
    for closed in (api.notes, copy.notes, notes, api.with_options(timeout=1.0).notes):
        with pytest.raises(RuntimeError, match="closed"):
            closed.get("d")
    assert len(raw.requests) == 3


@pytest.mark.usefixtures("clear_environment")
def test_closing_an_awaited_copy_leaves_its_parent_open(raw: RawServer) -> None:
    raw.otherwise = named

    async def main() -> None:
        api = AsyncNotesApi("t", base_url=raw.url)
        async with api.with_options(timeout=5.0) as copy:
            assert (await copy.notes.get("a")).id == "a"
        assert (await api.notes.get("b")).id == "b"
        await api.close()
        await api.close()
        for closed in (api, copy):
            with pytest.raises(RuntimeError, match="closed"):
                await closed.notes.get("c")

    asyncio.run(main())
    assert raw.wait_until(lambda: raw.open == 0)
    assert (len(raw.requests), raw.connections) == (2, 1)


@pytest.mark.usefixtures("clear_environment")
def test_closing_while_calls_are_under_way_ends_them_clearly(raw: RawServer) -> None:
    raw.otherwise = says(0.2, message(200, NOTE))
    api = NotesApi("t", base_url=raw.url, timeout=2.0)

    def outcome(_: int) -> str:
        try:
            return api.notes.get("n").id
        except (APIError, RuntimeError) as error:
            return type(error).__name__

    with ThreadPoolExecutor(8) as pool:
        results = pool.map(outcome, range(8))
        assert raw.wait_until(lambda: len(raw.requests) == 8)
        api.close()
        assert set(results) <= {"n", "APIConnectionError", "RuntimeError"}
    assert raw.wait_until(lambda: raw.open == 0)


@pytest.mark.usefixtures("clear_environment")
def test_an_awaited_client_closed_while_calls_are_under_way_ends_them_clearly(raw: RawServer) -> None:
    raw.otherwise = says(0.2, message(200, NOTE))

    async def main() -> list[Any]:
        api = AsyncNotesApi("t", base_url=raw.url, timeout=2.0)
        calls = [asyncio.create_task(api.notes.get("n")) for _ in range(8)]
        while len(raw.requests) < 8:
            await asyncio.sleep(0.005)
        await api.close()
        return await asyncio.gather(*calls, return_exceptions=True)

    for result in asyncio.run(main()):
        assert getattr(result, "id", None) == "n" or isinstance(result, APIConnectionError | RuntimeError), result
    assert raw.wait_until(lambda: raw.open == 0)


# --- other loops, other processes


# Nobody can close the connections of a loop that has ended but the garbage collector, which says so.
@pytest.mark.filterwarnings("ignore::ResourceWarning")
@pytest.mark.usefixtures("clear_environment")
def test_an_awaited_client_works_in_one_event_loop_after_another(raw: RawServer) -> None:
    raw.otherwise = named
    api = AsyncNotesApi("t", base_url=raw.url)
    for name in ("a", "b", "c"):
        assert asyncio.run(api.notes.get(name)).id == name
    asyncio.run(api.close())
    with pytest.raises(RuntimeError, match="closed"):
        asyncio.run(api.notes.get("d"))
    assert [request.target for request in raw.requests] == ["/notes/a", "/notes/b", "/notes/c"]
    gc.collect()
    assert raw.wait_until(lambda: raw.open == 0)


@pytest.mark.skipif(not hasattr(os, "fork"), reason="there is no fork here")
@pytest.mark.usefixtures("clear_environment")
@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_a_client_is_not_shared_with_a_forked_process(raw: RawServer) -> None:
    """Both would read each other's answers from the one connection."""
    raw.otherwise = named
    with NotesApi("t", base_url=raw.url, timeout=5.0) as api:
        assert api.notes.get("before").id == "before"
        child = os.fork()
        if not child:
            got = ""
            try:
                got = api.notes.get("child").id
            finally:
                os._exit(0 if got == "child" else 1)
        assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
        assert raw.connections == 2
        assert api.notes.get("after").id == "after"
    assert raw.connections == 2


# --- interrupted


def interrupts(exchange: Exchange) -> None:
    exchange.read_request()
    signal.pthread_kill(threading.main_thread().ident or 0, signal.SIGINT)
    exchange.send(30.0)


def interrupts_body(exchange: Exchange) -> None:
    exchange.read_request()
    exchange.send(message(200, NOTE, length=5000))
    signal.pthread_kill(threading.main_thread().ident or 0, signal.SIGINT)
    exchange.send(30.0)


@pytest.fixture
def interruptible() -> Any:
    if threading.current_thread() is not threading.main_thread():
        pytest.skip("signals reach the main thread only")
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.mark.usefixtures("interruptible")
@pytest.mark.parametrize("act", [interrupts, interrupts_body], ids=["waiting", "reading"])
@pytest.mark.parametrize("sample", [SAFE["GET"], UNSAFE["POST"]], ids=["GET", "POST"])
def test_an_interrupted_call_is_not_repeated_and_leaves_the_client_usable(
    raw: RawServer, act: Callable[[Exchange], None], sample: Any
) -> None:
    with httpx2.Client(**NARROW) as own:
        api = NotesApi("t", base_url=raw.url, timeout=5.0, http_client=own)
        raw.script = [act, answers(200, NOTE)]
        with pytest.raises(KeyboardInterrupt):
            api.notes._call(sample.operation, sample.arguments, **sample.payload)
        assert len(raw.requests) == 1
        assert api.notes.get("n").id == "n"
    assert (len(raw.requests), raw.connections) == (2, 2)


STUCK = {
    "waiting": says(30.0),
    "in the header": says(b"HTTP/1.1 200 OK\r\nX:", 30.0),
    "in the body": says(message(200, NOTE, length=5000), 30.0),
}


@pytest.mark.parametrize("act", STUCK.values(), ids=STUCK)
def test_a_cancelled_task_gives_its_connection_back(raw: RawServer, act: Callable[[Exchange], None]) -> None:
    async def main() -> None:
        async with httpx2.AsyncClient(**NARROW) as own:
            api = AsyncNotesApi("t", base_url=raw.url, timeout=5.0, http_client=own)
            for _ in range(3):
                raw.script = [act, answers(200, NOTE)]
                begun = raw.exchanges
                call = asyncio.create_task(api.notes.get("n"))
                while raw.exchanges == begun:
                    await asyncio.sleep(0.001)
                await asyncio.sleep(0.005)
                call.cancel()
                with pytest.raises(asyncio.CancelledError):
                    await call
                assert (await api.notes.get("n")).id == "n"

    asyncio.run(main())
    assert raw.wait_until(lambda: raw.open == 0)
    assert len(raw.requests) == 6


def test_tasks_cancelled_at_any_moment_leave_nothing_behind(raw: RawServer) -> None:
    raw.otherwise = says(0.003, message(200, NOTE))

    async def main() -> None:
        limits = httpx2.Limits(max_connections=3)
        async with httpx2.AsyncClient(**{**NARROW, "limits": limits}) as own:
            api = AsyncNotesApi("t", base_url=raw.url, timeout=5.0, http_client=own)
            for turn in range(10):
                calls = [asyncio.create_task(api.notes.get("n")) for _ in range(12)]
                for step, call in enumerate(calls):
                    if step % 3 == turn % 3:
                        call.cancel()
                    await asyncio.sleep(0)
                results = await asyncio.gather(*calls, return_exceptions=True)
                assert all(isinstance(each, asyncio.CancelledError) or each.id == "n" for each in results)
            assert (await api.notes.get("n")).id == "n"

    asyncio.run(main())
    assert raw.most_open <= 6  # the server hears of the end of a connection a little later
    assert raw.wait_until(lambda: raw.open == 0)
