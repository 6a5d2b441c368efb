"""Local references (`$ref`, RFC 6901 fragments): finding them, following them, refusing the others."""

from __future__ import annotations

import difflib
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

from generator.document import pointers
from generator.document.findings import Finding, Place
from generator.document.keywords import DATA, NAME_MAPS
from generator.document.shapes import is_array, is_object

if TYPE_CHECKING:
    from collections.abc import Iterator

MAX_CHAIN = 100
"""References that may lead from one to the next."""


def objects(value: Any, pointer: str = "") -> Iterator[tuple[dict[str, Any], str]]:
    """Yield (object, pointer) for each object below `value`, those left out whose members have free names.

    Examples, defaults and other data are left out, as are specification extensions.
    """
    stack: list[tuple[Any, str, bool]] = [(value, pointer, False)]
    while stack:
        node, here, is_name_map = stack.pop()
        if is_object(node):
            if not is_name_map:
                yield node, here
            for key, child in node.items():
                if is_name_map:
                    stack.append((child, pointers.join(here, key), False))
                elif key == "examples" and is_object(child):
                    stack.extend((item, pointers.join(here, key, name), False) for name, item in _referring(child))
                elif key not in DATA and not key.startswith("x-"):
                    stack.append((child, pointers.join(here, key), key in NAME_MAPS))
        elif is_array(node):
            stack.extend((child, pointers.join(here, i), False) for i, child in enumerate(node))


def references(value: Any, pointer: str = "") -> Iterator[tuple[dict[str, Any], str]]:
    """Yield those of `objects` that hold a `$ref` string."""
    return ((node, here) for node, here in objects(value, pointer) if isinstance(node.get("$ref"), str))


def _referring(examples: dict[str, Any]) -> Iterator[tuple[str, Any]]:
    for name, example in examples.items():
        if is_object(example) and isinstance(example.get("$ref"), str):
            yield name, {"$ref": example["$ref"]}


def target(reference: str) -> str | None:
    """Return the pointer that a local reference holds, percent-decoded (RFC 6901 section 6); None for any other."""
    return unquote(reference[1:]) if reference == "#" or reference.startswith("#/") else None


def follow(document: dict[str, Any], value: Any) -> Any:
    """Return what `value` is after following its references, at most `MAX_CHAIN`; unresolvable ones stay as they are."""
    for _ in range(MAX_CHAIN):
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
    """Return one finding for each reference of `document` that leads nowhere, outside, or back to itself.

    `name` stands for the file.
    """
    findings: list[Finding] = []
    known: dict[str, tuple[str, str, str] | None] = {}
    for holder, pointer in references(document):
        reference = str(holder["$ref"])
        if reference not in known:
            known[reference] = fault(document, reference)
        if (wrong := known[reference]) is not None:
            rule, message, remedy = wrong
            findings.append(Finding(rule, message, Place(name, pointer=pointers.join(pointer, "$ref")), remedy))
    return findings


def fault(document: dict[str, Any], reference: str) -> tuple[str, str, str] | None:
    """Return (rule, message, remedy) for a reference that does not lead to a value, None for one that does."""
    inner = target(reference)
    if inner is None and reference.startswith("#"):
        message = f"refers to the anchor {reference!r}; only JSON pointers are followed"
        return "anchor-reference", message, "Write the pointer of what it names, such as '#/components/schemas/Pet'."
    if inner is None:
        message = f"refers to {reference!r}, which is not inside this document"
        return "external-reference", message, "Bundle the documents into one."
    try:
        found = pointers.get(document, inner)
    except (KeyError, ValueError):
        return "unresolved-reference", f"refers to {reference!r}, which does not exist", _nearest(document, inner)
    last = follow(document, found)
    if is_object(last) and isinstance(last.get("$ref"), str) and _is_circular(document, reference):
        message = f"refers to {reference!r}, which only refers on and back to itself"
        return "circular-reference", message, "Write a value in one of the places that refer to each other."
    return None


def _is_circular(document: dict[str, Any], reference: str) -> bool:
    """Tell whether following `reference` never ends; where it ends at a broken one, that one has its own finding."""
    seen: set[str] = set()
    while (pointer := target(reference)) is not None:
        if pointer in seen or len(seen) > MAX_CHAIN:
            return True
        seen.add(pointer)
        try:
            value = pointers.get(document, pointer)
        except (KeyError, ValueError):
            return False
        if not is_object(value) or not isinstance(value.get("$ref"), str):
            return False
        reference = value["$ref"]
    return False


def _nearest(document: dict[str, Any], pointer: str) -> str:
    """Return a hint about the first token of `pointer` that leads nowhere."""
    if not pointer.startswith("/"):
        return "A pointer starts with '#/'."
    here, value = "", document
    for token in pointers.split(pointer):
        if is_object(value) and isinstance(value.get("$ref"), str) and token not in value:
            return f"#{here} is itself a reference, to {value['$ref']!r}: a pointer does not lead through it."
        try:
            value = pointers.get(value, pointers.join("", token))
        except (KeyError, ValueError):
            near = difflib.get_close_matches(token, list(value) if is_object(value) else [], 1)
            hint = (
                f"Did you mean #{pointers.join(here, near[0])}?"
                if near
                else "Correct the reference, or add what it names."
            )
            return f"#{here or '/'} has no {token!r}. {hint}"
        here = pointers.join(here, token)
    return ""
