"""Text of documents within Markdown as GitHub reads it (CommonMark, its extensions, and what the site makes of the result)."""

from __future__ import annotations

import re

from generator.drift.reports.wording import clean

_ACTIVE = frozenset("\\`*_{}[]()<>#!|~^$&@:")
"""Punctuation that can begin or end markup somewhere."""
_LINKED = re.compile(r"(?i)www(?=\.)|gh(?=-\d)")
"""What the site links without any markup."""
_BETWEEN = "<!-- -->"
"""Nothing, but it ends a mention, a reference and an address."""
_MARK = "\0"
"""Stands for `_BETWEEN` while characters are escaped; printable text has none."""


def escaped(text: str, longest: int = 200) -> str:
    """Return `text` so that it is shown as it is: nothing in it is markup, a link, a mention or a reference.

    A numeric character reference never takes part in structure (CommonMark section 2.5).
    """
    marked = _LINKED.sub(lambda found: f"{found[0]}{_MARK}", clean(text, longest))
    return "".join(map(_character, marked))


def starting(text: str, longest: int = 200) -> str:
    """Return `text` escaped so that it can stand where a line or an item of a list begins."""
    shown = clean(text, longest)
    if not shown or shown[0].isalpha() or shown[0] in _ACTIVE:
        return escaped(text, longest)
    return f"&#{ord(shown[0])};{escaped(shown[1:], longest)}"


def code(text: str, longest: int = 100) -> str:
    """Return `text` as code."""
    return f"<code>{escaped(text, longest)}</code>"


def _character(each: str) -> str:
    if each == _MARK:
        return _BETWEEN
    reference = f"&#{ord(each)};" if each in _ACTIVE else each
    return reference + _BETWEEN if each in "@#:" else reference
