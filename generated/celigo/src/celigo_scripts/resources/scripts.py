"""Scripts: Create, read, change and delete scripts, and see what uses them."""

from __future__ import annotations

import builtins
from collections.abc import Mapping
from functools import cached_property
from typing import TYPE_CHECKING, overload

from .._runtime.lazy import LazyModule
from .._runtime.operation import Body, Operation, Parameter, Result, TypeOf
from .._runtime.options import RequestOptions
from .._runtime.pagination import AsyncPages, Pages
from .._runtime.resource import AsyncResource, SyncResource, raw, raw_async, raw_pages, raw_pages_async
from .._runtime.rules import LinkHeader
from .._runtime.unset import UNSET, Unset
from .scripts_audit import AsyncScriptsAudit, ScriptsAudit
from .scripts_logs import AsyncScriptsLogs, ScriptsLogs

if TYPE_CHECKING:
    from .. import models
else:
    models = LazyModule("..models", __package__)


_ERRORS: Mapping[str, TypeOf] = {
    "400": lambda: models.Error,
    "401": lambda: models.Unauthorized,
    "403": lambda: models.Error,
    "404": lambda: models.Error,
    "422": lambda: models.Error,
    "429": lambda: models.Error,
}

_LIST: Operation[builtins.list[models.Script]] = Operation(
    name="scripts.list",
    method="GET",
    path="/v1/scripts",
    parameters=(
        Parameter("include", "include", "query"),
        Parameter("exclude", "exclude", "query"),
    ),
    results={"200": Result("application/json", lambda: list[models.Script]), "204": None},
    errors={status: _ERRORS[status] for status in ("400", "401", "403", "429")},
    security=(("bearerAuth",),),
    pagination=LinkHeader(items=""),
    empty_list=True,
)

_CREATE: Operation[models.Script] = Operation(
    name="scripts.create",
    method="POST",
    path="/v1/scripts",
    body=Body(
        "application/json",
        required=True,
        fields={
            "name": "name",
            "content": "content",
            "description": "description",
            "post_response_hook_to_process_on_child_record": "postResponseHookToProcessOnChildRecord",
            "template_id": "_templateId",
            "no_module": "__noModule",
        },
        needed=("name", "content"),
    ),
    results={"201": Result("application/json", lambda: models.Script)},
    errors={status: _ERRORS[status] for status in ("400", "401", "422", "429")},
    security=(("bearerAuth",),),
)

_GET: Operation[models.Script] = Operation(
    name="scripts.get",
    method="GET",
    path="/v1/scripts/{_id}",
    parameters=(Parameter("script_id", "_id", "path"),),
    results={"200": Result("application/json", lambda: models.Script)},
    errors={status: _ERRORS[status] for status in ("401", "404", "429")},
    security=(("bearerAuth",),),
)

_UPDATE: Operation[models.Script] = Operation(
    name="scripts.update",
    method="PUT",
    path="/v1/scripts/{_id}",
    parameters=(Parameter("script_id", "_id", "path"),),
    body=Body(
        "application/json",
        required=True,
        fields={
            "name": "name",
            "description": "description",
            "post_response_hook_to_process_on_child_record": "postResponseHookToProcessOnChildRecord",
            "content": "content",
            "template_id": "_templateId",
            "no_module": "__noModule",
        },
    ),
    results={"200": Result("application/json", lambda: models.Script)},
    errors={status: _ERRORS[status] for status in ("400", "401", "404", "429")},
    security=(("bearerAuth",),),
)

_DELETE: Operation[None] = Operation(
    name="scripts.delete",
    method="DELETE",
    path="/v1/scripts/{_id}",
    parameters=(Parameter("script_id", "_id", "path"),),
    results={"204": None},
    errors={status: _ERRORS[status] for status in ("401", "404", "429")},
    security=(("bearerAuth",),),
)

