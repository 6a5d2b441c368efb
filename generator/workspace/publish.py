"""Folders and files replaced as a whole: interrupted or killed at any moment, the old or the new one is there.

A folder cannot be replaced by one portable system call. The steps, with the hidden siblings they use:

1. The new folder is built as `.NAME.new-*`.
2. The old folder is renamed to `.NAME.old`. Only between this step and the next is there no `NAME`.
3. The new folder is renamed to `NAME`.
4. `.NAME.old` is renamed to `.NAME.trash-*`, then removed. So whatever is called `.NAME.old` is whole.

`recover` ends what a killed run left: it puts `.NAME.old` back where `NAME` is missing and removes the rest.
Data is not forced to disk: after a power cut the fingerprint of the folder shows what is lost, and a run restores it.
"""

from __future__ import annotations

import errno
import os
import shutil
import stat
import time
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

from generator.document.findings import Place, fail
from generator.workspace.refusals import RULE, reported, unfinished

if TYPE_CHECKING:
    from collections.abc import Callable, Generator
    from pathlib import Path

try:
    import fcntl
except ImportError:  # not on Windows: there, runs are on their own
    fcntl = None  # type: ignore[assignment]

_ATTEMPTS = 20
_PAUSE_SECONDS = 0.05
_NO_LOCKS = {errno.ENOLCK, errno.ENOSYS, errno.EOPNOTSUPP, errno.EINVAL, errno.EBADF}


@contextmanager
def writing(folder: Path) -> Generator[None]:
    """Hold `folder`, which is made where it is missing, so that no other run publishes into it meanwhile.

    The lock is on the folder itself (flock), leaves no file behind and ends with the process. Hold it around `recover`,
    `staging` and `publish`.

    Raises:
        SpecloomError: another run holds it, or the folder cannot be made.
    """
    with reported(folder):
        folder.mkdir(parents=True, exist_ok=True)
    if fcntl is None:
        yield
        return
    with reported(folder):
        descriptor = os.open(folder, os.O_RDONLY)
    try:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            message = "another run is writing here"
            raise fail("locked", message, Place(str(folder)), "Wait until it has ended, then run again.") from error
        except OSError as error:
            if error.errno not in _NO_LOCKS:
                raise fail(RULE, f"cannot be locked: {error.strerror}", Place(str(folder))) from error
        yield
    finally:
        os.close(descriptor)


@contextmanager
def staging(target: Path) -> Generator[Path]:
    """Yield a new empty folder beside `target`, to be filled and given to `publish`; removed unless it was.

    Raises:
        SpecloomError: the folder cannot be made, or what is written there is refused.
    """
    with reported(target):
        target.parent.mkdir(parents=True, exist_ok=True)
        folder = _sibling(target, "new")
        folder.mkdir()
    try:
        with unfinished(folder, target):
            yield folder
    finally:
        _remove(folder)


def publish(new: Path, target: Path) -> None:
    """Put the complete folder `new`, which `staging` made for `target`, in the place of `target`.

    Raises:
        SpecloomError: `target` is not a folder, or the file system refuses; `target` is then as it was, unless what
            cannot be done is to remove the old folder, which `recover` will try again.
    """
    _require_folder(new)
    _settle(target)
    if os.path.lexists(target):
        _require_folder(target)
    old = _old(target)
    with reported(target):
        try:
            if os.path.lexists(target):
                target.rename(old)
            new.rename(target)
        except BaseException:
            if os.path.lexists(old) and not os.path.lexists(target):
                old.rename(target)
            raise
    _settle(target)


def recover(target: Path) -> None:
    """End what a killed run left beside `target`: the old folder back where none is, all that is unfinished removed.

    Call it only while no other run is at work on `target`, see `writing`.

    Raises:
        SpecloomError: the file system refuses.
    """
    _settle(target)
    prefixes = (f".{target.name}.new-", f".{target.name}.trash-")
    if not target.parent.is_dir():
        return
    with reported(target.parent):
        leftovers = sorted(path for path in target.parent.iterdir() if path.name.startswith(prefixes))
    for path in leftovers:
        _remove(path)


