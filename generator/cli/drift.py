"""`specloom drift`: what of a vendor is no longer what it was, from its page to its package."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from generator.cli.pages import FROM, pages_of
from generator.cli.project import chosen, progress, project
from generator.cli.reports import show
from generator.cli.termination import interruptible
from generator.document.findings import Place, fail
from generator.drift.reports import Format
from generator.drift.thresholds import FailOn

FORMAT = "How to write the report."
OUT = "Where to write the report; `-` is standard output, as without it."
USES = "A file or folder of Python code: tell where it uses what a change hits. May be repeated."
TYPE_CHECK = "Tell which recorded calls and examples would no longer type-check; needs mypy."

_HELP = """Tell what of each vendor is no longer what it was, in three layers.

The vendor's page of today against captured/, as the consumer of the API meets the difference: each change with its
verdicts on the wire, in source and in behaviour, and with the methods, fields and recordings that it hits. openapi.yaml
against what its inputs give, and generated/ against what specs/ gives, byte for byte. Writes nothing there.

Exits with 1 where a verdict is at least what --fail-on says, or anything is stale, unreadable or no longer accepted."""


def add_to(app: typer.Typer) -> None:
    """Register the command."""
    app.command(help=_HELP)(drift)


def drift(
    vendor: Annotated[list[str] | None, typer.Argument(help="Vendors in specs/; all of them if none is named.")] = None,
    *,
    page: Annotated[str | None, typer.Option("--from", help=FROM)] = None,
    uses: Annotated[list[Path] | None, typer.Option(help=USES, metavar="PATH")] = None,
    type_check: Annotated[bool, typer.Option("--type-check", help=TYPE_CHECK)] = False,
    form: Annotated[Format, typer.Option("--format", help=FORMAT)] = Format.TEXT,
    fail_on: Annotated[
        FailOn, typer.Option("--fail-on", help="The least verdict on a change that exits with 1.")
    ] = FailOn.BREAKING,
    out: Annotated[Path | None, typer.Option(help=OUT)] = None,
) -> None:
    """Report drift.

    Raises:
        SpecloomError: vendor.yaml cannot be used, the options do not go together, or the report cannot be written.
    """
    from datetime import UTC, datetime

    from generator.emit.engines import Engines
    from generator.workspace.vendor import load_vendor

    paths = project()
    vendors = [load_vendor(paths.specs / name) for name in chosen(paths, vendor or [])]
    pages = pages_of(vendors, page, paths.cache)
    _require_code(uses or [])
    require_other(out, page)
    with interruptible(), Engines(paths.templates) as engines, progress() as say:
        from generator.drift.vendors.asked import Asked  # after the engines: they import while this does
        from generator.drift.vendors.drift import drift as run

        asked = Asked(paths, pages, datetime.now(UTC).date(), engines, tuple(uses or ()), type_check, say)
        reports = run(vendors, asked)
    show(reports, form, fail_on, out)
    if any(map(fail_on.fails, reports)):
        raise typer.Exit(1)


def require_other(out: Path | None, page: str | None) -> None:
    """Check that the report is not to be written over the page that it is about.

    Raises:
        SpecloomError: --out and --from name one file.
    """
    if out is not None and page is not None and str(out) != "-" and out.resolve() == Path(page).resolve():
        raise fail("usage", "--out is the page that --from names")


def _require_code(paths: list[Path]) -> None:
    for path in paths:
        if not path.exists():
            raise fail("usage", "--uses names what is not there", Place(str(path)))
