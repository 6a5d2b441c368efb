"""Text of documents within Markdown as GitHub reads it (CommonMark, its extensions, and what the site makes of the result)."""

from __future__ import annotations

import re

from generator.drift.reports.wording import clean

_ACTIVE = frozenset("\\`*_{}[]()<>#+!|~^$&@:\"'=-")
"""Punctuation that can begin or end markup somewhere."""
_LINKED = re.compile(r"(?i)www(?=\.)|gh(?=-\d)")
"""What the site links without any markup."""
_BETWEEN = "<!-- -->"
"""Nothing, but it ends a mention, a reference and an address."""


def escaped(text: str, longest: int = 200) -> str:
    """Return `text` so that it is shown as it is: nothing in it is markup, a link, a mention or a reference.

    A numeric character reference never takes part in structure (CommonMark section 2.5).
    """
    parts = _LINKED.split(clean(text, longest))
    found = [*_LINKED.findall(clean(text, longest)), ""]
    return "".join(_spelled(part) + (mark + _BETWEEN if mark else "") for part, mark in zip(parts, found, strict=True))


def code(text: str, longest: int = 100) -> str:
    """Return `text` as code."""
    return f"<code>{escaped(text, longest)}</code>"


def _spelled(text: str) -> str:
    return "".join(_character(each) for each in text)


def _character(each: str) -> str:
    reference = f"&#{ord(each)};" if each in _ACTIVE else each
    return reference + _BETWEEN if each in "@#:" else reference
