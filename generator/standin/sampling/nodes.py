"""Parts of a regular expression, each with the lengths of the texts that it matches."""

from __future__ import annotations

from dataclasses import dataclass

MOST = 1_000_000
"""Lengths count up to here; what is longer is as good as endless."""


@dataclass(frozen=True, slots=True)
class Node:
    """A part of an expression; it matches texts of `shortest` to `longest` characters."""

    shortest: int
    longest: int


@dataclass(frozen=True, slots=True)
class One(Node):
    """One of `letters`."""

    letters: str


@dataclass(frozen=True, slots=True)
class Row(Node):
    """Parts, one after the other."""

    parts: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Either(Node):
    """One of several parts."""

    options: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Repeat(Node):
    """A part, `low` to `high` times."""

    part: Node
    low: int
    high: int


@dataclass(frozen=True, slots=True)
class Group(Node):
    """A part whose text is kept under `names`."""

    part: Node
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Again(Node):
    """The text of the group `name` once more."""

    name: str


@dataclass(frozen=True, slots=True)
class Ahead(Node):
    """What must follow from here on, beside what comes next."""

    part: Node


EMPTY = Row(0, 0, ())
