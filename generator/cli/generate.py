"""`specloom generate`: specs/ to generated/, or OpenAPI documents to packages."""

from __future__ import annotations

from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from generator.cli.documents import Format, generate_documents
from generator.cli.hands import DEFAULT_SECONDS, Hands
from generator.cli.project import ALLOW_HOST, chosen, progress, project, report
from generator.document.findings import fail

if TYPE_CHECKING:
    from generator.emit.project import Fill
    from generator.workspace.paths import ProjectPaths

_HELP = """Generate client packages from specs/.

With --spec FILE --package NAME --out DIR: the package of any OpenAPI document, in DIR. With --spec alone, for as many
files, folders and globs as there are: each package in a folder of its own in DIR, named after its document; one that
fails stops no other, and the exit code is then 2."""


def add_to(app: typer.Typer) -> None:
    """Register the command."""
    app.command(help=_HELP)(generate)


def generate(
    vendor: Annotated[list[str] | None, typer.Argument(help="Vendors in specs/; all of them if none is named.")] = None,
    *,
    check: Annotated[
        bool, typer.Option("--check", help="Write nothing; exit with 1 if anything would differ.")
    ] = False,
    spec: Annotated[
        list[Path] | None,
        typer.Option(help="An OpenAPI document, a folder or a glob of them; may be repeated.", show_default=False),
    ] = None,
    package: Annotated[str | None, typer.Option(help="With one --spec: the import name of the package.")] = None,
    out: Annotated[Path | None, typer.Option(help="With --spec: the folder to write to.")] = None,
    jobs: Annotated[
        int | None,
        typer.Option(
            min=1, help="Packages made at a time, each in a process; 1 works in this one.", show_default="CPUs"
        ),
    ] = None,
    dask: Annotated[
        str | None, typer.Option(metavar="ADDRESS", help="Work on the Dask cluster of this scheduler.")
    ] = None,
    timeout: Annotated[
        int, typer.Option(min=1, metavar="SECONDS", help="With --spec, --jobs or --dask: what takes longer has failed.")
    ] = DEFAULT_SECONDS,
    allow_host: Annotated[list[str] | None, typer.Option(help=ALLOW_HOST, metavar="HOST")] = None,
    form: Annotated[
        Format, typer.Option("--format", help="With --spec: how to print what became of each.")
    ] = Format.TEXT,
) -> None:
    """Generate packages.

    Raises:
        SpecloomError: an input cannot be used, or an output not written.
    """
    if jobs is not None and dask is not None:
        raise fail("usage", "--jobs does not go with --dask", remedy="The cluster has as many jobs as it has threads.")
    hands = Hands(jobs, dask, timeout)
    if spec:
        if check:
            raise fail("usage", "--spec does not go with --check")
        generate_documents([*spec, *map(_more, vendor or [])], package, out, hands, form, allow_host or [])
        return
    if package is not None or out is not None or form is not Format.TEXT or allow_host:
        raise fail("usage", "--package, --out, --format and --allow-host go with --spec")
    paths = project()
    names = chosen(paths, vendor or [])
    if check:
        _check(paths, names, hands)
    else:
        _generate(paths, names, hands)


def _more(name: str) -> Path:
    """Return a further document: what a shell makes of `--spec *.yaml`."""
    if not Path(name).is_file():
        raise fail("usage", f"--spec does not go with {name!r}, which is no file", remedy="Vendors need no --spec.")
    return Path(name)


def _generate(paths: ProjectPaths, names: list[str], hands: Hands) -> None:
    from generator.emit.stamps import is_current

    stale = [name for name in names if _was_killed(paths, name) or not is_current(paths, name)]
    for name in names:
        if name not in stale:
            typer.echo(f"{name}: up to date")
    if not stale:
        typer.echo("nothing to do")
        return
    with _filling(paths, len(stale), hands) as fill:
        from generator.emit.project import generate as run

        results = run(paths, stale, fill)
    for result in results:
        report(result.findings)
        typer.echo(f"{result.vendor}: {'written' if result.changed else 'unchanged'}")


def _was_killed(paths: ProjectPaths, vendor: str) -> bool:
    """Tell whether a run of before left hidden folders for the next one to settle or remove."""
    return any(True for _ in paths.generated.glob(f".{vendor}.*"))


def _check(paths: ProjectPaths, names: list[str], hands: Hands) -> None:
    with _filling(paths, len(names), hands) as fill:
        from generator.emit.project import check

        findings = check(paths, names, fill)
    report(findings)
    if findings:
        raise typer.Exit(1)
    typer.echo(f"generated/ is what specs/ gives: {', '.join(names)}")


@contextmanager
def _filling(paths: ProjectPaths, count: int, hands: Hands) -> Generator[Fill]:
    """Yield what writes the packages of `count` vendors into folders, by a crew where that is worth its start."""
    if not hands.are_worth_it(count):
        from generator.emit.engines import Engines

        with Engines(paths.templates) as engines, progress() as say:
            from generator.emit.project import filler  # after the engines: they import while this does

            yield filler(paths, say, engines)
        return
    with hands.crew(paths.templates, count) as crew, progress() as say:
        from generator.emit.fleet.generate import fill_vendors

        yield lambda folders: fill_vendors(folders, paths.specs, crew, say)
