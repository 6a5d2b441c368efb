"""The base classes of generated resources, and how their twins give whole responses."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Generic, ParamSpec, Self, TypeVar, Unpack, cast

from .caller import Caller
from .drivers import AsyncCaller, SyncCaller
from .pagination import AsyncPages, Pages

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Coroutine, Mapping

    from .body import Payload
    from .operation import Operation
    from .options import RequestOptions
    from .response import Response

C = TypeVar("C", bound=Caller)
T = TypeVar("T")
Item = TypeVar("Item")
PageBody = TypeVar("PageBody")
P = ParamSpec("P")


class _Resource(Generic[C]):
    """A group of operations; each generated method is one call of `_call` or `_pages`."""

    _is_raw = False

    def __init__(self, caller: C) -> None:
        self._caller = caller

    def _as_raw(self) -> Self:
        """Return a twin whose methods return the `Response`, whatever their signatures say; `raw` says it."""
        twin = type(self)(self._caller)
        twin._is_raw = True
        return twin

    def _result(self, operation: Operation[T], response: Response[T]) -> T:
        return cast("T", response) if self._is_raw or operation.any_status else response.parse()


class SyncResource(_Resource[SyncCaller]):
    """A group of operations."""

    def _call(
        self,
        operation: Operation[T],
        arguments: Mapping[str, object],
        *,
        options: RequestOptions | None = None,
        **payload: Unpack[Payload],
    ) -> T:
        call = self._caller.prepare(operation, arguments, payload, options)
        return self._result(operation, self._caller.send(call))

    def _pages(
        self,
        operation: Operation[PageBody],
        arguments: Mapping[str, object],
        *,
        options: RequestOptions | None = None,
        **payload: Unpack[Payload],
    ) -> Pages[Any, PageBody]:
        call = self._caller.prepare(operation, arguments, payload, options)
        if self._is_raw:
            return cast("Pages[Any, PageBody]", self._caller.send(call))
        return Pages(self._caller.send, call, self._caller.query_credentials)


class AsyncResource(_Resource[AsyncCaller]):
    """`SyncResource` for clients that are awaited; `_pages` itself is not awaited, its result is iterated over."""

    async def _call(
        self,
        operation: Operation[T],
        arguments: Mapping[str, object],
        *,
        options: RequestOptions | None = None,
        **payload: Unpack[Payload],
    ) -> T:
        call = self._caller.prepare(operation, arguments, payload, options)
        return self._result(operation, await self._caller.send(call))

    def _pages(
        self,
        operation: Operation[PageBody],
        arguments: Mapping[str, object],
        *,
        options: RequestOptions | None = None,
        **payload: Unpack[Payload],
    ) -> AsyncPages[Any, PageBody]:
        call = self._caller.prepare(operation, arguments, payload, options)
        if self._is_raw:
            return cast("AsyncPages[Any, PageBody]", self._caller.send(call))
        return AsyncPages(self._caller.send, call, self._caller.query_credentials)


def raw(method: Callable[P, T]) -> Callable[P, Response[T]]:
    """Return a method of a resource in raw mode under its true type: it gives the `Response`, whatever its status."""
    return cast("Callable[P, Response[T]]", method)


def raw_async(method: Callable[P, Awaitable[T]]) -> Callable[P, Coroutine[Any, Any, Response[T]]]:
    """Return an awaited method of a resource in raw mode under its true type."""
    return cast("Callable[P, Coroutine[Any, Any, Response[T]]]", method)


def raw_pages(method: Callable[P, Pages[Item, PageBody]]) -> Callable[P, Response[PageBody]]:
    """Return a list method of a resource in raw mode under its true type: it gives the first page's `Response`."""
    return cast("Callable[P, Response[PageBody]]", method)


def raw_pages_async(
    method: Callable[P, AsyncPages[Item, PageBody]],
) -> Callable[P, Coroutine[Any, Any, Response[PageBody]]]:
    """Return a list method of an awaited resource in raw mode under its true type."""
    return cast("Callable[P, Coroutine[Any, Any, Response[PageBody]]]", method)
