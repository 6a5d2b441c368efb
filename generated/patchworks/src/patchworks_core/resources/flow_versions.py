"""FlowVersions: Versions of process flows, and figures on how they do."""

from __future__ import annotations

import builtins
from collections.abc import Mapping
from datetime import datetime
from functools import cached_property
from typing import TYPE_CHECKING, Any, overload

from .._runtime.lazy import LazyModule
from .._runtime.operation import Body, Operation, Parameter, Result, TypeOf
from .._runtime.options import RequestOptions
from .._runtime.resource import AsyncResource, SyncResource, raw, raw_async
from .._runtime.unset import UNSET, Unset
from .flow_versions_schedules import AsyncFlowVersionsSchedules, FlowVersionsSchedules

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
    name="flow_versions.list",
    method="GET",
    path="/api/v1/flows/{flow}/versions",
    parameters=(Parameter("flow", "flow", "path"),),
    results={"200": Result("application/json")},
    errors={status: _ERRORS[status] for status in ("404",)},
    security=(
        ("ApiKeyAuth",),
        ("BearerAuth",),
    ),
)

_CREATE: Operation[JsonValue] = Operation(
    name="flow_versions.create",
    method="POST",
    path="/api/v1/flows/{flow}/versions",
    parameters=(Parameter("flow", "flow", "path"),),
    results={"200": Result("application/json")},
    errors=_ERRORS,
    security=(
        ("ApiKeyAuth",),
        ("BearerAuth",),
    ),
)

_GET: Operation[JsonValue] = Operation(
    name="flow_versions.get",
    method="GET",
    path="/api/v1/flows/{flow}/versions/{version}",
    parameters=(
        Parameter("flow", "flow", "path"),
        Parameter("version", "version", "path"),
    ),
    results={"200": Result("application/json")},
    errors={status: _ERRORS[status] for status in ("404",)},
    security=(
        ("ApiKeyAuth",),
        ("BearerAuth",),
    ),
)