_DEPENDENCIES: Operation[models.Dependencies] = Operation(
    name="scripts.dependencies",
    method="GET",
    path="/v1/scripts/{_id}/dependencies",
    parameters=(Parameter("script_id", "_id", "path"),),
    results={"200": Result("application/json", lambda: models.Dependencies)},
    errors={status: _ERRORS[status] for status in ("400", "401", "429")},
    security=(("bearerAuth",),),
)

_PATCH: Operation[None] = Operation(
    name="scripts.patch",
    method="PATCH",
    path="/v1/scripts/{_id}",
    parameters=(Parameter("script_id", "_id", "path"),),
    body=Body("application/json", required=True),
    results={"204": None},
    errors={status: _ERRORS[status] for status in ("401", "404", "422", "429")},
    security=(("bearerAuth",),),
)


class Scripts(SyncResource):
    """Create, read, change and delete scripts, and see what uses them.

    Every method can raise:
        AuthenticationError: 401, The token is missing or not accepted. The body holds a bare message, unlike every
            other error.
        RateLimitError: 429, The account's bucket of requests is empty; the error has the code `rate_limited`.
    """

    @cached_property
    def raw(self) -> RawScripts:
        """The same methods, each giving the whole `Response`."""
        return RawScripts(self._as_raw())

    @cached_property
    def audit(self) -> ScriptsAudit:
        """See who did what to a script, and when."""
        return ScriptsAudit(self._caller)

    @cached_property
    def logs(self) -> ScriptsLogs:
        """Read and clear what the runs of a script logged."""
        return ScriptsLogs(self._caller)

    def list(
        self, *, include: str | Unset = UNSET, exclude: str | Unset = UNSET, options: RequestOptions | None = None
    ) -> Pages[models.Script, builtins.list[models.Script]]:
        """List the scripts of the account, page by page.

        The source code (`content`) is left out: get a script by its id to read it.

        Args:
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
            AuthenticationError: 401, see the class.
            PermissionDeniedError: 403, The token is valid but may not do this.
            RateLimitError: 429, see the class.
        """
        return self._pages(_LIST, {"include": include, "exclude": exclude}, options=options)

    @overload
    def create(
        self,
        *,
        name: str,
        content: str,
        description: str | Unset = UNSET,
        post_response_hook_to_process_on_child_record: bool | Unset = UNSET,
        template_id: str | Unset = UNSET,
        no_module: bool | Unset = UNSET,
        options: RequestOptions | None = None,
    ) -> models.Script: ...

    @overload
    def create(self, *, body: models.ScriptCreate, options: RequestOptions | None = None) -> models.Script: ...

    def create(
        self, *, body: models.ScriptCreate | Unset = UNSET, options: RequestOptions | None = None, **fields: object
    ) -> models.Script:
        """Create a script from a name and its source code.

        Args:
            name: Name of the script, up to 100 characters.
            content: The source code in JavaScript.
            description: What the script is for, up to 1,024 characters.
            post_response_hook_to_process_on_child_record: Whether hooks also run on child records. (the server's
                default is False)
            template_id: Id of the template that shapes the source code. (matches ^[0-9a-fA-F]{24}$)
            no_module: Internal: keeps the script out of module builds and loading.
            body: all of the fields in one object, instead of one by one.
            options: overrides for this call.

        Raises:
            BadRequestError: 400, The request is malformed or has an invalid parameter.
            AuthenticationError: 401, see the class.
            UnprocessableEntityError: 422, The request is well-formed but its values are not acceptable.
            RateLimitError: 429, see the class.
        """
        return self._call(_CREATE, {}, body=body, fields=fields, options=options)

    def get(self, script_id: str, *, options: RequestOptions | None = None) -> models.Script:
        """Get one script with its source code.

        Only lists heed `include` and `exclude`; here they do nothing.

        Args:
            script_id: Id of the script. (matches ^[0-9a-fA-F]{24}$)
            options: overrides for this call.

        Raises:
            AuthenticationError: 401, see the class.
            NotFoundError: 404, Nothing has this id, or the token may not see it.
            RateLimitError: 429, see the class.
        """
        return self._call(_GET, {"script_id": script_id}, options=options)

    @overload
    def update(
        self,
        script_id: str,
        *,
        name: str | Unset = UNSET,
        description: str | Unset = UNSET,
        post_response_hook_to_process_on_child_record: bool | Unset = UNSET,
        content: str | Unset = UNSET,
        template_id: str | Unset = UNSET,
        no_module: bool | Unset = UNSET,
        options: RequestOptions | None = None,
    ) -> models.Script: ...

    @overload
    def update(
        self, script_id: str, *, body: models.ScriptUpdate, options: RequestOptions | None = None
    ) -> models.Script: ...

    def update(
        self,
        script_id: str,
        *,
        body: models.ScriptUpdate | Unset = UNSET,
        options: RequestOptions | None = None,
        **fields: object,
    ) -> models.Script:
        """Replace a script.

        What you leave out is lost: without `content` the source code is erased. Get the script, change it, and send
        it whole.

        Args:
            script_id: Id of the script. (matches ^[0-9a-fA-F]{24}$)
            name: Name of the script, up to 100 characters.
            description: What the script is for, up to 1,024 characters.
            post_response_hook_to_process_on_child_record: Whether hooks also run on child records. (the server's
                default is False)
            content: The source code in JavaScript.
            template_id: Id of the template that shapes the source code. (matches ^[0-9a-fA-F]{24}$)
            no_module: Internal: keeps the script out of module builds and loading.
            body: all of the fields in one object, instead of one by one.
            options: overrides for this call.

        Raises:
            BadRequestError: 400, The request is malformed or has an invalid parameter.
            AuthenticationError: 401, see the class.
            NotFoundError: 404, Nothing has this id, or the token may not see it.
            RateLimitError: 429, see the class.
        """
        return self._call(_UPDATE, {"script_id": script_id}, body=body, fields=fields, options=options)

    def delete(self, script_id: str, *, options: RequestOptions | None = None) -> None:
        """Move a script to the recycle bin.

        It is gone for good 30 days later.

        Args:
            script_id: Id of the script. (matches ^[0-9a-fA-F]{24}$)
            options: overrides for this call.

        Raises:
            AuthenticationError: 401, see the class.
            NotFoundError: 404, Nothing has this id, or the token may not see it.
            RateLimitError: 429, see the class.
        """
        return self._call(_DELETE, {"script_id": script_id}, options=options)

    def dependencies(self, script_id: str, *, options: RequestOptions | None = None) -> models.Dependencies:
        """List what uses a script, by kind of resource.

        The answer is empty where nothing does, and also where no script has this id.

        Args:
            script_id: Id of the script. (matches ^[0-9a-fA-F]{24}$)
            options: overrides for this call.

        Raises:
            BadRequestError: 400, A parameter has not the form that it must have.
            AuthenticationError: 401, see the class.
            RateLimitError: 429, see the class.
        """
        return self._call(_DEPENDENCIES, {"script_id": script_id}, options=options)

    def patch(self, script_id: str, *, body: models.JsonPatch, options: RequestOptions | None = None) -> None:
        """Switch debug logging on until a moment of your choice, at most one hour ahead.

        The body is a JSON Patch (RFC 6902), of which only `replace` on `/debugUntil` is allowed; other paths answer
        422.

        Args:
            script_id: Id of the script. (matches ^[0-9a-fA-F]{24}$)
            body: The patch: a list with at least one operation.
            options: overrides for this call.

        Raises:
            AuthenticationError: 401, see the class.
            NotFoundError: 404, Nothing has this id, or the token may not see it.
            UnprocessableEntityError: 422, The request is well-formed but its values are not acceptable.
            RateLimitError: 429, see the class.
        """
        return self._call(_PATCH, {"script_id": script_id}, body=body, options=options)


