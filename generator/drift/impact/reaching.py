"""Which schemas a recorded value reaches: the schema and its value are walked side by side, generously.

What a schema composes or chooses from is reached as far as the value may be meant by it; conditions are not evaluated.
"""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, Any, Final

from generator.document import pointers, references
from generator.document.keywords import COMPOSITIONS
from generator.document.shapes import is_array, is_object

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

ANYTHING: Final[Any] = object()
"""Stands for a value that cannot be read: it reaches all that it could."""
MOST_STEPS: Final = 200_000
"""Pairs of schema and value that are walked for one value; beyond them, it counts as one that cannot be read."""
_CONDITIONS = ("not", "if", "then", "else")
_ITEMS = ("items", "unevaluatedItems", "contains")
_OTHERS = ("additionalProperties", "unevaluatedProperties", "propertyNames")
_TYPES: Final[dict[str, tuple[type, ...]]] = {
    "object": (dict,),
    "array": (list,),
    "string": (str,),
    "boolean": (bool,),
    "null": (type(None),),
}

_Step = tuple[str, Any, Any]


def reached(document: dict[str, Any], pointer: str, value: Any) -> set[str]:
    """Return the pointers of all schemas that `value` reaches from the one at `pointer` of the resolved `document`."""
    try:
        schema = pointers.get(document, pointer)
    except KeyError:
        return set()
    for start in (value, ANYTHING):
        found: set[str] = set()
        if _walk(document, (pointer, schema, start), found):
            return found
    return found


def _walk(document: dict[str, Any], start: _Step, found: set[str]) -> bool:
    """Fill `found`; return whether the walk came to its end."""
    seen: set[tuple[str, int]] = set()
    stack = [start]
    while stack:
        pointer, schema, value = stack.pop()
        if (pointer, id(value)) in seen:
            continue
        seen.add((pointer, id(value)))
        if len(seen) > MOST_STEPS and value is not ANYTHING:
            return False
        found.add(pointer)
        if is_object(schema):
            stack.extend(_below(document, pointer, schema, value))
    return True


def _below(document: dict[str, Any], pointer: str, schema: dict[str, Any], value: Any) -> Iterator[_Step]:
    target = references.target(str(schema.get("$ref", "")))
    if target is not None:
        with suppress(KeyError, ValueError):
            yield target, pointers.get(document, target), value
    for key in COMPOSITIONS:
        branches: Any = schema.get(key)
        if is_array(branches):
            for i in _meant(document, branches, value, all_of=key == "allOf"):
                yield pointers.join(pointer, key, i), branches[i], value
    for key in _CONDITIONS:
        if key in schema:
            yield pointers.join(pointer, key), schema[key], value
    if value is ANYTHING or is_object(value):
        yield from _members(pointer, schema, value)
    if value is ANYTHING or is_array(value):
        yield from _items(pointer, schema, value)


def _meant(document: dict[str, Any], branches: list[Any], value: Any, *, all_of: bool) -> Iterable[int]:
    """Return the branches that `value` may be meant by: all of them where it fits none."""
    fitting = [i for i, branch in enumerate(branches) if _fits(references.follow(document, branch), value)]
    return fitting if fitting and not all_of else range(len(branches))


def _fits(schema: Any, value: Any) -> bool:
    """Tell whether `value` may be meant by `schema`, by its type, by the names in it and by its constants."""
    if value is ANYTHING or not is_object(schema):
        return True
    kinds: Any = schema.get("type", [])
    named = [kinds] if isinstance(kinds, str) else kinds if is_array(kinds) else []
    if named and not any(_is(value, kind) for kind in named):
        return False
    if not is_object(value):
        return not is_array(schema.get("enum")) or value in schema["enum"]
    required: Any = schema.get("required", [])
    if is_array(required) and any(name not in value for name in required if isinstance(name, str)):
        return False
    properties: Any = schema.get("properties", {})
    return not is_object(properties) or all(
        _fits_constant(member, value[name]) for name, member in properties.items() if name in value
    )


def _fits_constant(schema: Any, value: Any) -> bool:
    if not is_object(schema):
        return True
    if "const" in schema:
        return bool(schema["const"] == value)
    return not is_array(schema.get("enum")) or value in schema["enum"]


def _is(value: Any, kind: Any) -> bool:
    if kind in ("integer", "number"):
        return isinstance(value, (int, float)) and not isinstance(value, bool)
    return not isinstance(kind, str) or kind not in _TYPES or isinstance(value, _TYPES[kind])


def _members(pointer: str, schema: dict[str, Any], value: Any) -> Iterator[_Step]:
    properties: Any = schema.get("properties")
    declared: dict[str, Any] = properties if is_object(properties) else {}
    for name, member in declared.items():
        if value is ANYTHING or name in value:
            yield pointers.join(pointer, "properties", name), member, ANYTHING if value is ANYTHING else value[name]
    extra: list[Any] = [ANYTHING] if value is ANYTHING else [value[name] for name in value if name not in declared]
    patterns: Any = schema.get("patternProperties")
    slots = [(pointers.join(pointer, key), schema[key]) for key in _OTHERS if key in schema]
    for pattern, member in patterns.items() if is_object(patterns) else ():
        slots.append((pointers.join(pointer, "patternProperties", pattern), member))
    for member in extra:
        yield from ((place, inner, member) for place, inner in slots)
    dependent: Any = schema.get("dependentSchemas")
    for name, inner in dependent.items() if is_object(dependent) else ():
        if value is ANYTHING or name in value:
            yield pointers.join(pointer, "dependentSchemas", name), inner, value


def _items(pointer: str, schema: dict[str, Any], value: Any) -> Iterator[_Step]:
    prefix: Any = schema.get("prefixItems")
    first: list[Any] = prefix if is_array(prefix) else []
    items: list[Any] = [ANYTHING] * (len(first) + 1) if value is ANYTHING else value
    for i, item in enumerate(items):
        if i < len(first):
            yield pointers.join(pointer, "prefixItems", i), first[i], item
        else:
            for key in _ITEMS:
                if key in schema:
                    yield pointers.join(pointer, key), schema[key], item
