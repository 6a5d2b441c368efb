"""Parameters of a path item: OpenAPI 3.1 section 4.8.9. They are new on all operations of the path at once.

The resolved form writes them out in each operation. What a document declares for a whole path is read before that; of a
resolved form alone it can be told where two or more operations of a path got the same parameter.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

from generator.document import pointers, references
from generator.document.shapes import is_array, is_object
from generator.normalise.schemas import operations_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from generator.drift.comparing.exchanges import Exchange

Key = tuple[str, str]
"""Place and name of a parameter; the name of a header in lower case (RFC 9110, section 5.1)."""
Declared = dict[str, frozenset[Key]]
"""The parameters that a document declares for all operations of a path, by path."""
_MOST_STEPS: Final = 20
"""References that may lead to one parameter."""


def key_of(parameter: dict[str, Any]) -> Key:
    """Return what tells a parameter from the others of its operation."""
    place, name = str(parameter.get("in")), str(parameter.get("name"))
    return place, name.lower() if place == "header" else name


def declared(document: Any) -> Declared:
    """Return what `document`, of which nothing is resolved yet, declares for whole paths; of what is malformed, nothing."""
    paths = document.get("paths") if is_object(document) else None
    found: Declared = {}
    for path, item in paths.items() if is_object(paths) else ():
        listed = item.get("parameters") if is_object(item) else None
        keys = frozenset(key_of(each) for each in _followed(document, listed))
        if keys:
            found[str(path)] = keys
    return found


def with_path_wide(exchanges: list[Exchange], known: Mapping[str, frozenset[Key]]) -> list[Exchange]:
    """Return `exchanges`, each knowing which parameters are new on all operations of its path.

    `known` is what the newer document declares for whole paths.
    """
    by_path: dict[str, list[Exchange]] = {}
    for each in exchanges:
        by_path.setdefault(each.paths[1], []).append(each)
    wide = {path: known.get(path, frozenset()) | _got_by_all(members) for path, members in by_path.items()}
    return [replace(each, path_wide=wide[each.paths[1]]) if wide[each.paths[1]] else each for each in exchanges]


def _followed(document: Any, listed: Any) -> Iterator[dict[str, Any]]:
    """Yield the parameters of a list, followed where they are references; those of the path itself are always its own."""
    for each in listed if is_array(listed) else ():
        parameter = _target(document, each)
        if is_object(parameter) and isinstance(parameter.get("name"), str) and parameter.get("in") != "path":
            yield parameter


def _target(document: Any, value: Any) -> Any:
    """Return what `value` is or refers to, None for a reference that leads nowhere in `document`."""
    for _ in range(_MOST_STEPS):
        reference = value.get("$ref") if is_object(value) else None
        if not isinstance(reference, str):
            return value
        pointer = references.target(reference)
        try:
            value = None if pointer is None else pointers.get(document, pointer)
        except (KeyError, ValueError):
            return None
    return None


def _got_by_all(exchanges: list[Exchange]) -> frozenset[Key]:
    """Return the parameters that all of two or more operations of a path got, and none had."""
    first = exchanges[0]
    item = first.shared.revision.get("paths", {}).get(first.paths[1], {})
    if len(exchanges) != sum(1 for _ in operations_of(item, "")) or len(exchanges) == 1:
        return frozenset()
    parts = [each.part.member("parameters") for each in exchanges]
    had = {key for part in parts for key in _by_key(part.base)}
    has = [_by_key(part.revision) for part in parts]
    return frozenset(
        key
        for key, value in has[0].items()
        if key not in had and key[0] != "path" and all(key in each and each[key] == value for each in has)
    )


def _by_key(listed: Any) -> dict[Key, dict[str, Any]]:
    return {key_of(each): each for each in (listed if is_array(listed) else ()) if is_object(each)}
