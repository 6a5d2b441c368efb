"""Scripts: Run scripts, waiting for the answer or leaving them to the background."""

from __future__ import annotations

from collections.abc import AsyncIterable, Iterable, Mapping
from functools import cached_property
from typing import TYPE_CHECKING, Literal

from .._runtime.items import Streams
from .._runtime.openers import AsyncOpener, SyncOpener
from .._runtime.operation import Body, Operation, Parameter, Result
from .._runtime.options import RequestOptions
from .._runtime.resource import AsyncResource, SyncResource, raw, raw_async
from .._runtime.response import Content, Response
from .._runtime.stream import streamed, streamed_async
from .._runtime.unset import UNSET, Unset

if TYPE_CHECKING:
    from .._runtime.drivers import AsyncCaller, SyncCaller


_RUN: Operation[Response[Content]] = Operation(
    name="scripts.run",
    method="POST",
    path="/scripting/script/{scriptId}/run",
    parameters=(Parameter("script_id", "scriptId", "path"),),
    body=Body("*/*"),
    results={"default": Result("*/*")},
    security=(("bearerAuth",),),
    idempotent=False,
    any_status=True,
    methods=("POST", "DELETE", "GET", "PATCH", "PUT"),
)
_RUN__STREAMS: Streams[bytes] = Streams(
    Result("*/*"),
)

_RUN_IN_BACKGROUND: Operation[None] = Operation(
    name="scripts.run_in_background",
    method="POST",
    path="/scripting/script/{scriptId}/background",
    parameters=(Parameter("script_id", "scriptId", "path"),),
    body=Body("*/*"),
    results={"202": None},
    security=(("bearerAuth",),),
    idempotent=False,
    methods=("POST", "DELETE", "GET", "PATCH", "PUT"),
)


class Scripts(SyncResource):
    """Run scripts, waiting for the answer or leaving them to the background.

    Every method can raise:
        AuthenticationError: 401, The call carries no valid session.
        NotFoundError: 404, No script has this id.
    """

    @cached_property
    def raw(self) -> RawScripts:
        """The same methods, each giving the whole `Response`."""
        return RawScripts(self._as_raw())

    @cached_property
    def stream(self) -> StreamScripts:
        """The methods whose answers can be read bit by bit, each for `with` and giving a `Stream`."""
        return StreamScripts(self._caller)

    def run(
        self,
        script_id: str,
        *,
        method: Literal["POST", "DELETE", "GET", "PATCH", "PUT"] = "POST",
        json: object | Unset = UNSET,
        content: bytes | str | Iterable[bytes] | Unset = UNSET,
        data: Mapping[str, object] | Unset = UNSET,
        content_type: str | Unset = UNSET,
        options: RequestOptions | None = None,
    ) -> Response[Content]:
        """Run a script and wait for its answer.

        The script sees the verb and may read the body, which can be anything; status, content type and body of the
        answer are whatever the script sets, so a status listed here may also be the script's own. One tenant can have
        10 runs going at the same time.

        Args:
            script_id: Id of the script.
            method: the HTTP method to call it with.
            json: a body to send as JSON.
            content: a body to send as it is.
            data: fields to send as a form.
            content_type: the media type of `content`.
            options: overrides for this call.

        Limits:
            At most 10 calls at the same time per tenant.

        Returns:
            The response, whatever its status; `raise_for_status()` raises the errors below.

        Raises:
            AuthenticationError: 401, see the class.
            NotFoundError: 404, see the class.
            RateLimitError: 429, Ten runs of the tenant are already going on.
            InternalServerError: 500, The script did not start.
            BadGatewayError: 502, The script started but broke off before its end.
            GatewayTimeoutError: 504, The script ran too long and was stopped.
        """
        return self._call(
            _RUN,
            {"script_id": script_id},
            method=method,
            json=json,
            content=content,
            data=data,
            content_type=content_type,
            options=options,
        )

    def run_in_background(
        self,
        script_id: str,
        *,
        method: Literal["POST", "DELETE", "GET", "PATCH", "PUT"] = "POST",
        json: object | Unset = UNSET,
        content: bytes | str | Iterable[bytes] | Unset = UNSET,
        data: Mapping[str, object] | Unset = UNSET,
        content_type: str | Unset = UNSET,
        options: RequestOptions | None = None,
    ) -> None:
        """Schedule a script and return at once.

        The answer tells only whether scheduling worked; a script that has something to report must send it somewhere
        itself. At most 100 background runs exist at a time, each is cut off after 14 minutes, and the request headers
        may take up 256 kB.

        Args:
            script_id: Id of the script.
            method: the HTTP method to call it with.
            json: a body to send as JSON.
            content: a body to send as it is.
            data: fields to send as a form.
            content_type: the media type of `content`.
            options: overrides for this call.

        Limits:
            At most 100 calls at the same time.
            A run may take 840 seconds.
            All request headers together may have 256,000 bytes.

        Raises:
            AuthenticationError: 401, see the class.
            NotFoundError: 404, see the class.
            RateLimitError: 429, Too many scripts run in the background already.
            APIStatusError: 431, The request headers are too large.
            InternalServerError: 500, Scheduling failed.
        """
        return self._call(
            _RUN_IN_BACKGROUND,
            {"script_id": script_id},
            method=method,
            json=json,
            content=content,
            data=data,
            content_type=content_type,
            options=options,
        )


