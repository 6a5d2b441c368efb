"""Canned answers for tests: a real client over a transport that has no network behind it.

Everything but the network is what it is in earnest: arguments are encoded, answers decoded, failures raised and
repeated. Only waiting takes no time.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Coroutine
from types import MethodType
from typing import TYPE_CHECKING, Any, ClassVar, TypeVar, overload

import httpx2

from .canned import Answering, SentRequest, UnansweredError
from .clock import Clock
from .operation import Operation
from .resource import AsyncResource, SyncResource
from .schemes import OwnClient

if TYPE_CHECKING:
    from .client import AsyncClient, SyncClient
    from .pagination import AsyncPages, Pages
    from .response import Response
    from .settings import Settings

BASE_URL = "http://canned.test"
"""The server of clients that get canned answers: a host that never exists (RFC 6761 section 6.2)."""

T = TypeVar("T")
C = TypeVar("C", bound="SyncClient | AsyncClient")


class CannedAnswers:
    """The base of a package's `Answers`: the answers by method, and the requests that came.

    Attributes:
        requests: every request so far, repeats included, in order.
        transport: what stands for the network, for an `httpx2.Client` or `AsyncClient` of your own.
    """

    settings: ClassVar[Settings]

    def __init__(self) -> None:
        self.requests: list[SentRequest] = []
        self.transport = httpx2.MockTransport(self._respond)
        self._answering: dict[str, Answering[Any]] = {}

    @overload
    def to(self, method: Callable[..., Pages[Any, T]]) -> Answering[T]: ...
    @overload
    def to(self, method: Callable[..., AsyncPages[Any, T]]) -> Answering[T]: ...
    @overload
    def to(self, method: Callable[..., Response[T]]) -> Answering[T]: ...
    @overload
    def to(self, method: Callable[..., Coroutine[Any, Any, Response[T]]]) -> Answering[T]: ...
    @overload
    def to(self, method: Callable[..., Coroutine[Any, Any, T]]) -> Answering[T]: ...
    @overload
    def to(self, method: Callable[..., T]) -> Answering[T]: ...
    def to(self, method: Callable[..., Any]) -> Answering[Any]:
        """Return where the answers to a method go, as in `answers.to(client.things.get).give(thing)`.

        They hold for every client, awaited or not. Asking for the same method again discards those it had.

        Args:
            method: a method of a resource of any client of this package; what calls it in another way, such as by
                `raw`, gets the same answers.

        Raises:
            TypeError: it is something else.
        """
        operation = _operation_of(method)
        self._answering[operation.name] = Answering(operation)
        return self._answering[operation.name]

    def _without_waiting(self, client: C) -> C:
        """Return a client that waits for nothing."""
        client._caller.clock = _NoWaiting()  # pyright: ignore[reportPrivateUsage]
        return client

    def _respond(self, request: httpx2.Request) -> httpx2.Response:
        sent = self._without_credentials(request)
        self.requests.append(sent)
        answering = self._answering.get(sent.operation)
        if answering is None:
            method = f"client.{sent.operation}" if sent.operation else "its method"
            raise UnansweredError(
                f"{sent.method} {sent.path} has no answer: answers.to({method}) takes one with .give(...), .fail(...) "
                "or .drop()"
            )
        return answering.respond(sent)

    def _without_credentials(self, request: httpx2.Request) -> SentRequest:
        query, headers = request.url.params, request.headers.copy()
        for scheme in self.settings.schemes.values():
            if isinstance(scheme, OwnClient):
                continue
            location, name = scheme.destination
            if location == "query":
                query = query.remove(name)
            else:
                headers.pop(location if location == "cookie" else name, None)
        path = request.url.raw_path.partition(b"?")[0].decode("ascii")
        operation = str(request.extensions.get("operation", ""))
        return SentRequest(operation, request.method, path, query, headers, request.content)


class _NoWaiting(Clock):
    """A clock that a wait puts forward."""

    def __init__(self) -> None:
        self._waited = 0.0

    def elapsed(self) -> float:
        return super().elapsed() + self._waited

    def sleep(self, seconds: float) -> None:
        self._waited += seconds

    async def sleep_async(self, seconds: float) -> None:
        self._waited += seconds


def _operation_of(method: Callable[..., Any]) -> Operation[Any]:
    """Return the operation that a bound method calls: the constant of that name in its resource's module."""
    owner = method.__self__ if isinstance(method, MethodType) else None
    if isinstance(owner, SyncResource | AsyncResource):
        module = vars(sys.modules[type(owner).__module__])
        operations: list[Operation[Any]] = [value for value in module.values() if isinstance(value, Operation)]
        name = method.__name__.strip("_")
        for operation in operations:
            if operation.name.rpartition(".")[2].strip("_") == name:
                return operation
    raise TypeError(f"{method!r} is not a method of a resource of this package, such as client.things.get")
