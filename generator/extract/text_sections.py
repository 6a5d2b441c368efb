"""GitBook's rendered text to operations and their sections, before any row is read.

An operation is: title, method, description, Authorizations, Path, Query, Header and Cookie parameters, Body, Responses,
method, path. The two lines at its end are the surest sign, so a page is cut there first; headings are taken in that
order only and only before what their section holds, for a description may say "Body" or "get" on a line of its own.
"""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.extract.fragments import METHODS
from generator.extract.text_rows import looks_like_row, parse_row, parse_type

if TYPE_CHECKING:
    from generator.extract.page import Page

HEADINGS = (
    "Authorizations",
    "Path parameters",
    "Query parameters",
    "Header parameters",
    "Cookie parameters",
    "Body",
    "Responses",
)
STATUS = re.compile(r"[1-5](?:[0-9][0-9]|XX)|default")
MEDIA_TYPE = re.compile(r"[A-Za-z0-9*][A-Za-z0-9!#$&^_.+*-]*/[A-Za-z0-9*][A-Za-z0-9!#$&^_.+*-]*(?: ?;.*)?")
ICONS = frozenset(
    {"chevron-right", "chevron-down", "chevron-up", "plus", "minus", "copy", "Copy", "circle-info", "arrow-up-right"}
)
SEPARATORS = frozenset({"and", "or"})

_SHOUTED = frozenset(method.upper() for method in METHODS)
_FURNITURE = ICONS | {"Last updated", "Was this helpful?", "Test it", "Deprecated", "No content"}
_PATH = re.compile(r"(?:https?://[^\s/]+)?/\S*")
_REQUEST_LINE = re.compile(r"([A-Z]+) (/\S*) HTTP/[0-9.]+")

_SAMPLE = re.compile(r"[{}\[\]\"]|[A-Za-z0-9-]+: \S+$")  # the request that GitBook shows below an operation

Line = tuple[int, str]


@dataclass(frozen=True, slots=True)
class Closing:
    """The end of an operation: index of its first and last line, its method, and its path or URL."""

    start: int
    end: int
    method: str
    path: str


@dataclass(frozen=True, slots=True)
class Block:
    """The lines of one operation: `sections` are those under each heading, `number` and `end` its outer ones."""

    title: str
    method: str
    path: str
    number: int
    end: int
    deprecated: bool
    description: list[str]
    sections: dict[str, list[Line]]


def lines_of(page: Page) -> list[Line]:
    """Return the lines of `page` that say something, numbered from 1, spaces made plain and invisible ones removed."""
    plain = {"\u00a0": " ", "\u202f": " ", "\u200b": None, "\u200c": None, "\u2060": None, "\ufeff": None, "\t": " "}
    table = str.maketrans(plain)
    stripped = ((number, line.translate(table).strip()) for number, line in enumerate(page.lines, 1))
    return [(number, line) for number, line in stripped if line]


def closings(lines: list[Line]) -> list[Closing]:
    """Return the places where a method stands on a line and a path on the next."""
    found: list[Closing] = []
    for index, ((_, line), (_, following)) in enumerate(itertools.pairwise(lines)):
        if (line in METHODS or line in _SHOUTED) and (not found or index > found[-1].end):
            request = _REQUEST_LINE.fullmatch(following)
            if request is not None and request[1].lower() == line.lower():
                found.append(Closing(index, index + 1, line.lower(), request[2].partition("?")[0]))
            elif _PATH.fullmatch(following):
                found.append(Closing(index, index + 1, line.lower(), following))
    return found


def blocks(page: Page, lines: list[Line]) -> list[Block]:
    """Return the operations of `page`.

    Raises:
        SpecloomError: an operation has no beginning, no sections in the known order, or another method at its end.
    """
    found: list[Block] = []
    start = 0
    candidates = closings(lines)
    marks = _Marks(lines)
    for index, closing in enumerate(candidates):
        opening = marks.opening(start, closing.start)
        is_whole = marks.has_responses(start, closing.start)
        following = candidates[index + 1] if index + 1 < len(candidates) else None
        is_quoted = following is not None and marks.opening(closing.end + 1, following.start) is None
        if not is_whole and opening is not None and (lines[opening][1].lower() != closing.method or is_quoted):
            continue  # a sentence that spells out another request
        if opening is None:
            message = f"{closing.method} {closing.path} ends here, and no line with its method begins it"
            raise page.error("no-opening", message, lines[closing.start][0])
        if lines[opening][1].lower() != closing.method:
            first, method = lines[opening]
            message = f"the operation on line {first} begins with {method} and ends here with {closing.method}"
            raise page.error("different-methods", message, lines[closing.start][0])
        found.append(_block(page, lines, start, opening, closing))
        start = closing.end + 1
    _refuse_rest(page, lines[start:])
    return found


