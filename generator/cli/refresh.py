"""`specloom refresh`: read a vendor's pages again, show the drift, then write captured/."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from generator.cli.drift import FORMAT, OUT, TYPE_CHECK, require_other
from generator.cli.pages import FROM, pages_of
from generator.cli.project import chosen, progress, project, report
from generator.cli.reports import show
from generator.cli.termination import interruptible
from generator.document.findings import Place, SpecloomError, fail
from generator.drift.reports import Format
from generator.drift.thresholds import FailOn

if TYPE_CHECKING:
    from generator.drift.vendors.pages import Compared
    from generator.workspace.paths import ProjectPaths
    from generator.workspace.vendor import Vendor

_HELP = """Read a vendor's pages again: show the drift, then write captured/, all of it or nothing.

Exits with 1 where captured/ is written, but openapi.yaml cannot be made of it until overlay.yaml or vendor.yaml is changed."""


def add_to(app: typer.Typer) -> None:
    """Register the command."""
    app.command(help=_HELP)(refresh)


def refresh(
    vendor: Annotated[str, typer.Argument(help="A vendor in specs/.")],
    *,
    page: Annotated[str | None, typer.Option("--from", help=FROM)] = None,
    type_check: Annotated[bool, typer.Option("--type-check", help=TYPE_CHECK)] = False,
    form: Annotated[Format, typer.Option("--format", help=FORMAT)] = Format.TEXT,
    out: Annotated[Path | None, typer.Option(help=OUT)] = None,
) -> None:
    """Refresh captured/.

    Raises:
        SpecloomError: a page cannot be had or read; nothing is written to captured/ then.
    """
    from generator.workspace import captured
    from generator.workspace.vendor import load_vendor

    require_other(out, page)
    paths = project()
    [name] = chosen(paths, [vendor])
    described = load_vendor(paths.specs / name)
    if not any(source.page for source in described.sources):
        raise fail("no-page", "has no page: its document is written by hand", Place(str(described.folder)))
    with interruptible():
        found = _compared(paths, described, page, typed=type_check)
        show([found.report], form, FailOn.BREAKING, out)
        if found.captured is None:
            pages = ", ".join(source.page for source in described.sources if source.page)
            message = f"is as it was, since not all of the pages can be used: {pages}"
            raise fail("unreadable-page", message, Place(str(described.folder / captured.FOLDER)), "See the report.")
        changed = captured.write(described.folder, found.captured)
    for path in found.captured:
        typer.echo(f"{path.relative_to(paths.root)}: {'written' if path in changed else 'unchanged'}")
    _require_normal_form(described)


def _compared(paths: ProjectPaths, vendor: Vendor, given: str | None, *, typed: bool) -> Compared:
    from datetime import UTC, datetime

    from generator.emit.engines import Engines

    pages = pages_of([vendor], given, paths.cache)
    with Engines(paths.templates) as engines, progress() as say:
        from generator.drift.vendors.asked import Asked  # after the engines: they import while this does
        from generator.drift.vendors.capturing import captured, is_captured
        from generator.drift.vendors.drift import placed
        from generator.drift.vendors.pages import compared

        asked = Asked(paths, pages, datetime.now(UTC).date(), engines, typed=typed, say=say)
        found = (compared if is_captured(vendor) else captured)(vendor, asked)
    return replace(found, report=placed(found.report, paths.root))


def _require_normal_form(vendor: Vendor) -> None:
    """Say what keeps openapi.yaml from being made of what is now in captured/, and exit with 1 where anything does."""
    from generator.normalise.pipeline import normalise_described

    try:
        normalise_described(vendor)
    except SpecloomError as error:
        report(error.findings)
        typer.echo(f"{vendor.vendor}: openapi.yaml cannot be made of this until that is settled", err=True)
        raise typer.Exit(1) from error
