"""`specloom record`: a vendor's scenarios run against a stand-in or a live account, and kept as cassettes."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Annotated

import typer

from generator.cli.project import chosen, progress, project, report
from generator.cli.termination import interruptible

if TYPE_CHECKING:
    from generator.contract.recording.wishes import Report

_HELP = """Run a vendor's scenarios over its generated client, and write what is exchanged to tests/fixtures/.

Without --base-url, a stand-in is started for it. Credentials come from the environment variables of the package, or are
asked for. Secrets, ids and names are replaced before anything is written."""

_INTERRUPTED = 130


def add_to(app: typer.Typer) -> None:
    """Register the command."""
    app.command(help=_HELP)(record)


def record(
    vendor: Annotated[str, typer.Argument(help="A vendor in specs/.")],
    *,
    base_url: Annotated[
        str, typer.Option("--base-url", help="Where the API is: a stand-in on this machine, or the vendor's server.")
    ] = "",
    only: Annotated[
        list[str] | None, typer.Option("--only", metavar="SCENARIO", help="Run this scenario; may be repeated.")
    ] = None,
    allow_writes: Annotated[
        bool, typer.Option("--allow-writes", help="Run what changes a live account as well.")
    ] = False,
    replace: Annotated[
        bool, typer.Option("--replace", help="Replace recordings of a stand-in by live ones, and the other way round.")
    ] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Say what would be done, and do nothing of it.")] = False,
) -> None:
    """Record scenarios.

    Raises:
        SpecloomError: a vendor's files, the package, the URL or a credential cannot be used; nothing was called then.
    """
    paths = project()
    [name] = chosen(paths, [vendor])
    from generator.contract.recording.record import record as run
    from generator.contract.recording.wishes import Person, Wishes

    wishes = Wishes(base_url, tuple(only or ()), allow_writes, replace, dry_run)
    with interruptible():
        with progress() as say:
            done = run(paths, name, wishes, Person(typer.echo, say, _ask if sys.stdin.isatty() else None))
        report(done.findings)
        if not dry_run:
            for line in _summary(name, done):
                typer.echo(line)
        if done.is_interrupted:
            raise typer.Exit(_INTERRUPTED)
    if done.findings:
        raise typer.Exit(1)


def _ask(text: str, secret: bool) -> str:
    return str(typer.prompt(text, hide_input=secret, err=True)).strip()


def _summary(vendor: str, done: Report) -> list[str]:
    counts = [
        _count(len(done.scenarios), "scenario"),
        _count(done.calls, "call"),
        f"{_count(len(done.written), 'cassette')} written",
        f"{done.unchanged} unchanged",
    ]
    if done.refused:
        counts.append(f"{len({each.place.file for each in done.refused})} refused")
    if done.failures:
        counts.append(f"{_count(len(done.failures), 'scenario')} failed")
    lines = [f"{vendor}: {', '.join(counts)}"]
    if done.left_behind:
        lines.append(f"Left behind, to be removed by hand: {_count(len(done.left_behind), 'thing')}, named above.")
    return lines


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
