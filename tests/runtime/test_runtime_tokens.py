"""One token for many callers: fetched once, renewed in time by one of them, dropped when it is refused."""

from __future__ import annotations

import asyncio
import threading
import traceback
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Any

import pytest
from local_server import LocalServer, Received, Reply, json_reply
from notes_api import GET, AsyncNotesApi, NotesApi, StoppedClock
from runtime.errors import AuthenticationError
from runtime.login import OAuth2ClientCredentials
from runtime.tokens import Grant, RenewingToken

if TYPE_CHECKING:
    from collections.abc import Callable

    from both_clients import MakeDriver

HOUR = 3600.0


class Issuer:
    """Gives `token-1`, `token-2` and so on; an error set on it is raised instead, an event waited for before."""

    def __init__(self, expires_in: Any = HOUR) -> None:
        self.expires_in = expires_in
        self.count = 0
        self.error: BaseException | None = None
        self.go = threading.Event()
        self.go.set()
        self.asked = threading.Event()
        self.clock = StoppedClock()
        self.source = RenewingToken(self.fetch, clock=self.clock)

    def fetch(self) -> Grant:
        self.count += 1
        number = self.count
        self.asked.set()
        assert self.go.wait(30)
        if self.error is not None:
            raise self.error
        return Grant(f"token-{number}", self.expires_in)

    def later(self, seconds: float) -> None:
        self.clock.sleep(seconds)

    def hold(self) -> None:
        """Let the next fetch wait until it is told to go on."""
        self.go.clear()
        self.asked.clear()


@pytest.fixture
def issuer() -> Issuer:
    return Issuer()


def ask(issuer: Issuer, way: str) -> str:
    return issuer.source.token() if way == "token" else asyncio.run(issuer.source.token_async())


def by_threads(number: int, work: Callable[[], Any]) -> list[Any]:
    """Return what `work` returns in each of so many threads, which begin together."""
    barrier = threading.Barrier(number)

    def one(_: int) -> Any:
        barrier.wait(30)
        try:
            return work()
        except Exception as error:
            return error

    with ThreadPoolExecutor(number) as pool:
        return list(pool.map(one, range(number)))


# --- time


@pytest.mark.parametrize("way", ["token", "token_async"])
def test_a_token_is_kept_until_shortly_before_it_expires(issuer: Issuer, way: str) -> None:
    assert [ask(issuer, way), ask(issuer, way)] == ["token-1"] * 2
    issuer.later(HOUR - 301)
    assert ask(issuer, way) == "token-1"
    issuer.later(2)
    assert ask(issuer, way) == "token-2"
    issuer.later(10 * HOUR)
    assert ask(issuer, way) == "token-3"


@pytest.mark.parametrize("lifetime", [60, 10, 1, 0.001])
def test_a_short_lived_token_serves_more_than_one_call(lifetime: float) -> None:
    issuer = Issuer(lifetime)
    assert {issuer.source.token() for _ in range(100)} == {"token-1"}
    issuer.later(max(lifetime, 1.0) * 0.4)
    assert issuer.source.token() == "token-1"
    issuer.later(max(lifetime, 1.0))
    assert issuer.source.token() == "token-2"


@pytest.mark.parametrize(
    "expires_in", [None, 0, -1, float("nan"), float("inf"), 1e308, 10**400, True, "soon", "", [], {"seconds": 3}]
)
def test_a_lifetime_that_says_nothing_lets_the_token_live_until_it_is_refused(expires_in: Any) -> None:
    issuer = Issuer(expires_in)
    for _ in range(3):
        assert issuer.source.token() == "token-1"
        issuer.later(100 * HOUR)
    issuer.source.reject("token-1")
    assert issuer.source.token() == "token-2"


def test_a_lifetime_may_be_written_as_text() -> None:
    issuer = Issuer("3600")
    issuer.source.token()
    issuer.later(HOUR)
    assert issuer.source.token() == "token-2"


@pytest.mark.parametrize("kind", ["text", "function", "object", "renewing"])
def test_the_space_around_a_token_is_taken_off_wherever_it_comes_from(
    drive: MakeDriver, server: LocalServer, kind: str
) -> None:
    """As it is read from a file: with a line end behind it."""
    server.handle = lambda _: json_reply({"_id": "n"})

    class Source:
        def token(self) -> str:
            return " tok\n"

    sources = {
        "text": " tok\n",
        "function": lambda: " tok\n",
        "object": Source(),
        "renewing": RenewingToken(lambda: Grant(" tok\n")),
    }
    drive(server.url, sources[kind]).call(GET, {"note_id": "n"})
    assert server.last.headers["authorization"] == "Bearer tok"


