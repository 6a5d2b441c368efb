"""FlowVersionsSchedules: When versions of flows run by themselves."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from functools import cached_property
from typing import TYPE_CHECKING, overload

from .._runtime.lazy import LazyModule
from .._runtime.operation import Body, Operation, Parameter, Result, TypeOf
from .._runtime.options import RequestOptions
from .._runtime.resource import AsyncResource, SyncResource, raw, raw_async
from .._runtime.unset import UNSET, Unset

if TYPE_CHECKING:
    from pydantic import JsonValue

    from .. import models
else:
    models = LazyModule("..models", __package__)


_ERRORS: Mapping[str, TypeOf] = {
    "404": lambda: models.Message,
    "422": lambda: models.ErrorResponse,
}

_LIST: Operation[JsonValue] = Operation(
    name="flow_versions.schedules.list",
    method="GET",
    path="/api/v1/flow-versions/{flow_version}/schedules",
    parameters=(Parameter("flow_version", "flow_version", "path"),),
    results={"200": Result("application/json")},
    errors={status: _ERRORS[status] for status in ("404",)},
    security=(
        ("ApiKeyAuth",),
        ("BearerAuth",),
    ),
)

_CREATE: Operation[JsonValue] = Operation(
    name="flow_versions.schedules.create",
    method="POST",
    path="/api/v1/flow-versions/{flow_version}/schedules",
    parameters=(Parameter("flow_version", "flow_version", "path"),),
    body=Body(
        "application/json",
        required=True,
        fields={
            "cron_string": "cron_string",
            "deployed_at": "deployed_at",
        },
        needed=("cron_string",),
    ),
    results={"200": Result("application/json")},
    errors=_ERRORS,
    security=(
        ("ApiKeyAuth",),
        ("BearerAuth",),
    ),
)

_UPDATE: Operation[JsonValue] = Operation(
    name="flow_versions.schedules.update",
    method="PUT",
    path="/api/v1/flow-versions/{flow_version}/schedules/{schedule}",
    parameters=(
        Parameter("flow_version", "flow_version", "path"),
        Parameter("schedule", "schedule", "path"),
    ),
    body=Body(
        "application/json",
        required=True,
        fields={
            "cron_string": "cron_string",
            "deployed_at": "deployed_at",
        },
    ),
    results={"200": Result("application/json")},
    errors=_ERRORS,
    security=(
        ("ApiKeyAuth",),
        ("BearerAuth",),
    ),
)

_DELETE: Operation[models.Message] = Operation(
    name="flow_versions.schedules.delete",
    method="DELETE",
    path="/api/v1/flow-versions/{flow_version}/schedules/{schedule}",
    parameters=(
        Parameter("flow_version", "flow_version", "path"),
        Parameter("schedule", "schedule", "path"),
    ),
    results={"200": Result("application/json", lambda: models.Message)},
    errors={status: _ERRORS[status] for status in ("404",)},
    security=(
        ("ApiKeyAuth",),
        ("BearerAuth",),
    ),
)


class FlowVersionsSchedules(SyncResource):
    """When versions of flows run by themselves.

    Every method can raise:
        AuthenticationError: 401, The key or token is missing or not accepted.
        PermissionDeniedError: 403, The key or token is valid but may not do this.
        NotFoundError: 404, Nothing has this id.
    """

    @cached_property
    def raw(self) -> RawFlowVersionsSchedules:
        """The same methods, each giving the whole `Response`."""
        return RawFlowVersionsSchedules(self._as_raw())

    def list(self, flow_version: str, *, options: RequestOptions | None = None) -> JsonValue:
        """List the schedules of a flow version.

        The vendor says that the list is paged, but documents no parameter for it.

        Args:
            flow_version: Id of the flow version.
            options: overrides for this call.

        Raises:
            AuthenticationError: 401, see the class.
            PermissionDeniedError: 403, see the class.
            NotFoundError: 404, see the class.
        """
        return self._call(_LIST, {"flow_version": flow_version}, options=options)

    @overload
    def create(
        self,
        flow_version: str,
        *,
        cron_string: str,
        deployed_at: datetime | None | Unset = UNSET,
        options: RequestOptions | None = None,
    ) -> JsonValue: ...

    @overload
    def create(
        self, flow_version: str, *, body: models.ScheduleCreate, options: RequestOptions | None = None
    ) -> JsonValue: ...

    def create(
        self,
        flow_version: str,
        *,
        body: models.ScheduleCreate | Unset = UNSET,
        options: RequestOptions | None = None,
        **fields: object,
    ) -> JsonValue:
        """Give a flow version a schedule.

        Args:
            flow_version: Id of the flow version.
            cron_string: When to run, as a cron expression.
            deployed_at: Time of deployment; null for none.
            body: all of the fields in one object, instead of one by one.
            options: overrides for this call.

        Raises:
            AuthenticationError: 401, see the class.
            PermissionDeniedError: 403, see the class.
            NotFoundError: 404, see the class.
            UnprocessableEntityError: 422, Some values are not acceptable; the body names the fields.
        """
        return self._call(_CREATE, {"flow_version": flow_version}, body=body, fields=fields, options=options)

    @overload
    def update(
        self,
        flow_version: str,
        schedule: str,
        *,
        cron_string: str | Unset = UNSET,
        deployed_at: datetime | None | Unset = UNSET,
        options: RequestOptions | None = None,
    ) -> JsonValue: ...

    @overload
    def update(
        self, flow_version: str, schedule: str, *, body: models.ScheduleUpdate, options: RequestOptions | None = None
    ) -> JsonValue: ...

    def update(
        self,
        flow_version: str,
        schedule: str,
        *,
        body: models.ScheduleUpdate | Unset = UNSET,
        options: RequestOptions | None = None,
        **fields: object,
    ) -> JsonValue:
        """Change a schedule of a flow version.

        Args:
            flow_version: Id of the flow version.
            schedule: Id of the schedule.
            cron_string: When to run, as a cron expression.
            deployed_at: Time of deployment; null for none.
            body: all of the fields in one object, instead of one by one.
            options: overrides for this call.

        Raises:
            AuthenticationError: 401, see the class.
            PermissionDeniedError: 403, see the class.
            NotFoundError: 404, see the class.
            UnprocessableEntityError: 422, Some values are not acceptable; the body names the fields.
        """
        return self._call(
            _UPDATE, {"flow_version": flow_version, "schedule": schedule}, body=body, fields=fields, options=options
        )

    def delete(self, flow_version: str, schedule: str, *, options: RequestOptions | None = None) -> models.Message:
        """Delete a schedule of a flow version for good.

        Args:
            flow_version: Id of the flow version.
            schedule: Id of the schedule.
            options: overrides for this call.

        Raises:
            AuthenticationError: 401, see the class.
            PermissionDeniedError: 403, see the class.
            NotFoundError: 404, see the class.
        """
        return self._call(_DELETE, {"flow_version": flow_version, "schedule": schedule}, options=options)


class AsyncFlowVersionsSchedules(AsyncResource):
    """When versions of flows run by themselves.

    Every method can raise:
        AuthenticationError: 401, The key or token is missing or not accepted.
        PermissionDeniedError: 403, The key or token is valid but may not do this.
        NotFoundError: 404, Nothing has this id.
    """

    @cached_property
    def raw(self) -> AsyncRawFlowVersionsSchedules:
        """The same methods, each giving the whole `Response`."""
        return AsyncRawFlowVersionsSchedules(self._as_raw())

    async def list(self, flow_version: str, *, options: RequestOptions | None = None) -> JsonValue:
        """List the schedules of a flow version.

        The vendor says that the list is paged, but documents no parameter for it.

        Args:
            flow_version: Id of the flow version.
            options: overrides for this call.

        Raises:
            AuthenticationError: 401, see the class.
            PermissionDeniedError: 403, see the class.
            NotFoundError: 404, see the class.
        """
        return await self._call(_LIST, {"flow_version": flow_version}, options=options)

    @overload
    async def create(
        self,
        flow_version: str,
        *,
        cron_string: str,
        deployed_at: datetime | None | Unset = UNSET,
        options: RequestOptions | None = None,
    ) -> JsonValue: ...

    @overload
    async def create(
        self, flow_version: str, *, body: models.ScheduleCreate, options: RequestOptions | None = None
    ) -> JsonValue: ...

    async def create(
        self,
        flow_version: str,
        *,
        body: models.ScheduleCreate | Unset = UNSET,
        options: RequestOptions | None = None,
        **fields: object,
    ) -> JsonValue:
        """Give a flow version a schedule.

        Args:
            flow_version: Id of the flow version.
            cron_string: When to run, as a cron expression.
            deployed_at: Time of deployment; null for none.
            body: all of the fields in one object, instead of one by one.
            options: overrides for this call.

        Raises:
            AuthenticationError: 401, see the class.
            PermissionDeniedError: 403, see the class.
            NotFoundError: 404, see the class.
            UnprocessableEntityError: 422, Some values are not acceptable; the body names the fields.
        """
        return await self._call(_CREATE, {"flow_version": flow_version}, body=body, fields=fields, options=options)

    @overload
    async def update(
        self,
        flow_version: str,
        schedule: str,
        *,
        cron_string: str | Unset = UNSET,
        deployed_at: datetime | None | Unset = UNSET,
        options: RequestOptions | None = None,
    ) -> JsonValue: ...

    @overload
    async def update(
        self, flow_version: str, schedule: str, *, body: models.ScheduleUpdate, options: RequestOptions | None = None
    ) -> JsonValue: ...

    async def update(
        self,
        flow_version: str,
        schedule: str,
        *,
        body: models.ScheduleUpdate | Unset = UNSET,
        options: RequestOptions | None = None,
        **fields: object,
    ) -> JsonValue:
        """Change a schedule of a flow version.

        Args:
            flow_version: Id of the flow version.
            schedule: Id of the schedule.
            cron_string: When to run, as a cron expression.
            deployed_at: Time of deployment; null for none.
            body: all of the fields in one object, instead of one by one.
            options: overrides for this call.

        Raises:
            AuthenticationError: 401, see the class.
            PermissionDeniedError: 403, see the class.
            NotFoundError: 404, see the class.
            UnprocessableEntityError: 422, Some values are not acceptable; the body names the fields.
        """
        return await self._call(
            _UPDATE, {"flow_version": flow_version, "schedule": schedule}, body=body, fields=fields, options=options
        )

    async def delete(
        self, flow_version: str, schedule: str, *, options: RequestOptions | None = None
    ) -> models.Message:
        """Delete a schedule of a flow version for good.

        Args:
            flow_version: Id of the flow version.
            schedule: Id of the schedule.
            options: overrides for this call.

        Raises:
            AuthenticationError: 401, see the class.
            PermissionDeniedError: 403, see the class.
            NotFoundError: 404, see the class.
        """
        return await self._call(_DELETE, {"flow_version": flow_version, "schedule": schedule}, options=options)


class RawFlowVersionsSchedules:
    """The methods of `FlowVersionsSchedules`, each giving the whole `Response`; a list gives its first page."""

    def __init__(self, resource: FlowVersionsSchedules) -> None:
        """Wrap `resource`, a copy of the resource that hands out responses."""
        self.list = raw(resource.list)
        self.create = raw(resource.create)
        self.update = raw(resource.update)
        self.delete = raw(resource.delete)


class AsyncRawFlowVersionsSchedules:
    """The methods of `AsyncFlowVersionsSchedules`, each giving the whole `Response`; a list gives its first page."""

    def __init__(self, resource: AsyncFlowVersionsSchedules) -> None:
        """Wrap `resource`, a copy of the resource that hands out responses."""
        self.list = raw_async(resource.list)
        self.create = raw_async(resource.create)
        self.update = raw_async(resource.update)
        self.delete = raw_async(resource.delete)
