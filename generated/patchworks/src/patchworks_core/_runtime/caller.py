"""How a call travels: prepared, given its credentials, sent, repeated where that is safe.

`SyncCaller` and `AsyncCaller` are the same few steps, one awaiting; what decides anything is shared by both.
"""

from __future__ import annotations

import copy
import logging
from collections.abc import AsyncIterable, AsyncIterator, Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar
from urllib.parse import quote

from .auth import Chosen, Credentials, Slot, place, secret_of, secret_of_async
from .call import Call, prepare
from .clock import Clock
from .errors import APIConnectionError, ConfigurationError
from .headers import header_name, header_value
from .redact import excerpt, shown_url
from .response import Response
from .retry import RetryPolicy, may_repeat, retry_after
from .transport import AsyncTransport, SyncTransport, connection_error
from .unset import UNSET
from .urls import origin_of

if TYPE_CHECKING:
    import httpx2

    from .body import Payload
    from .operation import Operation
    from .options import RequestOptions
    from .settings import Settings

T = TypeVar("T")


class Caller:
    """What both kinds of caller share: everything but waiting."""

    def __init__(self, settings: Settings, credentials: Credentials, base_url: str, options: RequestOptions) -> None:
        self.base_url = base_url
        self.options = options
        self.clock = Clock()
        self._origin = origin_of(base_url) + "/"
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
        base_url, headers = self.base_url, self._headers
        return prepare(operation, arguments, payload, base_url=base_url, headers=headers, options=merged)

    def _chosen(self, call: Call[Any]) -> Chosen:
        """Return the credentials that the call takes; they go to this client's host alone."""
        if not call.url.startswith(self._origin):
            raise ConfigurationError(f"{call.operation.name}: {shown_url(call.url)} is not on this client's host")
        return self._credentials.choose(call.operation)

    def _request(
        self, client: httpx2.Client | httpx2.AsyncClient, call: Call[Any], slots: list[Slot]
    ) -> httpx2.Request:
        import httpx2

        url, headers = place(slots, call.url, call.headers)
        timeout = None if call.options.timeout is UNSET else call.options.timeout
        try:
            request = client.build_request(call.method, url, headers=headers, content=call.content, timeout=timeout)
        except httpx2.InvalidURL as error:
            raise ValueError(f"{call.operation.name}: {error}") from None
        if any(location == "query" for location, _, _ in slots):
            from .veil import VeiledURL

            request.url = VeiledURL(request.url)
        return request

    def _answered(self, call: Call[T], reply: httpx2.Response, slots: list[Slot], began: float) -> Response[T]:
        elapsed = self.clock.elapsed() - began
        status = reply.status_code
        if self._log.isEnabledFor(logging.INFO):
            self._log.info("%s %s: %d in %.3f s", call.method, shown_url(call.url), status, elapsed)
        return Response(
            call.operation,
            method=call.method,
            url=call.url,
            status=status,
            headers=reply.headers,
            content=reply.content,
            elapsed=elapsed,
            excerpt="" if 200 <= status <= 299 else excerpt(reply.content, _secrets(slots)),
        )

    def _failed(self, call: Call[Any], cause: httpx2.RequestError, slots: list[Slot]) -> APIConnectionError:
        error = connection_error(call, cause, _secrets(slots))
        self._log.info("%s", error)
        return error

    def _wait(
        self, call: Call[Any], outcome: Response[Any] | APIConnectionError, attempt: int, began: float
    ) -> float | None:
        """Return the seconds until the next attempt; None when this one stands."""
        if not may_repeat(call, outcome):
            return None
        asked = retry_after(outcome, self.clock.now()) if isinstance(outcome, Response) else None
        policy = RetryPolicy() if call.options.retry is UNSET else call.options.retry
        return policy.delay(attempt, self.clock.elapsed() - began, asked)


