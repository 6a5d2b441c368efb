"""One client shared by many, through the end of a token: every call succeeds, one refresh happens, nothing leaks."""

from __future__ import annotations

import asyncio
import threading
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Any

import httpx2
import pytest
from both_clients import NO_AUTHORITIES
from notes_api import AsyncNotesApi, NotesApi
from raw_server import Exchange, RawServer, message
from runtime.tokens import Grant, RenewingToken

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable

THREADS, TASKS, LIMIT = 200, 1000, 20
HTTP: dict[str, Any] = {
    "verify": NO_AUTHORITIES,
    "trust_env": False,
    "limits": httpx2.Limits(max_connections=LIMIT, max_keepalive_connections=LIMIT),
}


class Gate:
    """Lets the first token pass so many times and from then on the second alone; counts what it saw."""

    def __init__(self, good_for: int) -> None:
        self.seen: Counter[str] = Counter()
        self.refused = 0
        self._good_for = good_for
        self._lock = threading.Lock()

    def __call__(self, exchange: Exchange) -> None:
        request = exchange.read_request()
        name = request.target.rpartition("/")[2] if request.method == "GET" else request.body.decode().split('"')[3]
        with self._lock:
            self.seen[name] += 1
            token = "token-1" if self._good_for > 0 else "token-2"
            is_good = request.headers("authorization") == [f"Bearer {token}"]
            self._good_for -= is_good
            self.refused += not is_good
        exchange.send(message(200, b'{"_id": "%s"}' % name.encode()) if is_good else message(401, b"expired"))


class Fetches:
    """Gives token after token, slowly enough for everyone to come and wait."""

    def __init__(self) -> None:
        self.count = 0

    def __call__(self) -> Grant:
        time.sleep(0.05)
        self.count += 1
        return Grant(f"token-{self.count}", expires_in=3600)


@pytest.fixture
def gate(raw: RawServer) -> Gate:
    raw.otherwise = made = Gate(good_for=300)
    return made


@pytest.fixture
def fetches() -> Fetches:
    return Fetches()


def by_threads(api: NotesApi, turns: int) -> list[str]:
    start = threading.Barrier(THREADS)

    def work(number: int) -> list[str]:
        start.wait(10)
        got = [api.notes.get(f"thread-{number}-{turn}").id for turn in range(turns)]
        return [*got, api.notes.create(title=f"thread-{number}-post").id]

    with ThreadPoolExecutor(THREADS) as pool:
        return [name for names in pool.map(work, range(THREADS)) for name in names]


@asynccontextmanager
async def awaited(raw: RawServer, source: RenewingToken) -> AsyncIterator[AsyncNotesApi]:
    async with httpx2.AsyncClient(**HTTP) as own, AsyncNotesApi(source, base_url=raw.url, http_client=own) as api:
        yield api


async def by_tasks(api: AsyncNotesApi) -> list[str]:
    async def work(number: int) -> str:
        if number % 5:
            return (await api.notes.get(f"task-{number}")).id
        return (await api.notes.create(title=f"task-{number}")).id

    return await asyncio.gather(*(work(number) for number in range(TASKS)))


def threads_alone(raw: RawServer, source: RenewingToken) -> list[str]:
    with httpx2.Client(**HTTP) as own, NotesApi(source, base_url=raw.url, http_client=own) as api:
        return by_threads(api, turns=3)


def tasks_alone(raw: RawServer, source: RenewingToken) -> list[str]:
    async def main() -> list[str]:
        async with awaited(raw, source) as api:
            return await by_tasks(api)

    return asyncio.run(main())


def both_at_once(raw: RawServer, source: RenewingToken) -> list[str]:
    with ThreadPoolExecutor(2) as pool:
        runs = [pool.submit(kind, raw, source) for kind in (threads_alone, tasks_alone)]
        return [name for run in runs for name in run.result()]


@pytest.mark.parametrize(
    ("kind", "calls", "limit"),
    [(threads_alone, 4 * THREADS, LIMIT), (tasks_alone, TASKS, LIMIT), (both_at_once, 4 * THREADS + TASKS, 2 * LIMIT)],
    ids=["threads", "tasks", "both"],
)
@pytest.mark.soak
def test_a_token_expires_while_many_share_it(
    raw: RawServer,
    gate: Gate,
    fetches: Fetches,
    kind: Callable[[RawServer, RenewingToken], list[str]],
    calls: int,
    limit: int,
) -> None:
    got = kind(raw, RenewingToken(fetches))
    assert len(got) == calls
    assert set(got) == set(gate.seen)
    assert fetches.count == 2
    assert gate.refused > 0
    assert max(gate.seen.values()) <= 2
    assert sum(gate.seen.values()) == calls + gate.refused == len(raw.requests)
    assert raw.most_open <= limit
    assert raw.wait_until(lambda: raw.open == 0)


def test_cancelled_tasks_neither_hold_up_the_others_nor_leak(raw: RawServer, gate: Gate, fetches: Fetches) -> None:
    async def main() -> list[Any]:
        async with awaited(raw, RenewingToken(fetches)) as api:
            calls = [asyncio.create_task(api.notes.get(f"task-{number}")) for number in range(TASKS)]
            for number, call in enumerate(calls):
                if number % 7 == 0:
                    call.cancel()
                if number % 50 == 0:
                    await asyncio.sleep(0.002)
            return await asyncio.gather(*calls, return_exceptions=True)

    results = asyncio.run(main())
    cancelled = [number for number, result in enumerate(results) if isinstance(result, asyncio.CancelledError)]
    assert cancelled
    assert set(cancelled) <= set(range(0, TASKS, 7))
    assert all(result.id == f"task-{number}" for number, result in enumerate(results) if number not in cancelled)
    assert fetches.count == 2
    assert max(gate.seen.values()) <= 2
    assert raw.wait_until(lambda: raw.open == 0)


def test_a_refresh_that_is_cancelled_is_still_one_for_the_others(raw: RawServer, gate: Gate, fetches: Fetches) -> None:
    async def main() -> list[str]:
        async with awaited(raw, RenewingToken(fetches)) as api:
            first = asyncio.create_task(api.notes.get("first"))
            others = [asyncio.create_task(api.notes.get(f"task-{number}")) for number in range(50)]
            await asyncio.sleep(0.01)
            first.cancel()
            return [(await other).id for other in others]

    assert asyncio.run(main()) == [f"task-{number}" for number in range(50)]
    assert fetches.count == 1
    assert "first" not in gate.seen


def test_a_token_that_stays_refused_is_an_error_for_all_and_not_a_storm(raw: RawServer, fetches: Fetches) -> None:
    raw.otherwise = gate = Gate(good_for=1)
    source = RenewingToken(lambda: Grant(f"wrong-{fetches().token}", expires_in=3600))
    with httpx2.Client(**HTTP) as own, NotesApi(source, base_url=raw.url, http_client=own) as api:

        def status(number: int) -> int:
            return api.notes.raw.get(f"n{number}").status

        with ThreadPoolExecutor(50) as pool:
            assert set(pool.map(status, range(200))) == {401}
    assert fetches.count == 2
    assert max(gate.seen.values()) <= 2
