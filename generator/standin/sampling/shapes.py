"""What several schemas together ask of a value, in one place: types, values, bounds, members, items."""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from generator.document.shapes import is_array
from generator.standin.sampling.choices import SIMPLE, is_simple

if TYPE_CHECKING:
    from generator.standin.sampling.demands import Demand

MAX_TEXT = 100_000
"""Characters of a text, beyond which a schema asks for too much."""
MAX_MEMBERS = 1_000
"""Items of an array and members of an object, beyond which a schema asks for too much."""

KINDS = ("object", "string", "integer", "fraction", "array", "boolean", "null")
"""The types of values, numbers told apart: `fraction` is a number that is no integer."""
_NUMBERS = frozenset({"integer", "fraction"})
_SCALAR_KEYS = (
    "type", "enum", "const", "multipleOf", "maximum", "exclusiveMaximum", "minimum", "exclusiveMinimum", "maxLength",
    "minLength", "pattern", "format",
)  # fmt: skip
# What a schema without a type is most likely about.
_ABOUT = {
    "object": (
        "properties", "required", "additionalProperties", "patternProperties", "propertyNames", "minProperties",
        "maxProperties", "dependentRequired", "dependentSchemas", "unevaluatedProperties",
    ),
    "array": ("items", "prefixItems", "contains", "minItems", "maxItems", "uniqueItems", "unevaluatedItems"),
    "string": ("pattern", "minLength", "maxLength", "format", "contentEncoding", "contentMediaType"),
    "number": ("minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf"),
}  # fmt: skip


@dataclass(slots=True)
class Shape:
    """What a value must meet, apart from choices. `kinds` are its possible types, `likely` those that are meant.

    `values` are all possible values where they are listed. A bound that is None is not set; `floor` and `ceiling` hold
    the bound and whether it is exclusive. `local` is a schema of what concerns scalars alone.
    """

    parts: tuple[dict[str, Any], ...]
    kinds: tuple[str, ...]
    likely: tuple[str, ...]
    local: dict[str, Any]
    values: list[Any] | None = None
    floor: tuple[float, bool] | None = None
    ceiling: tuple[float, bool] | None = None
    steps: list[float] = field(default_factory=list[float])
    min_length: int = 0
    max_length: int | None = None
    patterns: list[str] = field(default_factory=list[str])
    formats: list[str] = field(default_factory=list[str])
    min_items: int = 0
    max_items: int = MAX_MEMBERS
    is_unique: bool = False
    min_members: int = 0
    max_members: int = MAX_MEMBERS
    required: tuple[str, ...] = ()
    declared: tuple[str, ...] = ()
    members: dict[str, Demand] = field(default_factory=dict[str, "Demand"])
    has_exclusions: bool = False
    grids: list[Any] = field(default_factory=list[Any])
    plans: dict[tuple[bool, str], Any] = field(default_factory=dict[tuple[bool, str], Any])


def shape_of(parts: tuple[dict[str, Any], ...]) -> Shape:
    """Return what `parts` together ask for; whether listed values meet the rest is left to the caller."""
    kinds = _kinds(parts)
    shape = Shape(parts, kinds, (), {"allOf": [_scalar_part(part) for part in parts] or [True]})
    shape.values = _values(parts)
    shape.has_exclusions = any("not" in part for part in parts)
    shape.floor, shape.ceiling = _floor(parts), _ceiling(parts)
    shape.steps = [step for step in _numbers(parts, "multipleOf") if step > 0]
    shape.min_length = max(_counts(parts, "minLength"), default=0)
    shape.max_length = min(_counts(parts, "maxLength"), default=None)
    shape.patterns = list(dict.fromkeys(_texts(parts, "pattern")))
    shape.formats = list(dict.fromkeys(_texts(parts, "format")))
    shape.min_items = max(_counts(parts, "minItems"), default=0)
    shape.max_items = min([*_counts(parts, "maxItems"), MAX_MEMBERS])
    shape.is_unique = any(part.get("uniqueItems") is True for part in parts)
    shape.min_members = max(_counts(parts, "minProperties"), default=0)
    shape.max_members = min([*_counts(parts, "maxProperties"), MAX_MEMBERS])
    shape.required = tuple(dict.fromkeys(name for part in parts for name in part.get("required", ())))
    shape.declared = tuple(dict.fromkeys(name for part in parts for name in part.get("properties", ())))
    shape.kinds = tuple(kind for kind in kinds if _is_possible(shape, kind))
    shape.likely = _likely(parts, shape.kinds)
    return shape


