"""What a recording can show: the cells of the coverage table, and whose they are."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple


class Kind(StrEnum):
    """The columns of the table."""

    STATUS = "status"
    VARIANT = "variant"
    FIELD = "field"


class Owner(NamedTuple):
    """A row of the table: an operation by its id, or a schema of failures; `kind` says which."""

    kind: str
    name: str

    def __str__(self) -> str:
        return self.name if self.kind == "operation" else f"{self.kind} {self.name}"


@dataclass(frozen=True, slots=True)
class Cell:
    """One thing that a recording can show.

    `at` is a status as the document writes it, or a pointer into the answer in which `*` stands for any item or member;
    `variant` names the variant of the value there.
    """

    kind: Kind
    at: str
    variant: str = ""

    def __str__(self) -> str:
        place = self.at or "(the whole answer)"
        return f"{self.kind} {place}" + (f" as {self.variant}" if self.variant else "")
