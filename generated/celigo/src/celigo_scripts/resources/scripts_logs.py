"""ScriptsLogs: Read and clear what the runs of a script logged."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from functools import cached_property
from typing import TYPE_CHECKING

from .._runtime.lazy import LazyModule
from .._runtime.operation import Operation, Parameter, Result, TypeOf
from .._runtime.options import RequestOptions
from .._runtime.pagination import AsyncPages, Pages
from .._runtime.resource import AsyncResource, SyncResource, raw, raw_async, raw_pages, raw_pages_async
from .._runtime.rules import Offset
from .._runtime.unset import UNSET, Unset

if TYPE_CHECKING:
    from .. import models
else:
    models = LazyModule("..models", __package__)


_ERRORS: Mapping[str, TypeOf] = {
    "400": lambda: models.Error,
    "401": lambda: models.Unauthorized,
    "403": lambda: models.Error,
    "404": lambda: models.Error,
    "429": lambda: models.Error,
}

_LIST: Operation[models.ScriptLogs] = Operation(
    name="scripts.logs.list",
    method="GET",
    path="/v1/scripts/{_id}/logs",
    parameters=(
        Parameter("script_id", "_id", "path"),
        Parameter("limit", "limit", "query"),
        Parameter("offset", "offset", "query"),
        Parameter("start_date", "startDate", "query"),
        Parameter("end_date", "endDate", "query"),
        Parameter("level", "level", "query"),
    ),
    results={"200": Result("application/json", lambda: models.ScriptLogs)},
    errors=_ERRORS,
    security=(("bearerAuth",),),
    pagination=Offset("offset", items="logs", more="pagination.has_more"),
)

_DELETE: Operation[None] = Operation(
    name="scripts.logs.delete",
    method="DELETE",
    path="/v1/scripts/{_id}/logs",
    parameters=(Parameter("script_id", "_id", "path"),),
    results={"204": None},
    errors={status: _ERRORS[status] for status in ("401", "404", "429")},
    security=(("bearerAuth",),),
)


class ScriptsLogs(SyncResource):
    """Read and clear what the runs of a script logged.

    Every method can raise:
        AuthenticationError: 401, The token is missing or not accepted. The body holds a bare message, unlike every
            other error.
        NotFoundError: 404, Nothing has this id, or the token may not see it.
        RateLimitError: 429, The account's bucket of requests is empty; the error has the code `rate_limited`.
    """

    @cached_property
    def raw(self) -> RawScriptsLogs:
        """The same methods, each giving the whole `Response`."""
        return RawScriptsLogs(self._as_raw())

    def list(
        self,
        script_id: str,
        *,
        limit: int | Unset = UNSET,
        offset: int | Unset = UNSET,
        start_date: datetime | Unset = UNSET,
        end_date: datetime | Unset = UNSET,
        level: models.LogLevel | Unset = UNSET,
        options: RequestOptions | None = None,
    ) -> Pages[models.LogEntry, models.ScriptLogs]:
        """List what the runs of a script logged, by time and level, page by page.

        Args:
            script_id: Id of the script. (matches ^[0-9a-fA-F]{24}$)
            limit: How many entries a page holds, at most. (1 to 1000; the server's default is 100)
            offset: How many entries to pass over before the first one. (at least 0; the server's default is 0)
            start_date: Only entries of this moment or later.
            end_date: Only entries of this moment or earlier.
            level: Only entries of this level. (one of 'error', 'warn', 'info', 'debug')
            options: overrides for this call.

        Raises:
            BadRequestError: 400, A parameter has not the form that it must have.
            AuthenticationError: 401, see the class.
            PermissionDeniedError: 403, The token is valid but may not do this.
            NotFoundError: 404, see the class.
            RateLimitError: 429, see the class.
        """
        return self._pages(
            _LIST,
            {
                "script_id": script_id,
                "limit": limit,
                "offset": offset,
                "start_date": start_date,
                "end_date": end_date,
                "level": level,
            },
            options=options,
        )

    def delete(self, script_id: str, *, options: RequestOptions | None = None) -> None:
        """Delete everything that the runs of a script logged.

        The logs are gone when the call returns; calling it again does no harm.

        Args:
            script_id: Id of the script. (matches ^[0-9a-fA-F]{24}$)
            options: overrides for this call.

        Raises:
            AuthenticationError: 401, see the class.
            NotFoundError: 404, see the class.
            RateLimitError: 429, see the class.
        """
        return self._call(_DELETE, {"script_id": script_id}, options=options)


class AsyncScriptsLogs(AsyncResource):
    """Read and clear what the runs of a script logged.

    Every method can raise:
        AuthenticationError: 401, The token is missing or not accepted. The body holds a bare message, unlike every
            other error.
        NotFoundError: 404, Nothing has this id, or the token may not see it.
        RateLimitError: 429, The account's bucket of requests is empty; the error has the code `rate_limited`.
    """

    @cached_property
    def raw(self) -> AsyncRawScriptsLogs:
        """The same methods, each giving the whole `Response`."""
        return AsyncRawScriptsLogs(self._as_raw())

    def list(
        self,
        script_id: str,
        *,
        limit: int | Unset = UNSET,
        offset: int | Unset = UNSET,
        start_date: datetime | Unset = UNSET,
        end_date: datetime | Unset = UNSET,
        level: models.LogLevel | Unset = UNSET,
        options: RequestOptions | None = None,
    ) -> AsyncPages[models.LogEntry, models.ScriptLogs]:
        """List what the runs of a script logged, by time and level, page by page.

        Args:
            script_id: Id of the script. (matches ^[0-9a-fA-F]{24}$)
            limit: How many entries a page holds, at most. (1 to 1000; the server's default is 100)
            offset: How many entries to pass over before the first one. (at least 0; the server's default is 0)
            start_date: Only entries of this moment or later.
            end_date: Only entries of this moment or earlier.
            level: Only entries of this level. (one of 'error', 'warn', 'info', 'debug')
            options: overrides for this call.

        Raises:
            BadRequestError: 400, A parameter has not the form that it must have.
            AuthenticationError: 401, see the class.
            PermissionDeniedError: 403, The token is valid but may not do this.
            NotFoundError: 404, see the class.
            RateLimitError: 429, see the class.
        """
        return self._pages(
            _LIST,
            {
                "script_id": script_id,
                "limit": limit,
                "offset": offset,
                "start_date": start_date,
                "end_date": end_date,
                "level": level,
            },
            options=options,
        )

    async def delete(self, script_id: str, *, options: RequestOptions | None = None) -> None:
        """Delete everything that the runs of a script logged.

        The logs are gone when the call returns; calling it again does no harm.

        Args:
            script_id: Id of the script. (matches ^[0-9a-fA-F]{24}$)
            options: overrides for this call.

        Raises:
            AuthenticationError: 401, see the class.
            NotFoundError: 404, see the class.
            RateLimitError: 429, see the class.
        """
        return await self._call(_DELETE, {"script_id": script_id}, options=options)


class RawScriptsLogs:
    """The methods of `ScriptsLogs`, each giving the whole `Response`; a list gives its first page."""

    def __init__(self, resource: ScriptsLogs) -> None:
        """Wrap `resource`, a copy of the resource that hands out responses."""
        self.list = raw_pages(resource.list)
        self.delete = raw(resource.delete)


class AsyncRawScriptsLogs:
    """The methods of `AsyncScriptsLogs`, each giving the whole `Response`; a list gives its first page."""

    def __init__(self, resource: AsyncScriptsLogs) -> None:
        """Wrap `resource`, a copy of the resource that hands out responses."""
        self.list = raw_pages_async(resource.list)
        self.delete = raw_async(resource.delete)
