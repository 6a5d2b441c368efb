"""Lists whose paging parameter is a key of the JSON body, as in many searches by POST."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, TypeVar, cast

from .body import json_bytes
from .errors import PaginationError

if TYPE_CHECKING:
    from .call import Call

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class InBody:
    """A key of the request's body: the names on the wire that lead to it."""

    path: tuple[str, ...]

    def value(self, call: Call[Any]) -> object:
        """Return what stands at the key in the body of a call; None if nothing does."""
        value: Any = _object(call)
        for key in self.path:
            value = cast("dict[str, Any]", value).get(key) if isinstance(value, dict) else None
        return value

    def put(self, call: Call[T], value: object) -> Call[T]:
        """Return a call whose body has `value` at the key and is the same besides.

        Raises:
            PaginationError: the body has something other than an object on the way to the key.
        """
        body = inner = _object(call)
        for key in self.path[:-1]:
            below = inner.get(key)
            if below is None:
                below = inner[key] = {}
            if not isinstance(below, dict):
                raise PaginationError(f"{key!r} of the body is no object")
            inner = cast("dict[str, object]", below)
        inner[self.path[-1]] = value
        headers = {"content-type": "application/json", **call.headers}
        # It stands for one request; with it, the server would give the first page again.
        headers.pop("idempotency-key", None)
        return replace(call, content=json_bytes(body), headers=headers)


def _object(call: Call[Any]) -> dict[str, object]:
    """Return the body of a call, decoded; an empty object for none."""
    if call.content is None:
        return {}
    body = json.loads(call.content) if isinstance(call.content, bytes) else None
    if not isinstance(body, dict):
        raise PaginationError("the body is no JSON object")
    return cast("dict[str, object]", body)
