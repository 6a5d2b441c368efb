"""What the server alone sets: left out of what is sent, so that a model that was read can be sent back."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, cast


class ReadOnly:
    """Takes read-only fields out of models (OpenAPI 3.1, Schema Object: `readOnly`).

    A mapping is its maker's own words and sent as it is; models in it lose those fields too.
    """

    def __init__(self, fields: Mapping[str, tuple[str, ...]]) -> None:
        """Know the read-only fields of each model, by the names of both in Python."""
        self._fields = fields

    def __call__(self, value: object) -> object:
        """Return `value` with each model in it as the mapping of what may be sent, by wire name."""
        if isinstance(value, Mapping):
            return {key: self(item) for key, item in cast("Mapping[str, object]", value).items()}
        if isinstance(value, list | tuple):
            return [self(item) for item in cast("list[object]", value)]
        if not hasattr(value, "model_dump"):
            return value
        return cast("Any", value).model_dump(by_alias=True, exclude_unset=True, exclude=self._excluded(value))

    def _excluded(self, value: object) -> dict[Any, Any] | None:
        """Return what pydantic is to leave out of a value: read-only fields, here and in models below."""
        kind = type(value)
        if isinstance(value, Mapping):
            members = list(cast("Mapping[object, object]", value).items())
        elif isinstance(value, list | tuple):
            members = list(enumerate(cast("list[object]", value)))
        elif hasattr(value, "model_dump"):
            members = list(cast("Any", value))
        else:
            return None
        hidden: dict[Any, Any] = {}
        for base in kind.__mro__:
            hidden |= dict.fromkeys(self._fields.get(base.__name__, ()), True)
        for key, member in members:
            if key not in hidden and (below := self._excluded(member)):
                hidden[key] = below
        return hidden
