"""One step from some bytes to what they say: an escape, an encoding or a compression undone, wherever it begins."""

from __future__ import annotations

import base64
import binascii
import bz2
import html
import io
import lzma
import quopri
import re
import zipfile
import zlib
from collections.abc import Callable, Iterator
from urllib.parse import unquote_to_bytes

MAX_BYTES = 64 * 1024 * 1024
"""Bytes of all readings of one text together, and of what one compressed text holds."""

_PERCENT = re.compile(rb"%[0-9A-Fa-f]{2}")
_BACKSLASH = re.compile(rb"\\(?:u([0-9A-Fa-f]{4})|x([0-9A-Fa-f]{2})|(.))", re.DOTALL)
_ENTITY = re.compile(rb"&(?:#|[A-Za-z]{2,8};)")
_QUOTED = re.compile(rb"=(?:[0-9A-F]{2}|\r?\n)")
_BREAK = re.compile(rb"[\r\n\t\0 ]")
_BASE64 = re.compile(rb"[A-Za-z0-9+/_-]{6,}")
_BASE32 = re.compile(rb"[A-Z2-7]{8,}|[a-z2-7]{8,}")
_HEX = re.compile(rb"[0-9A-Fa-f](?:[ :-]?[0-9A-Fa-f]){7,}")
_SEPARATOR = b"\0\xff\0"
_SHORTEST_TEXT = 4
_TEXT = bytes(range(32, 127)) + b"\t\r\n\0"
_LETTERS = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f"}
_PIECE = 1024


class TooMuchError(Exception):
    """There is more to read than the bounds allow."""


def _percent(data: bytes) -> Iterator[bytes]:
    if _PERCENT.search(data):
        yield unquote_to_bytes(data)


def _backslashes(data: bytes) -> Iterator[bytes]:
    if b"\\" in data:
        yield _BACKSLASH.sub(_sign, data)


def _sign(match: re.Match[bytes]) -> bytes:
    if match[1] or match[2]:
        return chr(int(match[1] or match[2], 16)).encode("utf-8", "surrogatepass")
    return _LETTERS.get(match[3], match[3])


def _entities(data: bytes) -> Iterator[bytes]:
    if _ENTITY.search(data):
        yield html.unescape(data.decode("utf-8", "surrogateescape")).encode("utf-8", "surrogateescape")


def _quoted_printable(data: bytes) -> Iterator[bytes]:
    if _QUOTED.search(data):
        yield quopri.decodestring(data)


def _unbroken(data: bytes) -> Iterator[bytes]:
    if _BREAK.search(data):
        yield _BREAK.sub(b"", data)


def _base64(data: bytes) -> Iterator[bytes]:
    yield from _decoded(data, _BASE64, _base64_at, 4)


def _base64_at(token: bytes, offset: int) -> bytes:
    plain = token[offset:].translate(bytes.maketrans(b"-_", b"+/"))
    return base64.b64decode(plain + b"=" * (-len(plain) % 4)) if len(plain) % 4 != 1 else base64.b64decode(plain[:-1])


def _base32(data: bytes) -> Iterator[bytes]:
    yield from _decoded(data, _BASE32, _base32_at, 8)


