"""The two kinds of caller: the same few steps from a call to its answer, one waiting and one awaiting."""

from __future__ import annotations

from collections.abc import AsyncIterable, AsyncIterator, Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, TypeVar

from .attempts import Attempts
from .auth import Credentials, secret_of, secret_of_async
from .caller import Caller
from .errors import APIConnectionError
from .lazy import LazyModule
from .leftover import surplus_stream
from .response import Response
from .schemes import Slot
from .transport import AsyncTransport, SyncTransport

if TYPE_CHECKING:
    import httpx2

    from .body import Payload
    from .call import Call
    from .operation import Operation
    from .options import RequestOptions
    from .settings import Servers, Settings
else:
    httpx2 = LazyModule("httpx2")

T = TypeVar("T")


class SyncCaller(Caller):
    """Sends calls and waits for their answers."""

    def __init__(
        self,
        settings: Settings,
        credentials: Credentials,
        servers: Servers,
        options: RequestOptions,
        http_client: httpx2.Client | None,
    ) -> None:
        super().__init__(settings, credentials, servers, options)
        self.transport = SyncTransport(http_client)

    def send(self, call: Call[T]) -> Response[T]:
        """Return the answer to a call, whatever its status.

        Raises:
            APIConnectionError: no answer arrived.
            ConfigurationError: there is no credential for the call.
            TokenError: the source of the credential has none.
            TypeError: the body is one that only the asynchronous client can read.
            RuntimeError: the client was closed.
        """
        content = call.content
        if content is not None and isinstance(content, AsyncIterable) and not isinstance(content, Iterable):
            raise TypeError(f"{call.operation.name}: asynchronous content needs the asynchronous client")
        return self._answered(self._deliver(call))

    def _deliver(self, call: Call[T]) -> Response[T] | APIConnectionError:
        """Attempt a call until its outcome stands."""
        attempts = Attempts(call, self.clock, self.query_credentials)
        outcome: Response[T] | APIConnectionError | None = None
        while True:
            credentials = self._credentials_for(attempts.call)
            secrets: list[str] = []
            slots: list[Slot] = []
            try:
                for scheme, source in credentials:
                    secrets.append(secret := secret_of(source))
                    slots.append(scheme.slot(secret))
            except APIConnectionError as error:  # where the token comes from does not answer
                outcome, credentials = error, ()
            else:
                if outcome is not None and attempts.are_refused(secrets):
                    return outcome
                outcome = self._attempt(attempts.call, slots)
            wait = attempts.next_attempt(outcome, credentials, secrets)
            if wait is None:
                return outcome
            if wait:
                self.clock.sleep(wait)

    def _attempt(self, call: Call[T], slots: list[Slot]) -> Response[T] | APIConnectionError:
        """Send a call once."""
        client = self.transport.client
        request, auth = self._request(client, call, slots)
        began = self.clock.elapsed()
        try:
            reply = client.send(request, auth=auth, follow_redirects=False)
            # What came behind the answer would be taken for the next one on this connection.
            if (surplus := surplus_stream(reply)) is not None:
                surplus.close()
        except httpx2.RequestError as error:
            return self._lost(call, error, self._secrets(call, slots))
        return self._outcome(call, reply, slots, began)


class AsyncCaller(Caller):
    """Sends calls and awaits their answers."""

    def __init__(
        self,
        settings: Settings,
        credentials: Credentials,
        servers: Servers,
        options: RequestOptions,
        http_client: httpx2.AsyncClient | None,
    ) -> None:
        super().__init__(settings, credentials, servers, options)
        self.transport = AsyncTransport(http_client)

    def prepare(
        self, operation: Operation[T], arguments: Mapping[str, object], payload: Payload, options: RequestOptions | None
    ) -> Call[T]:
        """Return the call that an operation makes of its arguments; see `call.make_call`."""
        call = super().prepare(operation, arguments, payload, options)
        content = call.content
        if content is None or isinstance(content, bytes):
            return call
        if isinstance(content, Iterable) and not isinstance(content, AsyncIterable):
            chunks = _AsyncChunks(content)
            call.content = aiter(chunks) if isinstance(content, Iterator) else chunks
        return call

    async def send(self, call: Call[T]) -> Response[T]:
        """Return the answer to a call, whatever its status.

        Raises:
            APIConnectionError: no answer arrived.
            ConfigurationError: there is no credential for the call.
            TokenError: the source of the credential has none.
            RuntimeError: the client was closed.
        """
        return self._answered(await self._deliver(call))

    async def _deliver(self, call: Call[T]) -> Response[T] | APIConnectionError:
        """Attempt a call until its outcome stands."""
        attempts = Attempts(call, self.clock, self.query_credentials)
        outcome: Response[T] | APIConnectionError | None = None
        while True:
            credentials = self._credentials_for(attempts.call)
            secrets: list[str] = []
            slots: list[Slot] = []
            try:
                for scheme, source in credentials:
                    secrets.append(secret := await secret_of_async(source))
                    slots.append(scheme.slot(secret))
            except APIConnectionError as error:  # where the token comes from does not answer
                outcome, credentials = error, ()
            else:
                if outcome is not None and attempts.are_refused(secrets):
                    return outcome
                outcome = await self._attempt(attempts.call, slots)
            wait = attempts.next_attempt(outcome, credentials, secrets)
            if wait is None:
                return outcome
            if wait:
                await self.clock.sleep_async(wait)

    async def _attempt(self, call: Call[T], slots: list[Slot]) -> Response[T] | APIConnectionError:
        """Send a call once."""
        client = self.transport.client
        request, auth = self._request(client, call, slots)
        began = self.clock.elapsed()
        try:
            reply = await client.send(request, auth=auth, follow_redirects=False)
            # What came behind the answer would be taken for the next one on this connection.
            if (surplus := surplus_stream(reply)) is not None:
                await surplus.aclose()
        except httpx2.RequestError as error:
            return self._lost(call, error, self._secrets(call, slots))
        return self._outcome(call, reply, slots, began)


class _AsyncChunks:
    """An iterable of bytes as an asynchronous one."""

    def __init__(self, chunks: Iterable[bytes]) -> None:
        self._chunks = chunks

    async def __aiter__(self) -> AsyncIterator[bytes]:
        for chunk in self._chunks:
            yield chunk
