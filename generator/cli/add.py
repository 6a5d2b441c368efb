"""`specloom add`: a folder for a new vendor, from its page or its OpenAPI document."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Annotated, Any
from urllib.parse import urlsplit

import typer

from generator.cli.extract import read_page
from generator.cli.project import project, report
from generator.document.findings import Place, SpecloomError, fail


def add_to(app: typer.Typer) -> None:
    """Register the command."""
    app.command(
        help="Add a vendor.\n\nMakes specs/VENDOR from a documentation page or an OpenAPI document, ready to generate."
    )(add)


def add(
    vendor: Annotated[str, typer.Argument(help="The name of the new folder: letters, digits and hyphens.")],
    *,
    origin: Annotated[str, typer.Option("--from", help="A page or an OpenAPI document: a file, `-`, or an https URL.")],
    dialect: Annotated[
        str | None, typer.Option(help="The page's dialect; recognised by its content otherwise.")
    ] = None,
) -> None:
    """Scaffold a vendor.

    Raises:
        SpecloomError: the vendor exists already, or the page or document cannot be used; nothing is written then.
    """
    from generator.document import dump
    from generator.emit.scaffold import vendor_file
    from generator.normalise.upgrade import upgrade
    from generator.workspace.publish import publish, staging
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
    text, name = read_page(origin)
    document, source = _read(text, name, vendor, dialect)
    described = vendor_file(vendor, upgrade(document, name), source)
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


def _read(text: str, name: str, vendor: str, dialect: str | None) -> tuple[dict[str, Any], dict[str, str]]:
    """Return the document of a page or file, and the entry under `sources` for it."""
    from generator.document import load
    from generator.document.shapes import is_object
    from generator.extract import extract

    if dialect is None:
        try:
            document = load.loads(text, name)
        except SpecloomError:
            document = None  # a page, then
        if is_object(document) and ("openapi" in document or "swagger" in document):
            return document, {"spec": f"{vendor}.yaml"}
    extraction = extract(text, name, dialect=dialect)
    report(extraction.findings)
    page = Path(urlsplit(name).path).name if "://" in name else Path(name).name
    url = {"url": name} if "://" in name else {}
    return extraction.document, {"captured": f"{vendor}.yaml", "page": page, **url, "dialect": extraction.dialect}
