"""Texts inside base64, hexadecimal digits and compression, and the way back into them."""

from __future__ import annotations

import re
import zlib
from base64 import b64decode, b64encode
from binascii import Error as Base64Error
from collections.abc import Callable
from dataclasses import dataclass

MAX_INFLATED = 8 * 1024 * 1024
"""Bytes that compressed data may hold to be looked into."""

_GZIP = b"\x1f\x8b"
_GZIP_HEADER = b"\x1f\x8b\x08\0\0\0\0\0\0\xff"  # deflate, no name, no time, an unknown system
_ZLIB = re.compile(rb"\x78[\x01\x5e\x9c\xda]")
_AUTOMATIC = 47  # zlib: a header of gzip or of zlib, whichever is there
_SHORTEST = 8


@dataclass(frozen=True, slots=True)
class Reading:
    """What encoded data says, and how a changed text becomes such data. No text: it cannot be looked into."""

    text: str | None
    encode: Callable[[str], str]


def reading(token: str) -> Reading | None:
    """Return what `token` says as base64 or hexadecimal digits, compressed or not; None where it says nothing in them.

    Base64 is that of RFC 4648, of either alphabet, padded or not.
    """
    return _hexadecimal(token) or _base64(token)


def inflated(data: bytes) -> bytes | None:
    """Return what gzip (RFC 1952) or zlib (RFC 1950) data holds; None where it is neither, broken or too large."""
    if not (data.startswith(_GZIP) or _ZLIB.match(data)):
        return None
    inflater = zlib.decompressobj(_AUTOMATIC)
    try:
        whole = inflater.decompress(data, MAX_INFLATED)
    except zlib.error:
        return None
    return whole if inflater.eof and not inflater.unused_data else None


def deflated(data: bytes, like: bytes) -> bytes:
    """Return `data` in the format of `like`, always the same bytes: stored, as how it is packed depends on the machine."""
    if not like.startswith(_GZIP):
        return zlib.compress(data, 0)
    packer = zlib.compressobj(0, wbits=-zlib.MAX_WBITS)
    tail = zlib.crc32(data).to_bytes(4, "little") + (len(data) & 0xFFFFFFFF).to_bytes(4, "little")
    return _GZIP_HEADER + packer.compress(data) + packer.flush() + tail


def is_sealed(data: bytes) -> bool:
    """Tell whether `data` is compressed in a way that nobody here can look into."""
    return data.startswith(_GZIP) and inflated(data) is None


def _hexadecimal(token: str) -> Reading | None:
    try:
        data = bytes.fromhex(token) if token.isalnum() else b""
    except ValueError:
        return None
    upper = token != token.lower()

    def encode(changed: bytes) -> str:
        return changed.hex().upper() if upper else changed.hex()

    return _reading(data, encode)


def _base64(token: str) -> Reading | None:
    altchars = b"-_" if "-" in token or "_" in token else b"+/"
    bare = token.rstrip("=")
    try:
        data = b64decode(bare + "=" * (-len(bare) % 4), altchars, validate=True)
    except (Base64Error, ValueError):
        return None
    padded = len(token) % 4 == 0

    def encode(changed: bytes) -> str:
        text = b64encode(changed, altchars).decode()
        return text if padded else text.rstrip("=")

    return _reading(data, encode) if encode(data).rstrip("=") == bare else None


def _reading(data: bytes, encode: Callable[[bytes], str]) -> Reading | None:
    if is_sealed(data):
        return Reading(None, lambda _: "")
    inner = inflated(data)
    if inner is not None:
        text = _text(inner)
        return Reading(text, lambda changed: encode(deflated(changed.encode("utf-8", "surrogatepass"), data)))
    text = _text(data)
    if text is None or len(text) < _SHORTEST:
        return None
    return Reading(text, lambda changed: encode(changed.encode("utf-8", "surrogatepass")))


def _text(data: bytes) -> str | None:
    try:
        text = data.decode()
    except UnicodeDecodeError:
        return None
    return text if all(sign.isprintable() or sign in "\t\r\n" for sign in text) else None