_UPDATE: Operation[JsonValue] = Operation(
    name="flow_versions.update",
    method="PUT",
    path="/api/v1/flows/{flow}/versions/{version}",
    parameters=(
        Parameter("flow", "flow", "path"),
        Parameter("version", "version", "path"),
    ),
    body=Body(
        "application/json",
        required=True,
        fields={
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
    name="flow_versions.delete",
    method="DELETE",
    path="/api/v1/flows/{flow}/versions/{version}",
    parameters=(
        Parameter("flow", "flow", "path"),
        Parameter("version", "version", "path"),
    ),
    results={"200": Result("application/json", lambda: models.Message)},
    errors={status: _ERRORS[status] for status in ("404",)},
    security=(
        ("ApiKeyAuth",),
        ("BearerAuth",),
    ),
)

_COPY: Operation[builtins.dict[str, JsonValue]] = Operation(
    name="flow_versions.copy",
    method="POST",
    path="/api/v1/flows/{flow}/versions/{version}/copy",
    parameters=(
        Parameter("flow", "flow", "path"),
        Parameter("version", "version", "path"),
    ),
    results={"200": Result("application/json", lambda: dict[str, Any])},
    errors=_ERRORS,
    security=(
        ("ApiKeyAuth",),
        ("BearerAuth",),
    ),
)

_METRICS: Operation[JsonValue] = Operation(
    name="flow_versions.metrics",
    method="GET",
    path="/api/v1/flows/{flow}/version-metrics",
    parameters=(Parameter("flow", "flow", "path"),),
    results={"200": Result("application/json")},
    errors={status: _ERRORS[status] for status in ("404",)},
    security=(
        ("ApiKeyAuth",),
        ("BearerAuth",),
    ),
)

_UPLOAD: Operation[builtins.dict[str, JsonValue]] = Operation(
    name="flow_versions.upload",
    method="POST",
    path="/api/v1/flow-versions/{flow_version}/upload",
    parameters=(Parameter("flow_version", "flow_version", "path"),),
    body=Body(
        "application/json",
        required=True,
        fields={
            "private": "private",
        },
    ),
    results={"200": Result("application/json", lambda: dict[str, Any])},
    errors=_ERRORS,
    security=(
        ("BearerAuth",),
        ("ApiKeyAuth",),
    ),
)


class FlowVersions(SyncResource):
    """Versions of process flows, and figures on how they do.

    Every method can raise:
        AuthenticationError: 401, The key or token is missing or not accepted.
        PermissionDeniedError: 403, The key or token is valid but may not do this.
        NotFoundError: 404, Nothing has this id.
    """

    @cached_property
    def raw(self) -> RawFlowVersions:
        """The same methods, each giving the whole `Response`."""
        return RawFlowVersions(self._as_raw())

    @cached_property
    def schedules(self) -> FlowVersionsSchedules:
        """When versions of flows run by themselves."""
        return FlowVersionsSchedules(self._caller)

    def list(self, flow: str, *, options: RequestOptions | None = None) -> JsonValue:
        """List the versions of a flow.

        The vendor says that the list is paged, but documents no parameter for it.

        Args:
            flow: Id of the flow.
            options: overrides for this call.

        Raises:
            AuthenticationError: 401, see the class.
            PermissionDeniedError: 403, see the class.
            NotFoundError: 404, see the class.
        """
        return self._call(_LIST, {"flow": flow}, options=options)

    def create(self, flow: str, *, options: RequestOptions | None = None) -> JsonValue:
        """Make a first draft for a flow that has no versions yet.

        Args:
            flow: Id of the flow.
            options: overrides for this call.

        Raises:
            AuthenticationError: 401, see the class.
            PermissionDeniedError: 403, see the class.
            NotFoundError: 404, see the class.
            UnprocessableEntityError: 422, Some values are not acceptable; the body names the fields.
        """
        return self._call(_CREATE, {"flow": flow}, options=options)

    def get(self, flow: str, version: str, *, options: RequestOptions | None = None) -> JsonValue:
        """Get one version of a flow.

        Args:
            flow: Id of the flow.
            version: Id of the flow version.
            options: overrides for this call.

        Raises:
            AuthenticationError: 401, see the class.
            PermissionDeniedError: 403, see the class.
            NotFoundError: 404, see the class.
        """
        return self._call(_GET, {"flow": flow, "version": version}, options=options)

    @overload
    def update(
        self,
        flow: str,
        version: str,
        *,
        deployed_at: datetime | None | Unset = UNSET,
        options: RequestOptions | None = None,
    ) -> JsonValue: ...

    @overload
    def update(
        self, flow: str, version: str, *, body: models.FlowVersionUpdate, options: RequestOptions | None = None
    ) -> JsonValue: ...

    def update(
        self,
        flow: str,
        version: str,
        *,
        body: models.FlowVersionUpdate | Unset = UNSET,
        options: RequestOptions | None = None,
        **fields: object,
    ) -> JsonValue:
        """Change a version of a flow; `deployed_at` is all that can be changed.

        Args:
            flow: Id of the flow.
            version: Id of the flow version.
            deployed_at: Time of deployment; null for none.
            body: all of the fields in one object, instead of one by one.
            options: overrides for this call.

        Raises:
            AuthenticationError: 401, see the class.
            PermissionDeniedError: 403, see the class.
            NotFoundError: 404, see the class.
            UnprocessableEntityError: 422, Some values are not acceptable; the body names the fields.
        """
        return self._call(_UPDATE, {"flow": flow, "version": version}, body=body, fields=fields, options=options)

    def delete(self, flow: str, version: str, *, options: RequestOptions | None = None) -> models.Message:
        """Delete a version of a flow for good.

        Args:
            flow: Id of the flow.
            version: Id of the flow version.
            options: overrides for this call.

        Raises:
            AuthenticationError: 401, see the class.
            PermissionDeniedError: 403, see the class.
            NotFoundError: 404, see the class.
        """
        return self._call(_DELETE, {"flow": flow, "version": version}, options=options)

    def copy(self, flow: str, version: str, *, options: RequestOptions | None = None) -> builtins.dict[str, JsonValue]:
        """Copy a deployed version of a flow into a new draft.

        A draft that the flow already has is overwritten.

        Args:
            flow: Id of the flow.
            version: Id of the flow version.
            options: overrides for this call.

        Raises:
            AuthenticationError: 401, see the class.
            PermissionDeniedError: 403, see the class.
            NotFoundError: 404, see the class.
            UnprocessableEntityError: 422, Some values are not acceptable; the body names the fields.
        """
        return self._call(_COPY, {"flow": flow, "version": version}, options=options)

    def metrics(self, flow: str, *, options: RequestOptions | None = None) -> JsonValue:
        """List figures on the versions of a flow.

        The vendor says that they are paged and can be filtered by interval, type and key, but documents no parameter
        for it.

        Args:
            flow: Id of the flow.
            options: overrides for this call.

        Raises:
            AuthenticationError: 401, see the class.
            PermissionDeniedError: 403, see the class.
            NotFoundError: 404, see the class.
        """
        return self._call(_METRICS, {"flow": flow}, options=options)

    @overload
    def upload(
        self, flow_version: str, *, private: str | Unset = UNSET, options: RequestOptions | None = None
    ) -> builtins.dict[str, JsonValue]: ...

    @overload
    def upload(
        self, flow_version: str, *, body: models.FlowVersionUpload, options: RequestOptions | None = None
    ) -> builtins.dict[str, JsonValue]: ...

    def upload(
        self,
        flow_version: str,
        *,
        body: models.FlowVersionUpload | Unset = UNSET,
        options: RequestOptions | None = None,
        **fields: object,
    ) -> builtins.dict[str, JsonValue]:
        """Put a version on your company's own marketplace.

        Only an administrator's bearer token may: an API key has no more than a manager's rights.

        Args:
            flow_version: Id of the flow version.
            private: Whether it stays private; a string whose values are not documented.
            body: all of the fields in one object, instead of one by one.
            options: overrides for this call.

        Raises:
            AuthenticationError: 401, see the class.
            PermissionDeniedError: 403, see the class.
            NotFoundError: 404, see the class.
            UnprocessableEntityError: 422, Some values are not acceptable; the body names the fields.
        """
        return self._call(_UPLOAD, {"flow_version": flow_version}, body=body, fields=fields, options=options)


class AsyncFlowVersions(AsyncResource):
    """Versions of process flows, and figures on how they do.

    Every method can raise:
        AuthenticationError: 401, The key or token is missing or not accepted.
        PermissionDeniedError: 403, The key or token is valid but may not do this.
        NotFoundError: 404, Nothing has this id.
    """

    @cached_property
    def raw(self) -> AsyncRawFlowVersions:
        """The same methods, each giving the whole `Response`."""
        return AsyncRawFlowVersions(self._as_raw())

    @cached_property
    def schedules(self) -> AsyncFlowVersionsSchedules:
        """When versions of flows run by themselves."""
        return AsyncFlowVersionsSchedules(self._caller)

    async def list(self, flow: str, *, options: RequestOptions | None = None) -> JsonValue:
        """List the versions of a flow.

        The vendor says that the list is paged, but documents no parameter for it.

        Args:
            flow: Id of the flow.
            options: overrides for this call.

        Raises:
            AuthenticationError: 401, see the class.
            PermissionDeniedError: 403, see the class.
            NotFoundError: 404, see the class.
        """
        return await self._call(_LIST, {"flow": flow}, options=options)

    async def create(self, flow: str, *, options: RequestOptions | None = None) -> JsonValue:
        """Make a first draft for a flow that has no versions yet.

        Args:
            flow: Id of the flow.
            options: overrides for this call.

        Raises:
            AuthenticationError: 401, see the class.
            PermissionDeniedError: 403, see the class.
            NotFoundError: 404, see the class.
            UnprocessableEntityError: 422, Some values are not acceptable; the body names the fields.
        """
        return await self._call(_CREATE, {"flow": flow}, options=options)

    async def get(self, flow: str, version: str, *, options: RequestOptions | None = None) -> JsonValue:
        """Get one version of a flow.

        Args:
            flow: Id of the flow.
            version: Id of the flow version.
            options: overrides for this call.

        Raises:
            AuthenticationError: 401, see the class.
            PermissionDeniedError: 403, see the class.
            NotFoundError: 404, see the class.
        """
        return await self._call(_GET, {"flow": flow, "version": version}, options=options)

    @overload
    async def update(
        self,
        flow: str,
        version: str,
        *,
        deployed_at: datetime | None | Unset = UNSET,
        options: RequestOptions | None = None,
    ) -> JsonValue: ...

    @overload
    async def update(
        self, flow: str, version: str, *, body: models.FlowVersionUpdate, options: RequestOptions | None = None
    ) -> JsonValue: ...

    async def update(
        self,
        flow: str,
        version: str,
        *,
        body: models.FlowVersionUpdate | Unset = UNSET,
        options: RequestOptions | None = None,
        **fields: object,
    ) -> JsonValue:
        """Change a version of a flow; `deployed_at` is all that can be changed.

        Args:
            flow: Id of the flow.
            version: Id of the flow version.
            deployed_at: Time of deployment; null for none.
            body: all of the fields in one object, instead of one by one.
            options: overrides for this call.

        Raises:
            AuthenticationError: 401, see the class.
            PermissionDeniedError: 403, see the class.
            NotFoundError: 404, see the class.
            UnprocessableEntityError: 422, Some values are not acceptable; the body names the fields.
        """
        return await self._call(_UPDATE, {"flow": flow, "version": version}, body=body, fields=fields, options=options)

    async def delete(self, flow: str, version: str, *, options: RequestOptions | None = None) -> models.Message:
        """Delete a version of a flow for good.

        Args:
            flow: Id of the flow.
            version: Id of the flow version.
            options: overrides for this call.

        Raises:
            AuthenticationError: 401, see the class.
            PermissionDeniedError: 403, see the class.
            NotFoundError: 404, see the class.
        """
        return await self._call(_DELETE, {"flow": flow, "version": version}, options=options)

    async def copy(
        self, flow: str, version: str, *, options: RequestOptions | None = None
    ) -> builtins.dict[str, JsonValue]:
        """Copy a deployed version of a flow into a new draft.

        A draft that the flow already has is overwritten.

        Args:
            flow: Id of the flow.
            version: Id of the flow version.
            options: overrides for this call.

        Raises:
            AuthenticationError: 401, see the class.
            PermissionDeniedError: 403, see the class.
            NotFoundError: 404, see the class.
            UnprocessableEntityError: 422, Some values are not acceptable; the body names the fields.
        """
        return await self._call(_COPY, {"flow": flow, "version": version}, options=options)

    async def metrics(self, flow: str, *, options: RequestOptions | None = None) -> JsonValue:
        """List figures on the versions of a flow.

        The vendor says that they are paged and can be filtered by interval, type and key, but documents no parameter
        for it.

        Args:
            flow: Id of the flow.
            options: overrides for this call.

        Raises:
            AuthenticationError: 401, see the class.
            PermissionDeniedError: 403, see the class.
            NotFoundError: 404, see the class.
        """
        return await self._call(_METRICS, {"flow": flow}, options=options)

    @overload
    async def upload(
        self, flow_version: str, *, private: str | Unset = UNSET, options: RequestOptions | None = None
    ) -> builtins.dict[str, JsonValue]: ...

    @overload
    async def upload(
        self, flow_version: str, *, body: models.FlowVersionUpload, options: RequestOptions | None = None
    ) -> builtins.dict[str, JsonValue]: ...

    async def upload(
        self,
        flow_version: str,
        *,
        body: models.FlowVersionUpload | Unset = UNSET,
        options: RequestOptions | None = None,
        **fields: object,
    ) -> builtins.dict[str, JsonValue]:
        """Put a version on your company's own marketplace.

        Only an administrator's bearer token may: an API key has no more than a manager's rights.

        Args:
            flow_version: Id of the flow version.
            private: Whether it stays private; a string whose values are not documented.
            body: all of the fields in one object, instead of one by one.
            options: overrides for this call.

        Raises:
            AuthenticationError: 401, see the class.
            PermissionDeniedError: 403, see the class.
            NotFoundError: 404, see the class.
            UnprocessableEntityError: 422, Some values are not acceptable; the body names the fields.
        """
        return await self._call(_UPLOAD, {"flow_version": flow_version}, body=body, fields=fields, options=options)


class RawFlowVersions:
    """The methods of `FlowVersions`, each giving the whole `Response`; a list gives its first page."""

    def __init__(self, resource: FlowVersions) -> None:
        """Wrap `resource`, a copy of the resource that hands out responses."""
        self.list = raw(resource.list)
        self.create = raw(resource.create)
        self.get = raw(resource.get)
        self.update = raw(resource.update)
        self.delete = raw(resource.delete)
        self.copy = raw(resource.copy)
        self.metrics = raw(resource.metrics)
        self.upload = raw(resource.upload)


class AsyncRawFlowVersions:
    """The methods of `AsyncFlowVersions`, each giving the whole `Response`; a list gives its first page."""

    def __init__(self, resource: AsyncFlowVersions) -> None:
        """Wrap `resource`, a copy of the resource that hands out responses."""
        self.list = raw_async(resource.list)
        self.create = raw_async(resource.create)
        self.get = raw_async(resource.get)
        self.update = raw_async(resource.update)
        self.delete = raw_async(resource.delete)
        self.copy = raw_async(resource.copy)
        self.metrics = raw_async(resource.metrics)
        self.upload = raw_async(resource.upload)
