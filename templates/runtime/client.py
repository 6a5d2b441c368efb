"""The base classes of generated clients."""

from __future__ import annotations

from copy import copy
from functools import cached_property
from typing import TYPE_CHECKING, Generic, Self, TypeAlias, TypeVar

from .auth import Credentials
from .caller import Caller
from .drivers import AsyncCaller, SyncCaller
from .options import RequestOptions
from .retry import Retry
from .schemes import Given
from .settings import Servers, Settings
from .unset import UNSET, Unset

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from types import TracebackType

    import httpx2

C = TypeVar("C", bound=Caller)
H = TypeVar("H")
_Http: TypeAlias = "httpx2.Client"
_AsyncHttp: TypeAlias = "httpx2.AsyncClient"


class _Client(Generic[C, H]):
    """What both kinds of client share. Connections belong to the client that was made, not to its copies."""

    _caller_type: Callable[[Settings, Credentials, Servers, RequestOptions, H | None], C]
    _is_copy = False

    def __init__(  # noqa: PLR0913
        self,
        settings: Settings,
        *,
        credentials: Mapping[str, Given],
        region: str | None = None,
        variables: Mapping[str, str | None] | None = None,
        base_url: str | None = None,
        timeout: float | None = 60.0,
        retry: Retry | None = None,
        http_client: H | None = None,
    ) -> None:
        servers = Servers(settings, base_url, region, variables)
        options = RequestOptions(timeout=timeout, retry=retry)
        known = Credentials(settings.schemes, credentials, servers.base_url)
        self._caller = self._caller_type(settings, known, servers, options, http_client)

    @property
    def base_url(self) -> str:
        """The server's URL, without a slash at its end."""
        return self._caller.servers.base_url

    def with_options(
        self,
        *,
        timeout: float | Unset | None = UNSET,
        retry: Retry | Unset | None = UNSET,
        headers: Mapping[str, str] | None = None,
        query: Mapping[str, object] | None = None,
    ) -> Self:
        """Return a copy with other options, over the same connections; this client stays as it is.

        Args:
            timeout: seconds to wait for each of connecting, sending and receiving; None waits for ever.
            retry: when to repeat a failed call; None is the standard `RetryPolicy`.
            headers: further request headers.
            query: further query parameters.
        """
        options = RequestOptions(timeout=timeout, retry=retry, headers=headers or {}, query=query or {})
        twin = copy(self)
        # The resources made so far call with the options of this client.
        for name in [name for name in vars(twin) if isinstance(getattr(type(self), name, None), cached_property)]:
            del twin.__dict__[name]
        twin._caller = self._caller.with_options(options)
        twin._is_copy = True
        return twin

    def __repr__(self) -> str:
        return f"{type(self).__name__}(base_url={self.base_url!r})"


class SyncClient(_Client[SyncCaller, "_Http"]):
    """A client whose methods wait for their answers. One is safe to share between threads.

    An `http_client` of the user's brings its proxies, limits and hooks; `timeout` here replaces its own.
    """

    _caller_type = SyncCaller

    def close(self) -> None:
        """Send nothing any more, and close the connections unless they are those of an `http_client` given.

        A copy does neither: that is left to the client that it is a copy of.
        """
        if not self._is_copy:
            self._caller.transport.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self.close()


class AsyncClient(_Client[AsyncCaller, "_AsyncHttp"]):
    """A client whose methods are awaited.

    An `http_client` of the user's brings its proxies, limits and hooks; `timeout` here replaces its own.
    """

    _caller_type = AsyncCaller

    async def close(self) -> None:
        """Send nothing any more, and close the connections unless they are those of an `http_client` given.

        A copy does neither: that is left to the client that it is a copy of.
        """
        if not self._is_copy:
            await self._caller.transport.close()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        await self.close()
