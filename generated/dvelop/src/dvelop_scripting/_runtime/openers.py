"""The two kinds of caller for answers that are read bit by bit: they leave the bodies of those unread."""

from __future__ import annotations

from contextlib import aclosing, closing
from functools import partial
from typing import TYPE_CHECKING, Any, TypeVar

from .caller import Caller
from .drivers import AsyncCaller, SyncCaller
from .lazy import LazyModule
from .leftover import surplus_stream
from .response import Response

if TYPE_CHECKING:
    from collections.abc import Callable

    import httpx2

    from .call import Call
    from .errors import APIConnectionError
    from .options import RequestOptions
    from .schemes import Slot
else:
    httpx2 = LazyModule("httpx2")

T = TypeVar("T")


class Opened(Response[T]):
    """An answer whose body is still to be read; who takes it closes its `reply`.

    Attributes:
        reply: the answer as httpx2 has it.
        lost: makes the error for a connection that is lost on the way, of that of httpx2.
    """

    def __init__(
        self, call: Call[T], reply: httpx2.Response, lost: Callable[[httpx2.RequestError], APIConnectionError]
    ) -> None:
        super().__init__(
            call.operation,
            method=call.method,
            url=call.url,
            status=reply.status_code,
            headers=reply.headers,
            content=b"",
        )
        self.reply = reply
        self.lost = lost

    def with_content(self, content: bytes) -> Response[T]:
        """Return the same answer as if `content` were all of its body."""
        operation, method, url, status = self._operation, self.method, self.url, self.status
        return Response(operation, method=method, url=url, status=status, headers=self.headers, content=content)


class _Opener(Caller):
    """What both kinds share. An answer that becomes an error is read, like any other.

    Args:
        caller: the caller of a client, whose connections and options are used.
        options: those that hold where the caller has none.
    """

    def __init__(self, caller: Caller, options: RequestOptions) -> None:
        vars(self).update(vars(caller))
        self.options = options.overridden(caller.options)

    def _is_opened(self, call: Call[Any], reply: httpx2.Response) -> bool:
        return reply.is_success or call.operation.any_status

    def _opened(self, call: Call[T], reply: httpx2.Response, slots: list[Slot], began: float) -> Opened[T]:
        self._logged(call, reply.status_code, began)
        return Opened(call, reply, partial(self._lost, call, secrets=self._secrets(call, slots)))


class SyncOpener(_Opener, SyncCaller):
    """A `SyncCaller` that opens answers: those that its calls end in are `Opened` unless they are errors."""

    def _attempt(self, call: Call[T], slots: list[Slot]) -> Response[T] | APIConnectionError:
        client = self.transport.client
        request, auth = self._request(client, call, slots)
        began = self.clock.elapsed()
        try:
            reply = client.send(request, stream=True, auth=auth, follow_redirects=False)
            if self._is_opened(call, reply):
                return self._opened(call, reply, slots, began)
            with closing(reply):
                reply.read()
            if (surplus := surplus_stream(reply)) is not None:
                surplus.close()
        except httpx2.RequestError as error:
            return self._lost(call, error, self._secrets(call, slots))
        return self._outcome(call, reply, slots, began)


class AsyncOpener(_Opener, AsyncCaller):
    """`SyncOpener` for calls that are awaited."""

    async def _attempt(self, call: Call[T], slots: list[Slot]) -> Response[T] | APIConnectionError:
        client = self.transport.client
        request, auth = self._request(client, call, slots)
        began = self.clock.elapsed()
        try:
            reply = await client.send(request, stream=True, auth=auth, follow_redirects=False)
            if self._is_opened(call, reply):
                return self._opened(call, reply, slots, began)
            async with aclosing(reply):
                await reply.aread()
            if (surplus := surplus_stream(reply)) is not None:
                await surplus.aclose()
        except httpx2.RequestError as error:
            return self._lost(call, error, self._secrets(call, slots))
        return self._outcome(call, reply, slots, began)
