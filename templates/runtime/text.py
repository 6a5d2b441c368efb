"""Values without their models, and single ones as the text that stands for them in a URL, a header or a form."""

from __future__ import annotations

from datetime import date, datetime, time
from decimal import Decimal
from enum import Enum
from math import isfinite
from typing import Any, cast
from uuid import UUID


def plain_value(value: object) -> object:
    """Return a model as the mapping of what was set on it, by wire name; anything else as it is."""
    dump = getattr(value, "model_dump", None)
    return cast("dict[str, Any]", dump(by_alias=True, exclude_unset=True)) if dump else value


def text_of(value: object, name: str) -> str:
    """Return a scalar as it is written on the wire; dates and times by RFC 3339.

    Args:
        value: what the caller gave.
        name: the argument, for messages; the value never stands in one, since it may be a secret.

    Raises:
        ValueError: a time without its zone, or a number that is none.
        TypeError: a value that has no such form.
    """
    if isinstance(value, Enum):
        value = cast("object", value.value)
    if isinstance(value, str):
        return str(value)
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | UUID):
        return str(value)
    if isinstance(value, float | Decimal):
        if not isfinite(value):
            raise ValueError(f"{name}: infinities and NaN cannot be sent")
        return f"{value:f}" if isinstance(value, Decimal) else repr(value)
    return _special_text(value, name)


def _special_text(value: object, name: str) -> str:
    if isinstance(value, datetime):
        if value.utcoffset() is None:
            raise ValueError(f"{name}: a date and time needs its zone, as in datetime.now(timezone.utc)")
        return value.isoformat()
    if isinstance(value, date | time):
        return value.isoformat()
    reveal = getattr(value, "get_secret_value", None)
    if reveal is not None:
        return text_of(reveal(), name)
    from pydantic_core import PydanticSerializationError, to_jsonable_python

    # Pydantic knows the forms of URLs, addresses, durations and the like.
    try:
        text = to_jsonable_python(value)
    except (PydanticSerializationError, UnicodeDecodeError):
        text = None
    if isinstance(text, str):
        return text
    raise TypeError(f"{name}: a value of type {type(value).__name__} cannot be sent as text")
