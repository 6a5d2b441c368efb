"""What a value is to an overlay: an object, an array, or a primitive (RFC 9535 section 1.1; null is one)."""

from __future__ import annotations

from typing import Any, TypeGuard


def is_object(value: Any) -> TypeGuard[dict[str, Any]]:
    """Return whether `value` is a JSON object."""
    return isinstance(value, dict)


def is_array(value: Any) -> TypeGuard[list[Any]]:
    """Return whether `value` is a JSON array."""
    return isinstance(value, list)


def is_primitive(value: Any) -> bool:
    """Return whether `value` is a JSON string, number, boolean or null."""
    return not isinstance(value, dict | list)


def kind(value: Any) -> str:
    """Return the kind of `value` with its article, for messages and comparison."""
    if is_object(value):
        return "an object"
    return "an array" if is_array(value) else "a primitive"
