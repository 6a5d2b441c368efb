"""The objects of celigo_scripts, as pydantic models."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, JsonValue
from typing_extensions import TypeAliasType

from ._runtime.model import Model
from ._runtime.timestamps import AwareDatetime

AuditAction = TypeAliasType("AuditAction", Literal["created", "updated", "deleted", "executed", "enabled", "disabled"])
"""What was done to a script."""


class AuditChanges(Model):
    """What an update changed."""

    before: dict[str, JsonValue] | None = None
    """The state before the change was made."""
    after: dict[str, JsonValue] | None = None
    """The state that came of it."""


class AuditEntry(Model):
    """One thing that was done to the script."""

    id: Annotated[str | None, Field(alias="_id")] = None
    """Id of the entry."""
    timestamp: AwareDatetime | None = None
    """When it was done."""
    action: AuditAction | str | None = None
    """What was done."""
    user_id: Annotated[str | None, Field(alias="userId")] = None
    """Id of the user who did it."""
    user_name: Annotated[str | None, Field(alias="userName")] = None
    """Name of the user who did it."""
    changes: AuditChanges | None = None
    """What an update changed."""
    metadata: dict[str, JsonValue] | None = None
    """Further facts about the entry."""


class DependencyEntry(Model):
    """A resource that uses the script."""

    id: str
    """Id of the resource."""
    name: str
    """Name that people see."""
    paths: list[str]
    """Where in the resource the script is named."""
    access_level: Annotated[str, Field(alias="accessLevel")]
    """What the caller may do with the resource."""
    dependency_ids: Annotated[dict[str, list[str]], Field(alias="dependencyIds")]
    """What the resource refers to on the script: kinds of resources to their ids."""


Dependencies = TypeAliasType("Dependencies", dict[str, list[DependencyEntry]])
"""What uses a resource: plural names of kinds, such as `flows`, to the resources of that kind."""


class Error(Model):
    """The body of every error but 401."""

    errors: list[ErrorDetail]
    """What went wrong."""


ErrorCode = TypeAliasType("ErrorCode", str | int)
"""
What went wrong, for programs: mostly a word such as `invalid_ref`, or the number of an HTTP status
that another system answered with.
"""


class ErrorDetail(Model):
    """One thing that went wrong."""

    code: ErrorCode | None = None
    """
    What went wrong, for programs: mostly a word such as `invalid_ref`, or the number of an HTTP status
    that another system answered with.
    """
    message: str
    """What went wrong, for people."""
    field: str | None = None
    """The field at fault, such as `http.baseURI`, where there is one."""
    source: str | None = None
    """Which layer found it, such as `application` or `connector`."""


class JsonPatchOperation(Model):
    """One operation of a JSON Patch."""

    op: Literal["replace"]
    """What to do."""
    path: Literal["/debugUntil"]
    """JSON pointer (RFC 6901) to what is replaced."""
    value: AwareDatetime
    """When debug logging ends, at most one hour from now."""


JsonPatch = TypeAliasType("JsonPatch", Annotated[list[JsonPatchOperation], Field(min_length=1)])
"""A JSON Patch (RFC 6902)."""


class LogEntry(Model):
    """One line that a script logged."""

    timestamp: AwareDatetime | None = None
    """When it was logged."""
    level: LogLevel | str | None = None
    """How grave it is."""
    message: str | None = None
    """What was logged."""
    execution_id: Annotated[str | None, Field(alias="executionId")] = None
    """Id of the run that logged it."""
    metadata: dict[str, JsonValue] | None = None
    """Further facts about the entry."""


LogLevel = TypeAliasType("LogLevel", Literal["error", "warn", "info", "debug"])
"""How grave a log entry is."""


class Pagination(Model):
    """Which part of all entries this page is."""

    total: int | None = None
    """How many entries there are in all."""
    limit: int | None = None
    """How many entries a page holds, at most."""
    offset: int | None = None
    """How many entries come before this page."""
    has_more: Annotated[bool | None, Field(alias="hasMore")] = None
    """Whether entries follow this page."""


class Script(Model):
    """A script."""

    name: str | None = None
    """Name of the script, up to 100 characters."""
    description: str | None = None
    """What the script is for, up to 1,024 characters."""
    post_response_hook_to_process_on_child_record: Annotated[
        bool | None, Field(alias="postResponseHookToProcessOnChildRecord")
    ] = None
    """Whether hooks also run on child records."""
    content: str | None = None
    """The source code in JavaScript."""
    template_id: Annotated[str | None, Field(alias="_templateId")] = None
    """Id of the template that shapes the source code."""
    no_module: Annotated[bool | None, Field(alias="__noModule")] = None
    """Internal: keeps the script out of module builds and loading."""
    id: Annotated[str, Field(alias="_id")]
    """Id of the script."""
    created_at: Annotated[AwareDatetime | None, Field(alias="createdAt")] = None
    """When the script was made (UTC)."""
    last_modified: Annotated[AwareDatetime | None, Field(alias="lastModified")] = None
    """When anything in the script last changed (UTC)."""
    deleted_at: Annotated[AwareDatetime | None, Field(alias="deletedAt")] = None
    """When the script went to the recycle bin (UTC); null or absent while it is in use."""
    integration_id: Annotated[str | None, Field(alias="_integrationId")] = None
    """Id of the installed integration that the script belongs to."""
    connector_id: Annotated[str | None, Field(alias="_connectorId")] = None
    """Id of the integration app that the script comes from."""
    user_id: Annotated[str | None, Field(alias="_userId")] = None
    """Id of the user who made the script."""
    source_id: Annotated[str | None, Field(alias="_sourceId")] = None
    """Id of the source that the script comes from, set by Celigo."""
    hash: Annotated[str | None, Field(alias="__hash")] = None
    """Hash of the script on the server; differs after every change."""
    debug_until: Annotated[AwareDatetime | None, Field(alias="debugUntil")] = None
    """When debug logging ends."""


class ScriptAudit(Model):
    """One page of the script's history."""

    audit: list[AuditEntry] | None = None
    """The entries of this page."""
    pagination: Pagination | None = None
    """Which part of all entries this page is."""


