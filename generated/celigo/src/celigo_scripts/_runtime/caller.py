"""What both kinds of caller share: the way from a call to a request of httpx2, and from its answer to an outcome.

The steps themselves are in `drivers`.
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
from .errors import APIConnectionError, ConfigurationError, status_error
from .headers import header_name, header_value
from .lazy import lazy_module
from .redact import excerpt, shown_url
from .response import Response
from .schemes import Slot
from .transport import connection_error
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

_SECRET_HEADERS = frozenset({"authorization", "cookie", "proxy-authorization"})


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
        self.query_credentials = credentials.query_credentials
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
        """Return the credentials that the call takes; they go to this client's host alone.

        A header that the caller set himself takes the place of the credential that would stand in it.
        """
        if call.is_elsewhere:
            return ()
        if not call.url.startswith(call.home):
            raise ConfigurationError(f"{call.operation.name}: {shown_url(call.url)} is not on this client's host")
        is_given = not self._credentials.header_credentials.isdisjoint(call.headers)
        try:
            chosen = self._credentials.choose(call.operation)
        except ConfigurationError:
            if not is_given:
                raise
            return ()
        # Operations have servers of their own now and then.
        if chosen and call.operation.server and is_protected(self.servers.base_url) and not is_protected(call.home):
            raise ConfigurationError(
                f"{call.operation.name}: its server {call.home} would get the credentials unencrypted"
            )
        return tuple(each for each in chosen if each[0].slot("")[1] not in call.headers) if is_given else chosen

    # Drivers return a lost connection rather than raise it: their frames, which a traceback shows, hold credentials.

    def _answered(self, outcome: Response[T] | Opened[T] | APIConnectionError) -> Response[T]:
        """Return the answer that a call ended in, read as a whole, or raise why there is none."""
        if isinstance(outcome, APIConnectionError):
            raise outcome
        assert isinstance(outcome, Response)
        return outcome

    def _opened(self, outcome: Response[T] | Opened[T] | APIConnectionError) -> Opened[T]:
        """Return the answer that a call ended in, still to be read, or raise why there is none."""
        if isinstance(outcome, Response):
            raise status_error(outcome)
        if isinstance(outcome, APIConnectionError):
            raise outcome
        return outcome

    def _secrets(self, call: Call[Any], slots: list[Slot]) -> list[str]:
        """Return what must not be shown of the credentials, in each form in which a server may repeat it."""
        values = [value for _, _, value in slots]
        values += [
            call.headers[name]
            for name in _SECRET_HEADERS | self._credentials.header_credentials
            if name in call.headers
        ]
        secrets = [secret for value in values for secret in (value, value.rpartition(" ")[2])]
        return [form for secret in secrets for form in (secret, quote(secret, safe=""))]

    def _request(
        self, client: httpx2.Client | httpx2.AsyncClient, call: Call[Any], slots: list[Slot]
    ) -> tuple[httpx2.Request, Any]:
        """Return a request, and `auth` to send it with: that of the user's client never replaces ours, nor goes elsewhere."""
        url, headers = place(slots, call.url, call.headers)
        is_veiled = url is not call.url
        timeout = call.options.timeout or None
        content, files = (None, call.content.parts) if isinstance(call.content, Files) else (call.content, None)
        sent = [(name.encode(), value.encode()) for name, value in headers.items()]
        # Another origin gets nothing of the client's either: neither its headers nor its cookies nor its query.
        if not call.is_elsewhere:
            sent += [pair for pair in client.headers.raw if pair[0].lower().decode("latin-1") not in headers]
            if client.params:
                url = f"{url}{'&' if '?' in url else '?'}{client.params}"
        try:
            # Not by `client.build_request`, which would put its query in place of ours, and takes longer.
            request = httpx2.Request(
                call.method,
                url,
                headers=sent,
                cookies=None if call.is_elsewhere else client.cookies,
                content=content,
                files=files,
                extensions={
                    "operation": call.operation.name,
                    "timeout": {"connect": timeout, "read": timeout, "write": timeout, "pool": timeout},
                },
            )
        except httpx2.InvalidURL as error:
            raise ValueError(f"{call.operation.name}: {error}") from None
        if is_veiled:
            from .veil import VeiledURL

            request.url = VeiledURL(request.url)
        return request, None if call.is_elsewhere or "authorization" in headers else httpx2.USE_CLIENT_DEFAULT

    def _outcome(
        self, call: Call[T], reply: httpx2.Response, slots: list[Slot], began: float, *, is_read: bool
    ) -> Response[T] | Opened[T]:
        """Return what an answer is to its caller: read as a whole, or opened where it is one that is read bit by bit."""
        elapsed = self.clock.elapsed() - began
        status = reply.status_code
        if self._log.isEnabledFor(logging.INFO):
            self._log.info("%s %s: %d in %.3f s", call.method, shown_url(call.url), status, elapsed)
        if not is_read:
            return Opened(call, reply, self._secrets(call, slots))
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
            else excerpt(reply.content, self._secrets(call, slots), reply.headers.get("content-type", "")),
        )
