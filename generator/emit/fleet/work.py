"""What goes to a worker and what comes back: plain values, so that a worker may be a process or another machine."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from generator.document.findings import Finding, Place
from generator.document.neighbours import Fetch, refuse_remote

if TYPE_CHECKING:
    from generator.emit.fleet.reading import Source


@dataclass(frozen=True, slots=True)
class Task:
    """One package to make.

    `path` is an OpenAPI document, for a package with the import name `package`; or the folder of a vendor, whose
    vendor.yaml has the names, and then `package` is None. `fetch` decides about references of a document to URLs.

    For a worker elsewhere, `source` is all that there is to read, and `identity` that of the installation whose bytes are
    expected.
    """

    path: Path
    package: str | None = None
    fetch: Fetch = refuse_remote
    source: Source | None = None
    identity: str = ""


@dataclass(frozen=True, slots=True)
class Made:
    """A finished package: the bytes of each file by its path below the distribution, and what was found on the way.

    `form` is the text of the normal form of a vendor, "" for a document.
    """

    files: dict[str, bytes]
    findings: tuple[Finding, ...] = ()
    form: str = ""


@dataclass(frozen=True, slots=True)
class Filled:
    """What came of a vendor besides its files: the findings of its normalisation, and the text of its normal form."""

    findings: tuple[Finding, ...]
    form: str


@dataclass(frozen=True, slots=True)
class Failed:
    """Why there is no package."""

    findings: tuple[Finding, ...]


Outcome = Made | Failed


def failed(task: Task, rule: str, message: str, remedy: str = "") -> Failed:
    """Return the failure of a whole task, with its document as the place."""
    return Failed((Finding(rule, message, Place(str(task.path)), remedy),))


def too_slow(task: Task, seconds: float) -> Failed:
    """Return the failure of a task that was ended after its time."""
    return failed(task, "too-slow", f"took more than {seconds:g} seconds", "Give it more with --timeout SECONDS.")
