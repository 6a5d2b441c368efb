"""Words of documents in the Markdown of a changelog: shown as they are, a line each (CommonMark 0.31)."""

from __future__ import annotations

import re

from generator.document.printable import printable

_ACTIVE = re.compile(
    r"[\\`*\[\]<>#~$&@]|(?<![^\W_])_|_(?![^\W_])|:(?=//)|(?<=www)\.|^[-+=]|(?<=^\d)[.)]|(?<=^\d\d)[.)]"
)
"""What begins or ends markup, links and mentions; any punctuation may be escaped (section 2.4)."""
_TICKS = re.compile(r"`+")
_LONGEST = 300


def sentence(text: str) -> str:
    """Return `text` so that nothing in it is markup."""
    return _ACTIVE.sub(r"\\\g<0>", _line(text))


def code(text: str) -> str:
    """Return `text` as a code span (section 6.1), whatever backticks it has."""
    shown = _line(text)
    fence = "`" * (max((len(ticks) for ticks in _TICKS.findall(shown)), default=0) + 1)
    space = " " if shown[:1] in {"`", " ", ""} or shown[-1:] in {"`", " "} else ""
    return f"{fence}{space}{shown}{space}{fence}"


def _line(text: str) -> str:
    shown = printable(text[: _LONGEST + 1])
    return shown if len(shown) <= _LONGEST else shown[: _LONGEST - 1] + "…"