class AsyncScripts(AsyncResource):
    """Run scripts, waiting for the answer or leaving them to the background.

    Every method can raise:
        AuthenticationError: 401, The call carries no valid session.
        NotFoundError: 404, No script has this id.
    """

    @cached_property
    def raw(self) -> AsyncRawScripts:
        """The same methods, each giving the whole `Response`."""
        return AsyncRawScripts(self._as_raw())

    @cached_property
    def stream(self) -> AsyncStreamScripts:
        """The methods whose answers can be read bit by bit, each for `async with` and giving an `AsyncStream`."""
        return AsyncStreamScripts(self._caller)

    async def run(
        self,
        script_id: str,
        *,
        method: Literal["POST", "DELETE", "GET", "PATCH", "PUT"] = "POST",
        json: object | Unset = UNSET,
        content: bytes | str | Iterable[bytes] | AsyncIterable[bytes] | Unset = UNSET,
        data: Mapping[str, object] | Unset = UNSET,
        content_type: str | Unset = UNSET,
        options: RequestOptions | None = None,
    ) -> Response[Content]:
        """Run a script and wait for its answer.

        The script sees the verb and may read the body, which can be anything; status, content type and body of the
        answer are whatever the script sets, so a status listed here may also be the script's own. One tenant can have
        10 runs going at the same time.

        Args:
            script_id: Id of the script.
            method: the HTTP method to call it with.
            json: a body to send as JSON.
            content: a body to send as it is.
            data: fields to send as a form.
            content_type: the media type of `content`.
            options: overrides for this call.

        Limits:
            At most 10 calls at the same time per tenant.

        Returns:
            The response, whatever its status; `raise_for_status()` raises the errors below.

        Raises:
            AuthenticationError: 401, see the class.
            NotFoundError: 404, see the class.
            RateLimitError: 429, Ten runs of the tenant are already going on.
            InternalServerError: 500, The script did not start.
            BadGatewayError: 502, The script started but broke off before its end.
            GatewayTimeoutError: 504, The script ran too long and was stopped.
        """
        return await self._call(
            _RUN,
            {"script_id": script_id},
            method=method,
            json=json,
            content=content,
            data=data,
            content_type=content_type,
            options=options,
        )

    async def run_in_background(
        self,
        script_id: str,
        *,
        method: Literal["POST", "DELETE", "GET", "PATCH", "PUT"] = "POST",
        json: object | Unset = UNSET,
        content: bytes | str | Iterable[bytes] | AsyncIterable[bytes] | Unset = UNSET,
        data: Mapping[str, object] | Unset = UNSET,
        content_type: str | Unset = UNSET,
        options: RequestOptions | None = None,
    ) -> None:
        """Schedule a script and return at once.

        The answer tells only whether scheduling worked; a script that has something to report must send it somewhere
        itself. At most 100 background runs exist at a time, each is cut off after 14 minutes, and the request headers
        may take up 256 kB.

        Args:
            script_id: Id of the script.
            method: the HTTP method to call it with.
            json: a body to send as JSON.
            content: a body to send as it is.
            data: fields to send as a form.
            content_type: the media type of `content`.
            options: overrides for this call.

        Limits:
            At most 100 calls at the same time.
            A run may take 840 seconds.
            All request headers together may have 256,000 bytes.

        Raises:
            AuthenticationError: 401, see the class.
            NotFoundError: 404, see the class.
            RateLimitError: 429, Too many scripts run in the background already.
            APIStatusError: 431, The request headers are too large.
            InternalServerError: 500, Scheduling failed.
        """
        return await self._call(
            _RUN_IN_BACKGROUND,
            {"script_id": script_id},
            method=method,
            json=json,
            content=content,
            data=data,
            content_type=content_type,
            options=options,
        )


class RawScripts:
    """The methods of `Scripts`, each giving the whole `Response`; a list gives its first page."""

    def __init__(self, resource: Scripts) -> None:
        """Wrap `resource`, a copy of the resource that hands out responses."""
        self.run = resource.run
        self.run_in_background = raw(resource.run_in_background)


class AsyncRawScripts:
    """The methods of `AsyncScripts`, each giving the whole `Response`; a list gives its first page."""

    def __init__(self, resource: AsyncScripts) -> None:
        """Wrap `resource`, a copy of the resource that hands out responses."""
        self.run = resource.run
        self.run_in_background = raw_async(resource.run_in_background)


class StreamScripts:
    """Methods of `Scripts` whose answers are read bit by bit."""

    def __init__(self, caller: SyncCaller) -> None:
        """Have the answers to the calls of `caller` opened."""
        self.run = streamed(Scripts(SyncOpener(caller, _RUN__STREAMS.options)).raw.run, _RUN__STREAMS)


class AsyncStreamScripts:
    """Methods of `AsyncScripts` whose answers are read bit by bit."""

    def __init__(self, caller: AsyncCaller) -> None:
        """Have the answers to the calls of `caller` opened."""
        self.run = streamed_async(AsyncScripts(AsyncOpener(caller, _RUN__STREAMS.options)).raw.run, _RUN__STREAMS)
