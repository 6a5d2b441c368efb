"""How a page is laid out, line by line: kinds of blocks, without what they say.

Nothing of the dialects is used here, so that a fault in one of them leaves the layout as it is: that tells a page that
changed from an extractor that broke.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import Any

from generator.document.shapes import is_object

# Words with which sites mark the parts of an operation; of their own here, see above.
_MARKS = frozenset({
    "Authorizations", "Path parameters", "Query parameters", "Header parameters", "Cookie parameters", "Body",
    "Responses", "Request", "Response", "Return values", "and", "or", "No content", "Deprecated", "Test it", "Copy", "copy",
    "chevron-right", "chevron-down", "chevron-up", "plus", "minus", "circle-info", "arrow-up-right",
})  # fmt: skip
_METHOD = r"(?:GET|PUT|POST|DELETE|OPTIONS|HEAD|PATCH|TRACE|QUERY)"
_LINES = tuple(
    (kind, re.compile(pattern))
    for kind, pattern in (
        ("rule", r"(?:-{3,}|\*{3,}|_{3,})"),
        ("tag", r"\{%.*"),
        ("table", r"\|.*"),
        ("html", r"<[!/A-Za-z].*"),
        ("method", rf"{_METHOD}|{_METHOD.lower()}"),
        ("request", rf"{_METHOD}(?:, ?{_METHOD})* +\S*/\S*(?: HTTP/[0-9.]+)?"),
        ("path", r"(?:https?://[^\s/]+)?/\S*"),
        ("status", r"[1-5][0-9X]{2}|default"),
        ("media", r"[a-z*]+/[A-Za-z0-9*][A-Za-z0-9.+*-]*(?: ?;.*)?"),
        ("row", r".*\S(?:Required|Optional)(?:Deprecated)?(?:(?:Possible values|Default|Example|Pattern):.*)?"),
        ("note", r"(?:Default|Example|Pattern|Possible values|Available):.*"),
        ("sample", r"[{}\[\]\"].*"),
        ("prose", r".*[.!?:;]"),
    )
)
_HEADING = re.compile(r"(#{1,6})(?:\s+(.*?))?(?:\s+#*)?")
_ITEM = re.compile(r"(?:[-*+•]|[0-9]{1,9}[.)])\s+(?:([A-Za-z][A-Za-z -]{0,20}|[1-5][0-9X]{2}):)?.*")
_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})\s*([^`]*)")
_YAML = re.compile(r"^[\"']?(openapi|swagger)[\"']?[ \t]*:[ \t]*[\"']?([0-9]\.[0-9])?", re.MULTILINE)
_HTML_NAME = re.compile(r"<[!/]?([A-Za-z]{1,20})")
_QUOTE = re.compile(r"(?:\s*>)+ ?")
_LONG = 10  # words from which on a line is a sentence
_LONGEST = 2000  # characters of a line that are looked at


@dataclass(frozen=True, slots=True)
class Block:
    """A line, or the lines of a fence: what kind it is, its first line (1-based), and its text without furniture.

    `is_quoted` says that Markdown's mark of a quotation stood before it, `after_gap` that an empty line did.
    """

    kind: str
    line: int
    text: str
    is_quoted: bool = False
    after_gap: bool = False


def blocks(text: str) -> list[Block]:
    """Return the blocks of a page, Markdown or visible text, in its order; empty lines are none."""
    found: list[Block] = []
    lines = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n").split("\n")
    index, is_after_gap = 0, True
    while index < len(lines):
        opening = _FENCE.fullmatch(_unquoted(lines[index])[:_LONGEST])
        if opening is not None:
            block, index = _fence(lines, index, opening)
            found.append(block)
        else:
            line = _unquoted(lines[index]).strip()
            if line:
                is_quoted = lines[index].lstrip().startswith(">")
                found.append(Block(_kind(line), index + 1, line, is_quoted, is_after_gap))
            is_after_gap = not line
            index += 1
    return found


def _unquoted(line: str) -> str:
    quote = _QUOTE.match(line)
    return line[quote.end() :] if quote is not None else line


def _fence(lines: list[str], start: int, opening: re.Match[str]) -> tuple[Block, int]:
    """Return the fenced code that opens at `start` (CommonMark 0.31 section 4.5), and the index behind it."""
    mark = opening[1]
    closing = re.compile(rf" {{0,3}}{re.escape(mark[0])}{{{len(mark)},}}\s*")
    end = next((i for i in range(start + 1, len(lines)) if closing.fullmatch(_unquoted(lines[i]))), None)
    content = "\n".join(map(_unquoted, lines[start + 1 : len(lines) if end is None else end]))
    kind = f"fence {_code(content)}{' open' if end is None else ''}"
    return Block(kind, start + 1, content), len(lines) if end is None else end + 1


def _code(content: str) -> str:
    """Return what kind of code `content` is: an OpenAPI fragment of some version, JSON, torn JSON, or something else."""
    if content.lstrip().startswith(("{", "[")):
        try:
            value: Any = json.loads(content)
        except (ValueError, RecursionError):
            return "torn"
        stated = value if is_object(value) else {}
        version = stated.get("openapi", stated.get("swagger"))
        if isinstance(version, str):
            return f"openapi {version[:3]}"
        return "openapi" if stated.keys() & {"paths", "components"} else "json"
    match = _YAML.search(content)
    return f"{match[1]} yaml {match[2] or ''}" if match is not None else "code"


def _kind(line: str) -> str:
    shown = line[:_LONGEST]
    heading = _HEADING.fullmatch(shown)
    if heading is not None:
        return f"h{len(heading[1])}"
    if shown in _MARKS:
        return f"mark {shown}"
    kind = next((kind for kind, pattern in _LINES[:-1] if pattern.fullmatch(shown)), None)
    if kind == "html":
        name = _HTML_NAME.match(shown)
        return f"html {name[1].lower() if name is not None else ''}"
    if kind is not None:
        return kind
    item = _ITEM.fullmatch(shown)
    if item is not None:
        label = item[1] or ""
        return f"item {'status' if label[:1].isdigit() else label}".rstrip()
    is_sentence = _LINES[-1][1].fullmatch(shown) is not None or len(shown.split(None, _LONG)) > _LONG
    return "prose" if is_sentence else "words"
