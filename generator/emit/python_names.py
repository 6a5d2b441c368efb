"""The Python names of properties: one function names model fields and keyword arguments alike."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from generator.document import names

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

# Attributes of the model base class that a field must not shadow (pydantic 2 `BaseModel`).
_RESERVED = frozenset(
    {
        "construct", "copy", "dict", "fields", "from_orm", "json", "parse_file", "parse_obj", "parse_raw", "schema",
        "schema_json", "update_forward_refs", "validate",
    }
)  # fmt: skip


def field_names(properties: Mapping[str, Any] | Iterable[str]) -> dict[str, str]:
    """Return the Python name of each property, keyed by its wire name; all distinct.

    A wire name that is a usable Python name keeps it; among others the first in order has the plain name.
    """
    plain = {wire: _plain(wire) for wire in properties}
    taken = names.Taken()
    result = {wire: taken.claim(plain[wire]) for wire in sorted(plain, key=lambda wire: plain[wire] != wire)}
    return {wire: result[wire] for wire in plain}


def _plain(wire: str) -> str:
    name = names.snake(wire, "field")
    return f"{name}_" if name in _RESERVED or name.startswith("model_") else name
