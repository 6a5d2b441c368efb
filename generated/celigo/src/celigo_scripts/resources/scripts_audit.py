"""ScriptsAudit: See who did what to a script, and when."""

from __future__ import annotations

from datetime import datetime
from functools import cached_property
from typing import TYPE_CHECKING

from .._runtime.lazy import LazyModule
from .._runtime.operation import Operation, Parameter, Result
from .._runtime.options import RequestOptions
from .._runtime.pagination import AsyncPages, Pages
from .._runtime.resource import AsyncResource, SyncResource, raw_pages, raw_pages_async
from .._runtime.rules import Offset
from .._runtime.unset import UNSET, Unset

if TYPE_CHECKING:
    from .. import models
else:
    models = LazyModule("..models", __package__)


_LIST: Operation[models.ScriptAudit] = Operation(
    name="scripts.audit.list",
    method="GET",
    path="/v1/scripts/{_id}/audit",
    parameters=(
        Parameter("script_id", "_id", "path"),
        Parameter("limit", "limit", "query"),
        Parameter("offset", "offset", "query"),
        Parameter("start_date", "startDate", "query"),
        Parameter("end_date", "endDate", "query"),
        Parameter("action", "action", "query"),
        Parameter("include", "include", "query"),
        Parameter("exclude", "exclude", "query"),
    ),
    results={"200": Result("application/json", lambda: models.ScriptAudit)},
    errors={
        "400": lambda: models.Error,
        "401": lambda: models.Unauthorized,
        "403": lambda: models.Error,
        "404": lambda: models.Error,
        "429": lambda: models.Error,
    },
    security=(("bearerAuth",),),
    pagination=Offset("offset", items="audit", more="pagination.has_more"),
)


class ScriptsAudit(SyncResource):
    """See who did what to a script, and when."""

    @cached_property
    def raw(self) -> RawScriptsAudit:
        """The same methods, each giving the whole `Response`."""
        return RawScriptsAudit(self._as_raw())

    def list(
        self,
        script_id: str,
        *,
        limit: int | Unset = UNSET,
        offset: int | Unset = UNSET,
        start_date: datetime | Unset = UNSET,
        end_date: datetime | Unset = UNSET,
        action: models.AuditAction | Unset = UNSET,
        include: str | Unset = UNSET,
        exclude: str | Unset = UNSET,
        options: RequestOptions | None = None,
    ) -> Pages[models.AuditEntry, models.ScriptAudit]:
        """List who did what to a script, by time and action, page by page.

        Args:
            script_id: Id of the script. (matches ^[0-9a-fA-F]{24}$)
            limit: How many entries a page holds, at most. (1 to 1000; the server's default is 100)
            offset: How many entries to pass over before the first one. (at least 0; the server's default is 0)
            start_date: Only entries of this moment or later.
            end_date: Only entries of this moment or earlier.
            action: Only entries of this action. (one of 'created', 'updated', 'deleted', 'executed', 'enabled',
                'disabled')
            include: Fields to return, separated by commas: each record shrinks to a summary (its id, its name and a
                few fields that depend on the resource) plus these. Dots reach into objects. Fields that a record
                lacks are passed over, and an empty value counts as none. Cannot be combined with `exclude`;
                `include[]=` is not supported. (matches ^[A-Za-z0-9._,]*$)
            exclude: Fields to leave out of the full records, separated by commas. Fields that identify a record stay
                whatever is asked, and an empty value counts as none. Cannot be combined with `include`. (matches
                ^[A-Za-z0-9._,]*$)
            options: overrides for this call.

        Raises:
            BadRequestError: 400, `include` and `exclude` were given together, or one of them holds an illegal
                character; the error has the code `invalid_query_params`.
            AuthenticationError: 401, The token is missing or not accepted. The body holds a bare message, unlike
                every other error.
            PermissionDeniedError: 403, The token is valid but may not do this.
            NotFoundError: 404, Nothing has this id, or the token may not see it.
            RateLimitError: 429, The account's bucket of requests is empty; the error has the code `rate_limited`.
        """
        return self._pages(
            _LIST,
            {
                "script_id": script_id,
                "limit": limit,
                "offset": offset,
                "start_date": start_date,
                "end_date": end_date,
                "action": action,
                "include": include,
                "exclude": exclude,
            },
            options=options,
        )


class AsyncScriptsAudit(AsyncResource):
    """See who did what to a script, and when."""

    @cached_property
    def raw(self) -> AsyncRawScriptsAudit:
        """The same methods, each giving the whole `Response`."""
        return AsyncRawScriptsAudit(self._as_raw())

    def list(
        self,
        script_id: str,
        *,
        limit: int | Unset = UNSET,
        offset: int | Unset = UNSET,
        start_date: datetime | Unset = UNSET,
        end_date: datetime | Unset = UNSET,
        action: models.AuditAction | Unset = UNSET,
        include: str | Unset = UNSET,
        exclude: str | Unset = UNSET,
        options: RequestOptions | None = None,
    ) -> AsyncPages[models.AuditEntry, models.ScriptAudit]:
        """List who did what to a script, by time and action, page by page.

        Args:
            script_id: Id of the script. (matches ^[0-9a-fA-F]{24}$)
            limit: How many entries a page holds, at most. (1 to 1000; the server's default is 100)
            offset: How many entries to pass over before the first one. (at least 0; the server's default is 0)
            start_date: Only entries of this moment or later.
            end_date: Only entries of this moment or earlier.
            action: Only entries of this action. (one of 'created', 'updated', 'deleted', 'executed', 'enabled',
                'disabled')
            include: Fields to return, separated by commas: each record shrinks to a summary (its id, its name and a
                few fields that depend on the resource) plus these. Dots reach into objects. Fields that a record
                lacks are passed over, and an empty value counts as none. Cannot be combined with `exclude`;
                `include[]=` is not supported. (matches ^[A-Za-z0-9._,]*$)
            exclude: Fields to leave out of the full records, separated by commas. Fields that identify a record stay
                whatever is asked, and an empty value counts as none. Cannot be combined with `include`. (matches
                ^[A-Za-z0-9._,]*$)
            options: overrides for this call.

        Raises:
            BadRequestError: 400, `include` and `exclude` were given together, or one of them holds an illegal
                character; the error has the code `invalid_query_params`.
            AuthenticationError: 401, The token is missing or not accepted. The body holds a bare message, unlike
                every other error.
            PermissionDeniedError: 403, The token is valid but may not do this.
            NotFoundError: 404, Nothing has this id, or the token may not see it.
            RateLimitError: 429, The account's bucket of requests is empty; the error has the code `rate_limited`.
        """
        return self._pages(
            _LIST,
            {
                "script_id": script_id,
                "limit": limit,
                "offset": offset,
                "start_date": start_date,
                "end_date": end_date,
                "action": action,
                "include": include,
                "exclude": exclude,
            },
            options=options,
        )


class RawScriptsAudit:
    """The methods of `ScriptsAudit`, each giving the whole `Response`; a list gives its first page."""

    def __init__(self, resource: ScriptsAudit) -> None:
        """Wrap `resource`, a copy of the resource that hands out responses."""
        self.list = raw_pages(resource.list)


class AsyncRawScriptsAudit:
    """The methods of `AsyncScriptsAudit`, each giving the whole `Response`; a list gives its first page."""

    def __init__(self, resource: AsyncScriptsAudit) -> None:
        """Wrap `resource`, a copy of the resource that hands out responses."""
        self.list = raw_pages_async(resource.list)
