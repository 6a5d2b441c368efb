"""Header names and values that cannot break out of their line (RFC 9110 section 5.5)."""

from __future__ import annotations

import re

_TOKEN = re.compile(r"[!#$%&'*+.^_`|~0-9A-Za-z-]+")


def header_name(name: str) -> str:
    """Return a header's name in small letters.

    Raises:
        ValueError: it is no name of a header.
    """
    if not isinstance(name, str) or not _TOKEN.fullmatch(name):  # pyright: ignore[reportUnnecessaryIsInstance]
        raise ValueError(f"{name!a} is no header name")
    return name.lower()


def header_value(name: str, value: str) -> str:
    """Return a header's value without the space around it.

    Raises:
        ValueError: it holds a line break, another control character, or is not ASCII; the message does not show it.
        TypeError: it is no text.
    """
    if not isinstance(value, str):  # pyright: ignore[reportUnnecessaryIsInstance]
        raise TypeError(f"{name}: a header value is text, not {type(value).__name__}")
    value = value.strip(" \t")
    if not value.isascii() or not value.replace("\t", " ").isprintable():
        raise ValueError(f"{name}: a header value is printable ASCII on one line")
    return value
