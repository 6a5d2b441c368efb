"""Reports as one HTML page that stands alone: it loads nothing, and runs no script but its own."""

from __future__ import annotations

import base64
import hashlib
import json
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template

from generator.document.printable import printable
from generator.drift.changes import MISSING
from generator.drift.reports import wording
from generator.drift.reports.grouping import grouped

if TYPE_CHECKING:
    from collections.abc import Sequence

    from generator.drift.changes import Change, Report, Side
    from generator.drift.thresholds import FailOn

_FOLDER = Path(__file__).parent
_MOST_LINES = 60
_LONGEST_LINE = 300
_MOST_OPEN = 10
"""So many breaking changes are shown unfolded; of more, none."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a value, and whether the other side has it as well."""

    text: str
    is_common: bool


@dataclass(frozen=True, slots=True)
class Value:
    """One side of a change as the page shows it.

    Attributes:
        name: which side.
        pointer: where it stands.
        lines: the value as indented JSON; none where there is no value.
        more: how many lines are left out after them.
    """

    name: str
    pointer: str
    lines: tuple[Line, ...]
    more: int


def render(reports: Sequence[Report], _fail_on: FailOn) -> str:
    """Return the page."""
    every = [change for report in reports for change in report.changes]
    totals = wording.counts(every)
    return _template().render(
        reports=[(report, grouped(report.changes)) for report in reports],
        totals=totals,
        changes=every,
        is_open=totals["breaking"] <= _MOST_OPEN,
        css=_asset("page.css"),
        script=_asset("page.js"),
        policy=_policy(),
        wording=wording,
        printable=printable,
        values=values,
    )


def values(change: Change) -> tuple[Value, Value]:
    """Return both sides of `change`, the older first."""
    before, after = _lines(change.base), _lines(change.revision)
    old, new = before[:_MOST_LINES], after[:_MOST_LINES]
    if not old or not new:  # marks would say what "nothing" says
        return _value("Before", change.base, before), _value("After", change.revision, after)
    in_old: set[int] = set()
    in_new: set[int] = set()
    for i, j, size in SequenceMatcher(None, old, new, autojunk=False).get_matching_blocks():
        in_old.update(range(i, i + size))
        in_new.update(range(j, j + size))
    return (
        _value("Before", change.base, before, in_old),
        _value("After", change.revision, after, in_new),
    )


def _value(name: str, side: Side, lines: list[str], common: set[int] | None = None) -> Value:
    shown = (Line(line, common is None or index in common) for index, line in enumerate(lines[:_MOST_LINES]))
    return Value(name, wording.clean(side.pointer or ""), tuple(shown), max(len(lines) - _MOST_LINES, 0))


def _lines(side: Side) -> list[str]:
    if side.value is MISSING:
        return []
    text = json.dumps(side.value, ensure_ascii=False, indent=2)
    return [wording.clean(line, _LONGEST_LINE) for line in text.split("\n")]


@cache
def _template() -> Template:
    environment = Environment(
        loader=FileSystemLoader(_FOLDER), autoescape=True, undefined=StrictUndefined, trim_blocks=True,
        lstrip_blocks=True, keep_trailing_newline=True,
    )  # fmt: skip
    return environment.get_template("page.html.jinja")


@cache
def _asset(name: str) -> str:
    return (_FOLDER / name).read_text(encoding="utf-8")


def _policy() -> str:
    """Return a policy by which the page can load nothing, and run and style with nothing but what is ours."""
    style, script = (_digest(_asset(name)) for name in ("page.css", "page.js"))
    return f"default-src 'none'; style-src '{style}'; script-src '{script}'; base-uri 'none'; form-action 'none'"


def _digest(text: str) -> str:
    return f"sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode('ascii')}"
