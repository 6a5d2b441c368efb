"""`specloom refresh`: extract a vendor's pages again, show what differs, then write captured/."""

from __future__ import annotations

import difflib
import os
from pathlib import Path
from typing import Annotated

import typer

from generator.cli.extract import read_page
from generator.cli.project import chosen, project, report
from generator.document.findings import Place, fail


def add_to(app: typer.Typer) -> None:
    """Register the command."""
    app.command(help="Extract a vendor's pages again.\n\nShows what differs, then writes captured/.")(refresh)


def refresh(
    vendor: Annotated[str, typer.Argument(help="A vendor in specs/.")],
    *,
    page: Annotated[
        str | None,
        typer.Option(
            "--from", help="The page, for a vendor with one page; else the folder SPECLOOM_PAGES, else its URL."
        ),
    ] = None,
) -> None:
    """Refresh captured/.

    Raises:
        SpecloomError: a page cannot be read or understood; nothing is written then.
    """
    from generator.document import dump, load
    from generator.extract import extract
    from generator.workspace.publish import write_file
    from generator.workspace.vendor import CapturedSource, load_vendor

    paths = project()
    [name] = chosen(paths, [vendor])
    described = load_vendor(paths.specs / name)
    sources = [source for source in described.sources if isinstance(source, CapturedSource)]
    if not sources:
        raise fail("no-page", "has no page: its document is written by hand", Place(str(described.folder)))
    if page is not None and len(sources) > 1:
        names = ", ".join(source.page for source in sources)
        raise fail("usage", f"{name} has several pages ({names}): put them into one folder and set SPECLOOM_PAGES")
    texts: dict[Path, str] = {}
    for source in sources:
        text, _ = read_page(page or _where(source.page, source.url))
        extraction = extract(text, source.page, dialect=source.dialect)
        report(extraction.findings)
        texts[described.folder / "captured" / source.captured] = dump.dumps(extraction.document)
    for path, text in texts.items():
        before = load.read_text(path) if path.is_file() else ""
        changes = list(difflib.unified_diff(before.splitlines(), text.splitlines(), "before", "now", lineterm="", n=2))
        shown = path.relative_to(paths.root)
        typer.echo("\n".join([f"{shown}: changed", *changes]) if changes else f"{shown}: unchanged")
    for path, text in texts.items():
        if not path.is_file() or load.read_text(path) != text:
            write_file(path, text)


def _where(page: str, url: str) -> str:
    folder = os.environ.get("SPECLOOM_PAGES")
    if folder and Path(folder, page).is_file():
        return str(Path(folder, page))
    if not url:
        raise fail(
            "no-page", f"is not in the folder SPECLOOM_PAGES and has no URL: {page}", remedy="Give it with --from."
        )
    return url