def test_a_source_knows_the_token_that_was_refused_by_what_it_gave(drive: MakeDriver, server: LocalServer) -> None:
    server.replies = [Reply(401), json_reply({"_id": "n"})]
    numbers = iter(range(9))
    drive(server.url, RenewingToken(lambda: Grant(f"tok-{next(numbers)}\n"))).call(GET, {"note_id": "n"})
    assert [request.headers["authorization"] for request in server.received] == ["Bearer tok-0", "Bearer tok-1"]


def test_the_windows_may_be_chosen() -> None:
    issuer = Issuer()
    source = RenewingToken(issuer.fetch, advisory=10, mandatory=60, clock=issuer.clock)
    source.token()
    issuer.later(HOUR - 61)
    assert source.token() == "token-1"
    issuer.later(2)
    issuer.error = PermissionError("no")
    with pytest.raises(PermissionError):
        source.token()


# --- one fetch for all


def test_200_threads_wait_for_one_fetch(issuer: Issuer) -> None:
    issuer.hold()
    threading.Thread(target=lambda: issuer.asked.wait(30) and issuer.go.set()).start()
    assert set(by_threads(200, issuer.source.token)) == {"token-1"}
    assert issuer.count == 1


def test_1000_tasks_wait_for_one_fetch_and_the_loop_goes_on(issuer: Issuer) -> None:
    issuer.hold()

    async def main() -> list[str]:
        tasks = [asyncio.create_task(issuer.source.token_async()) for _ in range(1000)]
        await asyncio.to_thread(issuer.asked.wait, 30)
        assert not any(task.done() for task in tasks)
        issuer.go.set()  # what fetches waits for this: it cannot be what runs the loop
        return await asyncio.gather(*tasks)

    assert set(asyncio.run(main())) == {"token-1"}
    assert issuer.count == 1


def test_threads_and_the_tasks_of_several_loops_share_a_fetch(issuer: Issuer) -> None:
    async def tasks() -> list[str]:
        return await asyncio.gather(*(issuer.source.token_async() for _ in range(20)))

    turn = iter(range(40))

    def work() -> list[str]:
        return asyncio.run(tasks()) if next(turn) % 2 else [issuer.source.token()]

    assert {token for tokens in by_threads(40, work) for token in tokens} == {"token-1"}
    assert issuer.count == 1


def test_a_task_that_gives_up_takes_nothing_from_the_others(issuer: Issuer) -> None:
    issuer.hold()

    async def main() -> list[str]:
        first, second, third = [asyncio.create_task(issuer.source.token_async()) for _ in range(3)]
        await asyncio.to_thread(issuer.asked.wait, 30)
        first.cancel()
        second.cancel()
        await asyncio.wait([first, second])
        assert first.cancelled()
        assert second.cancelled()
        issuer.go.set()
        return [await third, await issuer.source.token_async()]

    assert asyncio.run(main()) == ["token-1"] * 2
    assert issuer.count == 1


def test_a_task_is_served_though_all_threads_of_its_loop_wait_for_the_token(issuer: Issuer) -> None:
    issuer.hold()

    async def main() -> list[str]:
        loop = asyncio.get_running_loop()
        loop.set_default_executor(ThreadPoolExecutor(2))
        waiting = [asyncio.create_task(issuer.source.token_async())]
        await asyncio.sleep(0)
        waiting += [asyncio.create_task(asyncio.to_thread(issuer.source.token)) for _ in range(2)]
        await asyncio.sleep(0)
        issuer.go.set()
        return await asyncio.gather(*waiting)

    assert asyncio.run(main()) == ["token-1"] * 3


def test_who_comes_late_takes_what_another_has_fetched_meanwhile(issuer: Issuer) -> None:
    lock: Any = issuer.source._lock

    class Overtaken:
        """A lock that another caller gets just before."""

        def __enter__(self) -> None:
            issuer.source._lock = lock
            assert issuer.source.token() == "token-1"
            lock.acquire()

        def __exit__(self, *_: object) -> None:
            lock.release()

    issuer.source._lock = Overtaken()  # type: ignore[assignment]
    assert issuer.source.token() == "token-1"
    assert issuer.count == 1


def test_a_fetch_that_asks_for_its_own_token_does_not_wait_for_ever() -> None:
    source = RenewingToken(lambda: Grant(source.token()))
    with pytest.raises(RuntimeError, match="asks for that token"):
        source.token()


# --- renewal ahead of time