def write_file(path: Path, text: str) -> None:
    """Write `text` as UTF-8 to `path`, at once: whoever reads gets the old text or the new one. Folders are made.

    What a killed run leaves is removed by `recover(path)`.

    Raises:
        SpecloomError: `path` is a link or no regular file, the text is not Unicode, or the file system refuses.
    """
    with prepared(path, text) as put_in_place:
        put_in_place()


@contextmanager
def prepared(path: Path, text: str) -> Generator[Callable[[], None]]:
    """Yield what puts a file in its place that is written already, beside it; removed unless it was.

    So that of several files all are written or none: preparing is what is refused, hardly ever the last step. Otherwise it
    is as `write_file`.

    Raises:
        SpecloomError: `path` is a link or no regular file, the text is not Unicode, or the file system refuses.
    """
    try:
        data = text.encode()
    except UnicodeEncodeError as error:
        message = f"cannot be written: the text has a lone surrogate at character {error.start + 1}"
        raise fail(RULE, message, Place(str(path))) from error
    made = _sibling(path, "new")

    def put_in_place() -> None:
        with reported(path):
            made.replace(path)

    try:
        with reported(path):
            path.parent.mkdir(parents=True, exist_ok=True)
            _write(made, data, _mode(path))
        yield put_in_place
    finally:
        with suppress(OSError):
            made.unlink()


def _mode(path: Path) -> int | None:
    """Return the permissions of the file at `path`, None where there is none."""
    mode = path.lstat().st_mode if os.path.lexists(path) else None
    if mode is not None and not stat.S_ISREG(mode):
        raise fail(RULE, "is not a regular file", Place(str(path)), "Remove it, or write elsewhere.")
    return None if mode is None else stat.S_IMODE(mode)


def _write(made: Path, data: bytes, mode: int | None) -> None:
    with made.open("xb") as stream:
        if mode is not None:
            made.chmod(mode)
        stream.write(data)
        stream.flush()
        os.fsync(stream.fileno())


def _settle(target: Path) -> None:
    """Put the old folder back where `target` is missing; remove it where the new one took its place."""
    old = _old(target)
    if os.path.lexists(old):
        _require_folder(old)
        if os.path.lexists(target):
            _discard(target, old)
        else:
            with reported(target):
                old.rename(target)


def _discard(target: Path, old: Path) -> None:
    """Remove `old`, under a name that says that it may be in pieces."""
    trash = _sibling(target, "trash")
    with reported(old):
        old.rename(trash)
    _remove(trash)


def _remove(path: Path) -> None:
    with reported(path), suppress(FileNotFoundError):
        if path.is_symlink() or not path.is_dir():
            path.unlink()
        else:
            _remove_tree(path)


def _remove_tree(path: Path) -> None:
    """Remove a folder, into which a process of a killed run may still write for a moment."""
    for attempt in range(_ATTEMPTS):
        try:
            shutil.rmtree(path)
        except OSError as error:
            if error.errno != errno.ENOTEMPTY or attempt == _ATTEMPTS - 1:
                raise
            time.sleep(_PAUSE_SECONDS)
        else:
            return


def _require_folder(path: Path) -> None:
    with reported(path):
        mode = path.lstat().st_mode
    if not stat.S_ISDIR(mode):
        what = "a symbolic link" if stat.S_ISLNK(mode) else "not a folder"
        raise fail(RULE, f"is {what} and would be replaced by a folder", Place(str(path)), "Move it away first.")


def _old(target: Path) -> Path:
    return target.with_name(f".{target.name}.old")


def _sibling(target: Path, purpose: str) -> Path:
    return target.with_name(f".{target.name}.{purpose}-{os.getpid()}-{os.urandom(6).hex()}")
