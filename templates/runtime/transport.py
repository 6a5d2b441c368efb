"""The HTTP client underneath: made when first needed, closed if it is ours."""

from __future__ import annotations

import os
from threading import Lock
from typing import TYPE_CHECKING, Any
from weakref import WeakKeyDictionary

from .errors import APIConnectionError, APITimeoutError
from .redact import printable, shown_url, without

if TYPE_CHECKING:
    from asyncio import AbstractEventLoop
    from collections.abc import Sequence

    import httpx2

    from .call import Call

_CLOSED = "the client is closed"


class SyncTransport:
    """Holds an `httpx2.Client`: the user's, or one that is made by the first request, since making it is slow."""

    def __init__(self, given: httpx2.Client | None) -> None:
        self._client = given
        self._is_ours = given is None
        self._is_closed = False
        self._lock = Lock()
        self._process = os.getpid()

    @property
    def client(self) -> httpx2.Client:
        """The HTTP client.

        Raises:
            RuntimeError: it was closed.
        """
        client = self._client
        if self._process != os.getpid() and self._is_ours:
            # A forked process that used its parent's connections would read its parent's answers.
            self._process, self._lock, client, self._client = os.getpid(), Lock(), None, None
        if client is None:
            import httpx2

            with self._lock:
                if self._is_closed:
                    raise RuntimeError(_CLOSED)
                client = self._client = self._client or httpx2.Client()
        return client

    def close(self) -> None:
        """Close the HTTP client unless it is the user's."""
        with self._lock:
            self._is_closed = True
            if self._client is not None and self._is_ours:
                self._client.close()


class AsyncTransport:
    """Holds an `httpx2.AsyncClient`: the user's, or one for each event loop, since connections belong to their loop."""

    def __init__(self, given: httpx2.AsyncClient | None) -> None:
        self._given = given
        self._ours: WeakKeyDictionary[AbstractEventLoop, httpx2.AsyncClient] = WeakKeyDictionary()
        self._is_closed = False

    @property
    def client(self) -> httpx2.AsyncClient:
        """The HTTP client.

        Raises:
            RuntimeError: it was closed.
        """
        if self._given is not None:
            return self._given
        from asyncio import get_running_loop

        loop = get_running_loop()
        client = self._ours.get(loop)
        if client is None:
            import httpx2

            if self._is_closed:
                raise RuntimeError(_CLOSED)
            client = self._ours[loop] = httpx2.AsyncClient()
        return client

    async def close(self) -> None:
        """Close the HTTP client of this event loop unless it is the user's; those of loops that ended are let go."""
        from asyncio import get_running_loop

        self._is_closed = True
        client = self._ours.pop(get_running_loop(), None)
        self._ours.clear()
        if client is not None:
            await client.aclose()


def connection_error(call: Call[Any], cause: httpx2.RequestError, secrets: Sequence[str]) -> APIConnectionError:
    """Return the error for a request that got no answer, with what is known about how far it came."""
    import httpx2

    kind = APITimeoutError if isinstance(cause, httpx2.TimeoutException) else APIConnectionError
    reason = printable(without(secrets, str(cause)))
    error = kind(f"{call.method} {shown_url(call.url)}: {type(cause).__name__}{f': {reason}' if reason else ''}")
    never_sent = (httpx2.ConnectError, httpx2.ConnectTimeout, httpx2.PoolTimeout, httpx2.ProxyError)
    error.was_sent = not isinstance(cause, never_sent)
    error.may_pass = not isinstance(
        cause, httpx2.LocalProtocolError | httpx2.UnsupportedProtocol | httpx2.DecodingError
    )
    # Without its frames: their variables hold the credentials, and tools that report crashes send those along.
    error.__cause__ = cause.with_traceback(None)
    return error
