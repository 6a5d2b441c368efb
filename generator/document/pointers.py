"""JSON pointers (RFC 6901) over plain data."""

from __future__ import annotations

from typing import Any

from generator.document.shapes import is_array, is_object


def escape(token: str) -> str:
    """Return `token` as one reference token of a pointer (RFC 6901 section 3)."""
    return token.replace("~", "~0").replace("/", "~1") if "/" in token or "~" in token else token


def join(pointer: str, *tokens: str | int) -> str:
    """Return `pointer` extended by unescaped `tokens`."""
    return pointer + "".join("/" + escape(str(token)) for token in tokens)


def split(pointer: str) -> list[str]:
    """Return the unescaped tokens of `pointer`.

    Raises:
        ValueError: `pointer` is neither empty nor starts with a slash.
    """
    if not pointer:
        return []
    if not pointer.startswith("/"):
        msg = f"{pointer!r} is not a JSON pointer: it must start with '/'"
        raise ValueError(msg)
    return [token.replace("~1", "/").replace("~0", "~") for token in pointer[1:].split("/")]


def get(document: Any, pointer: str) -> Any:
    """Return the value at `pointer` (RFC 6901 section 4).

    Raises:
        KeyError: no value stands there.
        ValueError: `pointer` is malformed.
    """
    value = document
    for token in split(pointer):
        if is_object(value):
            value = value[token]
        elif is_array(value) and token.isascii() and token.isdecimal() and int(token) < len(value):
            value = value[int(token)]
        else:
            raise KeyError(pointer)
    return value
