"""Several sources of one vendor to one document: equal parts merge, different ones of one name are refused."""

from __future__ import annotations

import copy
from typing import Any

from generator.document import dump, pointers
from generator.document.findings import Place, fail
from generator.document.shapes import is_object
from generator.normalise.schemas import operations

SOURCE = "x-specloom-source"
UNKNOWN = "x-specloom-unknown"


def merge(sources: list[tuple[str, dict[str, Any]]]) -> dict[str, Any]:
    """Return one OpenAPI 3.1 document that holds every path, component and tag of `sources`, (file, document) pairs.

    The first source gives `info`. Servers and security of a later source that differ are written on its operations.

    Raises:
        SpecloomError: two sources define one operation or one component differently, or one operationId is used twice;
            shows both.
    """
    first_name, first = sources[0]
    result = copy.deepcopy(first)
    origin: dict[str, str] = {}
    _note_origins(result, first_name, origin)
    for name, source in sources[1:]:
        document = copy.deepcopy(source)
        _push_down(result, document)
        _merge_named(result, document, "paths", name, origin)
        for section, members in document.get("components", {}).items():
            result.setdefault("components", {}).setdefault(section, {})
            for key, value in members.items():
                _put(result["components"][section], key, value, f"/components/{section}", name, origin)
        if "webhooks" in document:
            _merge_named(result, document, "webhooks", name, origin)
        tags = result.setdefault("tags", [])
        tags.extend(tag for tag in document.get("tags", []) if tag.get("name") not in {t.get("name") for t in tags})
        if not tags:
            del result["tags"]
        _note_origins(document, name, origin)
    for about_the_page in (SOURCE, UNKNOWN):  # it belongs to captured/, which stays beside openapi.yaml
        result.pop(about_the_page, None)
    _refuse_repeated_ids(result, origin)
    return result


def _note_origins(document: dict[str, Any], name: str, origin: dict[str, str]) -> None:
    for section in ("paths", "webhooks"):
        for path, item in document.get(section, {}).items():
            for key in item if is_object(item) else ():
                origin.setdefault(pointers.join("", section, path, key), name)
    for section, members in document.get("components", {}).items():
        for key in members:
            origin.setdefault(pointers.join("/components", section, key), name)


def _push_down(result: dict[str, Any], document: dict[str, Any]) -> None:
    for key in ("servers", "security"):
        if key not in result and key in document and not result.get("paths"):
            result[key] = document[key]
        elif key in document and document[key] != result.get(key):
            for _, _, operation, _ in operations(document):
                operation.setdefault(key, copy.deepcopy(document[key]))


def _merge_named(
    result: dict[str, Any], document: dict[str, Any], section: str, name: str, origin: dict[str, str]
) -> None:
    target = result.setdefault(section, {})
    for path, item in document.get(section, {}).items():
        for key, value in item.items() if is_object(item) else ():
            _put(target.setdefault(path, {}), key, value, pointers.join("", section, path), name, origin)


def _put(target: dict[str, Any], key: str, value: Any, base: str, name: str, origin: dict[str, str]) -> None:
    if key not in target:
        target[key] = value
    elif target[key] != value:
        pointer = pointers.join(base, key)
        both = f"--- {origin.get(pointer, '?')}\n{dump.dumps(target[key])}--- {name}\n{dump.dumps(value)}"
        message = f"is defined differently by two sources:\n{both}".rstrip()
        raise fail(
            "different-definitions", message, Place(name, pointer=pointer), "Rename one of the two in its source."
        )


def _refuse_repeated_ids(document: dict[str, Any], origin: dict[str, str]) -> None:
    seen: dict[str, str] = {}
    for _, _, operation, pointer in operations(document):
        identifier = operation.get("operationId")
        if identifier is None:
            continue
        if identifier in seen:
            other = seen[identifier]
            message = (
                f"two operations have the operationId {identifier!r}; the other is {origin.get(other, '')} #{other}"
            )
            place = Place(origin.get(pointer, ""), pointer=pointers.join(pointer, "operationId"))
            raise fail("repeated-operation-id", message, place, "Give one of them another, or none.")
        seen[identifier] = pointer
