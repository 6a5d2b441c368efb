"""The clients of Patchworks Core."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from ._runtime.client import AsyncClient, SyncClient
from ._runtime.exchange import Exchanged
from ._runtime.lazy import LazyModule
from ._runtime.login import PasswordLogin
from ._runtime.retry import Retry
from ._runtime.schemes import ApiKey, AsyncToken, Bearer, Login, Token
from ._runtime.settings import Settings

if TYPE_CHECKING:
    import httpx2

    from .resources.flow_versions import AsyncFlowVersions, FlowVersions
    from .resources.script_versions import AsyncScriptVersions, ScriptVersions
else:
    httpx2 = LazyModule("httpx2")

SETTINGS = Settings(
    package="patchworks_core",
    version="0.1.0",
    servers={"the_core_api": "https://core.wearepatchworks.com"},
    base_url_environment="PATCHWORKS_BASE_URL",
    headers={"Accept": "application/json"},
    schemes={
        "ApiKeyAuth": ApiKey("api_key", location="header", name="Authorization", environment="PATCHWORKS_API_KEY"),
        "BearerAuth": Bearer(
            "token",
            environment="PATCHWORKS_TOKEN",
            exchange=Exchanged(
                PasswordLogin,
                "https://app.wearepatchworks.com/fabric/api/login",
                ("username", "password", "login_url"),
                ("PATCHWORKS_USERNAME", "PATCHWORKS_PASSWORD", "PATCHWORKS_LOGIN_URL"),
            ),
        ),
    },
)


class Patchworks(SyncClient):
    """Patchworks Core.

    Args:
        api_key: A company's API key, sent as it is, without `Bearer`. It has a manager's rights and does not expire.
            Read from PATCHWORKS_API_KEY unless given.
        token: A user's token, good for 24 hours; a login with name and password gives one. Read from PATCHWORKS_TOKEN
            unless given.
        username: the name to log in with in place of a token. Read from PATCHWORKS_USERNAME unless given.
        password: the password that belongs to it. Read from PATCHWORKS_PASSWORD unless given.
        login_url: where to log in other than at https://app.wearepatchworks.com/fabric/api/login. Read from
            PATCHWORKS_LOGIN_URL unless given.
        base_url: another server than the vendor's, as in `http://127.0.0.1:8080`. Read from PATCHWORKS_BASE_URL
            unless given.
        timeout: seconds to wait for each of connecting, sending and receiving; None waits for ever.
        retry: when to repeat a failed call; None is `RetryPolicy()`, which does so twice where that is harmless.
        http_client: an `httpx2` client of your own, which you close yourself.
    """

    def __init__(
        self,
        *,
        api_key: Token | None = None,
        token: Token | None = None,
        username: str | None = None,
        password: str | None = None,
        login_url: str | None = None,
        base_url: str | None = None,
        timeout: float | None = 60.0,
        retry: Retry | None = None,
        http_client: httpx2.Client | None = None,
    ) -> None:
        """Read arguments and environment; nothing is sent before the first call."""
        super().__init__(
            SETTINGS,
            credentials={
                "ApiKeyAuth": api_key,
                "BearerAuth": token or Login(username, password, login_url, http_client=http_client),
            },
            base_url=base_url,
            timeout=timeout,
            retry=retry,
            http_client=http_client,
        )

    @cached_property
    def flow_versions(self) -> FlowVersions:
        """Versions of process flows, and figures on how they do."""
        from .resources.flow_versions import FlowVersions

        return FlowVersions(self._caller)

    @cached_property
    def script_versions(self) -> ScriptVersions:
        """Versions of custom scripts."""
        from .resources.script_versions import ScriptVersions

        return ScriptVersions(self._caller)


class AsyncPatchworks(AsyncClient):
    """Patchworks Core, for `await`.

    Args:
        api_key: A company's API key, sent as it is, without `Bearer`. It has a manager's rights and does not expire.
            Read from PATCHWORKS_API_KEY unless given.
        token: A user's token, good for 24 hours; a login with name and password gives one. Read from PATCHWORKS_TOKEN
            unless given.
        username: the name to log in with in place of a token. Read from PATCHWORKS_USERNAME unless given.
        password: the password that belongs to it. Read from PATCHWORKS_PASSWORD unless given.
        login_url: where to log in other than at https://app.wearepatchworks.com/fabric/api/login. Read from
            PATCHWORKS_LOGIN_URL unless given.
        base_url: another server than the vendor's, as in `http://127.0.0.1:8080`. Read from PATCHWORKS_BASE_URL
            unless given.
        timeout: seconds to wait for each of connecting, sending and receiving; None waits for ever.
        retry: when to repeat a failed call; None is `RetryPolicy()`, which does so twice where that is harmless.
        http_client: an `httpx2` client of your own, which you close yourself.
    """

    def __init__(
        self,
        *,
        api_key: AsyncToken | None = None,
        token: AsyncToken | None = None,
        username: str | None = None,
        password: str | None = None,
        login_url: str | None = None,
        base_url: str | None = None,
        timeout: float | None = 60.0,
        retry: Retry | None = None,
        http_client: httpx2.AsyncClient | None = None,
    ) -> None:
        """Read arguments and environment; nothing is sent before the first call."""
        super().__init__(
            SETTINGS,
            credentials={"ApiKeyAuth": api_key, "BearerAuth": token or Login(username, password, login_url)},
            base_url=base_url,
            timeout=timeout,
            retry=retry,
            http_client=http_client,
        )

    @cached_property
    def flow_versions(self) -> AsyncFlowVersions:
        """Versions of process flows, and figures on how they do."""
        from .resources.flow_versions import AsyncFlowVersions

        return AsyncFlowVersions(self._caller)

    @cached_property
    def script_versions(self) -> AsyncScriptVersions:
        """Versions of custom scripts."""
        from .resources.script_versions import AsyncScriptVersions

        return AsyncScriptVersions(self._caller)
