"""What goes into a dialect and what comes out of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit, urlunsplit

from generator.document.findings import Finding, Place, Severity, SpecloomError, fail
from generator.document.load import MAX_BYTES


@dataclass(frozen=True, slots=True)
class Page:
    """A documentation page: its text, what it is called in messages, and the API to take where it shows several."""

    text: str
    name: str
    api: str | None = None

    def __post_init__(self) -> None:
        if len(self.text) > MAX_BYTES:
            raise fail("page-too-large", f"has {len(self.text):,} characters; the limit is {MAX_BYTES:,}", self.at())

    @property
    def lines(self) -> list[str]:
        """The lines of the page without their ends; only LF, CRLF and CR end a line, as in Markdown."""
        return self.text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n").split("\n")

    @property
    def source(self) -> str:
        """The name by which provenance calls the page: its URL without secrets, or the last part of its path."""
        parts = urlsplit(self.name) if "://" in self.name else None
        if parts is not None and parts.scheme in {"http", "https"}:
            return urlunsplit((parts.scheme, parts.netloc.rpartition("@")[2], parts.path, "", ""))
        return self.name.replace("\\", "/").rstrip("/").rpartition("/")[2]

    def at(self, line: int | None = None, pointer: str | None = None) -> Place:
        """Return the place of `line` (1-based) on this page."""
        return Place(self.name, line, pointer)

    def error(self, rule: str, message: str, line: int | None = None, remedy: str = "") -> SpecloomError:
        """Return the error that the page is unusable for what stands at `line`."""
        return fail(rule, message, self.at(line), remedy)

    def warning(self, rule: str, message: str, line: int | None = None, pointer: str | None = None) -> Finding:
        """Return the finding that something on the page is missing, or was repaired."""
        return Finding(rule, message, self.at(line, pointer), severity=Severity.WARNING)


@dataclass(slots=True)
class Draft:
    """What a dialect read: an OpenAPI document that still holds the vendor's prose, and from where.

    `lines` says on which line of the page the part of the document at a JSON pointer was read; `is_published` that the page
    is that document itself, which is kept as it is.
    """

    document: dict[str, Any]
    findings: list[Finding] = field(default_factory=list[Finding])
    lines: dict[str, int] = field(default_factory=dict[str, int])
    is_published: bool = False

    def line(self, pointer: str) -> int | None:
        """Return the line of the nearest part around `pointer`, or None."""
        while pointer and pointer not in self.lines:
            pointer = pointer.rpartition("/")[0]
        return self.lines.get(pointer)
