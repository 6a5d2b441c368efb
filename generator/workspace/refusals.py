"""What the file system refuses, said to its user: where, in the system's words, and what to do about it.

A full or read-only device is no fault of this program, and no finding about a document. `put` and `reported` are for those
who write, `temporary_folder` for those who work in a temporary folder.
"""

from __future__ import annotations

import errno
import tempfile
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, TypeGuard

from generator.document.findings import Finding, Place, SpecloomError, fail

if TYPE_CHECKING:
    from collections.abc import Generator

RULE = "cannot-write"
_ROOM = "Make room there, or write elsewhere."
_WRITABLE = "Write to a file system that is not read-only."
_ALLOWED = "Write where you may, or have the rights changed."
_FEWER = "Raise the limit of open files (ulimit -n), or run fewer processes."
_REMEDIES = {
    errno.ENOSPC: _ROOM,
    errno.EDQUOT: _ROOM,
    errno.EFBIG: "Raise the limit of the size of files (ulimit -f), or write elsewhere.",
    errno.EROFS: _WRITABLE,
    errno.EACCES: _ALLOWED,
    errno.EPERM: _ALLOWED,
    errno.EIO: "The device fails: write elsewhere.",
    errno.EMFILE: _FEWER,
    errno.ENFILE: _FEWER,
    errno.ENAMETOOLONG: "Choose a shorter path.",
}
"""What to do about errors that the machine is to blame for, by number (POSIX.1-2024, section 2.3); others may be our faults."""
_SCRATCH = "Make room there, or set TMPDIR to a folder that has it and may be written."


def is_refusal(error: BaseException) -> TypeGuard[OSError]:
    """Tell whether `error` says something of the machine, such as that a device is full, and nothing of this program."""
    return isinstance(error, OSError) and error.errno in _REMEDIES


def refused(error: OSError, path: Path | str = "") -> SpecloomError:
    """Return an error of the file system as one of ours, ready to be raised: about the file that it names, else about `path`.

    Without either it is told without saying what was done.
    """
    named = error.filename if isinstance(error.filename, str) else ""
    own = Path(path).name
    where = str(path) if not named or (own and Path(named).name.startswith(f".{own}.")) else named
    said = error.strerror or str(error)
    return fail(RULE, f"cannot be written: {said}" if path else said, Place(where), _REMEDIES.get(error.errno or 0, ""))


@contextmanager
def reported(path: Path) -> Generator[None]:
    """Turn an error of the file system into one of ours about `path`."""
    try:
        yield
    except OSError as error:
        raise refused(error, path) from error


@contextmanager
def unfinished(folder: Path, target: Path, remedy: str = "") -> Generator[None]:
    """Say of `target` what is said of `folder`, which nobody knows: there it is made.

    With a `remedy`, which takes the place of those that are about the place, that is done to refusals alone.
    """
    try:
        yield
    except SpecloomError as error:
        found = tuple(dict.fromkeys(_moved(finding, folder, target, remedy) for finding in error.findings))
        if found == error.findings:
            raise
        raise SpecloomError(found) from error
    except OSError as error:
        if not is_refusal(error):
            raise
        findings = refused(error, folder).findings
        raise SpecloomError(_moved(finding, folder, target, remedy) for finding in findings) from error


def put(path: Path, text: str) -> None:
    """Write a file of a folder that is not published yet, as UTF-8 with the line ends of `text`. Folders are made.

    Raises:
        SpecloomError: the file system refuses.
    """
    with reported(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8", newline="\n")


def new_temporary_folder(inside: Path | None = None) -> tempfile.TemporaryDirectory[str]:
    """Return a new temporary folder, the system's unless it is `inside` another one; whoever has it ends it.

    Raises:
        SpecloomError: none can be made.
    """
    try:
        return tempfile.TemporaryDirectory(prefix="specloom-", dir=inside, ignore_cleanup_errors=True)
    except OSError as error:  # also that no folder will do, which has no number
        message = f"no temporary folder can be made: {error.strerror or error}"
        raise fail(RULE, message, remedy=_SCRATCH) from error


@contextmanager
def temporary_folder(inside: Path | None = None) -> Generator[Path]:
    """Yield such a temporary folder, removed at the end.

    Raises:
        SpecloomError: none can be made, or what is written there is refused.
    """
    with new_temporary_folder(inside) as name, unfinished(Path(name), Path(tempfile.gettempdir()), _SCRATCH):
        yield Path(name)


def _moved(finding: Finding, folder: Path, target: Path, remedy: str) -> Finding:
    if not finding.place.file.startswith(str(folder)) or (remedy and finding.rule != RULE):
        return finding
    below = "" if remedy else finding.place.file[len(str(folder)) :]
    place = replace(finding.place, file=f"{target}{below}")
    is_about_it = finding.remedy in {_ROOM, _WRITABLE, _ALLOWED}
    return replace(finding, place=place, remedy=remedy if remedy and is_about_it else finding.remedy)
