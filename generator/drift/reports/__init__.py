"""Reports of drift in the formats that people and machines read: one module a format, each a function of the reports.

Nothing that comes from a document can leave its place in any of them: each module escapes for what reads it.
"""

from __future__ import annotations

from enum import StrEnum
from importlib import import_module
from typing import TYPE_CHECKING

from generator.drift.thresholds import FailOn

if TYPE_CHECKING:
    from collections.abc import Sequence

    from generator.drift.changes import Report

__all__ = ["Format", "render", "summary"]


class Format(StrEnum):
    """What a report is written for."""

    TEXT = "text"
    JSON = "json"
    MARKDOWN = "markdown"
    HTML = "html"
    GITHUB = "github"
    JUNIT = "junit"


_MODULES = {Format.JSON: "json_text", Format.HTML: "page"}


def render(reports: Sequence[Report], form: Format, fail_on: FailOn = FailOn.BREAKING) -> str:
    """Return `reports` in one format, as text that ends with a line break and can be encoded as UTF-8.

    Args:
        reports: one of each comparison, in the order in which they are shown.
        form: the format.
        fail_on: what junit, which knows only passed and failed, takes for a failure.
    """
    module = import_module(f"generator.drift.reports.{_MODULES.get(form, form.value)}")
    text: str = module.render(reports, fail_on)
    return text


def summary(report: Report) -> str:
    """Return one line for a terminal: what was compared, and how many changes there are of each verdict."""
    from generator.drift.reports.wording import headline

    return headline(report)
