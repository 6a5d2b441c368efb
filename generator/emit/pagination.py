"""How operations page: what a document says of it, judged and written as a rule of the runtime."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from generator.document import pointers
from generator.document.findings import Place, SpecloomError, fail
from generator.emit.media import is_json, json_first
from generator.emit.templating import literal
from generator.workspace.schema_check import check
from generator.workspace.vendor import pagination_schema

if TYPE_CHECKING:
    from collections.abc import Mapping

    from generator.emit.components import Components

PAGINATION = "x-specloom-pagination"

_RULE = "pagination"
# The style: the runtime's class, the keys that it takes by position, and those by name.
_CLASSES = {
    "link-header": ("LinkHeader", (), ("items", "relation")),
    "page": ("PageNumber", ("page",), ("items", "last", "more", "first")),
    "offset": ("Offset", ("offset",), ("items", "total", "more")),
    "cursor": ("Cursor", ("cursor", "next"), ("items", "more")),
    "next-url": ("NextUrl", ("next",), ("items",)),
}
_PARAMETERS = ("page", "offset", "cursor")
_PLACES = ("items", "last", "more", "total", "next")


def pagination_of(operation: Mapping[str, Any], pointer: str) -> dict[str, Any] | None:
    """Return what an operation of a normal form says of its pages; None if it has none.

    Args:
        operation: the operation.
        pointer: where it stands, for messages.

    Raises:
        SpecloomError: it is not as vendor.schema.json has it, or the operation does not take its parameter.
    """
    pagination: dict[str, Any] | None = operation.get(PAGINATION)
    if pagination is None:
        return None
    here = pointers.join(pointer, PAGINATION)
    if findings := check(pagination, pagination_schema(), file="", rule=_RULE):
        placed = [(each, Place(pointer=f"{here}{each.place.pointer}")) for each in findings]
        raise SpecloomError([replace(each, place=place) for each, place in placed])
    for key in _PARAMETERS:
        if key in pagination:
            _refuse_unknown(pagination[key], operation, Place(pointer=pointers.join(here, key)), pagination.get("in"))
    return pagination


def _refuse_unknown(name: str, operation: Mapping[str, Any], place: Place, location: str | None) -> None:
    if location == "body":
        if not is_json(json_first(operation.get("requestBody", {}).get("content", {}))[0]):
            raise fail(_RULE, f"{name!r} stands in the body, but the operation takes no JSON", place)
    elif not any(each["in"] == "query" and each["name"] == name for each in operation.get("parameters", [])):
        remedy = "Declare it, or write `in: body` and a pointer if it stands in the body."
        raise fail(_RULE, f"{name!r} is no query parameter of the operation", place, remedy)


def pagination_rule(pagination: Mapping[str, Any], answer: Any, components: Components) -> str:
    """Return the rule of an operation that pages, as in `PageNumber("page", items="data", last="meta.last_page")`.

    Args:
        pagination: the operation's `x-specloom-pagination`, whose pointers lead into the answer.
        answer: the schema of the answer.
        components: what it refers to.

    Raises:
        SpecloomError: a pointer has a name that the runtime cannot follow.
    """
    name, positional, named = _CLASSES[pagination["style"]]

    def value(key: str) -> str:
        said = pagination[key]
        if key in _PARAMETERS and pagination.get("in") == "body":
            return f"InBody(({', '.join(map(literal, pointers.split(said)))},))"
        if key not in _PLACES:
            return literal(said)
        path = components.at(answer, said)[0]
        if said.count("/") != len(path.split(".") if path else ()):
            # The runtime would take the name for two.
            raise fail(_RULE, f"{said!r} has a name with a dot, and the answer's schema does not declare it")
        return literal(path)

    arguments = [value(key) for key in positional]
    arguments += [f"{key}={value(key)}" for key in named if key in pagination]
    return f"{name}({', '.join(arguments)})"
