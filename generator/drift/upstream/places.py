"""Places in two captured documents: the same part has the same key, though items of a list moved."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from generator.document import pointers, references
from generator.document.shapes import is_array, is_object
from generator.normalise.schemas import METHODS

Key = tuple[str, ...]


def key_of(document: Any, pointer: str) -> Key:
    """Return what stands for the place `pointer` of `document`: items of lists by what names them, else by their index."""
    key: list[str] = []
    value: Any = document
    for token in pointers.split(pointer):
        if is_array(value) and token.isdecimal() and int(token) < len(value):
            value = value[int(token)]
            key.append(_identity(value) or token)
        else:
            value = value.get(token) if is_object(value) else None
            key.append(token)
    return tuple(key)


def has(document: Any, key: Key) -> bool:
    """Tell whether `document` has the place that `key_of` gave for another document."""
    value: Any = document
    for token in key:
        if is_object(value) and token in value:
            value = value[token]
        elif is_array(value):
            found = [item for index, item in enumerate(value) if token == (_identity(item) or str(index))]
            if not found:
                return False
            value = found[0]
        else:
            return False
    return True


def _identity(item: Any) -> str:
    """Return what names an item of a list of parameters, tags, servers or references."""
    if not is_object(item):
        return ""
    if isinstance(item.get("name"), str):
        return f"{item.get('in', '')}:{item['name']}"
    return next((f"{name}:{item[name]}" for name in ("$ref", "url") if isinstance(item.get(name), str)), "")


class Reach:
    """Which operations of a document a place of it reaches."""

    def __init__(self, document: dict[str, Any]) -> None:
        self._document = document

    def of(self, pointer: str) -> tuple[str, ...]:
        """Return the operations as `GET /pets`, sorted; none where the place belongs to the whole API, or to nothing."""
        tokens = pointers.split(pointer)
        if tokens[:1] == ["paths"] and len(tokens) > 1:
            item = self._document.get("paths", {}).get(tokens[1], {})
            methods = [tokens[2]] if tokens[2:3] and tokens[2] in METHODS else [key for key in item if key in METHODS]
            return tuple(sorted(f"{method.upper()} {tokens[1]}" for method in methods))
        return tuple(sorted(self._by_component.get(tuple(tokens[:3]), set())))

    @cached_property
    def _by_component(self) -> dict[Key, set[str]]:
        """The operations that lead to each component, over others too."""
        leads: dict[Key, set[Key]] = {
            ("components", str(section), str(name)): _named_in(component)
            for section, members in self._document.get("components", {}).items()
            for name, component in (members.items() if is_object(members) else ())
        }
        found: dict[Key, set[str]] = {}
        for path, item in self._document.get("paths", {}).items():
            for method in [key for key in item if key in METHODS] if is_object(item) else ():
                label = f"{method.upper()} {path}"
                pending = [*_named_in(item[method]), *_named_in(item.get("parameters"))]
                while pending:
                    key = pending.pop()
                    if label not in (reached := found.setdefault(key, set())):
                        reached.add(label)
                        pending += leads.get(key, set())
        return found


def _named_in(value: Any) -> set[Key]:
    """Return the components that `value` refers to itself."""
    found: set[Key] = set()
    pending = [value]
    while pending:
        each = pending.pop()
        if is_object(each):
            key = _component(each.get("$ref"))
            if key is not None:
                found.add(key)
            pending += each.values()
        elif is_array(each):
            pending += each
    return found


def _component(reference: Any) -> Key | None:
    pointer = references.target(reference) if isinstance(reference, str) else None
    tokens = tuple(pointers.split(pointer)) if pointer and pointer.startswith("/components/") else ()
    return tokens[:3] if len(tokens) >= 3 else None
