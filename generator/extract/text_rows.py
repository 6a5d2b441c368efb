"""A row of GitBook's rendered text: `name type[ · format][ · min: N][ · max: N][ · nullable](Required|Optional)`.

Nothing separates the name from the type, nor what follows from Required or Optional, so a row is read from the right:
the rightmost type is the type, and whatever stands before it is the name.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass, field
from typing import Any

from generator.extract.repair import UNKNOWN, unknown_schema

MAX_ROW = 1000  # characters; a longer line is not a row

_END = re.compile(
    r"(?P<head>.+?)(?P<need>[Rr]equired|[Oo]ptional)(?P<deprecated>Deprecated)?"
    r"(?P<tail>(?:Possible values|Default|Example|Pattern):.*)?"
)
_LOOKS_LIKE_ROW = re.compile(
    r"\S(?:Required|Optional)(?:Deprecated)?(?:(?:Possible values|Default|Example|Pattern):.*)?$"
)
_ACCESS = re.compile(r"([Rr]ead|[Ww]rite)-only$")
_TYPE = re.compile(r"(string|integer|number|boolean|object|array|null|any|one of|any of|all of|file)((?:\[\]){0,8})$")
_CONSTANT = re.compile(r"const: ?(.*)$")
_LIMIT = re.compile(r"(min|max): ?(-?[0-9]+(?:\.[0-9]+)?(?:[eE][-+]?[0-9]+)?)")
_WORD = re.compile(r"([A-Za-z][A-Za-z0-9_.+/-]*)((?:\[\]){0,8})")
_SEPARATOR = re.compile(r" [·|] ")
_LABEL = "Discriminator"
_LIMITS = {"string": "Length", "array": "Items", "object": "Properties"}


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a section.

    Attributes:
        name: the name on the wire; "" for a root schema.
        schema: what the row says of the values.
        required: whether it says Required.
        line: its line on the page (1-based).
        notes: what follows the row, as (line, text).
        has_label: whether a label that GitBook puts behind a name was taken off the name.
    """

    name: str
    schema: dict[str, Any]
    required: bool
    line: int
    notes: list[tuple[int, str]] = field(default_factory=list[tuple[int, str]])
    has_label: bool = False


def looks_like_row(line: str) -> bool:
    """Return whether `line` ends as a row does, so that it is no sentence, whether or not it can be understood."""
    return len(line) <= MAX_ROW and _LOOKS_LIKE_ROW.search(line) is not None


def parse_row(line: str, number: int) -> Row | None:
    """Return the row that `line` is, or None if it is none; `number` is its line on the page."""
    match = _END.fullmatch(line) if len(line) <= MAX_ROW else None
    if match is None:
        return None
    head = match["head"]
    access = _ACCESS.search(head)
    parsed = parse_type(head[: access.start()] if access else head)
    if parsed is None:
        return None
    name, schema = parsed
    if access:
        schema[f"{access[1].lower()}Only"] = True
    if match["deprecated"]:
        schema["deprecated"] = True
    has_label = name.endswith(_LABEL) and name != _LABEL
    notes = [(number, match["tail"])] if match["tail"] else []
    return Row(
        name.removesuffix(_LABEL) if has_label else name,
        schema,
        match["need"].lower() == "required",
        number,
        notes,
        has_label,
    )


def parse_type(text: str) -> tuple[str, dict[str, Any]] | None:
    """Return (name, schema) of `text`, a name with a type glued to it and qualifiers behind, or None."""
    first, *qualifiers = _SEPARATOR.split(text)
    constant = _CONSTANT.search(first)
    if constant and not _TYPE.search(first):
        name, schema = first[: constant.start()], {"const": constant[1]}
    else:
        match = _TYPE.search(first)
        if match is None:
            return None
        name, schema = first[: match.start()], _wrapped(_of_type(match[1]), match[2])
    is_nullable = False
    for qualifier in qualifiers:
        if qualifier in {"nullable", "null"}:
            is_nullable = True
            continue
        changed = _qualified(schema, qualifier)
        if changed is None:
            return None
        schema = changed
    if is_nullable and "type" in schema:
        schema["type"] = [*([schema["type"]] if isinstance(schema["type"], str) else schema["type"]), "null"]
    return name.strip(), schema


def innermost(schema: dict[str, Any]) -> dict[str, Any]:
    """Return the schema of what `schema` holds after all its arrays."""
    while "items" in schema:
        schema = schema["items"]
    return schema


def _of_type(name: str) -> dict[str, Any]:
    if name == "object":
        return {"type": name, UNKNOWN: True}  # its properties are not shown
    if name == "array":
        return {"type": name, "items": unknown_schema()}
    if name == "file":
        return {"type": "string", "format": "binary"}
    return unknown_schema() if name == "any" or name.endswith(" of") else {"type": name}


def _wrapped(schema: dict[str, Any], brackets: str) -> dict[str, Any]:
    for _ in range(len(brackets) // 2):
        schema = {"type": "array", "items": schema}
    return schema


def _qualified(schema: dict[str, Any], qualifier: str) -> dict[str, Any] | None:
    """Return `schema` with what `qualifier` says, or None if it says nothing known."""
    limit = _LIMIT.fullmatch(qualifier)
    if limit:
        kind = schema.get("type", "number")
        suffix = _LIMITS.get(kind if isinstance(kind, str) else kind[0], "imum")
        value = float(limit[2])
        if not math.isfinite(value):
            return None
        is_whole = limit[2].lstrip("-").isdecimal()
        schema[f"{limit[1]}{suffix}"] = int(limit[2]) if is_whole else int(value) if value.is_integer() else value
        return schema
    union = _TYPE.fullmatch(qualifier)
    if union:
        kind = schema.get("type")
        if kind is None or "items" in schema or union[2]:
            return unknown_schema()
        schema["type"] = [*([kind] if isinstance(kind, str) else kind), union[1]]
        return schema
    word = _WORD.fullmatch(qualifier)
    if word is None:
        return None
    if word[1] == "enum":
        innermost(schema)["enum"] = []  # the values follow below the row
    elif schema.get("type") == "object":
        schema["title"] = word[1]
    else:
        innermost(schema)["format"] = word[1]
    return _wrapped(schema, word[2])
