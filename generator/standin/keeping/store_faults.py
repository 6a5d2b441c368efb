"""What SQLite reports about a state file, said to its user."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING

from generator.document.findings import Place, fail

if TYPE_CHECKING:
    from generator.document.findings import SpecloomError

ELSEWHERE = "Give a file that can be written."
"""What to do about a file, or a folder, that is read-only."""
_ANEW = "Give another file, or delete this one to start anew."
_FAULTS = {
    sqlite3.SQLITE_BUSY: (
        "state-in-use",
        "is in use by another process",
        "Stop the stand-in that uses it, or give another file.",
    ),
    sqlite3.SQLITE_CANTOPEN: ("state-not-writable", "cannot be opened for writing", ELSEWHERE),
    sqlite3.SQLITE_CORRUPT: ("state-damaged", "is damaged", _ANEW),
    sqlite3.SQLITE_FULL: ("state-failed", "cannot grow: there is no space left", "Make room, then try again."),
    sqlite3.SQLITE_NOTADB: ("state-damaged", "is damaged", _ANEW),
    sqlite3.SQLITE_PERM: ("state-not-writable", "cannot be written", ELSEWHERE),
    sqlite3.SQLITE_READONLY: ("state-not-writable", "cannot be written", ELSEWHERE),
}


def refusal(error: sqlite3.Error, file: str) -> SpecloomError:
    """Return what `error` says about the state file `file`, ready to be raised."""
    primary = getattr(error, "sqlite_errorcode", 0) & 0xFF  # above it, codes are extended by a detail
    rule, message, remedy = _FAULTS.get(primary, ("state-failed", f"cannot be used: {error}", "Give another file."))
    return fail(rule, message, Place(file), remedy)
