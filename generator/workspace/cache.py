"""Stamps by content hash: a stamp says "these inputs gave these outputs", so that an up-to-date run does nothing.

Standard library only, since an up-to-date run imports little more than this. A stamp is advice: whatever is corrupt,
foreign or unreadable is as good as absent, and losing one costs a run, never a wrong result.
"""

from __future__ import annotations

import hashlib
import os
import stat
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from generator import __version__

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

_HEADER = f"specloom stamp 1 {__version__}"
_MAX_BYTES = 4096
_HEX = frozenset("0123456789abcdef")
_READ = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)


class Stamp(NamedTuple):
    """What one run took and gave: the fingerprints of all its inputs and of all its outputs."""

    inputs: str
    outputs: str


def fingerprint(files: Iterable[Path], root: Path, extra: Iterable[str] = ()) -> str:
    """Return the SHA-256, in hex, of `files` (names relative to `root`, and bytes) and of the texts in `extra`.

    The order of `files` makes no difference, that of `extra` does. A symbolic link counts as the file that it leads to.
    A file that cannot be read counts too: the fingerprint changes when it can.
    """
    named = {os.path.relpath(path, root): path for path in files}
    parts: list[bytes] = []
    for name in sorted(named):
        parts += b"file", _name(name), *_content(named[name], os.stat)
    for text in extra:
        parts += b"text", text.encode("utf-8", "surrogatepass")
    return _digest(parts)


def tree_fingerprint(folder: Path) -> str:
    """Return the SHA-256, in hex, of all that lies below `folder`: names, kinds and bytes, empty folders included.

    `__pycache__` folders and `.pyc` files do not count. A symbolic link is not followed: it counts as a link and where
    it leads. A `folder` that does not exist has a fingerprint of its own.
    """
    parts = [*_content(folder, os.lstat)]
    for path in sorted(_below(os.fspath(folder))):
        parts += _name(os.path.relpath(path, folder)), *_content(Path(path), os.lstat)
    return _digest(parts)


def read_stamp(cache: Path, key: str) -> Stamp | None:
    """Return the stamp that `write_stamp` left for `key` in the folder `cache`, or None where no sound one is.

    Not sound is what another version of this tool wrote, what was cut short or altered, and what is no regular file.
    """
    try:
        with os.fdopen(os.open(_file(cache, key), _READ), "rb") as stream:
            regular = stat.S_ISREG(os.fstat(stream.fileno()).st_mode)
            data = stream.read(_MAX_BYTES) if regular else b""
    except (OSError, ValueError):
        return None
    lines = data.decode("utf-8", "replace").split("\n")
    if len(lines) != 5 or lines[:2] != [_HEADER, _key_hash(key)] or lines[4]:
        return None
    inputs, outputs = lines[2:4]
    return Stamp(inputs, outputs) if _is_digest(inputs) and _is_digest(outputs) else None


def write_stamp(cache: Path, key: str, stamp: Stamp) -> None:
    """Leave `stamp` for `key` in the folder `cache`, which is made where it is missing.

    Where that is impossible nothing happens: the next run does the work again.
    """
    path = _file(cache, key)
    unfinished = path.with_name(f"{path.name}.{os.getpid()}")
    text = "\n".join((_HEADER, _key_hash(key), stamp.inputs, stamp.outputs, ""))
    with suppress(OSError):
        cache.mkdir(parents=True, exist_ok=True)
        unfinished.unlink(missing_ok=True)
        try:
            with unfinished.open("x", encoding="utf-8", newline="") as stream:
                stream.write(text)
            unfinished.replace(path)
        finally:
            unfinished.unlink(missing_ok=True)


def _file(cache: Path, key: str) -> Path:
    return cache / f"{_key_hash(key)[:32]}.stamp"


def _key_hash(key: str) -> str:
    return _digest([key.encode("utf-8", "surrogatepass")])


def _is_digest(text: str) -> bool:
    return len(text) == 64 and _HEX.issuperset(text)


def _name(relative: str) -> bytes:
    """Return a relative name with the separator of POSIX."""
    return os.fsencode(relative.replace(os.sep, "/"))


def _below(folder: str) -> Iterator[str]:
    """Yield the paths of all files, links and folders below `folder`; what cannot be listed has nothing below it."""
    pending = [folder]
    while pending:
        try:
            with os.scandir(pending.pop()) as entries:
                for entry in entries:
                    if entry.name == "__pycache__" or entry.name.endswith(".pyc"):
                        continue
                    yield entry.path
                    if entry.is_dir(follow_symlinks=False):
                        pending.append(entry.path)
        except OSError:
            continue


def _content(path: Path, status: Callable[[Path], os.stat_result]) -> tuple[bytes, bytes]:
    """Return what kind of thing `path` is, and what tells it from others of its kind."""
    try:
        mode = status(path).st_mode
        if stat.S_ISREG(mode):
            with path.open("rb") as stream:
                return b"file", hashlib.file_digest(stream, "sha256").digest()
        if stat.S_ISLNK(mode):
            return b"link", os.fsencode(path.readlink())
    except FileNotFoundError:
        return b"missing", b""
    except OSError:
        return b"unreadable", b""
    return (b"folder" if stat.S_ISDIR(mode) else b"other"), b""


def _digest(parts: Iterable[bytes]) -> str:
    """Return the SHA-256 of `parts`, each hashed with its length, so that no two sequences of parts look alike."""
    digest = hashlib.sha256()
    for part in parts:
        digest.update(len(part).to_bytes(8, "big"))
        digest.update(part)
    return digest.hexdigest()
