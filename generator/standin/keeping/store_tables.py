"""The tables of a store, the statements that use them, and how text stands in them."""

from __future__ import annotations

APPLICATION_ID = 0x53706C6D
"""What marks a SQLite database as a state file of ours (the pragma `application_id`)."""
VERSION = 1
"""The version of the tables (the pragma `user_version`)."""

# The unique index also serves FIND, where the plus keeps SQLite from walking through a resource in its order instead. Each
# of the other two gives one kind of list in order of insertion without sorting, since an index ends with the row's number.
TABLES = (
    "CREATE TABLE about (identity BLOB NOT NULL)",
    "CREATE TABLE number (name BLOB PRIMARY KEY, last INTEGER NOT NULL) WITHOUT ROWID",
    """
    CREATE TABLE record (
        position INTEGER PRIMARY KEY,
        resource BLOB NOT NULL,
        scope BLOB NOT NULL,
        key BLOB NOT NULL,
        value BLOB NOT NULL,
        UNIQUE (resource, key, scope)
    )
    """,
    "CREATE INDEX record_of_resource ON record (resource)",
    "CREATE INDEX record_in_scope ON record (resource, scope)",
)
GET = "SELECT value FROM record WHERE resource = ? AND scope = ? AND key = ?"
FIND = "SELECT scope, value FROM record WHERE resource = ? AND key = ? ORDER BY +position DESC LIMIT 1"
INSERT = "INSERT INTO record (resource, scope, key, value) VALUES (?, ?, ?, ?)"
REPLACE = "UPDATE record SET value = ? WHERE resource = ? AND scope = ? AND key = ?"
DELETE = "DELETE FROM record WHERE resource = ? AND scope = ? AND key = ?"
EMPTY = "DELETE FROM record WHERE resource = ? AND scope = ?"
SCAN = "SELECT scope, key, value FROM record WHERE resource = ? ORDER BY position LIMIT ? OFFSET ?"
SCAN_SCOPE = "SELECT scope, key, value FROM record WHERE resource = ? AND scope = ? ORDER BY position LIMIT ? OFFSET ?"
COUNT = "SELECT count(*) FROM record WHERE resource = ?"
COUNT_SCOPE = "SELECT count(*) FROM record WHERE resource = ? AND scope = ?"
NUMBER = "SELECT last FROM number WHERE name = ?"
DRAW = "INSERT INTO number VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET last = max(last, excluded.last)"
CLEAR = ("DELETE FROM record", "DELETE FROM number")
IDENTITY = "SELECT identity FROM about"
IDENTIFY = "INSERT INTO about VALUES (?)"

MAX_INTEGER = 2**63 - 1
"""The largest integer that SQLite takes."""


def to_column(text: str) -> bytes:
    """Return `text` as a column holds it: SQLite's own text cannot hold the lone surrogates that JSON can."""
    return text.encode("utf-8", "surrogatepass")


def from_column(data: bytes) -> str:
    """Return the text that `to_column` made `data` of."""
    return data.decode("utf-8", "surrogatepass")