def kind_of(value: Any) -> str:
    """Return which of `KINDS` a JSON value is; 1.0 is an integer (JSON Schema, section 6.1.1 of the validation part)."""
    if isinstance(value, bool):
        return "boolean"
    if isinstance(value, int):
        return "integer"
    if isinstance(value, float):
        return "integer" if value.is_integer() else "fraction"
    names = {str: "string", list: "array", dict: "object", type(None): "null"}
    return names[type(value)]


def same(one: Any, other: Any) -> bool:
    """Tell whether two JSON values are equal; True is not 1."""
    return json.dumps(one, sort_keys=True) == json.dumps(other, sort_keys=True)


def _kinds(parts: tuple[dict[str, Any], ...]) -> tuple[str, ...]:
    left = set(KINDS)
    for part in parts:
        if "type" in part:
            left &= _named(part["type"])
        excluded = part.get("not")
        if is_simple(excluded) and "type" in excluded:
            left -= _named(excluded["type"])
    return tuple(kind for kind in KINDS if kind in left)


def _likely(parts: tuple[dict[str, Any], ...], kinds: tuple[str, ...]) -> tuple[str, ...]:
    """Return those of `kinds` that are named, or that the keywords are about; () where nothing tells."""
    likely: set[str] = set(KINDS)
    if not any("type" in part for part in parts):
        keys = {key for part in parts for key in part}
        likely = {kind for about, said in _ABOUT.items() if not keys.isdisjoint(said) for kind in _named(about)}
    return tuple(kind for kind in kinds if kind in likely and kind != "null")


def _named(kinds: Any) -> set[str]:
    named = set(kinds) if is_array(kinds) else {kinds}
    return named - {"number"} | _NUMBERS if "number" in named else named


def _values(parts: tuple[dict[str, Any], ...]) -> list[Any] | None:
    lists = [
        [part["const"]] if "const" in part else part["enum"] for part in parts if "const" in part or "enum" in part
    ]
    lists += [part["enum"] for part in parts if "const" in part and "enum" in part]
    if not lists:
        return None
    left = lists[0]
    for others in lists[1:]:
        known = {json.dumps(value, sort_keys=True) for value in others}
        left = [value for value in left if json.dumps(value, sort_keys=True) in known]
    return list(left)


def _scalar_part(part: dict[str, Any]) -> dict[str, Any]:
    found = {key: part[key] for key in _SCALAR_KEYS if key in part}
    excluded = part.get("not")
    if is_simple(excluded):
        found["not"] = {key: excluded[key] for key in excluded if key in SIMPLE}
    return found


def _is_possible(shape: Shape, kind: str) -> bool:
    if kind in _NUMBERS:
        low, high = shape.floor, shape.ceiling
        return low is None or high is None or low[0] < high[0] or (low[0] == high[0] and not (low[1] or high[1]))
    if kind == "string":
        most = MAX_TEXT if shape.max_length is None else min(shape.max_length, MAX_TEXT)
        return shape.min_length <= most
    if kind == "array":
        return shape.min_items <= shape.max_items
    return kind != "object" or max(shape.min_members, len(shape.required)) <= shape.max_members


def _floor(parts: Iterable[dict[str, Any]]) -> tuple[float, bool] | None:
    found = [(bound, False) for bound in _numbers(parts, "minimum")]
    return max([*found, *((bound, True) for bound in _numbers(parts, "exclusiveMinimum"))], default=None)


def _ceiling(parts: Iterable[dict[str, Any]]) -> tuple[float, bool] | None:
    found = [(bound, False) for bound in _numbers(parts, "maximum")]
    found += [(bound, True) for bound in _numbers(parts, "exclusiveMaximum")]
    return min(found, key=lambda bound: (bound[0], not bound[1]), default=None)


def _numbers(parts: Iterable[dict[str, Any]], key: str) -> Iterator[float]:
    for part in parts:
        value = part.get(key)
        if (
            isinstance(value, int | float)
            and not isinstance(value, bool)
            and (isinstance(value, int) or math.isfinite(value))
        ):
            yield value


def _counts(parts: Iterable[dict[str, Any]], key: str) -> list[int]:
    return [int(value) for value in _numbers(parts, key)]


def _texts(parts: Iterable[dict[str, Any]], key: str) -> Iterator[str]:
    return (value for part in parts if isinstance(value := part.get(key), str))
