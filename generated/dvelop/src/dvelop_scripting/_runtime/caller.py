"""What both kinds of caller share: the way from a call to a request of httpx2, and from its answer to an outcome.

The steps themselves are in `drivers`.
"""

from __future__ import annotations

import copy
import logging
from typing import TYPE_CHECKING, Any, Self, TypeVar
from urllib.parse import quote

from .auth import Credential, Credentials, with_credentials
from .body import Files
from .call import Call, make_call
from .clock import Clock
from .errors import APIConnectionError, APITimeoutError, ConfigurationError
from .headers import header_name, header_value
from .lazy import LazyModule
from .redact import excerpt, printable, shown_url, without
from .response import Response
from .schemes import Slot
from .urls import is_protected, query_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    import httpx2

    from .body import Payload
    from .operation import Operation
    from .options import RequestOptions
    from .settings import Servers, Settings
else:
    httpx2 = LazyModule("httpx2")

T = TypeVar("T")

_SECRET_HEADERS = frozenset({"authorization", "cookie", "proxy-authorization"})


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
        """Return the call that an operation makes of its arguments; see `call.make_call`."""
        merged = self.options.overridden(options)
        base_url, headers = self.servers.url_for(operation.server), self._headers
        return make_call(operation, arguments, payload, base_url=base_url, headers=headers, options=merged)

    def _credentials_for(self, call: Call[Any]) -> tuple[Credential, ...]:
        """Return the credentials that go with a call: the gate that each of them passes before each request.

        A call that a redirect led to another origin gets none. A header that the caller set himself takes the place of
        the credential that would stand in it.

        Raises:
            ConfigurationError: the call is not to this client's host; it would show to others, for want of https, what
                the client's own server gets encrypted; or there is no credential for it.
        """
        if call.is_elsewhere:
            return ()
        if not call.url.startswith(call.home):
            raise ConfigurationError(f"{call.operation.name}: {shown_url(call.url)} is not on this client's host")
        is_overridden = not self._credentials.header_credentials.isdisjoint(call.headers)
        try:
            credentials = self._credentials.choose(call.operation)
        except ConfigurationError:
            if not is_overridden:
                raise
            return ()
        # Operations have servers of their own now and then.
        if (
            credentials
            and call.operation.server
            and is_protected(self.servers.base_url)
            and not is_protected(call.home)
        ):
            raise ConfigurationError(
                f"{call.operation.name}: its server {call.home} would get the credentials unencrypted"
            )
        if not is_overridden:
            return credentials
        overridden = {("header", name) for name in call.headers}
        return tuple(each for each in credentials if each.scheme.destination not in overridden)

    def _answered(self, outcome: Response[T] | APIConnectionError) -> Response[T]:
        """Return the answer that a call ended in, or raise why there is none."""
        # Drivers return a lost connection rather than raise it: their frames, which a traceback shows, hold credentials.
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
        url, headers = with_credentials(call.url, call.headers, slots)
        is_veiled = url is not call.url
        timeout = call.options.timeout or None
        content, files = (None, call.content.parts) if isinstance(call.content, Files) else (call.content, None)
        sent = [(name.encode(), value.encode()) for name, value in headers.items()]
        # Another origin gets nothing of the client's either: neither its headers nor its cookies nor its query.
        if not call.is_elsewhere:
            sent += [pair for pair in client.headers.raw if pair[0].lower().decode("latin-1") not in headers]
            if client.params:
                url = _with_defaults(url, client.params)
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

    def _outcome(self, call: Call[T], reply: httpx2.Response, slots: list[Slot], began: float) -> Response[T]:
        """Return an answer that was read, and log it."""
        status = reply.status_code
        return Response(
            call.operation,
            method=call.method,
            url=call.url,
            status=status,
            headers=reply.headers,
            content=reply.content,
            elapsed=self._logged(call, status, began),
            excerpt=""
            if 200 <= status <= 299
            else excerpt(reply.content, self._secrets(call, slots), reply.headers.get("content-type", "")),
        )

    def _logged(self, call: Call[Any], status: int, began: float) -> float:
        """Log an answer, and return the seconds that it took."""
        elapsed = self.clock.elapsed() - began
        if self._log.isEnabledFor(logging.INFO):
            self._log.info("%s %s: %d in %.3f s", call.method, shown_url(call.url), status, elapsed)
        return elapsed

    def _lost(self, call: Call[Any], cause: httpx2.RequestError, secrets: list[str]) -> APIConnectionError:
        """Return the error for a request that got no answer, with what is known about how far it came, and log it."""
        kind = APITimeoutError if isinstance(cause, httpx2.TimeoutException) else APIConnectionError
        reason = printable(without(secrets, str(cause)))
        error = kind(f"{call.method} {shown_url(call.url)}: {type(cause).__name__}{f': {reason}' if reason else ''}")
        never_sent = (httpx2.ConnectError, httpx2.ConnectTimeout, httpx2.PoolTimeout, httpx2.ProxyError)
        error.was_sent = not isinstance(cause, never_sent)
        error.may_pass = not isinstance(
            cause, httpx2.LocalProtocolError | httpx2.UnsupportedProtocol | httpx2.DecodingError
        )
        # Without its frames: their variables hold the credentials, and tools that report crashes send those along.
        # The request holds the credentials: repr does not show it, but a pickle that takes causes along does.
        cause._request = None  # pyright: ignore[reportPrivateUsage]
        error.__cause__ = cause.with_traceback(None)
        self._log.info("%s", error)
        return error


def _with_defaults(url: str, parameters: httpx2.QueryParams) -> str:
    """Return a URL with the query parameters whose names it does not have yet: links repeat them, arguments replace them."""
    own = query_of(url)
    missing = tuple(pair for pair in parameters.multi_items() if pair[0] not in own)
    return f"{url}{'&' if '?' in url else '?'}{httpx2.QueryParams(missing)}" if missing else url
