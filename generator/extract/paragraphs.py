"""Sentences of a page that belong to no part of the document: an introduction, a note on limits, a footer."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from generator.extract.figures import figures
from generator.extract.prose import digest

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from generator.extract.layout import Block

_WORD = re.compile(r"\w+")
_FEWEST = 4  # words of a sentence
_FACTS = frozenset({"item URI", "item Method", "item Methods", "request", "method", "path", "rule"})
_SAID = frozenset({"prose", "words", "table", "item", "rule"})


@dataclass(frozen=True, slots=True)
class Paragraph:
    """What stands together on a page: its first line (1-based) and its text."""

    line: int
    text: str

    def as_data(self) -> dict[str, Any]:
        """Return what is kept of it: the SHA-256 of its text, and the numbers in that."""
        numbers = figures(self.text)
        return {"sha256": digest(self.text), **({"figures": numbers} if numbers else {})}


def unplaced(blocks: list[Block], placed: Iterable[str]) -> list[Paragraph]:
    """Return the paragraphs of a page that none of the texts in `placed` says: those of its operations and schemas.

    Quotations and sentences count, code and what has the form of a fact does not. Marks and escapes make no difference.
    """
    known = {_words(part) for text in placed for part in (text, *text.split("\n"))}
    return [
        paragraph for paragraph in _joined(blocks) if _is_sentence(paragraph.text) and not _is_said(paragraph, known)
    ]


def every(blocks: list[Block]) -> list[Paragraph]:
    """Return all that a page says, line by line, samples as one: for a page of which nothing is extracted.

    Left out are lines that say nothing beside a method, a path or what stands below.
    """
    found: list[Paragraph] = []
    last = ""
    for block in blocks:
        if block.kind in _FACTS or block.kind.startswith("mark "):
            continue
        if block.kind == last == "sample":
            found[-1] = Paragraph(found[-1].line, f"{found[-1].text}\n{block.text}")
        else:
            found.append(Paragraph(block.line, block.text))
        last = block.kind
    return found


def _joined(blocks: list[Block]) -> Iterator[Paragraph]:
    """Yield the paragraphs: Markdown's go on to the next empty line, a quotation to its end, visible text's are lines."""
    is_markdown = any(block.kind.startswith(("h1", "h2", "h3", "fence")) for block in blocks)
    held: list[Block] = []
    for block in blocks:
        if block.kind.partition(" ")[0] not in _SAID or (block.kind == "words" and not is_markdown):
            continue  # short lines of visible text are names and titles
        goes_on = is_markdown and held and held[-1].is_quoted == block.is_quoted
        if held and not (goes_on and (block.is_quoted or not block.after_gap) and block.line == held[-1].line + 1):
            yield Paragraph(held[0].line, "\n".join(each.text for each in held))
            held = []
        held.append(block)
    if held:
        yield Paragraph(held[0].line, "\n".join(each.text for each in held))


def _is_sentence(text: str) -> bool:
    return len(_words(text).split(None, _FEWEST)) >= _FEWEST


def _is_said(paragraph: Paragraph, known: set[str]) -> bool:
    return _words(paragraph.text) in known or all(_words(line) in known for line in paragraph.text.split("\n"))


def _words(text: str) -> str:
    return " ".join(_WORD.findall(html.unescape(text.replace("\\", "")).lower()))
