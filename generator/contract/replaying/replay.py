"""A recording played to a generated client: no network, and only the requests that were recorded are answered."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

import httpx2

from generator.contract.cassettes.arguments import moment
from generator.contract.cassettes.cassette import Cassette
from generator.contract.cassettes.comparison import request_differences
from generator.contract.replaying.packages import Package
from generator.exchange.messages import Interaction, Request

# The body of a recording is what they led to.
_OF_TRANSPORT = frozenset({"content-encoding", "content-length", "transfer-encoding"})


class UnrecordedError(Exception):
    """A request that the recording does not have at this place; `index` is that of the interaction it has there."""

    def __init__(self, message: str, index: int) -> None:
        super().__init__(message)
        self.index = index


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a call gave: a decoded value, or in place of it a whole response, the pages of a list, or what it raised."""

    value: Any = None
    response: Any = None
    pages: list[Any] | None = None
    error: Exception | None = None


class Tape:
    """Answers each request by the next interaction of a recording; `played` counts those that were."""

    def __init__(self, interactions: tuple[Interaction, ...], credentials: Iterable[str]) -> None:
        """Take the interactions; `credentials` are the names of the headers that carry any, in lower case."""
        self.played = 0
        self._interactions = interactions
        self._credentials = tuple(credentials)

    def respond(self, request: httpx2.Request) -> httpx2.Response:
        """Return the recorded answer to `request`.

        Raises:
            UnrecordedError: it is another request than was recorded, or one more.
        """
        sent = plain(request)
        if self.played >= len(self._interactions):
            raise UnrecordedError(f"one request more than recorded: {sent.method} {sent.path}", self.played - 1)
        recorded = self._interactions[self.played]
        differences = request_differences(recorded.request, sent, self._credentials)
        if differences:
            raise UnrecordedError("; ".join(differences), self.played)
        self.played += 1
        answer = recorded.response
        headers = [(name, value) for name, value in answer.headers if name.lower() not in _OF_TRANSPORT]
        return httpx2.Response(answer.status, headers=headers, content=answer.body)


def play(package: Package, cassette: Cassette, tape: Tape, *, raw: bool = False) -> Outcome:
    """Make the call of `cassette` with a client that gets its answers from `tape`.

    With `raw` it is made by the resource's `raw`, which gives the whole response. A method that leaves the status to the
    caller is asked to raise where the recording names an error.

    Raises:
        UnrecordedError: the client sends what was not recorded.
    """
    with httpx2.Client(transport=httpx2.MockTransport(tape.respond), trust_env=False) as http:
        try:
            with package.client(cassette.call.client, cassette.retries, http, asynchronous=False) as client:
                result = _method(client, cassette, raw=raw)(**_arguments(cassette))
                if isinstance(result, package.module.Pages):
                    return Outcome(pages=list(result.pages()))
                return _ended(package, cassette, result, raw=raw)
        except UnrecordedError:
            raise
        except Exception as error:
            return Outcome(error=error)


def play_async(package: Package, cassette: Cassette, tape: Tape, *, raw: bool = False) -> Outcome:
    """Do what `play` does with the client that is awaited; not to be called inside an event loop."""
    return asyncio.run(_play_async(package, cassette, tape, raw=raw))


async def _play_async(package: Package, cassette: Cassette, tape: Tape, *, raw: bool) -> Outcome:
    async with httpx2.AsyncClient(transport=httpx2.MockTransport(tape.respond), trust_env=False) as http:
        try:
            async with package.client(cassette.call.client, cassette.retries, http, asynchronous=True) as client:
                result = _method(client, cassette, raw=raw)(**_arguments(cassette))
                if isinstance(result, package.module.AsyncPages):
                    return Outcome(pages=[page async for page in result.pages()])
                return _ended(package, cassette, await result, raw=raw)
        except UnrecordedError:
            raise
        except Exception as error:
            return Outcome(error=error)


def _ended(package: Package, cassette: Cassette, result: Any, *, raw: bool) -> Outcome:
    if not isinstance(result, package.module.Response):
        return Outcome(result)
    if cassette.raises and not raw:
        result.raise_for_status()
    return Outcome(response=result)


def _method(client: Any, cassette: Cassette, *, raw: bool) -> Callable[..., Any]:
    *resources, method = cassette.call.method.split(".")
    target = client
    for resource in resources:
        target = getattr(target, resource)
    found: Callable[..., Any] = getattr(target.raw if raw else target, method)
    return found


def _arguments(cassette: Cassette) -> dict[str, Any]:
    """Return the arguments of the call; YAML has no form for a moment, so that a text which is one becomes it."""
    return {name: moment(value) for name, value in cassette.call.arguments.items()}


def plain(request: httpx2.Request) -> Request:
    """Return a request of a client that waits, or whose body was read, as plain values."""
    # From its parts: as text, a URL with credentials in its query hides them.
    url = f"{request.url.scheme}://{request.url.netloc.decode()}{request.url.raw_path.decode()}"
    headers = tuple((name.decode("latin-1"), value.decode("latin-1")) for name, value in request.headers.raw)
    return Request(request.method, url, headers, request.content)
