"""Stores: one in memory that ends with the process, one in a file that outlives it."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING

from generator.document.findings import Place, fail
from generator.standin.keeping.store import Store
from generator.standin.keeping.store_faults import ELSEWHERE, refusal
from generator.standin.keeping.store_tables import (
    APPLICATION_ID,
    IDENTIFY,
    IDENTITY,
    TABLES,
    VERSION,
    from_column,
    to_column,
)

if TYPE_CHECKING:
    from pathlib import Path

_MAGIC = b"SQLite format 3\0"
_SHOWN = 80  # characters of an identity in a message


def memory_store() -> Store:
    """Return an empty store in memory."""
    database = _connect(":memory:")
    _create(database, "")
    return Store(database)


def open_store(path: Path, identity: str) -> Store:
    """Return the store in the file `path`, which is made where it is missing, for the API that `identity` stands for.

    No other process can open the file until the store is closed or its process has ended, however it ended.

    Raises:
        SpecloomError: `path` is no state file of this API, or cannot be written, or is in use; nothing in it is changed.
    """
    _require_state(path)
    try:
        database = _connect(str(path.absolute()))  # SQLite reads ":memory:" and "file:…" as more than a name
        try:
            _claim(database, path, identity)
        except BaseException:
            database.close()
            raise
    except sqlite3.Error as error:
        raise refusal(error, str(path)) from error
    return Store(database, str(path))


def _connect(name: str) -> sqlite3.Connection:
    """Return a connection that begins no transaction by itself, for any thread: the store lets one in at a time."""
    return sqlite3.connect(name, timeout=0, isolation_level=None, check_same_thread=False)


def _require_state(path: Path) -> None:
    """Refuse what is not ours before SQLite touches it: opening a database can already change its files."""
    place = Place(str(path))
    try:
        if not path.parent.is_dir():
            raise fail("state-not-writable", "stands in a folder that does not exist", place, "Make the folder first.")
        if not path.exists():
            return
        if not path.is_file():
            raise fail("not-a-state-file", "is not a regular file", place, "Give another file.")
        with path.open("r+b") as stream:  # refused where writing is: SQLite would go on and read
            header = stream.read(100)
    except OSError as error:
        raise fail("state-not-writable", f"cannot be written: {error.strerror}", place, ELSEWHERE) from error
    if not header:
        return  # made but never written: a crash leaves it, and so does mktemp
    if not header.startswith(_MAGIC):
        raise fail("not-a-state-file", "is not a database", place, "Give another file.")
    if header[68:72] != APPLICATION_ID.to_bytes(4, "big"):
        raise fail("not-a-state-file", "is a database of another program", place, "Give another file.")


def _claim(database: sqlite3.Connection, path: Path, identity: str) -> None:
    """Lock the file, make its tables where there are none, and refuse those that are not for us."""
    # Exclusive before the first access: the lock is kept from then on, and the index of the log is kept in our memory,
    # not in a file that other processes share.
    database.execute("PRAGMA locking_mode = EXCLUSIVE")
    database.execute("BEGIN IMMEDIATE")
    version: int = database.execute("PRAGMA user_version").fetchone()[0]
    if version == 0:
        _create(database, identity)
    elif version != VERSION:
        message = f"has version {version}, which this release of specloom cannot read: it reads version {VERSION}"
        raise fail("newer-state-file", message, Place(str(path)), "Update specloom, or give another file.")
    else:
        _require_identity(database, path, identity)
    database.execute("COMMIT")
    # A commit has written its pages to the log, and a checksum with them, before it returns. They then are the operating
    # system's, which keeps them when the process is killed; what a killed process wrote of a commit has no valid end,
    # and is passed over. With NORMAL the disk is waited for only when the log is carried over to the database: a loss of
    # power can take the last commits away, but neither halve one nor damage the file. FULL would wait at each commit.
    database.execute("PRAGMA journal_mode = WAL")
    database.execute("PRAGMA synchronous = NORMAL")


def _create(database: sqlite3.Connection, identity: str) -> None:
    database.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    database.execute(f"PRAGMA user_version = {VERSION}")
    for statement in TABLES:
        database.execute(statement)
    database.execute(IDENTIFY, (to_column(identity),))


def _require_identity(database: sqlite3.Connection, path: Path, identity: str) -> None:
    row = database.execute(IDENTITY).fetchone()
    kept: str = "" if row is None else from_column(row[0])
    if kept != identity:
        message = f"was made for another API: {kept[:_SHOWN]!r}, not {identity[:_SHOWN]!r}"
        remedy = "Give another file, or delete this one to start anew."
        raise fail("state-of-another-api", message, Place(str(path)), remedy)
