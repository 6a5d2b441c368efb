"""`specloom extract`: a documentation page to an OpenAPI document of facts."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from generator.cli.project import report
from generator.document.findings import Place, fail


def add_to(app: typer.Typer) -> None:
    """Register the command."""
    app.command(
        help="""Extract the facts of a page.

The result is an OpenAPI document. Dialects: gitbook-markdown, gitbook-text; openapi, a page that is a document itself."""
    )(extract)


def extract(
    page: Annotated[str, typer.Argument(help="A file, `-` for standard input, or an https URL.")],
    *,
    dialect: Annotated[
        str | None, typer.Option(help="The page's dialect; recognised by its content unless given.")
    ] = None,
    api: Annotated[
        str | None, typer.Option(help="The title of the API to take from a page that shows several.")
    ] = None,
    out: Annotated[Path | None, typer.Option(help="Where to write; standard output unless given.")] = None,
) -> None:
    """Extract a page.

    Raises:
        SpecloomError: the page cannot be read or understood.
    """
    from generator.document import dump
    from generator.extract import extract as run
    from generator.normalise.schemas import operations
    from generator.workspace.publish import write_file

    text, name = read_page(page)
    extraction = run(text, name, dialect=dialect, api=api)
    report(extraction.findings)
    result = dump.dumps(extraction.document)
    if out is None or str(out) == "-":
        typer.echo(result, nl=False)
    else:
        write_file(out, result)
        count = len(list(operations(extraction.document)))
        typer.echo(f"{out}: {count} operations from {extraction.dialect}")


def read_page(page: str, cache: Path | None = None, *, may_be_html: bool = False) -> tuple[str, str]:
    """Return the text of a page (a file, `-` or an https URL) and the name that stands for it.

    `cache` is the folder where pages from the web are kept, None keeps none; `may_be_html` says that HTML from there will do.

    Raises:
        SpecloomError: it cannot be read.
    """
    from generator.document import encodings, load

    if page == "-":
        data = sys.stdin.buffer.read(load.MAX_BYTES + 1)
        if len(data) > load.MAX_BYTES:
            raise fail("file-too-large", f"is larger than {load.MAX_BYTES:,} bytes", Place("standard input"))
        return encodings.decoded(data, "standard input", "Give it as UTF-8."), "standard input"
    if "://" in page:
        from generator.workspace.fetch import fetch

        return fetch(page, cache, may_be_html=may_be_html), page
    return load.read_page(Path(page)), page
