"""What may be shown of a request or an answer in messages and logs."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

_LONGEST_EXCERPT = 300


def shown_url(url: str) -> str:
    """Return a URL without the values of its query, which may be secrets."""
    path, mark, query = url.partition("?")
    if not mark:
        return printable(path)
    names = (pair.partition("=")[0] for pair in query.split("&"))
    return printable(f"{path}?{'&'.join(f'{name}=...' for name in names if name)}")


def printable(text: str) -> str:
    """Return text on one line, control characters and the like escaped."""
    if text.isprintable():
        return text
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode("ascii") for c in text)


def without(secrets: Iterable[str], text: str) -> str:
    """Return text with each secret in it replaced."""
    for secret in secrets:
        if secret:
            text = text.replace(secret, "***")
    return text


def excerpt(content: bytes, secrets: Iterable[str]) -> str:
    """Return the beginning of a body, fit for a message."""
    text = without(secrets, content[: 32 * _LONGEST_EXCERPT].decode("utf-8", "replace"))
    text = printable(" ".join(text.split()))
    return text if len(text) <= _LONGEST_EXCERPT else text[: _LONGEST_EXCERPT - 3] + "..."