class SyncCaller(Caller):
    """Sends calls and waits for their answers."""

    def __init__(
        self,
        settings: Settings,
        credentials: Credentials,
        base_url: str,
        options: RequestOptions,
        http_client: httpx2.Client | None,
    ) -> None:
        super().__init__(settings, credentials, base_url, options)
        self.transport = SyncTransport(http_client)

    def send(self, call: Call[T]) -> Response[T]:
        """Return the answer to a call, whatever its status.

        Raises:
            APIConnectionError: no answer arrived.
            ConfigurationError: there is no credential for the call.
        """
        began = self.clock.elapsed()
        attempt = 1
        while (wait := self._wait(call, outcome := self._attempt(call), attempt, began)) is not None:
            self.clock.sleep(wait)
            attempt += 1
        if isinstance(outcome, APIConnectionError):
            raise outcome
        return outcome

    def _attempt(self, call: Call[T]) -> Response[T] | APIConnectionError:
        if isinstance(call.content, AsyncIterable) and not isinstance(call.content, Iterable):
            raise TypeError(f"{call.operation.name}: asynchronous content needs the asynchronous client")
        slots = [scheme.slot(secret_of(source)) for scheme, source in self._chosen(call)]
        client = self.transport.client
        request = self._request(client, call, slots)
        import httpx2

        began = self.clock.elapsed()
        try:
            reply = client.send(request, follow_redirects=False)
        except httpx2.RequestError as error:
            return self._failed(call, error, slots)
        return self._answered(call, reply, slots, began)


class AsyncCaller(Caller):
    """Sends calls and awaits their answers."""

    def __init__(
        self,
        settings: Settings,
        credentials: Credentials,
        base_url: str,
        options: RequestOptions,
        http_client: httpx2.AsyncClient | None,
    ) -> None:
        super().__init__(settings, credentials, base_url, options)
        self.transport = AsyncTransport(http_client)

    def prepare(
        self, operation: Operation[T], arguments: Mapping[str, object], payload: Payload, options: RequestOptions | None
    ) -> Call[T]:
        """Return the call that an operation makes of its arguments; see `call.prepare`."""
        call = super().prepare(operation, arguments, payload, options)
        if isinstance(call.content, Iterable) and not isinstance(call.content, bytes | AsyncIterable):
            chunks = _AsyncChunks(call.content)
            call.content = aiter(chunks) if isinstance(call.content, Iterator) else chunks
        return call

    async def send(self, call: Call[T]) -> Response[T]:
        """Return the answer to a call, whatever its status.

        Raises:
            APIConnectionError: no answer arrived.
            ConfigurationError: there is no credential for the call.
        """
        began = self.clock.elapsed()
        attempt = 1
        while (wait := self._wait(call, outcome := await self._attempt(call), attempt, began)) is not None:
            await self.clock.sleep_async(wait)
            attempt += 1
        if isinstance(outcome, APIConnectionError):
            raise outcome
        return outcome

    async def _attempt(self, call: Call[T]) -> Response[T] | APIConnectionError:
        slots = [scheme.slot(await secret_of_async(source)) for scheme, source in self._chosen(call)]
        client = self.transport.client
        request = self._request(client, call, slots)
        import httpx2

        began = self.clock.elapsed()
        try:
            reply = await client.send(request, follow_redirects=False)
        except httpx2.RequestError as error:
            return self._failed(call, error, slots)
        return self._answered(call, reply, slots, began)


class _AsyncChunks:
    """An iterable of bytes as an asynchronous one."""

    def __init__(self, chunks: Iterable[bytes]) -> None:
        self._chunks = chunks

    async def __aiter__(self) -> AsyncIterator[bytes]:
        for chunk in self._chunks:
            yield chunk


def _secrets(slots: list[Slot]) -> list[str]:
    """Return what must not be shown of the credentials, in each form in which a server may repeat it."""
    secrets = [secret for _, _, value in slots for secret in (value, value.rpartition(" ")[2])]
    return [form for secret in secrets for form in (secret, quote(secret, safe=""))]
