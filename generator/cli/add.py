"""`specloom add`: a folder for a new vendor, from its page or its OpenAPI document."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any
from urllib.parse import urlsplit

import typer

from generator.cli.extract import read_page
from generator.cli.project import project, report
from generator.document.findings import Place, fail

if TYPE_CHECKING:
    from generator.document.findings import Finding

_FILE = re.compile(r"[A-Za-z0-9]([A-Za-z0-9_-]|\.[A-Za-z0-9_-])*")
_LONGEST = 128


def add_to(app: typer.Typer) -> None:
    """Register the command."""
    app.command(
        help="""Add a vendor.

Makes specs/VENDOR from a documentation page or an OpenAPI document, ready to generate. captured/ has what the vendor
publishes, for drift and refresh to compare; with --by-hand the document is your own, and yours to edit."""
    )(add)


def add(
    vendor: Annotated[str, typer.Argument(help="The name of the new folder: letters, digits and hyphens.")],
    *,
    origin: Annotated[str, typer.Option("--from", help="A page or an OpenAPI document: a file, `-`, or an https URL.")],
    dialect: Annotated[
        str | None, typer.Option(help="The page's dialect; recognised by its content otherwise.")
    ] = None,
    by_hand: Annotated[
        bool, typer.Option("--by-hand", help="The OpenAPI document is written by hand: nobody publishes it.")
    ] = False,
) -> None:
    """Scaffold a vendor.

    Raises:
        SpecloomError: the vendor exists already, or the page or document cannot be used; nothing is written then.
    """
    from generator.document import dump
    from generator.document.copies import plain_copy
    from generator.emit.scaffold import vendor_file
    from generator.normalise.sources import upgraded_source, whole_source
    from generator.workspace.publish import publish, staging
    from generator.workspace.published import is_published
    from generator.workspace.vendor import load_vendor

    folder = project().specs / vendor
    if not re.fullmatch(r"[a-z][a-z0-9]*([-_][a-z0-9]+)*", vendor):
        raise fail(
            "usage",
            f"{vendor!r} is no name for a folder",
            remedy="Use small letters, digits and hyphens; begin with a letter.",
        )
    if folder.exists():
        raise fail("vendor-exists", "exists already", Place(str(folder)), "Choose another name, or edit what is there.")
    if by_hand and dialect is not None:
        raise fail("usage", "--by-hand and --dialect do not go together: nothing is extracted from a document")
    text, name = read_page(origin)
    document, source = _written(text, name, vendor) if by_hand else _captured(text, name, vendor, dialect)
    findings: list[Finding] = []
    upgraded = upgraded_source(plain_copy(document), name, findings)
    if is_published(document):
        upgraded = whole_source(upgraded, name, findings)
    described = vendor_file(vendor, upgraded, source)
    report(findings)
    with staging(folder) as made:
        target = made / vendor
        target.mkdir()
        file = target / source["spec"] if "spec" in source else target / "captured" / source["captured"]
        file.parent.mkdir(exist_ok=True)
        file.write_text(dump.dumps(document), "utf-8")
        (target / "vendor.yaml").write_text(described, "utf-8")
        load_vendor(target)
        publish(target, folder)
    typer.echo(f"{folder}: written\nNext: edit vendor.yaml, write overlay.yaml, run 'specloom generate {vendor}'.")


def _written(text: str, name: str, vendor: str) -> tuple[dict[str, Any], dict[str, str]]:
    """Return the document that a person wrote, and the entry under `sources` for it."""
    from generator.document import load
    from generator.document.shapes import is_object

    document = load.loads(text, name)
    if not is_object(document) or not ("openapi" in document or "swagger" in document):
        raise fail("not-openapi", "is no OpenAPI document", Place(name), "Leave --by-hand out if it is a page.")
    return document, {"spec": f"{vendor}.yaml"}


def _captured(text: str, name: str, vendor: str, dialect: str | None) -> tuple[dict[str, Any], dict[str, str]]:
    """Return what a page says, or the document that it is, and the entry under `sources` for it."""
    from generator.extract import extract
    from generator.extract.provenance import SOURCE

    extraction = extract(text, name, dialect=dialect)
    report(extraction.findings)
    source = page_source(name, vendor, extraction.dialect)
    extraction.document[SOURCE]["page"] = source["page"]  # as `refresh` says it
    return extraction.document, source


def page_source(name: str, vendor: str, dialect: str) -> dict[str, str]:
    """Return the entry under `sources` for the page `name`, a file or a URL, of a vendor.

    Only https URLs are kept: nobody else can ask for others. Where the last part of the path is no name for a file, the page
    is called after the vendor.
    """
    parts = urlsplit(name) if "://" in name else None
    last = Path(parts.path if parts is not None else name).name
    page = last if _FILE.fullmatch(last) and len(last) <= _LONGEST else f"{vendor}.txt"
    url = {"url": name} if parts is not None and parts.scheme == "https" else {}
    return {"captured": f"{vendor}.yaml", "page": page, **url, "dialect": dialect}