class AsyncScripts(AsyncResource):
    """Create, read, change and delete scripts, and see what uses them.

    Every method can raise:
        AuthenticationError: 401, The token is missing or not accepted. The body holds a bare message, unlike every
            other error.
        RateLimitError: 429, The account's bucket of requests is empty; the error has the code `rate_limited`.
    """

    @cached_property
    def raw(self) -> AsyncRawScripts:
        """The same methods, each giving the whole `Response`."""
        return AsyncRawScripts(self._as_raw())

    @cached_property
    def audit(self) -> AsyncScriptsAudit:
        """See who did what to a script, and when."""
        return AsyncScriptsAudit(self._caller)

    @cached_property
    def logs(self) -> AsyncScriptsLogs:
        """Read and clear what the runs of a script logged."""
        return AsyncScriptsLogs(self._caller)

    def list(
        self, *, include: str | Unset = UNSET, exclude: str | Unset = UNSET, options: RequestOptions | None = None
    ) -> AsyncPages[models.Script, builtins.list[models.Script]]:
        """List the scripts of the account, page by page.

        The source code (`content`) is left out: get a script by its id to read it.

        Args:
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
            AuthenticationError: 401, see the class.
            PermissionDeniedError: 403, The token is valid but may not do this.
            RateLimitError: 429, see the class.
        """
        return self._pages(_LIST, {"include": include, "exclude": exclude}, options=options)

    @overload
    async def create(
        self,
        *,
        name: str,
        content: str,
        description: str | Unset = UNSET,
        post_response_hook_to_process_on_child_record: bool | Unset = UNSET,
        template_id: str | Unset = UNSET,
        no_module: bool | Unset = UNSET,
        options: RequestOptions | None = None,
    ) -> models.Script: ...

    @overload
    async def create(self, *, body: models.ScriptCreate, options: RequestOptions | None = None) -> models.Script: ...

    async def create(
        self, *, body: models.ScriptCreate | Unset = UNSET, options: RequestOptions | None = None, **fields: object
    ) -> models.Script:
        """Create a script from a name and its source code.

        Args:
            name: Name of the script, up to 100 characters.
            content: The source code in JavaScript.
            description: What the script is for, up to 1,024 characters.
            post_response_hook_to_process_on_child_record: Whether hooks also run on child records. (the server's
                default is False)
            template_id: Id of the template that shapes the source code. (matches ^[0-9a-fA-F]{24}$)
            no_module: Internal: keeps the script out of module builds and loading.
            body: all of the fields in one object, instead of one by one.
            options: overrides for this call.

        Raises:
            BadRequestError: 400, The request is malformed or has an invalid parameter.
            AuthenticationError: 401, see the class.
            UnprocessableEntityError: 422, The request is well-formed but its values are not acceptable.
            RateLimitError: 429, see the class.
        """
        return await self._call(_CREATE, {}, body=body, fields=fields, options=options)

    async def get(self, script_id: str, *, options: RequestOptions | None = None) -> models.Script:
        """Get one script with its source code.

        Only lists heed `include` and `exclude`; here they do nothing.

        Args:
            script_id: Id of the script. (matches ^[0-9a-fA-F]{24}$)
            options: overrides for this call.

        Raises:
            AuthenticationError: 401, see the class.
            NotFoundError: 404, Nothing has this id, or the token may not see it.
            RateLimitError: 429, see the class.
        """
        return await self._call(_GET, {"script_id": script_id}, options=options)

    @overload
    async def update(
        self,
        script_id: str,
        *,
        name: str | Unset = UNSET,
        description: str | Unset = UNSET,
        post_response_hook_to_process_on_child_record: bool | Unset = UNSET,
        content: str | Unset = UNSET,
        template_id: str | Unset = UNSET,
        no_module: bool | Unset = UNSET,
        options: RequestOptions | None = None,
    ) -> models.Script: ...

    @overload
    async def update(
        self, script_id: str, *, body: models.ScriptUpdate, options: RequestOptions | None = None
    ) -> models.Script: ...

    async def update(
        self,
        script_id: str,
        *,
        body: models.ScriptUpdate | Unset = UNSET,
        options: RequestOptions | None = None,
        **fields: object,
    ) -> models.Script:
        """Replace a script.

        What you leave out is lost: without `content` the source code is erased. Get the script, change it, and send
        it whole.

        Args:
            script_id: Id of the script. (matches ^[0-9a-fA-F]{24}$)
            name: Name of the script, up to 100 characters.
            description: What the script is for, up to 1,024 characters.
            post_response_hook_to_process_on_child_record: Whether hooks also run on child records. (the server's
                default is False)
            content: The source code in JavaScript.
            template_id: Id of the template that shapes the source code. (matches ^[0-9a-fA-F]{24}$)
            no_module: Internal: keeps the script out of module builds and loading.
            body: all of the fields in one object, instead of one by one.
            options: overrides for this call.

        Raises:
            BadRequestError: 400, The request is malformed or has an invalid parameter.
            AuthenticationError: 401, see the class.
            NotFoundError: 404, Nothing has this id, or the token may not see it.
            RateLimitError: 429, see the class.
        """
        return await self._call(_UPDATE, {"script_id": script_id}, body=body, fields=fields, options=options)

    async def delete(self, script_id: str, *, options: RequestOptions | None = None) -> None:
        """Move a script to the recycle bin.

        It is gone for good 30 days later.

        Args:
            script_id: Id of the script. (matches ^[0-9a-fA-F]{24}$)
            options: overrides for this call.

        Raises:
            AuthenticationError: 401, see the class.
            NotFoundError: 404, Nothing has this id, or the token may not see it.
            RateLimitError: 429, see the class.
        """
        return await self._call(_DELETE, {"script_id": script_id}, options=options)

    async def dependencies(self, script_id: str, *, options: RequestOptions | None = None) -> models.Dependencies:
        """List what uses a script, by kind of resource.

        The answer is empty where nothing does, and also where no script has this id.

        Args:
            script_id: Id of the script. (matches ^[0-9a-fA-F]{24}$)
            options: overrides for this call.

        Raises:
            BadRequestError: 400, A parameter has not the form that it must have.
            AuthenticationError: 401, see the class.
            RateLimitError: 429, see the class.
        """
        return await self._call(_DEPENDENCIES, {"script_id": script_id}, options=options)

    async def patch(self, script_id: str, *, body: models.JsonPatch, options: RequestOptions | None = None) -> None:
        """Switch debug logging on until a moment of your choice, at most one hour ahead.

        The body is a JSON Patch (RFC 6902), of which only `replace` on `/debugUntil` is allowed; other paths answer
        422.

        Args:
            script_id: Id of the script. (matches ^[0-9a-fA-F]{24}$)
            body: The patch: a list with at least one operation.
            options: overrides for this call.

        Raises:
            AuthenticationError: 401, see the class.
            NotFoundError: 404, Nothing has this id, or the token may not see it.
            UnprocessableEntityError: 422, The request is well-formed but its values are not acceptable.
            RateLimitError: 429, see the class.
        """
        return await self._call(_PATCH, {"script_id": script_id}, body=body, options=options)


class RawScripts:
    """The methods of `Scripts`, each giving the whole `Response`; a list gives its first page."""

    def __init__(self, resource: Scripts) -> None:
        """Wrap `resource`, a copy of the resource that hands out responses."""
        self.list = raw_pages(resource.list)
        self.create = raw(resource.create)
        self.get = raw(resource.get)
        self.update = raw(resource.update)
        self.delete = raw(resource.delete)
        self.dependencies = raw(resource.dependencies)
        self.patch = raw(resource.patch)


class AsyncRawScripts:
    """The methods of `AsyncScripts`, each giving the whole `Response`; a list gives its first page."""

    def __init__(self, resource: AsyncScripts) -> None:
        """Wrap `resource`, a copy of the resource that hands out responses."""
        self.list = raw_pages_async(resource.list)
        self.create = raw_async(resource.create)
        self.get = raw_async(resource.get)
        self.update = raw_async(resource.update)
        self.delete = raw_async(resource.delete)
        self.dependencies = raw_async(resource.dependencies)
        self.patch = raw_async(resource.patch)