def test_one_renews_while_the_others_go_on_with_the_old_token(issuer: Issuer) -> None:
    issuer.source.token()
    issuer.later(HOUR - 200)
    issuer.hold()
    with ThreadPoolExecutor(1) as pool:
        renewing = pool.submit(issuer.source.token)
        assert issuer.asked.wait(30)
        assert set(by_threads(50, issuer.source.token)) == {"token-1"}
        assert asyncio.run(issuer.source.token_async()) == "token-1"
        issuer.go.set()
        assert renewing.result() == "token-2"
    assert issuer.source.token() == "token-2"
    assert issuer.count == 2


@pytest.mark.parametrize("way", ["token", "token_async"])
@pytest.mark.parametrize("error", [ConnectionError("down"), ValueError("refused")])
def test_a_renewal_that_fails_is_tolerated_and_not_repeated_at_once(issuer: Issuer, way: str, error: Exception) -> None:
    ask(issuer, way)
    issuer.later(HOUR - 200)
    issuer.error = error
    assert {ask(issuer, way) for _ in range(20)} == {"token-1"}
    assert issuer.count == 2
    issuer.later(6)
    assert ask(issuer, way) == "token-1"
    assert issuer.count == 3
    issuer.error = None
    issuer.later(6)
    assert ask(issuer, way) == "token-4"


def test_a_tolerated_failure_is_not_held_against_a_token_that_must_be_renewed(issuer: Issuer) -> None:
    issuer.source.token()
    issuer.later(HOUR - 31)
    issuer.error = ValueError("refused")
    assert issuer.source.token() == "token-1"
    issuer.later(2)
    issuer.error = None
    assert issuer.source.token() == "token-3"


# --- failures


def test_those_who_wait_for_a_fetch_that_fails_get_its_failure(issuer: Issuer) -> None:
    issuer.error = ValueError("refused")
    got = by_threads(200, issuer.source.token)
    assert {str(error) for error in got} == {"refused"}
    assert issuer.count == 1

    async def tasks() -> list[Any]:
        return await asyncio.gather(*(issuer.source.token_async() for _ in range(1000)), return_exceptions=True)

    issuer.later(6)
    assert {str(error) for error in asyncio.run(tasks())} == {"refused"}
    assert issuer.count == 2


def test_a_refusal_stands_for_some_seconds(issuer: Issuer) -> None:
    issuer.error = ValueError("refused")
    depths = set[int]()
    for _ in range(20):
        with pytest.raises(ValueError, match="refused") as caught:
            issuer.source.token()
        depths.add(len(traceback.extract_tb(caught.value.__traceback__)))
    assert issuer.count == 1
    assert max(depths) < 8  # the traceback does not grow with each that gets it
    issuer.error = None
    issuer.later(6)
    assert issuer.source.token() == "token-2"


@pytest.mark.parametrize("error", [ConnectionError("lost"), TimeoutError("slow")])
def test_an_endpoint_that_was_not_reached_may_be_asked_again_at_once(issuer: Issuer, error: OSError) -> None:
    issuer.error = error
    with pytest.raises(type(error)):
        issuer.source.token()
    issuer.error = None
    assert issuer.source.token() == "token-2"


def test_an_interrupted_fetch_is_not_remembered(issuer: Issuer) -> None:
    issuer.error = KeyboardInterrupt()
    with pytest.raises(KeyboardInterrupt):
        issuer.source.token()
    issuer.error = None
    assert issuer.source.token() == "token-2"


def test_an_interrupt_is_not_hidden_by_the_old_token(issuer: Issuer) -> None:
    issuer.source.token()
    issuer.later(HOUR - 200)
    issuer.error = KeyboardInterrupt()
    with pytest.raises(KeyboardInterrupt):
        issuer.source.token()


@pytest.mark.parametrize("way", ["token", "token_async"])
def test_a_fetch_that_runs_dry_leaves_nobody_waiting(way: str) -> None:
    issuer = Issuer()
    issuer.source = RenewingToken(lambda: next(iter([])))
    with pytest.raises((StopIteration, RuntimeError)):
        ask(issuer, way)


@pytest.mark.parametrize("token", ["", None, 3, b"x"])
def test_a_fetch_without_a_token_is_an_error(token: Any) -> None:
    with pytest.raises(TypeError, match="no token"):
        RenewingToken(lambda: Grant(token)).token()


@pytest.mark.parametrize("given", ["tok-SECRET", None, {"token": "tok-SECRET"}])
def test_a_fetch_that_gives_no_grant_is_told_what_to_give(given: Any) -> None:
    with pytest.raises(TypeError, match=rf"^a fetch gives a Grant, not {type(given).__name__}$"):
        RenewingToken(lambda: given).token()


