"""The base classes of generated resources, and how their twins give whole responses, or calls that are not sent."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ParamSpec, Self, TypeVar, Unpack, cast

from .pagination import AsyncPages, Pages

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Coroutine, Mapping

    from .body import Payload
    from .drivers import AsyncCaller, SyncCaller
    from .operation import Operation
    from .options import RequestOptions
    from .response import Response

T = TypeVar("T")
Item = TypeVar("Item")
Body = TypeVar("Body")
P = ParamSpec("P")


class SyncResource:
    """A group of operations; each generated method is one call of `_call` or `_pages`."""

    _is_raw = False
    _is_unsent = False

    def __init__(self, client: SyncCaller) -> None:
        self._client = client

    def _as_raw(self) -> Self:
        """Return a twin whose methods return the `Response`, whatever their signatures say; `raw` says it."""
        twin = type(self)(self._client)
        twin._is_raw = True
        return twin

    def _as_calls(self) -> Self:
        """Return a twin whose methods only make their `Call`, whatever their signatures say; `streamed` sends it."""
        twin = type(self)(self._client)
        twin._is_unsent = True
        return twin

    def _call(
        self,
        operation: Operation[T],
        arguments: Mapping[str, object],
        *,
        options: RequestOptions | None = None,
        **payload: Unpack[Payload],
    ) -> T:
        call = self._client.prepare(operation, arguments, payload, options)
        if self._is_unsent:
            return cast("T", call)
        response = self._client.send(call)
        return cast("T", response) if self._is_raw or operation.raw else response.parse()

    def _pages(
        self,
        operation: Operation[Body],
        arguments: Mapping[str, object],
        *,
        options: RequestOptions | None = None,
        **payload: Unpack[Payload],
    ) -> Pages[Any, Body]:
        call = self._client.prepare(operation, arguments, payload, options)
        if self._is_raw:
            return cast("Pages[Any, Body]", self._client.send(call))
        assert operation.pagination is not None
        return Pages(self._client.send, call, operation.pagination, self._client.query_credentials)


class AsyncResource:
    """`SyncResource` for clients that are awaited; `_pages` itself is not awaited, its result is iterated over."""

    _is_raw = False
    _is_unsent = False

    def __init__(self, client: AsyncCaller) -> None:
        self._client = client

    def _as_raw(self) -> Self:
        """Return a twin whose methods return the `Response`, whatever their signatures say; `raw_async` says it."""
        twin = type(self)(self._client)
        twin._is_raw = True
        return twin

    def _as_calls(self) -> Self:
        """Return a twin whose methods only make their `Call`, whatever their signatures say; `streamed` sends it."""
        twin = type(self)(self._client)
        twin._is_unsent = True
        return twin

    async def _call(
        self,
        operation: Operation[T],
        arguments: Mapping[str, object],
        *,
        options: RequestOptions | None = None,
        **payload: Unpack[Payload],
    ) -> T:
        call = self._client.prepare(operation, arguments, payload, options)
        if self._is_unsent:
            return cast("T", call)
        response = await self._client.send(call)
        return cast("T", response) if self._is_raw or operation.raw else response.parse()

    def _pages(
        self,
        operation: Operation[Body],
        arguments: Mapping[str, object],
        *,
        options: RequestOptions | None = None,
        **payload: Unpack[Payload],
    ) -> AsyncPages[Any, Body]:
        call = self._client.prepare(operation, arguments, payload, options)
        if self._is_raw:
            return cast("AsyncPages[Any, Body]", self._client.send(call))
        assert operation.pagination is not None
        return AsyncPages(self._client.send, call, operation.pagination, self._client.query_credentials)


def raw(method: Callable[P, T]) -> Callable[P, Response[T]]:
    """Return a method of a resource in raw mode under its true type: it gives the `Response`, whatever its status."""
    return cast("Callable[P, Response[T]]", method)


def raw_async(method: Callable[P, Awaitable[T]]) -> Callable[P, Coroutine[Any, Any, Response[T]]]:
    """Return an awaited method of a resource in raw mode under its true type."""
    return cast("Callable[P, Coroutine[Any, Any, Response[T]]]", method)


def raw_pages(method: Callable[P, Pages[Item, Body]]) -> Callable[P, Response[Body]]:
    """Return a list method of a resource in raw mode under its true type: it gives the first page's `Response`."""
    return cast("Callable[P, Response[Body]]", method)


def raw_pages_async(method: Callable[P, AsyncPages[Item, Body]]) -> Callable[P, Coroutine[Any, Any, Response[Body]]]:
    """Return a list method of an awaited resource in raw mode under its true type."""
    return cast("Callable[P, Coroutine[Any, Any, Response[Body]]]", method)
