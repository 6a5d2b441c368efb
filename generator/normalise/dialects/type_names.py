"""Names of types that JSON Schema does not have, where it is plain what their authors mean."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from generator.document.shapes import is_array
from generator.normalise.specification import TYPES

if TYPE_CHECKING:
    from generator.normalise.dialects.repairs import Repairs

RULE = "name-type"

_MEANT: dict[str, tuple[str, str]] = {
    "file": ("string", "binary"), "binary": ("string", "binary"), "bytes": ("string", "binary"),
    "date": ("string", "date"), "datetime": ("string", "date-time"), "date-time": ("string", "date-time"),
    "timestamp": ("string", ""), "time": ("string", "time"), "uuid": ("string", "uuid"), "guid": ("string", "uuid"),
    "uri": ("string", "uri"), "url": ("string", "uri"), "email": ("string", "email"), "str": ("string", ""),
    "int": ("integer", ""), "int32": ("integer", "int32"), "int64": ("integer", "int64"), "long": ("integer", "int64"),
    "short": ("integer", ""), "float": ("number", "float"), "double": ("number", "double"), "decimal": ("number", ""),
    "bool": ("boolean", ""), "list": ("array", ""), "dict": ("object", ""), "map": ("object", ""), "hash": ("object", ""),
    "none": ("null", ""), "nil": ("null", ""),
}  # fmt: skip


def repair_type(schema: dict[str, Any], pointer: str, repairs: Repairs) -> None:
    """Write the type of a schema, or of a parameter of Swagger 2.0, by its name in JSON Schema, in place.

    `any` is every type (JSON Schema draft 3, section 5.1), and a null of YAML is the type of that name. A name that nobody
    can tell is left for the check of shapes to refuse.
    """
    if "type" not in schema:
        return
    given: Any = schema["type"]
    if isinstance(given, str) and given in TYPES:
        return
    kinds: list[Any] = []
    for kind in given if is_array(given) else [given]:
        meant, form = _meant(kind)
        if meant == "any":
            repairs.warn(f"{pointer}/type", RULE, f"the type {kind!r} is every type")
            del schema["type"]
            return
        if meant != kind:
            repairs.warn(f"{pointer}/type", RULE, f"the type {_said(kind)} is {meant}{f', {form}' if form else ''}")
            if form:
                schema.setdefault("format", form)
        if meant not in kinds:
            kinds.append(meant)
    if is_array(given):
        schema["type"] = kinds
    elif kinds:
        schema["type"] = kinds[0]


def _meant(kind: Any) -> tuple[Any, str]:
    if kind is None:
        return "null", ""
    if not isinstance(kind, str) or kind in TYPES:
        return kind, ""
    plain = kind.strip().lower()
    if plain in TYPES or plain == "any":
        return plain, ""
    return _MEANT.get(plain, (kind, ""))


def _said(kind: Any) -> str:
    return "null" if kind is None else repr(kind)
