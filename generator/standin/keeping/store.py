"""What a stand-in keeps between requests: records of any resource, in the order in which they were made."""

from __future__ import annotations

import json
import sqlite3
import threading
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from generator.document.findings import Place, fail
from generator.standin.keeping import store_tables as tables
from generator.standin.keeping.store_faults import refusal
from generator.standin.keeping.store_tables import from_column, to_column

if TYPE_CHECKING:
    from collections.abc import Generator

_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


@dataclass(frozen=True, slots=True)
class Record:
    """A value and where it is kept: the name of its kind, the concrete parent ("" where there is none), its id there."""

    resource: str
    scope: str
    key: str
    value: Any


class RecordExistsError(Exception):
    """There is a record of this resource, scope and key already."""


class NoRecordError(LookupError):
    """There is no record of this resource, scope and key."""


class Store:
    """Records and counters in a SQLite database that this store alone has open; `store_file` makes stores.

    A value is JSON as Python's `json` takes it. The store keeps its text, so that what goes in and what comes out can be
    changed without changing what is kept. Names and values may hold lone surrogates.

    A write that stands alone is a transaction of its own. Any thread may call any operation: one runs at a time, and a
    transaction keeps the other threads out from its first line to its last. Tasks of one event loop share a thread, so
    there must be no `await` inside a transaction.

    Every operation raises SpecloomError when the file cannot be read or written (a full disk, damage).
    """

    def __init__(self, database: sqlite3.Connection, file: str = "") -> None:
        """Take over `database`, which has the tables of `store_tables`; `file` stands for it in messages."""
        self._database = database
        self._file = file
        self._lock = threading.RLock()
        self._depth = 0  # of transactions inside one another
        self._drawn: dict[str, int] = {}  # the numbers given in the open transaction
        self._counts: dict[tuple[str, str | None], int] = {}  # SQLite counts by walking an index

    def get(self, resource: str, scope: str, key: str) -> Any | None:
        """Return the value of one record, None where there is none (and where the value is null)."""
        with self._lock:
            rows = self._rows(tables.GET, *_place(resource, scope, key))
        return _value(rows[0][0]) if rows else None

    def find(self, resource: str, key: str) -> Record | None:
        """Return the record of `key` in whatever scope, the newest if there are several, None where there is none."""
        with self._lock:
            rows = self._rows(tables.FIND, to_column(resource), to_column(key))
        return Record(resource, from_column(rows[0][0]), key, _value(rows[0][1])) if rows else None

    def insert(self, record: Record) -> None:
        """Add `record`, the last in the order.

        Raises:
            RecordExistsError: there is one of its resource, scope and key.
        """
        value = to_column(_encode(record.value))
        with self._lock:
            try:
                self._run(tables.INSERT, *_place(record.resource, record.scope, record.key), value)
            except sqlite3.IntegrityError as error:
                raise RecordExistsError(_described(record)) from error
            self._recount(record.resource, record.scope, 1)

    def replace(self, record: Record) -> None:
        """Put `record` in the place of the one of its resource, scope and key, which keeps its position in the order.

        Raises:
            NoRecordError: there is none.
        """
        value = to_column(_encode(record.value))
        with self._lock:
            changed = self._run(tables.REPLACE, value, *_place(record.resource, record.scope, record.key)).rowcount
        if not changed:
            raise NoRecordError(_described(record))

    def delete(self, resource: str, scope: str, key: str) -> bool:
        """Remove a record; return whether there was one."""
        with self._lock:
            if not self._run(tables.DELETE, *_place(resource, scope, key)).rowcount:
                return False
            self._recount(resource, scope, -1)
            return True

    def empty(self, resource: str, scope: str) -> None:
        """Remove all records of `resource` in one scope."""
        with self._lock:
            removed = self._run(tables.EMPTY, to_column(resource), to_column(scope)).rowcount
            self._recount(resource, scope, -removed)

    def scan(self, resource: str, scope: str | None, *, offset: int = 0, limit: int | None = None) -> list[Record]:
        """Return the records of `resource` in order of insertion, of every scope where `scope` is None.

        `offset` of them are passed over; no more than `limit` are returned. Neither is negative.
        """
        part = (-1 if limit is None else min(limit, tables.MAX_INTEGER), min(offset, tables.MAX_INTEGER))
        with self._lock:
            if scope is None:
                rows = self._rows(tables.SCAN, to_column(resource), *part)
            else:
                rows = self._rows(tables.SCAN_SCOPE, to_column(resource), to_column(scope), *part)
        return [Record(resource, from_column(parent), from_column(key), _value(value)) for parent, key, value in rows]

    def count(self, resource: str, scope: str | None) -> int:
        """Return how many records of `resource` there are, in every scope where `scope` is None."""
        with self._lock:
            known = self._counts.get((resource, scope))
            if known is not None:
                return known
            if scope is None:
                rows = self._rows(tables.COUNT, to_column(resource))
            else:
                rows = self._rows(tables.COUNT_SCOPE, to_column(resource), to_column(scope))
            counted: int = rows[0][0]
            if counted:  # to ask for scopes that do not exist must not fill the memory
                self._counts[resource, scope] = counted
            return counted

    def next_number(self, name: str) -> int:
        """Return 1, 2, … with each call for `name`.

        A number is not given again when its transaction fails, nor after a crash once its transaction has ended; only
        `clear` lets the counters begin anew.
        """
        with self._lock:
            rows = self._rows(tables.NUMBER, to_column(name))
            number: int = rows[0][0] + 1 if rows else 1
            self._run(tables.DRAW, to_column(name), number)
            if self._depth:
                self._drawn[name] = max(number, self._drawn.get(name, 0))
            return number

    def clear(self) -> None:
        """Remove all records and let the counters begin anew."""
        with self.transaction():
            for statement in tables.CLEAR:
                self._run(statement)
            self._counts.clear()

    def close(self) -> None:
        """Give the file free; a store that is closed cannot be used any more."""
        with self._lock:
            self._database.close()

    @contextmanager
    def transaction(self) -> Generator[None]:
        """Make what is written inside happen as a whole when the block ends, or not at all when it raises.

        What an inner transaction of another wrote is undone with the inner one, and again with the outer one.
        """
        with self._lock:
            outer = self._depth == 0
            self._run("BEGIN IMMEDIATE" if outer else "SAVEPOINT nested")
            self._depth += 1
            try:
                try:
                    yield
                finally:
                    self._depth -= 1
                self._run("COMMIT" if outer else "RELEASE nested")
            except BaseException:
                self._undo(outer)
                raise
            finally:
                if outer:
                    self._drawn.clear()

    def _undo(self, outer: bool) -> None:
        """Roll back, but for the numbers: who got one may have shown it to somebody."""
        self._counts.clear()
        if self._database.in_transaction:
            for statement in ("ROLLBACK",) if outer else ("ROLLBACK TO nested", "RELEASE nested"):
                self._run(statement)
        if outer or self._database.in_transaction:
            for name, number in self._drawn.items():
                self._run(tables.DRAW, to_column(name), number)

    def _run(self, statement: str, *values: Any) -> sqlite3.Cursor:
        if self._depth and not self._database.in_transaction:
            message = "has lost the open transaction after an error"
            raise fail("state-failed", message, Place(self._file), "Begin a new transaction.")
        try:
            return self._database.execute(statement, values)
        except sqlite3.IntegrityError:
            raise
        except sqlite3.Error as error:
            raise refusal(error, self._file) from error

    def _rows(self, statement: str, *values: Any) -> list[Any]:
        cursor = self._run(statement, *values)
        try:
            return cursor.fetchall()
        except sqlite3.Error as error:
            raise refusal(error, self._file) from error

    def _recount(self, resource: str, scope: str, change: int) -> None:
        for place in ((resource, scope), (resource, None)):
            if place in self._counts:
                self._counts[place] += change
                if not self._counts[place]:
                    del self._counts[place]


def _place(resource: str, scope: str, key: str) -> tuple[bytes, bytes, bytes]:
    return to_column(resource), to_column(scope), to_column(key)


def _described(record: Record) -> str:
    return f"{record.resource} {record.key!r} in {record.scope!r}"


def _value(data: bytes) -> Any:
    return json.loads(from_column(data))
