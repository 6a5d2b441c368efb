"""The first steps of one package, in a process whose memory ends with it: a document takes many times its size to normalise."""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING

from generator.document.uncollected import uncollected
from generator.emit.engines import components
from generator.emit.fleet.making import attempt, form_text
from generator.emit.workers import packed

if TYPE_CHECKING:
    from generator.document.findings import Finding
    from generator.emit.fleet.work import Failed, Task


@dataclass(frozen=True, slots=True)
class Read:
    """What a document came to.

    Attributes:
        document: the normal form, packed for the engines.
        package: the facts of the package, packed for them as well.
        import_name: what it is imported as.
        components: how many schemas the normal form has.
        findings: what was found on the way.
        form: the text of the normal form of a vendor, "" for a document.
    """

    document: bytes
    package: bytes
    import_name: str
    components: int
    findings: tuple[Finding, ...]
    form: str


def prepare() -> None:
    """Import what reads and normalises."""
    import_module("generator.emit.fleet.reading")


def read(task: Task) -> Read | Failed:
    """Return what the document of `task` comes to, or why it cannot be used."""
    return attempt(task, lambda: _read(task))


def _read(task: Task) -> Read:
    from generator.emit.fleet import reading

    with uncollected():
        form, package = reading.read(task).normalised()
    document = form.document
    text = form_text(form, package)
    return Read(packed(document), packed(package), package.import_name, components(document), form.findings, text)