def test_a_thread_that_cannot_be_started_leaves_nobody_waiting(issuer: Issuer, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_: threading.Thread) -> None:
        raise RuntimeError("can't start new thread")

    async def main() -> None:
        with monkeypatch.context() as patched:
            patched.setattr("runtime.tokens.Thread.start", refuse)
            with pytest.raises(RuntimeError, match="new thread"):
                await issuer.source.token_async()
        issuer.later(6)
        assert await issuer.source.token_async() == "token-1"

    asyncio.run(main())


# --- refused tokens


def test_a_refused_token_is_dropped_and_a_stale_refusal_does_nothing(issuer: Issuer) -> None:
    issuer.source.token()
    issuer.source.reject("another")
    assert issuer.source.token() == "token-1"
    issuer.source.reject("token-1")
    assert issuer.source.token() == "token-2"
    issuer.later(60)
    issuer.source.reject("token-1")
    assert issuer.source.token() == "token-2"
    assert issuer.count == 2


def test_a_server_that_refuses_every_token_does_not_get_ever_more_of_them(issuer: Issuer) -> None:
    for _ in range(100):
        issuer.source.reject(issuer.source.token())
    assert issuer.count == 2
    issuer.later(6)
    issuer.source.reject(issuer.source.token())
    assert issuer.source.token() == "token-3"


def test_nothing_secret_is_shown(issuer: Issuer) -> None:
    issuer.source.token()
    shown = f"{issuer.source!r} {issuer.source} {vars(issuer.source)} {Grant('token-1', 3)!r}"
    assert "token-1" not in shown


# --- clients that share a source


class Office:
    """A server that gives tokens at /token, and answers anything else to who brings the one that holds."""

    def __init__(self, server: LocalServer) -> None:
        self.server = server
        self.issued = 0
        self.valid = ""
        self.is_stubborn = False
        server.handle = self.handle
        self.source = OAuth2ClientCredentials(f"{server.url}/token", "id", "secret")
        self.source._clock = self.clock = StoppedClock()

    def handle(self, received: Received) -> Reply:
        if received.path == "/token":
            self.issued += 1
            self.valid = f"token-{self.issued}"
            return json_reply({"access_token": self.valid, "token_type": "Bearer", "expires_in": 3600})
        if self.is_stubborn or received.headers["authorization"] != f"Bearer {self.valid}":
            return json_reply({"message": "no"}, 401)
        return json_reply({"_id": received.headers["authorization"]})


def events() -> list[tuple[str, Callable[[Office], None]]]:
    def expire(office: Office) -> None:
        office.clock.sleep(4000)

    def revoke(office: Office) -> None:
        office.valid = ""

    return [("it expires", expire), ("it is revoked", revoke)]


@pytest.mark.parametrize("event", [event for _, event in events()], ids=[name for name, _ in events()])
def test_200_threads_share_a_client_through_the_end_of_a_token(
    server: LocalServer, event: Callable[[Office], None]
) -> None:
    office = Office(server)
    with NotesApi(office.source, base_url=server.url) as api:
        assert api.notes.get("n").id == "Bearer token-1"
        event(office)
        notes = by_threads(200, lambda: api.notes.get("n"))
    assert {getattr(note, "id", note) for note in notes} == {"Bearer token-2"}
    assert office.issued == 2


@pytest.mark.parametrize("event", [event for _, event in events()], ids=[name for name, _ in events()])
@pytest.mark.soak
def test_1000_tasks_share_a_client_through_the_end_of_a_token(
    server: LocalServer, event: Callable[[Office], None]
) -> None:
    office = Office(server)

    async def main() -> list[Any]:
        async with AsyncNotesApi(office.source, base_url=server.url) as api:
            assert (await api.notes.get("n")).id == "Bearer token-1"
            event(office)
            return await asyncio.gather(*(api.notes.get("n") for _ in range(1000)))

    assert {note.id for note in asyncio.run(main())} == {"Bearer token-2"}
    assert office.issued == 2


def test_a_server_that_refuses_everything_is_asked_twice_and_given_one_new_token(server: LocalServer) -> None:
    office = Office(server)
    with NotesApi(office.source, base_url=server.url) as api:
        api.notes.get("n")
        office.is_stubborn = True
        for _ in range(3):
            with pytest.raises(AuthenticationError):
                api.notes.get("n")
    assert office.issued == 2
    assert [request.path for request in server.received].count("/notes/n") == 1 + 2 + 1 + 1
