"""ScriptVersions: Versions of custom scripts."""

from __future__ import annotations

import builtins
from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any, overload

from .._runtime.lazy import LazyModule
from .._runtime.operation import Body, Operation, Parameter, Result, TypeOf
from .._runtime.options import RequestOptions
from .._runtime.pagination import AsyncPages, Pages
from .._runtime.resource import AsyncResource, SyncResource, raw, raw_async, raw_pages, raw_pages_async
from .._runtime.rules import NextUrl, PageNumber
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

_LIST: Operation[models.ScriptVersionList] = Operation(
    name="script_versions.list",
    method="GET",
    path="/api/v1/scripts/{script}/script-versions",
    parameters=(
        Parameter("script", "script", "path"),
        Parameter("filter_is_deployed", "filter[is_deployed]", "query"),
        Parameter("filter_deployed_at", "filter[deployed_at]", "query"),
        Parameter("include", "include", "query", style="form", explode=False),
        Parameter("page", "page", "query"),
        Parameter("per_page", "per_page", "query"),
    ),
    results={"200": Result("application/json", lambda: models.ScriptVersionList)},
    errors=_ERRORS,
    security=(
        ("ApiKeyAuth",),
        ("BearerAuth",),
    ),
    pagination=PageNumber("page", items="data", last="meta.last_page"),
)

_CREATE: Operation[models.ScriptVersionResponse] = Operation(
    name="script_versions.create",
    method="POST",
    path="/api/v1/scripts/{script}/script-versions",
    parameters=(Parameter("script", "script", "path"),),
    body=Body(
        "application/json",
        required=True,
        fields={
            "content": "content",
        },
        needed=("content",),
    ),
    results={"200": Result("application/json", lambda: models.ScriptVersionResponse)},
    errors=_ERRORS,
    security=(
        ("ApiKeyAuth",),
        ("BearerAuth",),
    ),
)

_GET: Operation[models.ScriptVersionResponse] = Operation(
    name="script_versions.get",
    method="GET",
    path="/api/v1/script-versions/{script_version}",
    parameters=(
        Parameter("script_version", "script_version", "path"),
        Parameter("filter_is_deployed", "filter[is_deployed]", "query"),
        Parameter("filter_deployed_at", "filter[deployed_at]", "query"),
        Parameter("include", "include", "query", style="form", explode=False),
        Parameter("page", "page", "query"),
        Parameter("per_page", "per_page", "query"),
    ),
    results={"200": Result("application/json", lambda: models.ScriptVersionResponse)},
    errors=_ERRORS,
    security=(
        ("ApiKeyAuth",),
        ("BearerAuth",),
    ),
)

_DELETE: Operation[models.Message] = Operation(
    name="script_versions.delete",
    method="DELETE",
    path="/api/v1/script-versions/{script_version}",
    parameters=(Parameter("script_version", "script_version", "path"),),
    results={"200": Result("application/json", lambda: models.Message)},
    errors={status: _ERRORS[status] for status in ("404",)},
    security=(
        ("ApiKeyAuth",),
        ("BearerAuth",),
    ),
)

_DEPLOY: Operation[builtins.dict[str, JsonValue]] = Operation(
    name="script_versions.deploy",
    method="POST",
    path="/api/v1/script-versions/{script_version}/deploy",
    parameters=(Parameter("script_version", "script_version", "path"),),
    results={"200": Result("application/json", lambda: dict[str, Any])},
    errors=_ERRORS,
    security=(
        ("ApiKeyAuth",),
        ("BearerAuth",),
    ),
)

_INVOKE: Operation[builtins.dict[str, JsonValue]] = Operation(
    name="script_versions.invoke",
    method="POST",
    path="/api/v1/script-versions/{script_version}/invoke",
    parameters=(Parameter("script_version", "script_version", "path"),),
    body=Body(
        "application/json",
        required=True,
        fields={
            "variables": "variables",
            "payload": "payload",
            "flow": "flow",
        },
    ),
    results={"200": Result("application/json", lambda: dict[str, Any])},
    errors=_ERRORS,
    security=(
        ("ApiKeyAuth",),
        ("BearerAuth",),
    ),
)

