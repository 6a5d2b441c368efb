"""`specloom generate --spec`: packages of documents that belong to no vendor."""

from __future__ import annotations

from collections.abc import Generator
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from generator.cli.project import progress, report
from generator.cli.termination import interruptible
from generator.document.findings import SpecloomError, fail
from generator.document.neighbours import refuse_remote

if TYPE_CHECKING:
    from collections.abc import Sequence

    from generator.cli.hands import Hands
    from generator.document.neighbours import Fetch
    from generator.emit.fleet.documents import Document
    from generator.emit.fleet.generate import Result

_UNUSABLE = 2


class Format(StrEnum):
    """How it is printed what became of each document."""

    TEXT = "text"
    JSON = "json"


def generate_documents(
    given: Sequence[Path],
    package: str | None,
    out: Path | None,
    hands: Hands,
    form: Format,
    allow_hosts: Sequence[str] = (),
) -> None:
    """Generate the packages of the documents that `given` names, and print what became of each.

    Args:
        given: files, folders and globs.
        package: the import name, for one document whose package is to be in `out` itself; None derives each name.
        out: the folder for the package, or for the folders of the packages.
        hands: do the work.
        form: how to print it.
        allow_hosts: those that references may be followed to.

    Raises:
        SpecloomError: the options do not go together, two documents give one name, or the only package is not made.
        typer.Exit: with 2, some package is not made.
    """
    from generator.emit.fleet.documents import Document, found, named
    from generator.workspace.paths import templates_folder

    if out is None:
        raise fail("usage", "--spec needs --out DIR")
    if package is not None:
        _require_import_name(package)
    fetch = _fetch(allow_hosts)
    paths = found(given)
    if package is not None and len(paths) > 1:
        message = f"--package goes with one document, and --spec names {len(paths)}"
        raise fail("usage", message, remedy="Leave it out: each package is named after its document.")
    documents = [Document(paths[0], package, out)] if package is not None else named(paths, out)
    with interruptible(), _kept(documents, None if package is not None else out):
        with hands.crew(templates_folder(), len(documents)) as crew, progress() as say:
            from generator.emit.fleet.generate import generate_documents as run

            results = run(documents, crew, say, fetch)
        if package is not None and form is Format.TEXT:
            _print_one(results[0])
        else:
            _print(results, form)


def _fetch(allow_hosts: Sequence[str]) -> Fetch:
    if not allow_hosts:
        return refuse_remote
    from generator.cli.download import fetcher

    return fetcher(allow_hosts)


@contextmanager
def _kept(documents: Sequence[Document], out: Path | None) -> Generator[None]:
    """Keep other runs out of the folder `out`, after ending what killed ones have left there."""
    if out is None:
        yield
        return
    from generator.workspace.publish import recover, writing

    with writing(out):
        if any(path.name.startswith(".") for path in out.iterdir()):
            for document in documents:
                recover(document.folder)
        yield


def _print_one(result: Result) -> None:
    from generator.emit.fleet.generate import Became

    if result.became is Became.FAILED:
        raise SpecloomError(result.findings)
    report(result.findings)
    typer.echo(f"{result.document.folder}: {result.became}")


def _print(results: Sequence[Result], form: Format) -> None:
    """Print warnings, what became of each document, the errors of those that failed, and the count, in this order."""
    from generator.emit.fleet.generate import Became
    from generator.emit.fleet.summary import json_text, lines, total

    failed = [result for result in results if result.became is Became.FAILED]
    report([finding for result in results if result not in failed for finding in result.findings])
    typer.echo(json_text(results) if form is Format.JSON else "\n".join(lines(results)))
    report([finding for result in failed for finding in result.findings])
    if form is Format.TEXT:
        typer.echo(total(results))
    if failed:
        raise typer.Exit(_UNUSABLE)


def _require_import_name(package: str) -> None:
    from generator.emit.fleet.naming import hides_another, is_import_name

    if not is_import_name(package):
        message = f"--package {package!r} is not an import name"
        raise fail("usage", message, remedy="Use letters, digits and underscores.")
    if hides_another(package):
        raise fail("usage", f"--package {package!r} would hide another module of that name")