def _base32_at(token: bytes, offset: int) -> bytes:
    plain = token[offset:].upper()
    plain = plain[: len(plain) // 8 * 8] if len(plain) % 8 in {1, 3, 6} else plain + b"=" * (-len(plain) % 8)
    return base64.b32decode(plain)


def _hexadecimal(data: bytes) -> Iterator[bytes]:
    yield from _decoded(data, _HEX, _hexadecimal_at, 2)


def _hexadecimal_at(token: bytes, offset: int) -> bytes:
    plain = re.sub(rb"[ :-]", b"", token)[offset:]
    return bytes.fromhex(plain[: len(plain) // 2 * 2].decode())


def _decoded(
    data: bytes, pattern: re.Pattern[bytes], decode: Callable[[bytes, int], bytes], positions: int
) -> Iterator[bytes]:
    """Yield what the matches of `pattern` say from each position on: what is packed by itself, texts and noise together."""
    texts: list[bytes] = []
    noise: list[bytes] = []
    for match in pattern.finditer(data):
        for offset in range(positions):
            try:
                said = decode(match[0], offset)
            except (binascii.Error, ValueError):
                continue
            if is_packed(said):
                yield said
            elif len(said) >= _SHORTEST_TEXT:
                (texts if is_text(said) else noise).append(said)
    yield b"\n".join(texts)
    yield _SEPARATOR.join(noise)


def _inflated(data: bytes) -> Iterator[bytes]:
    for magic, inflate in _INFLATERS.items():
        if data.startswith(magic):
            try:
                yield inflate(data)
            except (OSError, ValueError, EOFError, lzma.LZMAError):
                return  # not what it began as


def _zlib(data: bytes) -> bytes:
    """Return what `data` holds, or of broken data, what comes before the break."""
    inflater = zlib.decompressobj(47)  # a header of gzip or of zlib, whichever is there
    whole = bytearray()
    for start in range(0, len(data), _PIECE):
        try:
            whole += inflater.decompress(data[start : start + _PIECE], MAX_BYTES)
        except zlib.error:
            break
        if inflater.unconsumed_tail or len(whole) > MAX_BYTES:
            raise TooMuchError
    return bytes(whole)


def _bzip2(data: bytes) -> bytes:
    inflater = bz2.BZ2Decompressor()
    return _whole(inflater.decompress(data, MAX_BYTES), inflater.eof or inflater.needs_input)


def _xz(data: bytes) -> bytes:
    inflater = lzma.LZMADecompressor(memlimit=4 * MAX_BYTES)
    return _whole(inflater.decompress(data, MAX_BYTES), inflater.eof or inflater.needs_input)


def _whole(data: bytes, is_whole: bool) -> bytes:
    if not is_whole:
        raise TooMuchError
    return data


def _members(data: bytes) -> Iterator[bytes]:
    """Yield names and contents of a ZIP archive."""
    if not data.startswith(b"PK\x03\x04"):
        return
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            listed = archive.infolist()
            if len(listed) > 10_000 or sum(member.file_size for member in listed) > MAX_BYTES:
                raise TooMuchError
            for member in listed:
                yield member.filename.encode("utf-8", "surrogateescape")
                with archive.open(member) as file:
                    yield file.read(member.file_size + 1)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, zlib.error, OSError, EOFError) as error:
        raise TooMuchError from error  # encrypted, or packed in a way that nobody here can look into


def is_packed(data: bytes) -> bool:
    """Tell whether `data` begins as a compressed format does."""
    return data.startswith(_MAGIC)


def is_text(data: bytes) -> bool:
    """Tell whether most of `data` is text, in UTF-8 or UTF-16."""
    strange = data.translate(None, _TEXT)
    return bool(data) and (len(strange) * 8 <= len(data) or _is_unicode(data))


def _is_unicode(data: bytes) -> bool:
    try:
        text = data.decode()
    except UnicodeDecodeError:
        return False
    return text.isprintable()


_INFLATERS: dict[bytes, Callable[[bytes], bytes]] = {
    b"\x1f\x8b": _zlib,
    b"\x78\x01": _zlib,
    b"\x78\x5e": _zlib,
    b"\x78\x9c": _zlib,
    b"\x78\xda": _zlib,
    b"BZh": _bzip2,
    b"\xfd7zXZ\0": _xz,
}
_MAGIC = (*_INFLATERS, b"PK\x03\x04")
ENCODINGS: dict[str, Callable[[bytes], Iterator[bytes]]] = {
    "base64": _base64,
    "base32": _base32,
    "hexadecimal": _hexadecimal,
    "compression": _inflated,
    "an archive": _members,
}
ESCAPES: dict[str, Callable[[bytes], Iterator[bytes]]] = {
    "percent-encoding": _percent,
    "escapes": _backslashes,
    "entities": _entities,
    "quoted-printable": _quoted_printable,
    "lines": _unbroken,
}
LOOSENING = frozenset({"quoted-printable", "lines"})  # which run words together that belong apart
