"""The files that a document refers to: only those in its folder, and pages of hosts that were allowed; all bounded.

A document is known by its key: its path below the folder, with slashes and symbolic links followed (`schemas/pet.yaml`),
or its URL.
"""

from __future__ import annotations

import re
import stat
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any, TypeAlias
from urllib.parse import unquote, urlsplit

from generator.document import load
from generator.document.copies import size
from generator.document.findings import Place, fail
from generator.document.limits import MAX_BYTES, MAX_FILES, MAX_NODES

if TYPE_CHECKING:
    from generator.document.findings import Finding, SpecloomError

Fetch: TypeAlias = Callable[[str, Place], str]
"""Returns the text at a URL that the reference at a place names; raises SpecloomError where it may not or cannot."""

_PROSE = frozenset({".md", ".markdown", ".txt"})
_SHORT = 200


@dataclass(frozen=True, slots=True)
class Document:
    """A document that was read: its key, the name that stands for it in messages, and its data."""

    key: str
    name: str
    data: Any


def refuse_remote(url: str, at: Place) -> str:
    """Refuse every URL: the `Fetch` for when no host was allowed."""
    host = urlsplit(url).hostname or ""
    message = f"refers to {without_credentials(url)[:_SHORT]!r}, and nothing is fetched from {host!r}"
    remedy = f"Allow the host with --allow-host {host}, or put the file beside the document."
    raise fail("remote-reference", message, at, remedy)


def without_credentials(url: str) -> str:
    """Return `url` without the user and password in it, for messages."""
    return re.sub(r"//[^/]*@", "//", url, count=1)


def is_remote(key: str) -> bool:
    """Tell whether `key` is that of a page, not of a file."""
    return key.startswith(("http://", "https://"))


class Neighbours:
    """Reads what one document refers to, and that what it refers to; the text of all together is bounded."""

    def __init__(self, file: Path, fetch: Fetch = refuse_remote, repairs: list[Finding] | None = None) -> None:
        """Allow the files in the folder of `file`; `fetch` decides about URLs, `repairs` is as for `load`."""
        self.folder = file.parent
        self.key = file.name
        self._real = self.folder.resolve()
        self._file = file.resolve()
        self._fetch = fetch
        self._repairs = repairs
        self._files = 0
        self._bytes = 0
        self._values = 0

    def find(self, base: str, path: str, at: Place) -> str | None:
        """Return the key of the file at `path`, percent-encoded and relative to the document `base`, None where none is.

        Args:
            base: the key of the document that refers.
            path: the path of a relative reference (RFC 3986 section 4.2), without query and fragment.
            at: the place of the reference.

        Raises:
            SpecloomError: it is outside the folder, no ordinary file, or no path.
        """
        said = unquote(path)
        _require_relative(said, at)
        parts: list[str] = list(PurePosixPath(base).parent.parts)
        for part in said.split("/"):
            if part == ".." and not parts:
                raise _outside(said, at)
            if part == "..":
                parts.pop()
            elif part not in {"", "."}:
                parts.append(part)
        try:
            real = self._real.joinpath(*parts).resolve(strict=True)
            kind = real.stat().st_mode
        except (FileNotFoundError, NotADirectoryError):
            return None
        except (OSError, RuntimeError, ValueError) as error:
            reason = error.strerror if isinstance(error, OSError) else None
            message = f"refers to {said[:_SHORT]!r}, which cannot be read: {reason or error}"
            raise fail("unreadable-file", message, at, "Correct the reference, or the file.") from error
        if not real.is_relative_to(self._real):
            raise _outside(said, at)
        if not stat.S_ISREG(kind):
            message = f"refers to {said[:_SHORT]!r}, which is no ordinary file"
            raise fail("unreadable-file", message, at, "Refer to a YAML or JSON file.")
        return self.key if real == self._file else real.relative_to(self._real).as_posix()

    def read(self, key: str, at: Place) -> Document:
        """Return the document `key`, which `find` gave or which is a URL; `at` is the place of the reference.

        Raises:
            SpecloomError: it cannot be read or is not well-formed, or all together are too many or too large.
        """
        self._files += 1
        if self._files > MAX_FILES:
            raise fail("too-large", f"refers to more than {MAX_FILES:,} files", at, "Join some of them.")
        name = without_credentials(key) if is_remote(key) else str(self.folder / key)
        text = self._fetch(key, at) if is_remote(key) else load.read_text(self.folder / key, self._repairs)
        self._bytes += len(text)
        if self._bytes > MAX_BYTES:
            message = f"refers to files of more than {MAX_BYTES:,} characters together"
            raise fail("too-large", message, at, "Leave out what is not needed.")
        if PurePosixPath(urlsplit(key).path).suffix.lower() in _PROSE:
            return Document(key, name, text)
        data = load.loads(text, name, self._repairs)
        self._values += size(data)
        if self._values > MAX_NODES:
            message = f"refers to files of more than {MAX_NODES:,} values together"
            raise fail("too-large", message, at, "Leave out what is not needed.")
        return Document(key, name, data)


def _require_relative(path: str, at: Place) -> None:
    if any(ord(char) < ord(" ") or char in "\\\x7f" for char in path):
        message = f"refers to {path[:_SHORT]!r}, which is no path of a file"
        raise fail("refused-path", message, at, "Write the path with '/' between its parts.")
    if path.startswith("/"):
        message = f"refers to the absolute path {path[:_SHORT]!r}"
        raise fail("refused-path", message, at, "Write the path from the file that refers, such as 'schemas/pet.yaml'.")


def _outside(path: str, at: Place) -> SpecloomError:
    message = f"refers to {path[:_SHORT]!r}, which is outside the document's folder"
    return fail("refused-path", message, at, "Put the file into the folder of the document, or below it.")