class ScriptCreate(Model):
    """A script to create; `name` and `content` are required."""

    name: Annotated[str, Field(max_length=100)]
    """Name of the script, up to 100 characters."""
    description: Annotated[str | None, Field(max_length=1024)] = None
    """What the script is for, up to 1,024 characters."""
    post_response_hook_to_process_on_child_record: Annotated[
        bool | None, Field(alias="postResponseHookToProcessOnChildRecord")
    ] = None
    """Whether hooks also run on child records."""
    content: str
    """The source code in JavaScript."""
    template_id: Annotated[str | None, Field(alias="_templateId", pattern="^[0-9a-fA-F]{24}$")] = None
    """Id of the template that shapes the source code."""
    no_module: Annotated[bool | None, Field(alias="__noModule")] = None
    """Internal: keeps the script out of module builds and loading."""


class ScriptLogs(Model):
    """One page of log entries."""

    logs: list[LogEntry] | None = None
    """The entries of this page."""
    pagination: Pagination | None = None
    """Which part of all entries this page is."""


class ScriptUpdate(Model):
    """A script to send in place of the present one."""

    name: Annotated[str | None, Field(max_length=100)] = None
    """Name of the script, up to 100 characters."""
    description: Annotated[str | None, Field(max_length=1024)] = None
    """What the script is for, up to 1,024 characters."""
    post_response_hook_to_process_on_child_record: Annotated[
        bool | None, Field(alias="postResponseHookToProcessOnChildRecord")
    ] = None
    """Whether hooks also run on child records."""
    content: str | None = None
    """The source code in JavaScript."""
    template_id: Annotated[str | None, Field(alias="_templateId", pattern="^[0-9a-fA-F]{24}$")] = None
    """Id of the template that shapes the source code."""
    no_module: Annotated[bool | None, Field(alias="__noModule")] = None
    """Internal: keeps the script out of module builds and loading."""


class Unauthorized(Model):
    """The body of a 401. It is made before the call reaches the API, so it differs from other errors."""

    message: str
    """
    `Unauthorized` where no token was sent, `Bearer Authentication Failed` where it is wrong, revoked or
    expired.
    """
