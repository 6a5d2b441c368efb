"""`specloom diff`: two OpenAPI documents, and what the consumer of the API meets of their difference."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from generator.cli.project import ALLOW_HOST
from generator.document.findings import fail
from generator.drift.reports import Format
from generator.drift.thresholds import FailOn

_HELP = """Compare two OpenAPI documents as the consumer of the API meets the difference.

Each change has three verdicts: on the wire (calls that worked, and their answers), in source (code written against a
generated package) and in behaviour (limits, defaults, statuses); each is breaking, risky or safe. Exits with 1 where
one is at least what --fail-on says."""


def add_to(app: typer.Typer) -> None:
    """Register the command."""
    app.command(help=_HELP)(diff)


def diff(
    base: Annotated[Path, typer.Argument(metavar="BASE", help="The older document.")],
    revision: Annotated[Path, typer.Argument(metavar="REVISION", help="The newer one.")],
    *,
    form: Annotated[Format, typer.Option("--format", help="How to write the report.")] = Format.TEXT,
    fail_on: Annotated[
        FailOn, typer.Option("--fail-on", help="The least verdict on a change that exits with 1.")
    ] = FailOn.BREAKING,
    out: Annotated[
        Path | None, typer.Option(help="Where to write the report; `-` is standard output, as without it.")
    ] = None,
    allow_host: Annotated[list[str] | None, typer.Option(help=ALLOW_HOST, metavar="HOST")] = None,
) -> None:
    """Compare two documents.

    Raises:
        SpecloomError: a document cannot be used, or the report not written.
    """
    from datetime import UTC, datetime

    from generator.cli.download import fetcher
    from generator.drift.documents import compare_files
    from generator.drift.reports import render, summary
    from generator.workspace.publish import write_file

    target = None if out is None or str(out) == "-" else out
    if target is not None and target.resolve() in {base.resolve(), revision.resolve()}:
        raise fail("usage", "--out is one of the documents that are compared")
    today = datetime.now(UTC).date()
    report = compare_files(base, revision, today=today, fetch=fetcher(allow_host or []))
    text = render([report], form, fail_on)
    if target is None:
        typer.echo(text, nl=False)
    else:
        write_file(target, text)
        typer.echo(summary(report))
    if fail_on.fails(report):
        raise typer.Exit(1)
