"""What may be shown of a request or an answer in messages and logs."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from .media import charset, essence

if TYPE_CHECKING:
    from collections.abc import Iterable

_LONGEST_EXCERPT = 300
# What an excerpt is made of, in bytes.
_LONGEST_READ = 32 * _LONGEST_EXCERPT
_HTML = ("text/html", "application/xhtml+xml")
_SHORTEST_SECRET = 4
# What no reader of HTML sees, also where it is cut off. Nothing in it is tried twice: the time taken is that of the length.
_MARKUP = re.compile(
    r"<!--.*?(?:-->|\Z)"
    r"|<(noscript|script|style|svg|template)\b.*?(?:</\1\s*+>|\Z)"
    r"""|</?[a-z!?](?:"[^"]*+"|'[^']*+'|[^>])*+(?:>|\Z)""",
    re.IGNORECASE | re.DOTALL,
)
_HTML_START = re.compile(r"<(!doctype\s+html|html)\b", re.IGNORECASE)
# The space within brackets, outside of the strings of a JSON text.
_LAYOUT = re.compile(r'("(?:[^"\\]|\\.)*+"?)|(?<=[\[{]) | (?=[\]}])')


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
    """Return text with each secret in it replaced, also as JSON writes it; a few letters are none, but in every word."""
    for secret in secrets:
        if len(secret) < _SHORTEST_SECRET:
            continue
        escaped = secret.replace("\\", "\\\\").replace('"', '\\"')
        for form in {secret, escaped, escaped.replace("/", "\\/")}:
            text = text.replace(form, "***")
    return text


def excerpt(content: bytes, secrets: Iterable[str], content_type: str = "") -> str:
    """Return the beginning of a body, fit for a message: JSON without its layout, and of HTML what a reader sees.

    Args:
        content: the body.
        secrets: what must not be shown.
        content_type: the `Content-Type` header, whose charset the body is decoded by.
    """
    secrets = list(secrets)
    text = content[:_LONGEST_READ].decode(charset(content_type), "replace")
    if len(content) > _LONGEST_READ:
        # Neither half a character nor half a secret, which would not be found, and which white space may bring to the front.
        text = text.rstrip("\ufffd")[: -max(map(len, secrets), default=0) or None]
    text = without(secrets, text).lstrip("\ufeff \t\r\n")
    if essence(content_type) in _HTML or _HTML_START.match(text):
        text = readable(text)
    text = " ".join(text.split())
    if text.startswith(("{", "[")):
        text = _LAYOUT.sub(r"\1", text)
    text = printable(without(secrets, text))
    return text if len(text) <= _LONGEST_EXCERPT else text[: _LONGEST_EXCERPT - 3] + "..."


def readable(html: str) -> str:
    """Return what a person would read of a page of HTML, such as gateways give in place of an answer."""
    from html import unescape  # a large table, which most programs never need

    texts = [" ".join(unescape(text).split()) for text in _MARKUP.sub("\0", html).split("\0")]
    texts = [text for text in texts if text]
    # The title is often the first heading too.
    return " ".join(text for text, before in zip(texts, ["", *texts], strict=False) if text != before)
