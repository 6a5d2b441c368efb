"""Comparisons of JSONPath filters (RFC 9535 section 2.3.5.2.2)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from jsonpath_rfc9535 import NOTHING

from generator.normalise.overlay_kinds import is_array, is_object

if TYPE_CHECKING:
    from collections.abc import Callable


def equal(left: object, right: object, spend: Callable[[int], None]) -> bool:
    """Return whether two values are the same JSON: numbers by value, true never 1, objects whatever their order.

    `NOTHING` equals itself alone. `spend` is told the work, and may raise.
    """
    pending: list[tuple[Any, Any]] = [(left, right)]
    while pending:
        spend(1)
        one, other = pending.pop()
        if is_array(one) and is_array(other):
            if len(one) != len(other):
                return False
            pending.extend(zip(one, other, strict=True))
        elif is_object(one) and is_object(other):
            if one.keys() != other.keys():
                return False
            pending.extend((one[key], other[key]) for key in one)
        elif not _same_scalar(one, other):
            return False
    return True


def less(left: Any, right: Any) -> bool:
    """Return whether `left` comes before `right`: defined for two numbers and for two strings, false otherwise."""
    if isinstance(left, str) and isinstance(right, str):
        return left < right
    return _is_number(left) and _is_number(right) and bool(left < right)


def _same_scalar(one: Any, other: Any) -> bool:
    if one is NOTHING or other is NOTHING:
        return one is other
    if _is_number(one) or _is_number(other):
        return _is_number(one) and _is_number(other) and bool(one == other)
    return type(one) is type(other) and bool(one == other)


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)
