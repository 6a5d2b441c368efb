"""`specloom normalise`: inputs to the normal form, or to the resolved form."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from generator.cli.project import ALLOW_HOST, chosen, project, report
from generator.document.findings import Finding, Place, fail

if TYPE_CHECKING:
    from generator.normalise.form import NormalForm


def add_to(app: typer.Typer) -> None:
    """Register the command."""
    app.command(help="Normalise the vendors of specs/, or one OpenAPI document.")(normalise)


def normalise(
    what: Annotated[
        list[str] | None,
        typer.Argument(metavar="[VENDOR… | FILE]", help="Vendors in specs/ (all if none), or one file."),
    ] = None,
    *,
    out: Annotated[
        Path | None, typer.Option(help="Where to write; `-` is standard output, as for a file without --out.")
    ] = None,
    check: Annotated[
        bool, typer.Option("--check", help="Write nothing; exit with 1 if openapi.yaml would differ.")
    ] = False,
    explain: Annotated[
        bool, typer.Option("--explain", help="Print the ledger: what the normal form says otherwise, and why.")
    ] = False,
    resolved: Annotated[
        bool, typer.Option("--resolved", help="Print the resolved form instead of the normal form.")
    ] = False,
    allow_host: Annotated[list[str] | None, typer.Option(help=ALLOW_HOST, metavar="HOST")] = None,
) -> None:
    """Normalise documents.

    Raises:
        SpecloomError: an input cannot be used, or an output not written.
    """
    from generator.cli.download import fetcher
    from generator.document import dump
    from generator.normalise.pipeline import normalise_file, normalise_vendor
    from generator.workspace.publish import write_file

    _refuse_together({"--explain": explain, "--check": check, "--out": out is not None})
    _refuse_together({"--explain": explain, "--check": check, "--resolved": resolved})
    given = what or []
    file = _file(given)
    if file is not None:
        forms = {str(file): normalise_file(file, fetcher(allow_host or []))}
    elif allow_host:
        raise fail("usage", "--allow-host goes with a file")
    else:
        paths = project()
        forms = {name: normalise_vendor(paths.specs / name) for name in chosen(paths, given)}
    if out is not None and len(forms) > 1:
        raise fail("usage", "--out takes one vendor or file")
    stale: list[Finding] = []
    for name, form in forms.items():
        report(form.findings)
        text = dump.dumps(form.resolved if resolved else form.document)
        if explain:
            _explain(name, form)
        elif check:
            stale += _difference(file or project().specs / name / "openapi.yaml", text)
        elif out is not None and str(out) != "-":
            write_file(out, text)
        elif file is not None or resolved or out is not None:
            typer.echo(text, nl=False)
        else:
            write_file(project().specs / name / "openapi.yaml", text)
            typer.echo(f"{name}: openapi.yaml written")
    report(stale)
    if stale:
        raise typer.Exit(1)


def _refuse_together(options: dict[str, bool]) -> None:
    given = [name for name, is_given in options.items() if is_given]
    if len(given) > 1:
        raise fail("usage", f"{given[0]} does not go with {given[1]}")


def _file(given: list[str]) -> Path | None:
    if len(given) != 1:
        return None
    looks_like_one = Path(given[0]).suffix in {".yaml", ".yml", ".json"} or "/" in given[0]
    return Path(given[0]) if looks_like_one or Path(given[0]).is_file() else None


def _difference(path: Path, text: str) -> list[Finding]:
    from generator.document import load

    if path.is_file() and load.read_text(path) == text:
        typer.echo(f"{path}: up to date")
        return []
    return [Finding("stale-output", "is not what its inputs give", Place(str(path)), "Run 'specloom normalise'.")]


def _explain(name: str, form: NormalForm) -> None:
    for entry in (*form.repairs, *form.ledger.entries):
        typer.echo(f"{name} #{entry.pointer}: {entry.detail} [{entry.rule}]")
