"""The HTTP client underneath: made when first needed, closed if it is ours."""

from __future__ import annotations

import os
import sys
from threading import Lock
from typing import TYPE_CHECKING, Literal
from weakref import WeakKeyDictionary

if TYPE_CHECKING:
    from asyncio import AbstractEventLoop

    import httpx2

_CLOSED = "the client is closed"


class SyncTransport:
    """Holds an `httpx2.Client`: the user's, or one that is made by the first request, since making it is slow.

    Raises:
        TypeError: the user's is something else.
    """

    def __init__(self, users: httpx2.Client | None) -> None:
        refuse_other_kinds(users, "Client")
        self._client = users
        self._is_ours = users is None
        self._is_closed = False
        self._lock = Lock()
        self._process = os.getpid()

    @property
    def client(self) -> httpx2.Client:
        """The HTTP client.

        Raises:
            RuntimeError: `close` was called, whosever client it is.
        """
        if self._is_closed:
            raise RuntimeError(_CLOSED)
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
        """Send nothing any more, and close the HTTP client unless it is the user's."""
        with self._lock:
            self._is_closed = True
            if self._client is not None and self._is_ours:
                self._client.close()


class AsyncTransport:
    """Holds an `httpx2.AsyncClient`: the user's, or one for each event loop, since connections belong to their loop.

    Raises:
        TypeError: the user's is something else.
    """

    def __init__(self, users: httpx2.AsyncClient | None) -> None:
        refuse_other_kinds(users, "AsyncClient")
        self._users = users
        self._ours: WeakKeyDictionary[AbstractEventLoop, httpx2.AsyncClient] = WeakKeyDictionary()
        self._is_closed = False

    @property
    def client(self) -> httpx2.AsyncClient:
        """The HTTP client.

        Raises:
            RuntimeError: `close` was called, whosever client it is.
        """
        if self._is_closed:
            raise RuntimeError(_CLOSED)
        if self._users is not None:
            return self._users
        from asyncio import get_running_loop

        loop = get_running_loop()
        client = self._ours.get(loop)
        if client is None:
            import httpx2

            client = self._ours[loop] = httpx2.AsyncClient()
        return client

    async def close(self) -> None:
        """Send nothing any more, and close the HTTP client of this event loop; those of loops that ended are let go.

        The user's is left open.
        """
        from asyncio import get_running_loop

        self._is_closed = True
        client = self._ours.pop(get_running_loop(), None)
        self._ours.clear()
        if client is not None:
            await client.aclose()


def refuse_other_kinds(users: object, kind: Literal["Client", "AsyncClient"]) -> None:
    """Refuse an HTTP client of the user's that is of another kind than this client needs.

    Args:
        users: what was given as `http_client`; None for nothing.
        kind: the class of httpx2 that is needed.

    Raises:
        TypeError: it is something else.
    """
    if users is None:
        return
    httpx2 = sys.modules.get("httpx2")  # whoever has such a client has imported it; it takes long to
    if httpx2 is None or not isinstance(users, getattr(httpx2, kind)):
        given = type(users)
        raise TypeError(f"http_client is an httpx2.{kind}, not {given.__module__}.{given.__qualname__}")
