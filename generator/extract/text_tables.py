"""The lines of one section to rows, each with the notes below it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.extract.text_rows import Row, looks_like_row, parse_row
from generator.extract.text_sections import HEADINGS, ICONS, Line

if TYPE_CHECKING:
    from generator.extract.page import Page


def read_rows(lines: list[Line], page: Page, what: str) -> list[Row]:
    """Return the rows among `lines`; every other line is a note of the row above it.

    Raises:
        SpecloomError: a line that looks like a row cannot be understood, or a note has no row above it; `what` says
            what a row of this section is.
    """
    rows: list[Row] = []
    for number, line in lines:
        row = parse_row(line, number)
        if row is not None:
            rows.append(row)
        elif line in ICONS:
            continue
        elif looks_like_row(line) or (not rows and line not in HEADINGS):
            message = f"cannot tell name and type of the {what} {line[:80]!r}"
            remedy = "A row is a name, a type, qualifiers such as ` · min: 1`, and Required or Optional."
            raise page.error("unknown-row", message, number, remedy)
        elif line.startswith(("Hide properties", "Hide items")):
            message = f"the properties of {rows[-1].name!r} are expanded, and cannot be told from what follows them"
            raise page.error("expanded-properties", message, number, "Save the page with its properties collapsed.")
        elif not line.startswith(("Show properties", "Show items")):
            rows[-1].notes.append((number, line))
    return rows
