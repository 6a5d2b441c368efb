"""The clients of Celigo scripts."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Literal

from ._runtime.client import AsyncClient, SyncClient
from ._runtime.lazy import LazyModule
from ._runtime.retry import Retry
from ._runtime.schemes import AsyncToken, Bearer, Token
from ._runtime.settings import Settings

if TYPE_CHECKING:
    import httpx2

    from .resources.scripts import AsyncScripts, Scripts
else:
    httpx2 = LazyModule("httpx2")

SETTINGS = Settings(
    package="celigo_scripts",
    version="0.1.0",
    servers={"us": "https://api.integrator.io", "eu": "https://api.eu.integrator.io"},
    base_url_environment="CELIGO_BASE_URL",
    headers={"Accept": "application/json"},
    schemes={
        "bearerAuth": Bearer("token", environment="CELIGO_API_TOKEN"),
    },
)


class Celigo(SyncClient):
    """Celigo scripts.

    Args:
        token: An API token of the account, sent as `Bearer`. Read from CELIGO_API_TOKEN unless given.
        region: the server to use, us by default.
        base_url: another server than the vendor's, as in `http://127.0.0.1:8080`. Read from CELIGO_BASE_URL unless
            given, or a region is.
        timeout: seconds to wait for each of connecting, sending and receiving; None waits for ever.
        retry: when to repeat a failed call; None is `RetryPolicy()`, which does so twice where that is harmless.
        http_client: an `httpx2` client of your own, which you close yourself.
    """

    def __init__(
        self,
        token: Token | None = None,
        *,
        region: Literal["us", "eu"] | None = None,
        base_url: str | None = None,
        timeout: float | None = 60.0,
        retry: Retry | None = None,
        http_client: httpx2.Client | None = None,
    ) -> None:
        """Read arguments and environment; nothing is sent before the first call."""
        super().__init__(
            SETTINGS,
            credentials={"bearerAuth": token},
            region=region,
            base_url=base_url,
            timeout=timeout,
            retry=retry,
            http_client=http_client,
        )

    @cached_property
    def scripts(self) -> Scripts:
        """Create, read, change and delete scripts, and see what uses them."""
        from .resources.scripts import Scripts

        return Scripts(self._caller)


class AsyncCeligo(AsyncClient):
    """Celigo scripts, for `await`.

    Args:
        token: An API token of the account, sent as `Bearer`. Read from CELIGO_API_TOKEN unless given.
        region: the server to use, us by default.
        base_url: another server than the vendor's, as in `http://127.0.0.1:8080`. Read from CELIGO_BASE_URL unless
            given, or a region is.
        timeout: seconds to wait for each of connecting, sending and receiving; None waits for ever.
        retry: when to repeat a failed call; None is `RetryPolicy()`, which does so twice where that is harmless.
        http_client: an `httpx2` client of your own, which you close yourself.
    """

    def __init__(
        self,
        token: AsyncToken | None = None,
        *,
        region: Literal["us", "eu"] | None = None,
        base_url: str | None = None,
        timeout: float | None = 60.0,
        retry: Retry | None = None,
        http_client: httpx2.AsyncClient | None = None,
    ) -> None:
        """Read arguments and environment; nothing is sent before the first call."""
        super().__init__(
            SETTINGS,
            credentials={"bearerAuth": token},
            region=region,
            base_url=base_url,
            timeout=timeout,
            retry=retry,
            http_client=http_client,
        )

    @cached_property
    def scripts(self) -> AsyncScripts:
        """Create, read, change and delete scripts, and see what uses them."""
        from .resources.scripts import AsyncScripts

        return AsyncScripts(self._caller)
