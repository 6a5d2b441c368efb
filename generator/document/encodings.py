"""Bytes to text: UTF-8, UTF-16 where a byte order mark says so, and a guess for documents that have to be read anyway."""

from __future__ import annotations

import codecs
from typing import TYPE_CHECKING

from generator.document.findings import Place, fail

if TYPE_CHECKING:
    from generator.document.findings import SpecloomError


def text_of(data: bytes) -> str:
    """Return the text of bytes that are UTF-8, or UTF-16 with a byte order mark (RFC 2781 section 4.3); without the mark.

    Raises:
        UnicodeDecodeError: they are neither.
    """
    return data.decode("utf-16" if _is_marked(data) else "utf-8-sig")


def decoded(data: bytes, name: str, remedy: str) -> str:
    """Return the same text; `name` stands for where it is from, and `remedy` says what else can be done.

    Raises:
        SpecloomError: they are neither; names the line.
    """
    try:
        return text_of(data)
    except UnicodeDecodeError as error:
        raise refusal(data, error, name, remedy) from error


def guessed(data: bytes) -> tuple[str, str]:
    """Return the text of bytes that are not UTF-8, and its encoding: as a byte order mark says, else that of Windows."""
    if _is_marked(data):
        try:
            return data.decode("utf-16"), "UTF-16"
        except UnicodeDecodeError:
            pass
    return data.decode("cp1252", "replace"), "Windows-1252"


def refusal(data: bytes, error: UnicodeDecodeError, name: str, remedy: str) -> SpecloomError:
    """Return the error for `data` that is no UTF-8 text, ready to be raised."""
    return fail("not-utf-8", "is not UTF-8 text", Place(name, data.count(b"\n", 0, error.start) + 1), remedy)


def _is_marked(data: bytes) -> bool:
    return data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
