"""`specloom verify`: recordings against the document, the client and the stand-in, and what they cover."""

from __future__ import annotations

import sys
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from generator.cli.project import chosen, progress, project, report

if TYPE_CHECKING:
    from generator.contract.verify import Verdict
    from generator.document.findings import Finding

_HELP = """Hold the recordings in tests/fixtures/ against openapi.yaml, the generated clients and the stand-ins.

Prints a table of what they cover. Exits with 1 where something is wrong; gaps in the table are wrong with --complete
alone, and not where specs/VENDOR/coverage.yaml accepts them."""


class Format(StrEnum):
    """How the verdicts are printed."""

    TEXT = "text"
    JSON = "json"
    MARKDOWN = "markdown"


def add_to(app: typer.Typer) -> None:
    """Register the command."""
    app.command(help=_HELP)(verify)


def verify(
    vendor: Annotated[list[str] | None, typer.Argument(help="Vendors in specs/; all of them if none is named.")] = None,
    *,
    complete: Annotated[
        bool, typer.Option("--complete", help="Exit with 1 as well if anything is documented but not recorded.")
    ] = False,
    form: Annotated[Format, typer.Option("--format", help="How to print the verdicts.")] = Format.TEXT,
) -> None:
    """Verify recordings.

    Raises:
        SpecloomError: a vendor's files, a recording or a package cannot be used.
    """
    paths = project()
    names = chosen(paths, vendor or [])
    from generator.contract import verify as contract

    others = [] if vendor else contract.strangers(paths)
    with progress() as say:
        verdicts = [contract.verify(paths, name, say, complete=complete) for name in names]
    _print(verdicts, others, form)
    findings = [*others, *(finding for verdict in verdicts for finding in verdict.findings)]
    report(findings)
    if findings:
        raise typer.Exit(1)


def _print(verdicts: list[Verdict], others: list[Finding], form: Format) -> None:
    from generator.contract.coverage import table

    if form is Format.JSON:
        typer.echo(table.json_text(verdicts, others))
    elif form is Format.MARKDOWN:
        typer.echo("\n\n".join("\n".join(table.markdown_lines(verdict)) for verdict in verdicts))
    elif sys.stdout.isatty():
        _show(verdicts)
    else:
        for verdict in verdicts:
            typer.echo("\n".join(table.text_lines(verdict)))


def _show(verdicts: list[Verdict]) -> None:
    """Print verdicts as tables on a terminal."""
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    from generator.contract.coverage import table

    console = Console()
    for verdict in verdicts:
        shown = Table(title=Text(table.summary(verdict)), title_justify="left")
        shown.add_column("operation")
        for heading in ("statuses", "variants", "fields"):
            shown.add_column(heading, justify="right")
        for name, columns in table.counts(verdict.coverage):
            shown.add_row(Text(name), *map(Text, columns))
        console.print(shown)
        for line in table.remarks(verdict):
            console.print(Text(line), soft_wrap=True)
