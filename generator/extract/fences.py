"""Markdown to what matters of it here: fenced code, headings and template tags, each with its line."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from markdown_it import MarkdownIt

if TYPE_CHECKING:
    from generator.extract.page import Page

# Only containers, fences and headings are parsed. Indented code and HTML blocks are off: a fence inside one is read
# as a fence, for a fragment too many is noticed (it contradicts another) and one too few is not.
_BLOCKS = ["fence", "blockquote", "list", "heading", "paragraph"]
_TAG = re.compile(r"\{%\s*(openapi[a-z-]*)\s")
_TAG_LENGTH = 2000  # characters within which a tag must end
_ATTRIBUTE = re.compile(r'([A-Za-z-]+)="([^"]*)"')


@dataclass(frozen=True, slots=True)
class Fence:
    """Fenced code: its text without container prefixes, its first line (1-based), and whether it is closed."""

    content: str
    line: int
    closed: bool


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading: its text as written, and its line (1-based)."""

    text: str
    line: int


@dataclass(frozen=True, slots=True)
class Tag:
    """An OpenAPI template tag that the site left unresolved: its name, attributes and line (1-based)."""

    name: str
    attributes: dict[str, str]
    line: int


@dataclass(frozen=True, slots=True)
class Outline:
    """The parts of a Markdown page, each in the order of the page."""

    fences: list[Fence]
    headings: list[Heading]
    tags: list[Tag]


def outline(page: Page) -> Outline:
    """Return the fences, headings and unresolved tags of `page` (CommonMark 0.31, sections 4.2, 4.5 and 5)."""
    lines = _without_front_matter(page.lines)
    parser = MarkdownIt("commonmark")
    parser.core.ruler.enableOnly(["normalize", "block"])
    parser.block.ruler.enableOnly(_BLOCKS)
    fences: list[Fence] = []
    headings: list[Heading] = []
    tokens = parser.parse("\n".join(lines))
    for index, token in enumerate(tokens):
        if token.map is None:
            continue
        start, end = token.map
        if token.type == "fence":
            fences.append(Fence(token.content, start + 2, closed=end - start == token.content.count("\n") + 2))
            lines[start:end] = [""] * (end - start)  # tags in code are code
        elif token.type == "heading_open":
            headings.append(Heading(tokens[index + 1].content, start + 1))
    return Outline(fences, headings, _tags(lines))


def _without_front_matter(lines: list[str]) -> list[str]:
    """Blank out YAML front matter, so that the lines keep their numbers."""
    if lines[0].rstrip() == "---":
        for number, line in enumerate(lines[1:], 1):
            if line.rstrip() in {"---", "..."}:
                return [""] * (number + 1) + lines[number + 1 :]
    return lines


def _tags(lines: list[str]) -> list[Tag]:
    text = "\n".join(lines)
    found: list[Tag] = []
    line, position = 1, 0
    for match in _TAG.finditer(text):
        end = text.find("%}", match.end(), match.end() + _TAG_LENGTH)
        line += text.count("\n", position, match.start())
        position = match.start()
        if end >= 0:
            found.append(Tag(match[1], dict(_ATTRIBUTE.findall(text, match.end(), end)), line))
    return found
