"""JSON texts as they are: numbers by their digits, keys that repeat, and layouts that people can read."""

from __future__ import annotations

import json
import re
from typing import Any, NoReturn

from generator.document.shapes import is_array

LONGEST_LINE = 90
"""Characters of the longest JSON text that stands on one line."""

_MAX_DEPTH = 100
_TOO_DEEP = "it is nested too deeply"
_COMPACT = (",", ":")
_SPACED = (", ", ": ")
_STRING = re.compile(r'"(?:[^"\\]|\\.)*+"')


class Number(str):
    """A JSON number as it is written."""

    __slots__ = ()


class Members(list[tuple[str, Any]]):
    """The members of a JSON object in their order, with those of the same name."""

    __slots__ = ()


def parse(text: str) -> Any:
    """Return what JSON `text` says, in lists, `Members`, `Number`, str, bool and None.

    Raises:
        ValueError: it is no JSON (RFC 8259), or nested too deeply.
    """
    try:
        value = json.loads(
            text, object_pairs_hook=Members, parse_int=Number, parse_float=Number, parse_constant=_refuse
        )
    except RecursionError as error:
        raise ValueError(_TOO_DEEP) from error
    level = [value]
    for _ in range(_MAX_DEPTH):
        level = [child for node in level for child in _children(node)]
        if not level:
            return value
    raise ValueError(_TOO_DEEP)


def _refuse(constant: str) -> NoReturn:
    msg = f"{constant} is no JSON value"
    raise ValueError(msg)


def _children(node: Any) -> list[Any]:
    if isinstance(node, Members):
        return [value for _, value in node]
    return node if is_array(node) else []


def relaid(value: Any, like: str) -> str:
    """Return `value` as JSON in the layout of the JSON text `like`, whose value it was made from."""
    before, layout = parse(like), _layout(like)
    if layout == _flat(before, _COMPACT):
        return _flat(value, _COMPACT)
    if layout == _indented(before, 0):
        return _indented(value, 0)
    return _flat(value, _SPACED)


def tidy(value: Any) -> str:
    """Return `value` as JSON for a person: on one line where that is short, else indented by two spaces."""
    line = _flat(value, _SPACED)
    return line if len(line) <= LONGEST_LINE else _indented(value, 0)


def is_machine_made(text: str, value: Any) -> bool:
    """Tell whether the layout of JSON `text`, which says `value`, is that of a serialiser and means nothing."""
    return _layout(text) in {_flat(value, _COMPACT), _flat(value, _SPACED), _indented(value, 0)}


def _layout(text: str) -> str:
    """Return JSON `text` with its strings as they are written here: serialisers differ in what they escape."""
    return _STRING.sub(lambda match: _scalar(json.loads(match[0])), text)


def _flat(value: Any, separators: tuple[str, str]) -> str:
    comma, colon = separators
    if isinstance(value, Members):
        return "{" + comma.join(f"{_scalar(name)}{colon}{_flat(item, separators)}" for name, item in value) + "}"
    if is_array(value):
        return "[" + comma.join(_flat(item, separators) for item in value) + "]"
    return _scalar(value)


def _indented(value: Any, level: int) -> str:
    inner, outer = "\n" + "  " * (level + 1), "\n" + "  " * level
    if isinstance(value, Members) and value:
        lines = [f"{_scalar(name)}: {_indented(item, level + 1)}" for name, item in value]
        return "{" + inner + f",{inner}".join(lines) + outer + "}"
    if is_array(value) and value and not isinstance(value, Members):
        items = [_indented(item, level + 1) for item in value]
        return "[" + inner + f",{inner}".join(items) + outer + "]"
    return _flat(value, _SPACED)


def _scalar(value: Any) -> str:
    if isinstance(value, Number):
        return str(value)
    text = json.dumps(value, ensure_ascii=False)
    try:
        text.encode()
    except UnicodeEncodeError:  # half of a surrogate pair, which only an escape can write
        return json.dumps(value)
    return text
