"""How a call travels: prepared, given its credentials, sent, repeated where that is safe.

`drivers` holds the steps, `call.prepare` makes the request, `attempts` says what follows on an answer; here is what the
steps of both kinds of client share.
"""

from __future__ import annotations

import copy
import logging
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Generic, Self, TypeVar
from urllib.parse import quote

from .auth import Chosen, Credentials, place
from .body import Files
from .call import Call, prepare
from .clock import Clock
from .errors import APIConnectionError, ConfigurationError
from .headers import header_name, header_value
from .lazy import lazy_module
from .redact import excerpt, shown_url
from .response import Response
from .schemes import Slot
from .transport import connection_error
from .unset import UNSET
from .urls import is_protected

if TYPE_CHECKING:
    from collections.abc import Mapping

    import httpx2

    from .body import Payload
    from .operation import Operation
    from .options import RequestOptions
    from .settings import Servers, Settings
else:
    httpx2 = lazy_module("httpx2", None)

T = TypeVar("T")

# Headers that say how a body is framed: `build_request` frames it accordingly.
_FRAMING = ("content-length", "content-type", "transfer-encoding")


@dataclass(frozen=True, slots=True)
class Opened(Generic[T]):
    """An answer whose body is still to be read: the request that got it, its reply, and what messages must not show."""

    call: Call[T]
    reply: httpx2.Response
    secrets: list[str] = field(repr=False)


class Caller:
    """What both kinds of caller share: everything but waiting."""

    def __init__(self, settings: Settings, credentials: Credentials, servers: Servers, options: RequestOptions) -> None:
        self.servers = servers
        self.options = options
        self.clock = Clock()
        self.query_credentials = credentials.query_names
        self._credentials = credentials
        self._log = logging.getLogger(settings.package)
        self._headers = {"user-agent": f"{settings.package}/{settings.version}"}
        self._headers |= {header_name(name): header_value(name, value) for name, value in settings.headers.items()}

    def with_options(self, options: RequestOptions) -> Self:
        """Return a caller with options on top of this one's, over the same connections."""
        twin = copy.copy(self)
        twin.options = self.options.overridden(options)
        return twin

    def prepare(
        self, operation: Operation[T], arguments: Mapping[str, object], payload: Payload, options: RequestOptions | None
    ) -> Call[T]:
        """Return the call that an operation makes of its arguments; see `call.prepare`."""
        merged = self.options.overridden(options)
        base_url, headers = self.servers.url_for(operation.server), self._headers
        return prepare(operation, arguments, payload, base_url=base_url, headers=headers, options=merged)

    def failed(self, call: Call[Any], cause: httpx2.RequestError, secrets: list[str]) -> APIConnectionError:
        """Return the error for a request that got no answer, or lost it, and log it."""
        error = connection_error(call, cause, secrets)
        self._log.info("%s", error)
        return error

    def _chosen(self, call: Call[Any]) -> Chosen:
        """Return the credentials that the call takes; they go to this client's host alone."""
        if call.is_elsewhere:
            return ()
        if not call.url.startswith(call.home):
            raise ConfigurationError(f"{call.operation.name}: {shown_url(call.url)} is not on this client's host")
        chosen = self._credentials.choose(call.operation)
        if chosen and is_protected(self.servers.base_url) and not is_protected(call.home):
            raise ConfigurationError(
                f"{call.operation.name}: its server {call.home} would get the credentials unencrypted"
            )
        return chosen

    def _request(
        self, client: httpx2.Client | httpx2.AsyncClient, call: Call[Any], slots: list[Slot]
    ) -> httpx2.Request:
        url, headers = place(slots, call.url, call.headers)
        framing = {name: headers.pop(name) for name in _FRAMING if name in headers}
        timeout = None if call.options.timeout is UNSET else call.options.timeout
        content, files = (None, call.content.parts) if isinstance(call.content, Files) else (call.content, None)
        try:
            request = client.build_request(
                call.method,
                url,
                headers=framing,
                content=content,
                files=files,
                extensions={
                    "operation": call.operation.name,
                    "timeout": {"connect": timeout, "read": timeout, "write": timeout, "pool": timeout},
                },
            )
        except httpx2.InvalidURL as error:
            raise ValueError(f"{call.operation.name}: {error}") from None
        # One by one, since `build_request` takes three times as long to merge them.
        for name, value in headers.items():
            request.headers[name] = value
        if url is not call.url:
            from .veil import VeiledURL

            request.url = VeiledURL(request.url)
        return request

    def _outcome(
        self, call: Call[T], reply: httpx2.Response, slots: list[Slot], began: float, *, is_read: bool
    ) -> Response[T] | Opened[T]:
        """Return what an answer is to its caller: read as a whole, or opened where it is one that is read bit by bit."""
        elapsed = self.clock.elapsed() - began
        status = reply.status_code
        if self._log.isEnabledFor(logging.INFO):
            self._log.info("%s %s: %d in %.3f s", call.method, shown_url(call.url), status, elapsed)
        if not is_read:
            return Opened(call, reply, secrets_in(slots))
        return Response(
            call.operation,
            method=call.method,
            url=call.url,
            status=status,
            headers=reply.headers,
            content=reply.content,
            elapsed=elapsed,
            excerpt=""
            if 200 <= status <= 299
            else excerpt(reply.content, secrets_in(slots), reply.headers.get("content-type", "")),
        )


def secrets_in(slots: list[Slot]) -> list[str]:
    """Return what must not be shown of the credentials, in each form in which a server may repeat it."""
    secrets = [secret for _, _, value in slots for secret in (value, value.rpartition(" ")[2])]
    return [form for secret in secrets for form in (secret, quote(secret, safe=""))]
