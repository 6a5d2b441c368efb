"""`x-specloom-source`: which page a captured document comes from, and what of that page is not in it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from generator.extract.figures import figures
from generator.extract.layout import blocks
from generator.extract.page import Page
from generator.extract.paragraphs import every
from generator.extract.prose import digest
from generator.extract.sight import kind_by_sight
from generator.extract.structure import structure

if TYPE_CHECKING:
    from collections.abc import Mapping

    from generator.extract.layout import Block
    from generator.extract.paragraphs import Paragraph

SOURCE = "x-specloom-source"
READ_BY_HAND = "prose"
"""The dialect of a page that nothing is extracted from."""


def of_extraction(
    page: Page, dialect: str, dropped: Mapping[str, str], layout: list[Block], paragraphs: list[Paragraph]
) -> dict[str, Any]:
    """Return where the facts of `page` are from, which is laid out in the blocks `layout`.

    `page` and `dialect` name it, `sha256` is that of its text, `structure` its fingerprint. `prose` has the SHA-256 of
    each text that was `dropped` by the JSON pointer of its place, `figures` the numbers in those that have any, and
    `paragraphs` the same of those that belong to no part of the document.
    """
    return _source(
        page,
        dialect,
        structure(layout),
        {pointer: digest(text) for pointer, text in dropped.items()},
        {pointer: numbers for pointer, text in dropped.items() if (numbers := figures(text))},
        paragraphs,
    )


def of_document(page: Page, dialect: str) -> dict[str, Any]:
    """Return the same of a `page` that is an OpenAPI document: the layout is its kind, and it has its prose itself."""
    return {
        "page": page.source,
        "dialect": dialect,
        "sha256": digest(page.text),
        "structure": {"layout": kind_by_sight(page.text)},
    }


def of_prose(text: str, name: str) -> dict[str, Any]:
    """Return the same of a page that a person reads: `paragraphs` has all it says, line by line.

    Raises:
        SpecloomError: the page is too large.
    """
    layout = blocks(text)
    return _source(Page(text, name), READ_BY_HAND, structure(layout), {}, {}, every(layout))


def _source(
    page: Page,
    dialect: str,
    laid_out: dict[str, Any],
    prose: dict[str, str],
    numbers: dict[str, list[str]],
    paragraphs: list[Paragraph],
) -> dict[str, Any]:
    return {
        "page": page.source,
        "dialect": dialect,
        "sha256": digest(page.text),
        "structure": laid_out,
        "prose": prose,
        **({"figures": numbers} if numbers else {}),
        **({"paragraphs": [each.as_data() for each in paragraphs]} if paragraphs else {}),
    }
