"""Documents to packages, by a crew; what the workers hand back is put into its place here, as it comes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

from generator.document.findings import Finding, SpecloomError
from generator.document.neighbours import refuse_remote
from generator.document.printable import printable
from generator.emit.fleet.placing import place, require_ours, write
from generator.emit.fleet.running import run
from generator.emit.fleet.work import Failed, Filled, Made, Outcome, Task

if TYPE_CHECKING:
    from generator.document.neighbours import Fetch
    from generator.emit.fleet.crew import Crew
    from generator.emit.fleet.documents import Document

Say = Callable[[str], None]


class Became(StrEnum):
    """What became of a package."""

    WRITTEN = "written"
    UNCHANGED = "unchanged"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Result:
    """What became of a document's package, and what was found on the way; each finding has a place."""

    document: Document
    became: Became
    findings: tuple[Finding, ...]


def generate_documents(
    documents: Sequence[Document], crew: Crew, say: Say, fetch: Fetch = refuse_remote
) -> list[Result]:
    """Write the package of each document into its folder; return the results in the order of `documents`.

    A document that fails stops no other. Each folder holds the old package or the new one at any moment.

    Args:
        documents: what to generate; no two have one folder.
        crew: does the work.
        say: told what is done, in words.
        fetch: decides about references to URLs.
    """
    results: dict[int, Result] = {}
    able: list[int] = []
    for index, document in enumerate(documents):
        try:
            require_ours(document.folder, document.package)
            able.append(index)
        except SpecloomError as error:
            results[index] = _result(document, Failed(error.findings))
    say(_progress(len(results), documents, None))
    for number, outcome in run([Task(documents[index].path, documents[index].package, fetch) for index in able], crew):
        index = able[number]
        results[index] = _result(documents[index], outcome)
        say(_progress(len(results), documents, documents[index]))
    return [results[index] for index in range(len(documents))]


def fill_vendors(folders: dict[str, Path], specs: Path, crew: Crew, say: Say) -> dict[str, Filled]:
    """Write the packages of vendors into `folders`, by vendor; return what else came of each.

    Raises:
        SpecloomError: some cannot be made; carries the findings of all.
    """
    names = list(folders)
    outcomes: dict[int, Made] = {}
    wrong: dict[int, tuple[Finding, ...]] = {}
    for index, outcome in run([Task(specs / name) for name in names], crew):
        if isinstance(outcome, Made):
            outcomes[index] = replace(outcome, files={})
            write(outcome.files, folders[names[index]])
        else:
            wrong[index] = outcome.findings
        say(f"generating: {len(outcomes) + len(wrong)} of {len(names)}")
    if wrong:
        raise SpecloomError(finding for index in sorted(wrong) for finding in wrong[index])
    return {names[index]: Filled(made.findings, made.form) for index, made in sorted(outcomes.items())}


def _result(document: Document, outcome: Outcome) -> Result:
    if isinstance(outcome, Made):
        try:
            became = Became.WRITTEN if place(outcome.files, document.folder) else Became.UNCHANGED
        except SpecloomError as error:
            outcome, became = Failed(error.findings), Became.FAILED
    else:
        became = Became.FAILED
    return Result(document, became, tuple(_placed(finding, document) for finding in outcome.findings))


def _placed(finding: Finding, document: Document) -> Finding:
    """Return `finding` with the document as its place where it names no file that a reader could look at."""
    if finding.place.file not in {"", document.package}:
        return finding
    return replace(finding, place=replace(finding.place, file=str(document.path)))


def _progress(done: int, documents: Sequence[Document], last: Document | None) -> str:
    if len(documents) == 1:
        return f"generating {documents[0].package}"
    return f"generating: {done} of {len(documents)}" + (f", {printable(str(last.path))}" if last else "")
