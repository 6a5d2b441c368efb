"""Logs: Find past executions of a script and read what each of them answered."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from .._runtime.items import Streams
from .._runtime.lazy import LazyModule
from .._runtime.openers import AsyncOpener, SyncOpener
from .._runtime.operation import Operation, Parameter, Result
from .._runtime.options import RequestOptions
from .._runtime.resource import AsyncResource, SyncResource, raw, raw_async
from .._runtime.response import Content
from .._runtime.stream import streamed, streamed_async

if TYPE_CHECKING:
    from .. import models
    from .._runtime.drivers import AsyncCaller, SyncCaller
else:
    models = LazyModule("..models", __package__)


_LIST: Operation[models.LogList] = Operation(
    name="logs.list",
    method="GET",
    path="/scripting/log/script/{scriptId}",
    parameters=(Parameter("script_id", "scriptId", "path"),),
    results={"200": Result("application/json", lambda: models.LogList)},
    security=(("bearerAuth",),),
)

_READ: Operation[Content] = Operation(
    name="logs.read",
    method="GET",
    path="/scripting/log/script/{scriptId}/execution/{executionId}",
    parameters=(
        Parameter("script_id", "scriptId", "path"),
        Parameter("execution_id", "executionId", "path"),
    ),
    results={"200": Result("*/*")},
    security=(("bearerAuth",),),
)
_READ__STREAMS: Streams[bytes] = Streams(
    Result("*/*"),
)


class Logs(SyncResource):
    """Find past executions of a script and read what each of them answered.

    Every method can raise:
        AuthenticationError: 401, The call carries no valid session.
        PermissionDeniedError: 403, The user may not read this script's logs.
        InternalServerError: 500, The server failed.
    """

    @cached_property
    def raw(self) -> RawLogs:
        """The same methods, each giving the whole `Response`."""
        return RawLogs(self._as_raw())

    @cached_property
    def stream(self) -> StreamLogs:
        """The methods whose answers can be read bit by bit, each for `with` and giving a `Stream`."""
        return StreamLogs(self._caller)

    def list(self, script_id: str, *, options: RequestOptions | None = None) -> models.LogList:
        """List the executions that left a log.

        Only the latest version of the script is covered; logs of earlier versions do not show. `moreElements` tells
        that there are more, but no way to ask for them is documented.

        Args:
            script_id: Id of the script.
            options: overrides for this call.

        Raises:
            AuthenticationError: 401, see the class.
            PermissionDeniedError: 403, see the class.
            NotFoundError: 404, No script has this id.
            InternalServerError: 500, see the class.
        """
        return self._call(_LIST, {"script_id": script_id}, options=options)

    def read(self, script_id: str, execution_id: str, *, options: RequestOptions | None = None) -> Content:
        """Read what one execution answered, with the content type that the script gave it.

        Args:
            script_id: Id of the script.
            execution_id: Id of the execution, as the list of logs gives it.
            options: overrides for this call.

        Raises:
            AuthenticationError: 401, see the class.
            PermissionDeniedError: 403, see the class.
            NotFoundError: 404, No such script or execution.
            InternalServerError: 500, see the class.
        """
        return self._call(_READ, {"script_id": script_id, "execution_id": execution_id}, options=options)


class AsyncLogs(AsyncResource):
    """Find past executions of a script and read what each of them answered.

    Every method can raise:
        AuthenticationError: 401, The call carries no valid session.
        PermissionDeniedError: 403, The user may not read this script's logs.
        InternalServerError: 500, The server failed.
    """

    @cached_property
    def raw(self) -> AsyncRawLogs:
        """The same methods, each giving the whole `Response`."""
        return AsyncRawLogs(self._as_raw())

    @cached_property
    def stream(self) -> AsyncStreamLogs:
        """The methods whose answers can be read bit by bit, each for `async with` and giving an `AsyncStream`."""
        return AsyncStreamLogs(self._caller)

    async def list(self, script_id: str, *, options: RequestOptions | None = None) -> models.LogList:
        """List the executions that left a log.

        Only the latest version of the script is covered; logs of earlier versions do not show. `moreElements` tells
        that there are more, but no way to ask for them is documented.

        Args:
            script_id: Id of the script.
            options: overrides for this call.

        Raises:
            AuthenticationError: 401, see the class.
            PermissionDeniedError: 403, see the class.
            NotFoundError: 404, No script has this id.
            InternalServerError: 500, see the class.
        """
        return await self._call(_LIST, {"script_id": script_id}, options=options)

    async def read(self, script_id: str, execution_id: str, *, options: RequestOptions | None = None) -> Content:
        """Read what one execution answered, with the content type that the script gave it.

        Args:
            script_id: Id of the script.
            execution_id: Id of the execution, as the list of logs gives it.
            options: overrides for this call.

        Raises:
            AuthenticationError: 401, see the class.
            PermissionDeniedError: 403, see the class.
            NotFoundError: 404, No such script or execution.
            InternalServerError: 500, see the class.
        """
        return await self._call(_READ, {"script_id": script_id, "execution_id": execution_id}, options=options)


class RawLogs:
    """The methods of `Logs`, each giving the whole `Response`; a list gives its first page."""

    def __init__(self, resource: Logs) -> None:
        """Wrap `resource`, a copy of the resource that hands out responses."""
        self.list = raw(resource.list)
        self.read = raw(resource.read)


class AsyncRawLogs:
    """The methods of `AsyncLogs`, each giving the whole `Response`; a list gives its first page."""

    def __init__(self, resource: AsyncLogs) -> None:
        """Wrap `resource`, a copy of the resource that hands out responses."""
        self.list = raw_async(resource.list)
        self.read = raw_async(resource.read)


class StreamLogs:
    """Methods of `Logs` whose answers are read bit by bit."""

    def __init__(self, caller: SyncCaller) -> None:
        """Have the answers to the calls of `caller` opened."""
        self.read = streamed(Logs(SyncOpener(caller, _READ__STREAMS.options)).raw.read, _READ__STREAMS)


class AsyncStreamLogs:
    """Methods of `AsyncLogs` whose answers are read bit by bit."""

    def __init__(self, caller: AsyncCaller) -> None:
        """Have the answers to the calls of `caller` opened."""
        self.read = streamed_async(AsyncLogs(AsyncOpener(caller, _READ__STREAMS.options)).raw.read, _READ__STREAMS)
