"""Reports of drift, printed or written."""

from __future__ import annotations

from typing import TYPE_CHECKING

import typer

from generator.drift.reports import render, summary

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from generator.drift.changes import Report
    from generator.drift.reports import Format
    from generator.drift.thresholds import FailOn


def show(reports: Sequence[Report], form: Format, fail_on: FailOn, out: Path | None) -> None:
    """Print `reports`, or write them to `out` and print a line about each.

    Raises:
        SpecloomError: `out` cannot be written.
    """
    from generator.workspace.publish import write_file

    text = render(reports, form, fail_on)
    if out is None or str(out) == "-":
        typer.echo(text, nl=False)
        return
    write_file(out, text)
    for report in reports:
        typer.echo(summary(report))
