"""What the commands share: the project they run in, the vendors they are given, and progress on a terminal."""

from __future__ import annotations

import sys
from collections.abc import Callable, Generator, Sequence
from contextlib import contextmanager
from pathlib import Path

import typer

from generator.document.findings import Finding, Place, Severity, fail
from generator.workspace.captured import settle
from generator.workspace.paths import ProjectPaths, find_root, vendors
from generator.workspace.suggest import among

ALLOW_HOST = "Follow references of a document to URLs of this host; may be repeated. None is followed otherwise."
"""The help of `--allow-host`."""


def project() -> ProjectPaths:
    """Return the project around the current folder.

    Raises:
        SpecloomError: there is none.
    """
    return ProjectPaths(find_root(Path.cwd()))


def chosen(paths: ProjectPaths, given: Sequence[str]) -> list[str]:
    """Return the vendors named in `given`, or all of the project's; what a killed `refresh` of them left is settled.

    Raises:
        SpecloomError: one is not in specs/, or is being refreshed by another run.
    """
    known = vendors(paths.root)
    for name in given:
        if name not in known:
            raise fail(
                "unknown-vendor", f"there is no vendor {name!r}", Place(str(paths.specs)), among(name, known, "vendors")
            )
    names = list(dict.fromkeys(given)) or known
    for name in names:
        settle(paths.specs / name)
    return names


@contextmanager
def progress() -> Generator[Callable[[str], None]]:
    """Yield a function that says what is being done: on a terminal, and nowhere else."""
    if not sys.stderr.isatty():
        yield lambda _: None
        return
    from rich.console import Console
    from rich.live import Live
    from rich.text import Text

    # Without its refreshing thread: the engines' processes are forked, and a fork must not meet a thread.
    with Live(console=Console(stderr=True), auto_refresh=False, transient=True) as live:
        yield lambda text: live.update(Text(f"{text} …", "dim"), refresh=True)


def report(findings: Sequence[Finding]) -> None:
    """Print findings to standard error."""
    for finding in findings:
        label = "warning" if finding.severity is Severity.WARNING else "error"
        typer.echo(f"{label}: {finding}", err=True)
