"""Facts apart from prose: sentences go, and of each its place and SHA-256 stay."""

from __future__ import annotations

import hashlib
import json
from typing import Any

from generator.document import pointers
from generator.extract import shapes

LONG = 10  # words: a text of so many is a sentence of the vendor's, wherever it stands

_DROPPED = object()
_EXAMPLES = frozenset({shapes.SAMPLE, "example", "{example}"})


def digest(text: str) -> str:
    """Return the SHA-256, in hex, of a text that is not kept."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def strip(document: dict[str, Any]) -> tuple[dict[str, Any], dict[str, str]]:
    """Return `document` without its prose, and each dropped text by the JSON pointer of its place, which is not kept.

    Dropped are descriptions, by their place in the OpenAPI Specification, and any other text of ten words or more that
    is not a name, an enum value, a constant, a default or a pattern.
    """
    dropped: dict[str, str] = {}
    facts = _strip(document, "document", "", dropped)
    return facts, dict(sorted(dropped.items()))


def facts(value: Any, shape: str) -> str:
    """Return the facts of `value`, an object of the given shape, as canonical JSON: equal facts give equal text.

    Examples are left out: two parts that differ in an example state the same.
    """
    kept = _strip(value, shape, "", None)
    return "" if kept is _DROPPED else json.dumps(kept, sort_keys=True, ensure_ascii=False)


def _strip(value: Any, shape: str, pointer: str, dropped: dict[str, str] | None) -> Any:
    if dropped is None and shape in _EXAMPLES:
        return _DROPPED
    if isinstance(value, str):
        if shape == shapes.FACT or not _is_prose(value, shape):
            return value
        if dropped is not None and value:
            dropped[pointer] = value
        return _DROPPED
    if isinstance(value, dict | list):
        kept: list[tuple[str | int, Any]] = []
        for key, item, inner in shapes.members(shape, value):
            result = _strip(item, inner, pointers.join(pointer, key) if dropped is not None else "", dropped)
            if result is not _DROPPED:
                kept.append((key, result))
            elif shape == shapes.SCOPES:
                kept.append((key, ""))  # a scope is a key with a text; the key is the fact
        return [item for _, item in kept] if isinstance(value, list) else dict(kept)
    return value


def _is_prose(text: str, shape: str) -> bool:
    return shape == shapes.PROSE or len(text.split(None, LONG)) >= LONG


def fill(kept: Any, other: Any, shape: str) -> None:
    """Add to `kept` the texts and examples that only `other` has, in place; both of `shape`, stating equal facts."""
    for key, item, inner in shapes.members(shape, other):
        if isinstance(key, int):
            mine = shapes.sequence(kept)[key : key + 1]
        else:
            shapes.mapping(kept).setdefault(key, item)
            mine = [shapes.mapping(kept).get(key)]
        if mine and inner not in _EXAMPLES:
            fill(mine[0], item, inner)