class _Marks:
    """Where methods and the heading "Responses" stand, for looking both up in constant time."""

    def __init__(self, lines: list[Line]) -> None:
        self._next_method = [len(lines)] * (len(lines) + 1)
        self._responses = [0] * (len(lines) + 1)
        for index in range(len(lines) - 1, -1, -1):
            is_method = lines[index][1] in METHODS or lines[index][1] in _SHOUTED
            self._next_method[index] = index if is_method else self._next_method[index + 1]
        for index, (_, line) in enumerate(lines):
            self._responses[index + 1] = self._responses[index] + (line == "Responses")

    def opening(self, start: int, end: int) -> int | None:
        """Return the index of the first line from `start` to before `end` that is a method."""
        index = self._next_method[start] if start < end else end
        return index if index < end else None

    def has_responses(self, start: int, end: int) -> bool:
        """Return whether "Responses" stands on a line from `start` to before `end`."""
        return self._responses[end] > self._responses[start]


def _refuse_rest(page: Page, rest: list[Line]) -> None:
    for (number, line), (_, following) in itertools.pairwise(rest):
        if line in HEADINGS and looks_like_row(following):
            message = f"{line!r} belongs to an operation whose end, its method and path, is missing"
            raise page.error("no-closing", message, number, "The page may be cut off: save it again, whole.")
    for number, line in rest:
        if line in METHODS or line in _SHOUTED:
            message = f"an operation begins here with {line}, and its end, the method and path, is missing"
            raise page.error("no-closing", message, number, "The page may be cut off: save it again, whole.")


def _block(page: Page, lines: list[Line], start: int, opening: int, closing: Closing) -> Block:
    before = [line for _, line in lines[max(start, opening - 3) : opening]]
    body = lines[opening + 1 : closing.start]
    headings = _headings(page, body)
    first = headings[0] if headings else len(body)
    bounds = [*headings, len(body)]
    return Block(
        title="" if start == 0 and opening == 1 else _title(before),  # the only line before it is the page's title
        method=closing.method,
        path=closing.path,
        number=lines[opening][0],
        end=lines[closing.end][0],
        deprecated="Deprecated" in [*before, *(line for _, line in body[:1])],
        description=[line for _, line in body[:first] if line not in _FURNITURE],
        sections={body[at][1]: body[at + 1 : bounds[i + 1]] for i, at in enumerate(headings)},
    )


def _title(before: list[str]) -> str:
    title = next((line for line in reversed(before) if line not in _FURNITURE), "")
    return "" if _SAMPLE.match(title) else title


def _headings(page: Page, body: list[Line]) -> list[int]:
    """Return the indices of the section headings: those in the known order, read from the last "Responses" backwards."""
    candidates = [index for index, (_, line) in enumerate(body) if line in HEADINGS and _opens_section(body, index)]
    last = next((index for index in reversed(candidates) if body[index][1] == "Responses"), len(body))
    candidates = [index for index in candidates if index <= last]
    chosen: list[int] = []
    rank = len(HEADINGS)
    for index in reversed(candidates):
        line = body[index][1]
        if HEADINGS.index(line) < rank:
            chosen.append(index)
            rank = HEADINGS.index(line)
        elif _is_row(body[index + 1][1]):
            message = f"the section {line!r} stands out of order: sections come as {', '.join(HEADINGS)}"
            raise page.error("section-order", message, body[index][0])
    return chosen[::-1]


def _is_row(line: str) -> bool:
    return looks_like_row(line) or parse_row(line, 0) is not None


def _opens_section(body: list[Line], index: int) -> bool:
    """Return whether what follows the line at `index` is what stands under such a heading."""
    following = body[index + 1][1] if index + 1 < len(body) else ""
    match body[index][1]:
        case "Responses":
            return not following or following in ICONS or STATUS.fullmatch(following) is not None
        case "Body":
            return _opens_body(body, index + 1)
        case "Authorizations":
            return following in HEADINGS or _is_row(following)
        case _:
            return _is_row(following)


def _opens_body(body: list[Line], start: int) -> bool:
    """Return whether a schema stands from `start` on; its description may come first."""
    for index in range(start, len(body)):
        line = body[index][1]
        if line in HEADINGS:
            return False
        if line in SEPARATORS or MEDIA_TYPE.fullmatch(line) or _is_row(line):
            return True
    return False


def is_root_row(line: str) -> bool:
    """Return whether `line` is the unmarked row of a response's root schema: "Response" and a type."""
    parsed = parse_type(line)
    return parsed is not None and parsed[0] == "Response"
