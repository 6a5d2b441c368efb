"""The clients of d.velop scripting app."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from ._runtime.client import AsyncClient, SyncClient
from ._runtime.lazy import LazyModule
from ._runtime.retry import Retry
from ._runtime.schemes import AsyncToken, Bearer, Token
from ._runtime.settings import Settings, Variable

if TYPE_CHECKING:
    import httpx2

    from .resources.logs import AsyncLogs, Logs
    from .resources.scripts import AsyncScripts, Scripts
else:
    httpx2 = LazyModule("httpx2")

SETTINGS = Settings(
    package="dvelop_scripting",
    version="0.1.0",
    servers={"the_tenant_s_own_host": "https://{tenant}.d-velop.cloud"},
    variables={
        "tenant": Variable(
            environment="DVELOP_TENANT",
        ),
    },
    base_url_environment="DVELOP_BASE_URL",
    headers={"Accept": "application/json"},
    schemes={
        "bearerAuth": Bearer("token", environment="DVELOP_AUTH_SESSION_ID"),
    },
)


class DvelopScripting(SyncClient):
    """d.velop scripting app.

    Args:
        token: The AuthSessionId of a d.velop session, sent as `Bearer`. Read from DVELOP_AUTH_SESSION_ID unless
            given.
        tenant: Name of the tenant, the first label of its host name. Read from DVELOP_TENANT unless given.
        base_url: another server than the vendor's, as in `http://127.0.0.1:8080`. Read from DVELOP_BASE_URL unless
            given.
        timeout: seconds to wait for each of connecting, sending and receiving; None waits for ever.
        retry: when to repeat a failed call; None is `RetryPolicy()`, which does so twice where that is harmless.
        http_client: an `httpx2` client of your own, which you close yourself.
    """

    def __init__(
        self,
        token: Token | None = None,
        *,
        tenant: str | None = None,
        base_url: str | None = None,
        timeout: float | None = 60.0,
        retry: Retry | None = None,
        http_client: httpx2.Client | None = None,
    ) -> None:
        """Read arguments and environment; nothing is sent before the first call."""
        super().__init__(
            SETTINGS,
            credentials={"bearerAuth": token},
            variables={"tenant": tenant},
            base_url=base_url,
            timeout=timeout,
            retry=retry,
            http_client=http_client,
        )

    @cached_property
    def logs(self) -> Logs:
        """Find past executions of a script and read what each of them answered."""
        from .resources.logs import Logs

        return Logs(self._caller)

    @cached_property
    def scripts(self) -> Scripts:
        """Run scripts, waiting for the answer or leaving them to the background."""
        from .resources.scripts import Scripts

        return Scripts(self._caller)


class AsyncDvelopScripting(AsyncClient):
    """d.velop scripting app, for `await`.

    Args:
        token: The AuthSessionId of a d.velop session, sent as `Bearer`. Read from DVELOP_AUTH_SESSION_ID unless
            given.
        tenant: Name of the tenant, the first label of its host name. Read from DVELOP_TENANT unless given.
        base_url: another server than the vendor's, as in `http://127.0.0.1:8080`. Read from DVELOP_BASE_URL unless
            given.
        timeout: seconds to wait for each of connecting, sending and receiving; None waits for ever.
        retry: when to repeat a failed call; None is `RetryPolicy()`, which does so twice where that is harmless.
        http_client: an `httpx2` client of your own, which you close yourself.
    """

    def __init__(
        self,
        token: AsyncToken | None = None,
        *,
        tenant: str | None = None,
        base_url: str | None = None,
        timeout: float | None = 60.0,
        retry: Retry | None = None,
        http_client: httpx2.AsyncClient | None = None,
    ) -> None:
        """Read arguments and environment; nothing is sent before the first call."""
        super().__init__(
            SETTINGS,
            credentials={"bearerAuth": token},
            variables={"tenant": tenant},
            base_url=base_url,
            timeout=timeout,
            retry=retry,
            http_client=http_client,
        )

    @cached_property
    def logs(self) -> AsyncLogs:
        """Find past executions of a script and read what each of them answered."""
        from .resources.logs import AsyncLogs

        return AsyncLogs(self._caller)

    @cached_property
    def scripts(self) -> AsyncScripts:
        """Run scripts, waiting for the answer or leaving them to the background."""
        from .resources.scripts import AsyncScripts

        return AsyncScripts(self._caller)
