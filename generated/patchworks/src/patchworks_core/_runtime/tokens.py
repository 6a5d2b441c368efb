"""A token that is fetched when it is needed and renewed before it expires: by one caller, for all that share it."""

from __future__ import annotations

from concurrent.futures import Future
from dataclasses import dataclass, field
from math import inf
from threading import Lock, Thread, get_ident
from typing import TYPE_CHECKING, NamedTuple

from .clock import Clock

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import TracebackType

# Seconds in which nothing that went wrong is tried again, so that a burst of calls does not become a burst of fetches.
_PAUSE = 5.0
_SHORTEST_LIFETIME = 1.0


@dataclass(frozen=True, slots=True)
class Grant:
    """What a fetch gives.

    Attributes:
        token: the token, without a prefix such as `Bearer`.
        expires_in: the seconds for which it is good; None if nobody says, then it is kept until it is refused.
    """

    token: str = field(repr=False)
    expires_in: float | None = None


class RenewingToken:
    """A token source for clients of every kind: those of several packages, threads and event loops may share one.

    Whoever finds no token fetches one, and whoever needs it meanwhile waits for that fetch and shares its outcome. Some
    time before the token expires, one caller renews it while the others go on with the old one.

    Args:
        fetch: gets a new token, and may block: for asynchronous clients it runs in a thread of its own.
        advisory: seconds before the end in which one caller renews; should that fail, the old token serves on.
        mandatory: seconds before the end in which everyone waits for a new one. Both are less for short-lived tokens.
        clock: tells the time.
    """

    def __init__(
        self,
        fetch: Callable[[], Grant],
        *,
        advisory: float = 300.0,
        mandatory: float = 30.0,
        clock: Clock | None = None,
    ) -> None:
        self._fetch = fetch
        self._advisory = advisory
        self._mandatory = mandatory
        self._clock = clock or Clock()
        self._lock = Lock()
        self._held: _Held | None = None
        self._flight: _Flight | None = None
        self._failure: _Failure | None = None
        self._fetch_after = -inf
        self._reject_after = -inf

    def token(self) -> str:
        """Return the token, waiting for a fetch if there is none that will last.

        Raises:
            Exception: what the fetch raised; for a few seconds everyone gets that, and nothing is fetched.
        """
        turn = self._turn()
        if isinstance(turn, str):
            return turn
        if turn.is_first:
            self._run(turn.flight)
        return _landed(turn, turn.flight.outcome.result())

    async def token_async(self) -> str:
        """Return the token as `token` does, without blocking the event loop."""
        turn = self._turn()
        if isinstance(turn, str):
            return turn
        if turn.is_first:
            self._run_aside(turn.flight)
        import asyncio

        return _landed(turn, await asyncio.wrap_future(turn.flight.outcome))

    def reject(self, token: str) -> None:
        """Take note that a server refused a token: it is dropped if it is the one held.

        A server that refuses one token after the other does not make us fetch more than one every few seconds.
        """
        with self._lock:
            now = self._clock.elapsed()
            if self._held is not None and self._held.token == token and now >= self._reject_after:
                self._held = None
                self._reject_after = now + _PAUSE

    def _turn(self) -> str | _Turn:
        """Return the token to use; or, if it must be fetched, the flight to wait for."""
        now = self._clock.elapsed()
        held = self._held
        if held is not None and now < held.renew_after:
            return held.token
        with self._lock:
            held = self._held
            usable = held.token if held is not None and now < held.renew_before else None
            if held is not None and now < held.renew_after:
                return held.token
            if usable is not None and (self._flight is not None or now < self._fetch_after):
                return usable
            if self._flight is not None:
                if self._flight.thread == get_ident():
                    raise RuntimeError("the fetch of a token asks for that token")
                return _Turn(self._flight, is_first=False, fallback=None)
            if self._failure is not None and now < self._fetch_after:
                raise self._failure.again()
            self._flight = _Flight()
            return _Turn(self._flight, is_first=True, fallback=usable)

    def _run(self, flight: _Flight) -> None:
        """Fetch, and tell the outcome to all that wait for it, whatever it is."""
        flight.thread = get_ident()
        outcome: str | _Failure
        try:
            outcome = self._kept(self._fetch())
        except BaseException as error:
            outcome = self._failed(error)
        flight.outcome.set_result(outcome)

    def _run_aside(self, flight: _Flight) -> None:
        # Not in the loop's own threads: those may all be waiting for this very token.
        try:
            Thread(target=self._run, args=(flight,), daemon=True).start()
        except RuntimeError as error:
            flight.outcome.set_result(self._failed(error))

    def _kept(self, grant: Grant) -> str:
        if not isinstance(grant, Grant):  # pyright: ignore[reportUnnecessaryIsInstance]
            raise TypeError(f"a fetch gives a Grant, not {type(grant).__name__}")
        if not isinstance(grant.token, str) or not grant.token:  # pyright: ignore[reportUnnecessaryIsInstance]
            raise TypeError("a fetch gave no token")
        # From now rather than from when it was asked for: after a slow fetch, a short-lived token must be of some use.
        now, lifetime = self._clock.elapsed(), _lifetime(grant.expires_in)
        renew_before = now + lifetime - min(self._mandatory, lifetime / 10)
        renew_after = min(now + lifetime - min(self._advisory, lifetime / 2), renew_before)
        with self._lock:
            self._held = _Held(grant.token, renew_after, renew_before)
            self._flight = self._failure = None
        return grant.token

    def _failed(self, error: BaseException) -> _Failure:
        failure = _Failure(error, error.__traceback__)
        with self._lock:
            now = self._clock.elapsed()
            is_needed = self._held is None or now >= self._held.renew_before
            # An endpoint that cannot be reached may be asked again at once, unlike one that has said no.
            is_refusal = isinstance(error, Exception) and not isinstance(error, OSError)
            self._failure = failure if is_needed and is_refusal else None
            self._fetch_after = now + _PAUSE
            self._flight = None
        return failure

    def __repr__(self) -> str:
        return f"<{type(self).__name__}>"


@dataclass(frozen=True, slots=True)
class _Held:
    """A token, and from when it may and must be renewed."""

    token: str = field(repr=False)
    renew_after: float
    renew_before: float


class _Failure(NamedTuple):
    """Why a fetch gave no token. A value, since asyncio cannot carry every exception as such."""

    error: BaseException
    traceback: TracebackType | None

    def again(self) -> BaseException:
        """Return the error to raise; its traceback does not grow with each caller that gets it."""
        return self.error.with_traceback(self.traceback)


class _Flight:
    """A fetch under way."""

    def __init__(self) -> None:
        self.thread: int | None = None
        self.outcome: Future[str | _Failure] = Future()
        # A task that is cancelled while it waits would otherwise cancel the fetch of all others.
        self.outcome.set_running_or_notify_cancel()


class _Turn(NamedTuple):
    """What a caller that has no token waits for; the first one also does the fetching."""

    flight: _Flight
    is_first: bool
    fallback: str | None


def _landed(turn: _Turn, outcome: str | _Failure) -> str:
    if isinstance(outcome, str):
        return outcome
    if turn.fallback is not None and isinstance(outcome.error, Exception):
        return turn.fallback
    raise outcome.again()


def _lifetime(expires_in: object) -> float:
    """Return the seconds that a token lasts; for ever if what the server says is no positive number."""
    if isinstance(expires_in, bool):
        return inf
    try:
        seconds = float(expires_in)  # type: ignore[arg-type]  # some servers write it as a string
    except (TypeError, ValueError, OverflowError):
        return inf
    return max(seconds, _SHORTEST_LIFETIME) if seconds > 0 else inf
