"""Dates with times, in models: always with their zone."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Annotated, Any, TypeAlias

if TYPE_CHECKING:
    from pydantic import GetCoreSchemaHandler
    from pydantic_core import CoreSchema


class _Aware:
    """Has pydantic demand a zone of what callers give, and read a time without one in an answer as UTC.

    RFC 3339 demands the zone. Servers that leave it out mean UTC nearly always, and a list is not to fail over it. Python
    is asked only about those: the aware times are decoded without a detour.
    """

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        from pydantic_core import core_schema

        aware = core_schema.datetime_schema(tz_constraint="aware")
        naive = core_schema.no_info_after_validator_function(_as_utc, core_schema.datetime_schema())
        # One error for both, and not one for each.
        either = core_schema.union_schema([aware, naive], mode="left_to_right", custom_error_type="datetime_type")
        return core_schema.json_or_python_schema(json_schema=either, python_schema=aware)


def _as_utc(value: datetime) -> datetime:
    return value.replace(tzinfo=UTC)


AwareDatetime: TypeAlias = Annotated[datetime, _Aware]
"""A `datetime` with its zone."""
