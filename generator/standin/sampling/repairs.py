"""Repairs of values by what the check of the whole says: leaving members out, putting members in."""

from __future__ import annotations

from collections.abc import Container
from typing import Any

from generator.document import pointers
from generator.document.copies import plain_copy
from generator.document.shapes import is_array, is_object
from generator.exchange.schemas import Schemas
from generator.standin.sampling.shapes import kind_of

_ROUNDS = 8
_MOST_MEMBERS = 500


def pruned(schemas: Schemas, schema: Any, value: Any) -> Any | None:
    """Return `value` without the members that are at fault, or None where it does not become valid by that."""
    left = plain_copy(value)
    for _ in range(_ROUNDS):
        faults = schemas.faults("", schema, left)
        if not faults:
            return left
        dropped = [_drop(left, fault.pointer) for fault in faults]
        if True not in dropped:
            return None
    return None


def merged(schemas: Schemas, schema: Any, value: Any, given: Any, but: Container[str] = ()) -> Any:
    """Return the valid `value` with each member of `given` in its place that leaves it valid, `but` those left out.

    Where not all of them can be, and `given` is valid alone, that is returned.
    """
    if not is_object(value) or not is_object(given):
        return plain_copy(given) if schemas.accepts(schema, given) else value
    result = value
    lost = [name for name in given if name not in but and (name not in value or _is_another(value[name], given[name]))]
    for name in lost[:_MOST_MEMBERS]:
        candidate = {**result, name: given[name]}
        if schemas.accepts(schema, candidate):
            result = candidate
    if not but and any(name not in result for name in lost) and schemas.accepts(schema, given):
        result = given
    return result if result is value else plain_copy(result)


def _is_another(value: Any, given: Any) -> bool:
    """Tell whether `value` is not `given`; an object or array that was given may have been completed."""
    kind = kind_of(given)
    return kind_of(value) != kind or (kind not in {"object", "array"} and value != given)


def _drop(value: Any, pointer: str) -> bool:
    """Remove the innermost member of an object on the way that `pointer` goes; tell whether there was one."""
    holder: dict[str, Any] | None = None
    name = ""
    for token in pointers.split(pointer):
        if is_object(value) and token in value:
            holder, name = value, token
            value = value[token]
        elif is_array(value) and token.isdecimal() and int(token) < len(value):
            value = value[int(token)]
        else:
            break
    if holder is None:
        return False
    del holder[name]
    return True
