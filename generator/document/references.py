"""Local references (`$ref`, RFC 6901 fragments): finding them, following them, refusing the others."""

from __future__ import annotations

import difflib
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

from generator.document import pointers
from generator.document.findings import Finding, Place
from generator.document.shapes import is_array, is_object

if TYPE_CHECKING:
    from collections.abc import Iterator

_DATA_KEYS = frozenset({"example", "examples", "default", "enum", "const"})
_NAME_MAPS = frozenset({"properties", "patternProperties", "$defs", "dependentSchemas", "schemas"})


def references(value: Any, pointer: str = "") -> Iterator[tuple[dict[str, Any], str]]:
    """Yield (object, pointer) for each object below `value` that holds a `$ref` string, examples and other data left out."""
    stack: list[tuple[Any, str, bool]] = [(value, pointer, False)]
    while stack:
        node, here, is_name_map = stack.pop()
        if is_object(node):
            children: dict[str, Any] = node
            if not is_name_map and isinstance(children.get("$ref"), str):
                yield children, here
            for key, child in children.items():
                if is_name_map or key not in _DATA_KEYS:
                    stack.append((child, pointers.join(here, key), not is_name_map and key in _NAME_MAPS))
        elif is_array(node):
            stack.extend((child, pointers.join(here, i), False) for i, child in enumerate(list(node)))


def target(reference: str) -> str | None:
    """Return the pointer that a local reference holds, percent-decoded (RFC 6901 section 6); None for any other."""
    return unquote(reference[1:]) if reference == "#" or reference.startswith("#/") else None


def follow(document: dict[str, Any], value: Any) -> Any:
    """Return what `value` is after following its references, at most 100 in a row; unresolvable ones stay as they are."""
    for _ in range(100):
        reference = value.get("$ref") if is_object(value) else None
        pointer = target(reference) if isinstance(reference, str) else None
        if pointer is None:
            return value
        try:
            value = pointers.get(document, pointer)
        except (KeyError, ValueError):
            return value
    return value


def unresolved(document: dict[str, Any], name: str) -> list[Finding]:
    """Return one finding for each reference of `document` that leads nowhere; `name` stands for the file."""
    findings: list[Finding] = []
    for holder, pointer in references(document):
        reference = str(holder["$ref"])
        place = Place(name, pointer=pointers.join(pointer, "$ref"))
        inner = target(reference)
        if inner is None:
            message = f"refers to {reference!r}, which is not inside this document"
            findings.append(Finding("external-reference", message, place, "Bundle the documents into one."))
            continue
        try:
            pointers.get(document, inner)
        except (KeyError, ValueError):
            message = f"refers to {reference!r}, which does not exist"
            findings.append(Finding("unresolved-reference", message, place, _nearest(document, inner)))
    return findings


def _nearest(document: dict[str, Any], pointer: str) -> str:
    parent, _, last = pointer.rpartition("/")
    try:
        siblings = pointers.get(document, parent)
    except (KeyError, ValueError):
        return f"Nothing stands at #{parent} either."
    near = difflib.get_close_matches(last, [str(key) for key in siblings] if is_object(siblings) else [], 1)
    return f"Did you mean #{parent}/{near[0]}?" if near else f"#{parent} has no such member."
