"""JSON text to plain data, strictly (RFC 8259): unique keys, numbers that mean something, bounded nesting."""

from __future__ import annotations

import json
import math
import re
from itertools import islice
from typing import TYPE_CHECKING, Any

from generator.document.findings import Finding, Place, Severity, SpecloomError
from generator.document.limits import MAX_DEPTH, MAX_DIGITS, MAX_NODES
from generator.document.numbers import not_finite, too_large
from generator.document.repeated_keys import MAX_REPORTED, made_one, repeated
from generator.document.shapes import is_array, is_object

if TYPE_CHECKING:
    from collections.abc import Iterator

_PIECE = re.compile(r'"(?:[^"\\]|\\.)*"|[{}\[\],:]|[^\s{}\[\],:"]+', re.DOTALL)
_SURROGATE = re.compile(r"\\u[dD][89a-fA-F]")
_CONSTANTS = frozenset({"NaN", "Infinity", "-Infinity"})


class _RefusedError(Exception):
    """The text holds something that `_first_fault` describes."""


def loads(text: str, name: str, repairs: list[Finding] | None = None) -> Any:
    """Return the data of JSON `text`.

    Args:
        text: JSON.
        name: stands for the file in messages.
        repairs: takes a warning for each repeated key, which is then made one, and for each number that JSON cannot have,
            which is then null, or text where it is only too large; None refuses them.

    Raises:
        json.JSONDecodeError: the text is not JSON.
        SpecloomError: the text is JSON that this project refuses; names the line.
    """
    reading = _Reading(lenient=repairs is not None)
    try:
        data = json.loads(
            text,
            object_pairs_hook=reading.unique,
            parse_constant=reading.constant,
            parse_int=_integer,
            parse_float=reading.number,
        )
    except (_RefusedError, RecursionError) as error:
        raise _first_fault(text, name, lenient=reading.lenient) from error
    if _is_too_large(data):
        raise _first_fault(text, name, lenient=reading.lenient)
    if _SURROGATE.search(text) and _is_not_unicode(data):
        raise _first_fault(text, name, lenient=reading.lenient)
    if repairs is not None and reading.repaired:
        found = (fault for fault in _faults(text, name, lenient=True) if fault.severity == Severity.WARNING)
        repairs.extend(islice(found, MAX_REPORTED))
    return data


class _Reading:
    """Makes objects and numbers, and knows whether anything had to be repaired."""

    def __init__(self, *, lenient: bool) -> None:
        self.lenient = lenient
        self.repaired = False

    def unique(self, pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        if len(whole := dict(pairs)) == len(pairs):
            return whole
        self._repair()
        result: dict[str, Any] = {}
        for key, value in pairs:
            result[key] = made_one(result[key], value) if key in result else value
        return result

    def constant(self, _constant: str) -> None:
        self._repair()

    def number(self, digits: str) -> float | str:
        value = float(digits)
        if len(digits) > MAX_DIGITS:
            raise _RefusedError
        if not math.isinf(value):
            return value
        self._repair()
        return digits

    def _repair(self) -> None:
        self.repaired = True
        if not self.lenient:
            raise _RefusedError


def _integer(digits: str) -> int:
    if len(digits) > MAX_DIGITS:
        raise _RefusedError
    return int(digits)


def _is_too_large(data: Any) -> bool:
    level: list[list[Any]] = [[data]]
    depth, nodes = -1, 0  # of collections: the outer list is ours
    while level:
        depth += 1
        nodes += sum(map(len, level))
        if depth > MAX_DEPTH or nodes > MAX_NODES:
            return True
        level = [inner for members in level for child in members if (inner := _members(child)) is not None]
    return False


def _members(node: Any) -> list[Any] | None:
    if is_object(node):
        return list(node.values())
    return node if is_array(node) else None


def _is_not_unicode(data: Any) -> bool:
    try:
        json.dumps(data, ensure_ascii=False).encode()
    except UnicodeEncodeError:
        return True
    return False


def _first_fault(text: str, name: str, *, lenient: bool) -> SpecloomError:
    """Return the error for the first thing in `text` that is refused; called only when there is one."""
    return SpecloomError(
        next(fault for fault in _faults(text, name, lenient=lenient) if fault.severity == Severity.ERROR)
    )


def _faults(text: str, name: str, *, lenient: bool) -> Iterator[Finding]:
    """Yield what is wrong in `text`, in its order; the last one is an error. What `lenient` repairs is warned of."""
    keys: list[dict[str, int] | None] = []  # of each open object, its keys and their lines; None for an array
    for nodes, (piece, line, is_key) in enumerate(_pieces(text)):
        place = Place(name, line)
        if piece in "{[":
            keys.append({} if piece == "{" else None)
            if len(keys) > MAX_DEPTH:
                yield Finding("too-deep", f"is nested more than {MAX_DEPTH} levels deep", place)
        elif piece in "]}" and keys:
            keys.pop()
        elif piece.startswith('"'):
            value = json.loads(piece, strict=False)
            if not _is_text(value):
                yield Finding("not-unicode", "holds half of a surrogate pair, which is no character", place)
            opened = keys[-1] if is_key and keys else None
            if opened is not None:
                if value in opened:
                    yield repeated(value, "object", opened[value], place, repaired=lenient)
                opened[value] = line
        elif (fault := _number_fault(piece, place, lenient=lenient)) is not None:
            yield fault
        if nodes > 2 * MAX_NODES:  # a comma or a colon stands between any two values
            break
    yield Finding("too-large", f"holds more than {MAX_NODES:,} values", Place(name))


def _pieces(text: str) -> Iterator[tuple[str, int, bool]]:
    """Yield (piece, 1-based line, whether it is a key) for each piece of JSON `text`."""
    line, counted = 1, 0
    for match in _PIECE.finditer(text):
        line += text.count("\n", counted, match.start())
        counted = match.start()
        piece = match.group()
        is_key = piece.startswith('"') and re.compile(r"\s*:").match(text, match.end()) is not None
        yield piece, line, is_key


def _is_text(value: str) -> bool:
    try:
        value.encode()
    except UnicodeEncodeError:
        return False
    return True


def _number_fault(piece: str, place: Place, *, lenient: bool) -> Finding | None:
    if piece in _CONSTANTS:
        return not_finite(piece, place, repaired=lenient)
    if not piece.lstrip("-")[:1].isdecimal():
        return None
    if len(piece) > MAX_DIGITS:
        return Finding("invalid-number", f"holds a number of more than {MAX_DIGITS} digits", place)
    return too_large(piece, place, repaired=lenient) if math.isinf(float(piece)) else None