_LOGS: Operation[models.ScriptVersionList] = Operation(
    name="script_versions.logs",
    method="GET",
    path="/api/v1/script-versions/{script_version}/logs",
    parameters=(Parameter("script_version", "script_version", "path"),),
    results={"200": Result("application/json", lambda: models.ScriptVersionList)},
    errors={status: _ERRORS[status] for status in ("404",)},
    security=(
        ("ApiKeyAuth",),
        ("BearerAuth",),
    ),
    pagination=NextUrl("links.next", items="data"),
)

_UPLOAD: Operation[builtins.dict[str, JsonValue]] = Operation(
    name="script_versions.upload",
    method="POST",
    path="/api/v1/script-versions/{script_version}/upload",
    parameters=(Parameter("script_version", "script_version", "path"),),
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


class ScriptVersions(SyncResource):
    """Versions of custom scripts.

    Every method can raise:
        AuthenticationError: 401, The key or token is missing or not accepted.
        PermissionDeniedError: 403, The key or token is valid but may not do this.
        NotFoundError: 404, Nothing has this id.
    """

    @cached_property
    def raw(self) -> RawScriptVersions:
        """The same methods, each giving the whole `Response`."""
        return RawScriptVersions(self._as_raw())

    def list(
        self,
        script: str,
        *,
        filter_is_deployed: str | Unset = UNSET,
        filter_deployed_at: str | Unset = UNSET,
        include: Sequence[models.ScriptVersionInclude] | Unset = UNSET,
        page: int | Unset = UNSET,
        per_page: int | Unset = UNSET,
        options: RequestOptions | None = None,
    ) -> Pages[models.ScriptVersion, models.ScriptVersionList]:
        """List the versions of a script, page by page.

        Args:
            script: Id of the script.
            filter_is_deployed: Only versions that are deployed, or are not. Commas separate alternatives.
            filter_deployed_at: Only versions that were deployed at this time. Commas separate alternatives.
            include: What to return with each version.
            page: Number of the page, from 1. (the server's default is 1)
            per_page: How many versions a page holds, 100 at most. (1 to 100)
            options: overrides for this call.

        Raises:
            AuthenticationError: 401, see the class.
            PermissionDeniedError: 403, see the class.
            NotFoundError: 404, see the class.
            UnprocessableEntityError: 422, Some values are not acceptable; the body names the fields.
        """
        return self._pages(
            _LIST,
            {
                "script": script,
                "filter_is_deployed": filter_is_deployed,
                "filter_deployed_at": filter_deployed_at,
                "include": include,
                "page": page,
                "per_page": per_page,
            },
            options=options,
        )

    @overload
    def create(
        self, script: str, *, content: str, options: RequestOptions | None = None
    ) -> models.ScriptVersionResponse: ...

    @overload
    def create(
        self, script: str, *, body: models.ScriptVersionCreate, options: RequestOptions | None = None
    ) -> models.ScriptVersionResponse: ...

    def create(
        self,
        script: str,
        *,
        body: models.ScriptVersionCreate | Unset = UNSET,
        options: RequestOptions | None = None,
        **fields: object,
    ) -> models.ScriptVersionResponse:
        """Add a version to a script.

        Args:
            script: Id of the script.
            content: The source code. (at least 1 character)
            body: all of the fields in one object, instead of one by one.
            options: overrides for this call.

        Raises:
            AuthenticationError: 401, see the class.
            PermissionDeniedError: 403, see the class.
            NotFoundError: 404, see the class.
            UnprocessableEntityError: 422, Some values are not acceptable; the body names the fields.
        """
        return self._call(_CREATE, {"script": script}, body=body, fields=fields, options=options)

    def get(
        self,
        script_version: str,
        *,
        filter_is_deployed: str | Unset = UNSET,
        filter_deployed_at: str | Unset = UNSET,
        include: Sequence[models.ScriptVersionInclude] | Unset = UNSET,
        page: int | Unset = UNSET,
        per_page: int | Unset = UNSET,
        options: RequestOptions | None = None,
    ) -> models.ScriptVersionResponse:
        """Get one version of a script.

        Its source code and its script come only if `include` names them.

        Args:
            script_version: Id of the script version.
            filter_is_deployed: Documented, but without a meaning here: the answer is one version, not a list.
            filter_deployed_at: Documented, but without a meaning here: the answer is one version, not a list.
            include: What to return with each version.
            page: Documented, but without a meaning here: the answer is one version, not a list. (at least 1; the
                server's default is 1)
            per_page: Documented, but without a meaning here: the answer is one version, not a list. (1 to 100)
            options: overrides for this call.

        Raises:
            AuthenticationError: 401, see the class.
            PermissionDeniedError: 403, see the class.
            NotFoundError: 404, see the class.
            UnprocessableEntityError: 422, Some values are not acceptable; the body names the fields.
        """
        return self._call(
            _GET,
            {
                "script_version": script_version,
                "filter_is_deployed": filter_is_deployed,
                "filter_deployed_at": filter_deployed_at,
                "include": include,
                "page": page,
                "per_page": per_page,
            },
            options=options,
        )

    def delete(self, script_version: str, *, options: RequestOptions | None = None) -> models.Message:
        """Delete a version of a script for good.

        Args:
            script_version: Id of the script version.
            options: overrides for this call.

        Raises:
            AuthenticationError: 401, see the class.
            PermissionDeniedError: 403, see the class.
            NotFoundError: 404, see the class.
        """
        return self._call(_DELETE, {"script_version": script_version}, options=options)

    def deploy(self, script_version: str, *, options: RequestOptions | None = None) -> builtins.dict[str, JsonValue]:
        """Deploy a version of a script.

        Args:
            script_version: Id of the script version.
            options: overrides for this call.

        Raises:
            AuthenticationError: 401, see the class.
            PermissionDeniedError: 403, see the class.
            NotFoundError: 404, see the class.
            UnprocessableEntityError: 422, Some values are not acceptable; the body names the fields.
        """
        return self._call(_DEPLOY, {"script_version": script_version}, options=options)

    @overload
    def invoke(
        self,
        script_version: str,
        *,
        variables: str | Unset = UNSET,
        payload: str | Unset = UNSET,
        flow: JsonValue | Unset = UNSET,
        options: RequestOptions | None = None,
    ) -> builtins.dict[str, JsonValue]: ...

    @overload
    def invoke(
        self, script_version: str, *, body: models.ScriptVersionInvoke, options: RequestOptions | None = None
    ) -> builtins.dict[str, JsonValue]: ...

    def invoke(
        self,
        script_version: str,
        *,
        body: models.ScriptVersionInvoke | Unset = UNSET,
        options: RequestOptions | None = None,
        **fields: object,
    ) -> builtins.dict[str, JsonValue]:
        """Run a version of a script once.

        Args:
            script_version: Id of the script version.
            variables: Variables for the script, as a string; its form is not documented.
            payload: The payload for the script, as a string.
            flow: What the script sees of a flow, probably an object with `variables`; its type is not documented.
            body: all of the fields in one object, instead of one by one.
            options: overrides for this call.

        Raises:
            AuthenticationError: 401, see the class.
            PermissionDeniedError: 403, see the class.
            NotFoundError: 404, see the class.
            UnprocessableEntityError: 422, Some values are not acceptable; the body names the fields.
        """
        return self._call(_INVOKE, {"script_version": script_version}, body=body, fields=fields, options=options)

    def logs(
        self, script_version: str, *, options: RequestOptions | None = None
    ) -> Pages[models.ScriptVersion, models.ScriptVersionList]:
        """List the logs of a version of a script.

        The vendor documents the answer as a list of script versions; what else an entry holds is kept too.

        Args:
            script_version: Id of the script version.
            options: overrides for this call.

        Raises:
            AuthenticationError: 401, see the class.
            PermissionDeniedError: 403, see the class.
            NotFoundError: 404, see the class.
        """
        return self._pages(_LOGS, {"script_version": script_version}, options=options)

    @overload
    def upload(
        self, script_version: str, *, private: str | Unset = UNSET, options: RequestOptions | None = None
    ) -> builtins.dict[str, JsonValue]: ...

    @overload
    def upload(
        self, script_version: str, *, body: models.ScriptVersionUpload, options: RequestOptions | None = None
    ) -> builtins.dict[str, JsonValue]: ...

    def upload(
        self,
        script_version: str,
        *,
        body: models.ScriptVersionUpload | Unset = UNSET,
        options: RequestOptions | None = None,
        **fields: object,
    ) -> builtins.dict[str, JsonValue]:
        """Put a version on your company's own marketplace.

        Only an administrator's bearer token may: an API key has no more than a manager's rights.

        Args:
            script_version: Id of the script version.
            private: Whether it stays private; a string whose values are not documented.
            body: all of the fields in one object, instead of one by one.
            options: overrides for this call.

        Raises:
            AuthenticationError: 401, see the class.
            PermissionDeniedError: 403, see the class.
            NotFoundError: 404, see the class.
            UnprocessableEntityError: 422, Some values are not acceptable; the body names the fields.
        """
        return self._call(_UPLOAD, {"script_version": script_version}, body=body, fields=fields, options=options)


class AsyncScriptVersions(AsyncResource):
    """Versions of custom scripts.

    Every method can raise:
        AuthenticationError: 401, The key or token is missing or not accepted.
        PermissionDeniedError: 403, The key or token is valid but may not do this.
        NotFoundError: 404, Nothing has this id.
    """

    @cached_property
    def raw(self) -> AsyncRawScriptVersions:
        """The same methods, each giving the whole `Response`."""
        return AsyncRawScriptVersions(self._as_raw())

    def list(
        self,
        script: str,
        *,
        filter_is_deployed: str | Unset = UNSET,
        filter_deployed_at: str | Unset = UNSET,
        include: Sequence[models.ScriptVersionInclude] | Unset = UNSET,
        page: int | Unset = UNSET,
        per_page: int | Unset = UNSET,
        options: RequestOptions | None = None,
    ) -> AsyncPages[models.ScriptVersion, models.ScriptVersionList]:
        """List the versions of a script, page by page.

        Args:
            script: Id of the script.
            filter_is_deployed: Only versions that are deployed, or are not. Commas separate alternatives.
            filter_deployed_at: Only versions that were deployed at this time. Commas separate alternatives.
            include: What to return with each version.
            page: Number of the page, from 1. (the server's default is 1)
            per_page: How many versions a page holds, 100 at most. (1 to 100)
            options: overrides for this call.

        Raises:
            AuthenticationError: 401, see the class.
            PermissionDeniedError: 403, see the class.
            NotFoundError: 404, see the class.
            UnprocessableEntityError: 422, Some values are not acceptable; the body names the fields.
        """
        return self._pages(
            _LIST,
            {
                "script": script,
                "filter_is_deployed": filter_is_deployed,
                "filter_deployed_at": filter_deployed_at,
                "include": include,
                "page": page,
                "per_page": per_page,
            },
            options=options,
        )

    @overload
    async def create(
        self, script: str, *, content: str, options: RequestOptions | None = None
    ) -> models.ScriptVersionResponse: ...

    @overload
    async def create(
        self, script: str, *, body: models.ScriptVersionCreate, options: RequestOptions | None = None
    ) -> models.ScriptVersionResponse: ...

    async def create(
        self,
        script: str,
        *,
        body: models.ScriptVersionCreate | Unset = UNSET,
        options: RequestOptions | None = None,
        **fields: object,
    ) -> models.ScriptVersionResponse:
        """Add a version to a script.

        Args:
            script: Id of the script.
            content: The source code. (at least 1 character)
            body: all of the fields in one object, instead of one by one.
            options: overrides for this call.

        Raises:
            AuthenticationError: 401, see the class.
            PermissionDeniedError: 403, see the class.
            NotFoundError: 404, see the class.
            UnprocessableEntityError: 422, Some values are not acceptable; the body names the fields.
        """
        return await self._call(_CREATE, {"script": script}, body=body, fields=fields, options=options)

    async def get(
        self,
        script_version: str,
        *,
        filter_is_deployed: str | Unset = UNSET,
        filter_deployed_at: str | Unset = UNSET,
        include: Sequence[models.ScriptVersionInclude] | Unset = UNSET,
        page: int | Unset = UNSET,
        per_page: int | Unset = UNSET,
        options: RequestOptions | None = None,
    ) -> models.ScriptVersionResponse:
        """Get one version of a script.

        Its source code and its script come only if `include` names them.

        Args:
            script_version: Id of the script version.
            filter_is_deployed: Documented, but without a meaning here: the answer is one version, not a list.
            filter_deployed_at: Documented, but without a meaning here: the answer is one version, not a list.
            include: What to return with each version.
            page: Documented, but without a meaning here: the answer is one version, not a list. (at least 1; the
                server's default is 1)
            per_page: Documented, but without a meaning here: the answer is one version, not a list. (1 to 100)
            options: overrides for this call.

        Raises:
            AuthenticationError: 401, see the class.
            PermissionDeniedError: 403, see the class.
            NotFoundError: 404, see the class.
            UnprocessableEntityError: 422, Some values are not acceptable; the body names the fields.
        """
        return await self._call(
            _GET,
            {
                "script_version": script_version,
                "filter_is_deployed": filter_is_deployed,
                "filter_deployed_at": filter_deployed_at,
                "include": include,
                "page": page,
                "per_page": per_page,
            },
            options=options,
        )

    async def delete(self, script_version: str, *, options: RequestOptions | None = None) -> models.Message:
        """Delete a version of a script for good.

        Args:
            script_version: Id of the script version.
            options: overrides for this call.

        Raises:
            AuthenticationError: 401, see the class.
            PermissionDeniedError: 403, see the class.
            NotFoundError: 404, see the class.
        """
        return await self._call(_DELETE, {"script_version": script_version}, options=options)

    async def deploy(
        self, script_version: str, *, options: RequestOptions | None = None
    ) -> builtins.dict[str, JsonValue]:
        """Deploy a version of a script.

        Args:
            script_version: Id of the script version.
            options: overrides for this call.

        Raises:
            AuthenticationError: 401, see the class.
            PermissionDeniedError: 403, see the class.
            NotFoundError: 404, see the class.
            UnprocessableEntityError: 422, Some values are not acceptable; the body names the fields.
        """
        return await self._call(_DEPLOY, {"script_version": script_version}, options=options)

    @overload
    async def invoke(
        self,
        script_version: str,
        *,
        variables: str | Unset = UNSET,
        payload: str | Unset = UNSET,
        flow: JsonValue | Unset = UNSET,
        options: RequestOptions | None = None,
    ) -> builtins.dict[str, JsonValue]: ...

    @overload
    async def invoke(
        self, script_version: str, *, body: models.ScriptVersionInvoke, options: RequestOptions | None = None
    ) -> builtins.dict[str, JsonValue]: ...

    async def invoke(
        self,
        script_version: str,
        *,
        body: models.ScriptVersionInvoke | Unset = UNSET,
        options: RequestOptions | None = None,
        **fields: object,
    ) -> builtins.dict[str, JsonValue]:
        """Run a version of a script once.

        Args:
            script_version: Id of the script version.
            variables: Variables for the script, as a string; its form is not documented.
            payload: The payload for the script, as a string.
            flow: What the script sees of a flow, probably an object with `variables`; its type is not documented.
            body: all of the fields in one object, instead of one by one.
            options: overrides for this call.

        Raises:
            AuthenticationError: 401, see the class.
            PermissionDeniedError: 403, see the class.
            NotFoundError: 404, see the class.
            UnprocessableEntityError: 422, Some values are not acceptable; the body names the fields.
        """
        return await self._call(_INVOKE, {"script_version": script_version}, body=body, fields=fields, options=options)

    def logs(
        self, script_version: str, *, options: RequestOptions | None = None
    ) -> AsyncPages[models.ScriptVersion, models.ScriptVersionList]:
        """List the logs of a version of a script.

        The vendor documents the answer as a list of script versions; what else an entry holds is kept too.

        Args:
            script_version: Id of the script version.
            options: overrides for this call.

        Raises:
            AuthenticationError: 401, see the class.
            PermissionDeniedError: 403, see the class.
            NotFoundError: 404, see the class.
        """
        return self._pages(_LOGS, {"script_version": script_version}, options=options)

    @overload
    async def upload(
        self, script_version: str, *, private: str | Unset = UNSET, options: RequestOptions | None = None
    ) -> builtins.dict[str, JsonValue]: ...

    @overload
    async def upload(
        self, script_version: str, *, body: models.ScriptVersionUpload, options: RequestOptions | None = None
    ) -> builtins.dict[str, JsonValue]: ...

    async def upload(
        self,
        script_version: str,
        *,
        body: models.ScriptVersionUpload | Unset = UNSET,
        options: RequestOptions | None = None,
        **fields: object,
    ) -> builtins.dict[str, JsonValue]:
        """Put a version on your company's own marketplace.

        Only an administrator's bearer token may: an API key has no more than a manager's rights.

        Args:
            script_version: Id of the script version.
            private: Whether it stays private; a string whose values are not documented.
            body: all of the fields in one object, instead of one by one.
            options: overrides for this call.

        Raises:
            AuthenticationError: 401, see the class.
            PermissionDeniedError: 403, see the class.
            NotFoundError: 404, see the class.
            UnprocessableEntityError: 422, Some values are not acceptable; the body names the fields.
        """
        return await self._call(_UPLOAD, {"script_version": script_version}, body=body, fields=fields, options=options)


class RawScriptVersions:
    """The methods of `ScriptVersions`, each giving the whole `Response`; a list gives its first page."""

    def __init__(self, resource: ScriptVersions) -> None:
        """Wrap `resource`, a copy of the resource that hands out responses."""
        self.list = raw_pages(resource.list)
        self.create = raw(resource.create)
        self.get = raw(resource.get)
        self.delete = raw(resource.delete)
        self.deploy = raw(resource.deploy)
        self.invoke = raw(resource.invoke)
        self.logs = raw_pages(resource.logs)
        self.upload = raw(resource.upload)


class AsyncRawScriptVersions:
    """The methods of `AsyncScriptVersions`, each giving the whole `Response`; a list gives its first page."""

    def __init__(self, resource: AsyncScriptVersions) -> None:
        """Wrap `resource`, a copy of the resource that hands out responses."""
        self.list = raw_pages_async(resource.list)
        self.create = raw_async(resource.create)
        self.get = raw_async(resource.get)
        self.delete = raw_async(resource.delete)
        self.deploy = raw_async(resource.deploy)
        self.invoke = raw_async(resource.invoke)
        self.logs = raw_pages_async(resource.logs)
        self.upload = raw_async(resource.upload)
