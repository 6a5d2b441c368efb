"""Bodies of several parts, files among them (RFC 7578): what a caller gives, as the parts that httpx2 writes."""

from __future__ import annotations

import io
import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO, Protocol, TypeAlias, cast
from urllib.parse import unquote

from .body import Files, form_members, items_of, json_bytes, styled
from .media import is_json
from .text import text_of

if TYPE_CHECKING:
    from .body import Encoded
    from .operation import Body, Member

Part: TypeAlias = tuple[str, tuple[str | None, Any, str | None]]


class Readable(Protocol):
    """A file that is open for reading bytes."""

    def read(self, size: int = ..., /) -> bytes:
        """Return up to `size` bytes; none at the end."""
        ...


FileContent: TypeAlias = bytes | Path | Readable
"""Bytes, the path of a file (`pathlib.Path`; not its name as text), or a file open for reading bytes."""


@dataclass(frozen=True, slots=True)
class File:
    """A file to send, with what the server is told of it.

    Attributes:
        content: bytes, a path, or a file open for reading bytes, which is sent from where it stands.
        filename: its name; that of the file unless given, the name of the field for bytes.
        content_type: its media type; guessed from the name unless given or fixed by the API's document.
    """

    content: FileContent = field(repr=False)
    filename: str | None = None
    content_type: str | None = None


FileLike: TypeAlias = FileContent | File


def multipart(value: object, body: Body) -> tuple[Files | Encoded, str]:
    """Return the parts of an object, and the content type with the boundary that every attempt uses.

    Each item of a list is a part of its own; texts are plain, objects JSON, bytes and files what they are (OpenAPI 3.1,
    Encoding Object).

    Raises:
        TypeError: it is no object, or a part has no form in its content type.
        OSError: a path leads to no file that can be read.
    """
    boundary = os.urandom(16).hex()
    content_type = f"multipart/form-data; boundary={boundary}"
    parts: list[Part] = []
    is_replayable = True
    for name, item, member in form_members(value, body.members):
        if member.style:
            parts += [_styled(pair) for pair in styled(name, item, member)]
            continue
        for each in [item] if _is_file(item) else items_of(item):
            part = _part(name, each, member)
            is_replayable = is_replayable and not isinstance(part[1][1], _Stream)
            parts.append(part)
    if not parts:  # httpx2 takes no files for no body
        return f"--{boundary}--\r\n".encode("ascii"), content_type
    return Files(parts, is_replayable), content_type


def _styled(pair: str) -> Part:
    name, _, text = pair.partition("=")
    return unquote(name), (None, unquote(text).encode(), None)


def _is_file(value: object) -> bool:
    return isinstance(value, File | bytes | bytearray | memoryview | Path) or hasattr(value, "read")


def _part(name: str, value: object, member: Member) -> Part:
    if _is_file(value):
        return name, _file(name, value if isinstance(value, File) else File(cast("FileContent", value)), member)
    content_type = member.content_type or None
    if isinstance(value, Mapping | list | tuple):
        if content_type and not is_json(content_type):
            raise TypeError(f"{name}: give it as text or bytes of the type {content_type}")
        return name, (None, json_bytes(cast("object", value)), content_type or "application/json")
    return name, (None, text_of(value, name).encode(), content_type)


def _file(name: str, file: File, member: Member) -> tuple[str | None, Any, str | None]:
    content: object = file.content
    is_one_type = not {"*", ","}.intersection(member.content_type)
    content_type = file.content_type or (member.content_type if is_one_type else "") or None
    if isinstance(content, bytes | bytearray | memoryview):
        return file.filename or name, bytes(content), content_type
    if isinstance(content, Path):
        return file.filename or content.name, _OnDisk(content), content_type
    if isinstance(content, io.TextIOBase) or not hasattr(content, "read"):
        raise TypeError(f"{name}: a file is bytes, a pathlib.Path or a file open for reading bytes")
    opened: Any = content
    own = getattr(opened, "name", None)
    filename = file.filename or (Path(own).name if isinstance(own, str) else name)
    is_seekable = hasattr(opened, "seekable") and opened.seekable()
    return filename, _Rest(opened) if is_seekable else _Stream(opened), content_type


class _Stream:
    """A file that can be read once. It shows httpx2 no descriptor, from which that would take a length of 0."""

    def __init__(self, file: Readable) -> None:
        self.read = file.read


class _Rest:
    """A file from where it stood: httpx2 goes back to the beginning of what it sends, and asks for its length."""

    def __init__(self, file: BinaryIO) -> None:
        self.read = file.read
        self._file = file
        self._start = file.tell()

    def tell(self) -> int:
        return self._file.tell() - self._start

    def seek(self, offset: int, whence: int = os.SEEK_SET) -> int:
        position = self._file.seek(offset + (self._start if whence == os.SEEK_SET else 0), whence)
        return max(0, position - self._start)


class _OnDisk:
    """The file at a path, opened for each chunk, so that none is left open however the call ends."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._position = 0
        with path.open("rb") as file:
            self._size = file.seek(0, os.SEEK_END)

    def read(self, size: int = -1) -> bytes:
        with self._path.open("rb") as file:
            file.seek(self._position)
            chunk = file.read(size)
        self._position += len(chunk)
        return chunk

    def tell(self) -> int:
        return self._position

    def seek(self, offset: int, whence: int = os.SEEK_SET) -> int:
        self._position = offset + (self._size if whence == os.SEEK_END else 0)
        return self._position
