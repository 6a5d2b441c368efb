"""The objects of patchworks_core, as pydantic models."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, JsonValue
from typing_extensions import TypeAliasType

from ._runtime.model import Model
from ._runtime.timestamps import AwareDatetime


class ErrorResponse(Model):
    """Which values are not acceptable."""

    message: str | None = None
    """What went wrong, for people."""
    errors: dict[str, list[str]] | None = None
    """Names of fields, each with what is wrong with it."""


class FlowVersionUpdate(Model):
    """What to change in a flow version."""

    deployed_at: AwareDatetime | None = None
    """Time of deployment; null for none."""


class FlowVersionUpload(Model):
    """How to upload a flow version."""

    private: str | None = None
    """Whether it stays private; a string whose values are not documented."""


class Message(Model):
    """What was done."""

    message: str | None = None
    """What was done, for people."""


class PaginationLinks(Model):
    """Addresses of the pages around a page."""

    first: str | None = None
    """The first page."""
    last: str | None = None
    """The last page."""
    prev: str | None = None
    """The page before; null on the first."""
    next: str | None = None
    """The page after; null on the last."""


class PaginationMeta(Model):
    """Which part of a list a page holds."""

    current_page: int | None = None
    """Number of this page, from 1."""
    from_: Annotated[int | None, Field(alias="from")] = None
    """Number of the first entry of this page, from 1; null on an empty page."""
    last_page: int | None = None
    """Number of the last page."""
    path: str | None = None
    """Address of the list."""
    per_page: int | None = None
    """How many entries a page holds, at most."""
    to: int | None = None
    """Number of the last entry of this page; null on an empty page."""
    total: int | None = None
    """How many entries there are in all."""


class ScheduleCreate(Model):
    """A schedule to make."""

    cron_string: str
    """When to run, as a cron expression."""
    deployed_at: AwareDatetime | None = None
    """Time of deployment; null for none."""


class ScheduleUpdate(Model):
    """What to change in a schedule."""

    cron_string: str | None = None
    """When to run, as a cron expression."""
    deployed_at: AwareDatetime | None = None
    """Time of deployment; null for none."""


class ScriptVersion(Model):
    """One version of a script."""

    id: int | None = None
    """Id of the version."""
    created_at: AwareDatetime | None = None
    """When the version was made."""
    updated_at: AwareDatetime | None = None
    """When the version last changed."""
    script_id: int | None = None
    """Id of the script."""
    name: str | None = None
    """Name of the version."""
    version: int | None = None
    """Number of the version."""
    status: ScriptVersionStatus | str | None = None
    """Where the version stands."""
    deployment_failure_reason: str | None = None
    """Why it could not be deployed."""
    last_invoked_on: str | None = None
    """When it last ran."""
    deployed_at: AwareDatetime | None = None
    """When it was deployed."""
    deployment_failed_at: AwareDatetime | None = None
    """When deploying it failed."""
    deploying: str | None = None
    """Whether it is being deployed; the values are not documented."""
    content: dict[str, JsonValue] | None = None
    """The source code, if `include` names `content`."""
    script: dict[str, JsonValue] | None = None
    """The script, if `include` names `script`."""


class ScriptVersionCreate(Model):
    """A version to add to a script."""

    content: Annotated[str, Field(min_length=1)]
    """The source code."""


ScriptVersionInclude = TypeAliasType("ScriptVersionInclude", Literal["content", "script"])
"""A part of a script version that comes only on request."""


class ScriptVersionInvoke(Model):
    """What to give to a script."""

    variables: str | None = None
    """Variables for the script, as a string; its form is not documented."""
    payload: str | None = None
    """The payload for the script, as a string."""
    flow: JsonValue | None = None
    """What the script sees of a flow, probably an object with `variables`; its type is not documented."""


class ScriptVersionList(Model):
    """One page of versions of a script."""

    data: list[ScriptVersion] | None = None
    """The versions of this page."""
    meta: PaginationMeta | None = None
    """Which page this is."""
    links: PaginationLinks | None = None
    """Addresses of the pages around it."""


class ScriptVersionResponse(Model):
    """One version of a script, wrapped."""

    data: ScriptVersion | None = None
    """The version."""


ScriptVersionStatus = TypeAliasType("ScriptVersionStatus", Literal["Draft", "Inactive", "Deployed"])
"""Where the version stands."""


class ScriptVersionUpload(Model):
    """How to upload a script version."""

    private: str | None = None
    """Whether it stays private; a string whose values are not documented."""
