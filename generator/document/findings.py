"""What is wrong, where, and what to do about it: the one currency of errors."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from generator.document.printable import printable

if TYPE_CHECKING:
    from collections.abc import Iterable


class Severity(StrEnum):
    """How much a finding matters: an error makes the input unusable, a warning loses or repairs something."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Place:
    """Where something stands: a file, a 1-based line in it, an RFC 6901 JSON pointer; each where known."""

    file: str = ""
    line: int | None = None
    pointer: str | None = None

    def __str__(self) -> str:
        where = self.file + (f":{self.line}" if self.line is not None else "")
        if self.pointer is None:
            return where
        return f"{where} #{self.pointer}" if where else f"#{self.pointer}"


@dataclass(frozen=True, slots=True)
class Finding:
    """One statement about an input: the rule that makes it, what it found, the place, and the remedy."""

    rule: str
    message: str
    place: Place = Place()
    remedy: str = ""
    severity: Severity = Severity.ERROR

    def __str__(self) -> str:
        place = printable(str(self.place))  # a line of its own, whatever the file is called
        head = f"{place}: " if place else ""
        tail = f"\n  {self.remedy}" if self.remedy else ""
        said = f"{self.message} [{self.rule}]{tail}"
        return head + "\n".join(map(printable, said.split("\n")))

    def as_data(self) -> dict[str, str | int | None]:
        """Return the finding as JSON values."""
        place = self.place
        said = {"rule": self.rule, "severity": self.severity.value, "message": self.message}
        return {**said, "file": place.file, "line": place.line, "pointer": place.pointer, "remedy": self.remedy}


class SpecloomError(Exception):
    """The input cannot be used; carries every finding that says why (exit code 2 on the command line)."""

    def __init__(self, findings: Finding | Iterable[Finding]) -> None:
        self.findings: tuple[Finding, ...] = (findings,) if isinstance(findings, Finding) else tuple(findings)
        super().__init__("\n".join(str(finding) for finding in self.findings))

    def __reduce__(self) -> tuple[type[SpecloomError], tuple[tuple[Finding, ...]]]:
        return SpecloomError, (self.findings,)


def fail(rule: str, message: str, place: Place = Place(), remedy: str = "") -> SpecloomError:
    """Return the error for one finding, ready to be raised."""
    return SpecloomError(Finding(rule, message, place, remedy))


def counted(message: str, places: int) -> str:
    """Return the message of a finding that stands for all the `places` where it was found, at the first of them."""
    return message if places == 1 else f"{message} (the first of {places} places)"
