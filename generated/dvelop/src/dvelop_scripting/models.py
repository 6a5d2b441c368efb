"""The objects of dvelop_scripting, as pydantic models."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from ._runtime.model import Model
from ._runtime.timestamps import AwareDatetime


class LogEntry(Model):
    """One execution of a script."""

    execution_id: Annotated[str | None, Field(alias="executionId")] = None
    """Id of the execution; reads its log."""
    script_id: Annotated[str | None, Field(alias="scriptId")] = None
    """Id of the script."""
    execution_date: Annotated[AwareDatetime | None, Field(alias="executionDate")] = None
    """When the script ran."""
    status_code: Annotated[int | None, Field(alias="statusCode")] = None
    """HTTP status that the script answered with."""


class LogList(Model):
    """Logs of the latest version of a script."""

    filtered_logs: Annotated[list[LogEntry] | None, Field(alias="filteredLogs")] = None
    """One entry for each execution."""
    more_elements: Annotated[bool | None, Field(alias="moreElements")] = None
    """Whether there are more logs than this answer holds."""
