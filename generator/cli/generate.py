"""`specloom generate`: specs/ to generated/, or one OpenAPI document to a package."""

from __future__ import annotations

import keyword
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from generator.cli.project import chosen, progress, project, report
from generator.document.findings import fail

if TYPE_CHECKING:
    from generator.workspace.paths import ProjectPaths


_HELP = """Generate client packages from specs/.

With --spec FILE --package NAME --out DIR: one package from any OpenAPI 3 document."""


def add_to(app: typer.Typer) -> None:
    """Register the command."""
    app.command(help=_HELP)(generate)


def generate(
    vendor: Annotated[list[str] | None, typer.Argument(help="Vendors in specs/; all of them if none is named.")] = None,
    *,
    check: Annotated[
        bool, typer.Option("--check", help="Write nothing; exit with 1 if anything would differ.")
    ] = False,
    spec: Annotated[Path | None, typer.Option(help="An OpenAPI document to generate a package for.")] = None,
    package: Annotated[str | None, typer.Option(help="With --spec: the import name of the package.")] = None,
    out: Annotated[Path | None, typer.Option(help="With --spec: the folder to write it to.")] = None,
) -> None:
    """Generate packages.

    Raises:
        SpecloomError: an input cannot be used, or an output not written.
    """
    if spec is not None:
        _document(spec, package, out, [*(vendor or []), *(["--check"] if check else [])])
        return
    if package is not None or out is not None:
        raise fail("usage", "--package and --out go with --spec")
    paths = project()
    names = chosen(paths, vendor or [])
    if check:
        _check(names)
        return
    from generator.emit.stamps import is_current

    stale = [name for name in names if _was_killed(paths, name) or not is_current(paths, name)]
    for name in names:
        if name not in stale:
            typer.echo(f"{name}: up to date")
    if not stale:
        typer.echo("nothing to do")
        return
    from generator.emit.engines import Engines

    with Engines(paths.templates) as engines, progress() as say:
        from generator.emit.project import generate as run  # after the engines: they import while this does

        results = run(paths, stale, say, engines)
    for result in results:
        report(result.findings)
        typer.echo(f"{result.vendor}: {'written' if result.changed else 'unchanged'}")


def _was_killed(paths: ProjectPaths, vendor: str) -> bool:
    """Tell whether a run of before left hidden folders for the next one to settle or remove."""
    return any(True for _ in paths.generated.glob(f".{vendor}.*"))


def _check(names: list[str]) -> None:
    from generator.emit.engines import Engines

    paths = project()
    with Engines(paths.templates) as engines, progress() as say:
        from generator.emit.project import check

        findings = check(paths, names, say, engines)
    report(findings)
    if findings:
        raise typer.Exit(1)
    typer.echo(f"generated/ is what specs/ gives: {', '.join(names)}")


def _document(spec: Path, package: str | None, out: Path | None, others: list[str]) -> None:
    if others:
        raise fail("usage", f"--spec does not go with {others[0]}")
    if package is None or out is None:
        raise fail("usage", "--spec needs --package NAME and --out DIR")
    _require_import_name(package)
    from generator.emit.engines import Engines
    from generator.workspace.paths import templates_folder

    with Engines(templates_folder()) as engines, progress() as say:
        from generator.emit.project import generate_document

        say(f"generating {package}")
        form = generate_document(spec, package, out, engines)
    report(form.findings)
    typer.echo(f"{out}: written")


def _require_import_name(package: str) -> None:
    from generator.workspace.vendor_rules import TOP_LEVEL_TAKEN

    if not package.isidentifier() or not package.isascii() or keyword.iskeyword(package) or package.startswith("_"):
        message = f"--package {package!r} is not an import name"
        raise fail("usage", message, remedy="Use letters, digits and underscores.")
    if package in sys.stdlib_module_names or package in TOP_LEVEL_TAKEN:
        raise fail("usage", f"--package {package!r} would hide another module of that name")
