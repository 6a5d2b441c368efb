"""Formats that the lengths beside them rule out: `uuid` of 24 characters is no UUID, whatever it is called."""

from __future__ import annotations

from typing import Any

_LENGTHS: dict[str, tuple[int, float]] = {
    "uuid": (36, 36), "date": (10, 10), "date-time": (20, float("inf")), "time": (9, float("inf")), "ipv4": (7, 15),
    "ipv6": (2, 45), "email": (3, 320), "hostname": (1, 253),
}  # fmt: skip


def is_possible(schema: dict[str, Any]) -> bool:
    """Tell whether a text can have the `format` of `schema` within its `minLength` and `maxLength`; so where it has none."""
    least, most = schema.get("minLength"), schema.get("maxLength")
    shortest, longest = _LENGTHS.get(str(schema.get("format")), (0, float("inf")))
    return not (isinstance(least, int) and least > longest) and not (isinstance(most, int) and most < shortest)
