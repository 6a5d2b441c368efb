"""CHANGELOG.md, as Keep a Changelog 1.1.0 has it: the newest version first, its changes under six headings."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from generator.drift.changes import ordered
from generator.drift.releases.markup import code, sentence
from generator.drift.releases.versions import notable
from generator.drift.verdicts import Level

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from generator.drift.changes import Change

TITLE = """\
# Changelog

What changed in each version; the newest is the first. Headings are those of
[Keep a Changelog](https://keepachangelog.com/en/1.1.0/), versions those of [Semantic Versioning](https://semver.org).
"""
FIRST = "The first version."
PROSE = "Descriptions and the inside of the package; nothing that a call, or code that uses the package, can notice."

_HEADINGS = ("Added", "Changed", "Deprecated", "Removed")
_HEADING = re.compile(r"^## \[([^\]\s]+)\](?: - (\d{4}-\d\d-\d\d))?$", re.MULTILINE)
_ADDED = re.compile(r"(?:^|-)(?:added|new)(?:-|$)")
_REMOVED = re.compile(r"(?:^|-)(?:removed|deleted)(?:-|$)")
_MOST_SYMBOLS = 6


def changelog_entry(version: str, changes: Sequence[Change], day: date | None = None, said: str = PROSE) -> str:
    """Return the entry of a version, which ends with a line feed.

    Args:
        version: the new version.
        changes: all since the version before.
        day: when it is released.
        said: a sentence for a version without changes.
    """
    lines = [f"## [{version}]" + (f" - {day.isoformat()}" if day else ""), ""]
    groups: dict[str, list[str]] = {}
    for change in ordered(notable(changes)):
        groups.setdefault(_heading(change), []).append(_item(change))
    if not groups:
        lines += [said, ""]
    for heading in _HEADINGS:
        if heading in groups:
            lines += [f"### {heading}", "", *dict.fromkeys(groups[heading]), ""]
    return "\n".join(lines)


def with_entry(changelog: str, version: str, entry: str) -> str:
    """Return the text of a changelog with `entry` on top, in place of one that it has for `version`.

    Args:
        changelog: the present text, "" where there is none.
        version: what the entry is about.
        entry: what `changelog_entry` returned.
    """
    text = changelog or TITLE
    headings = list(_HEADING.finditer(text))
    for i, found in enumerate(headings):
        if found[1] == version:
            end = headings[i + 1].start() if i + 1 < len(headings) else len(text)
            return _joined(text[: found.start()], entry, text[end:])
    start = headings[0].start() if headings else len(text)
    return _joined(text[:start], entry, text[start:])


def entries(changelog: str) -> dict[str, str | None]:
    """Return the versions of a changelog, the first of them first, each with its day."""
    return {found[1]: found[2] for found in _HEADING.finditer(changelog)}


def without(changelog: str, versions: Sequence[str]) -> str:
    """Return the text of a changelog without the entries of `versions`."""
    headings = list(_HEADING.finditer(changelog))
    starts = [found.start() for found in headings] + [len(changelog)]
    kept = [
        changelog[start:end]
        for found, start, end in zip(headings, starts, starts[1:], strict=False)
        if found[1] not in versions
    ]
    return changelog[: starts[0]] + "".join(kept)


def _joined(head: str, entry: str, tail: str) -> str:
    parts = [part.strip("\n") for part in (head, entry, tail)]
    return "\n\n".join(part for part in parts if part) + "\n"


def _heading(change: Change) -> str:
    if "deprecated" in change.id:
        return "Deprecated"
    if _REMOVED.search(change.id):
        return "Removed"
    return "Added" if _ADDED.search(change.id) else "Changed"


def _item(change: Change) -> str:
    """Return one change as an item: whether it breaks, what happened to what, and what of the package it hits."""
    level = max(change.verdicts.wire, change.verdicts.source)
    mark = "**Breaking:** " if level is Level.BREAKING else ""
    what = f"{code(change.subject)}: " if change.subject else ""
    where = f", on {', '.join(map(code, change.operations[:2]))}" if change.operations else ""
    if len(change.operations) > 2:
        where += f" and {len(change.operations) - 2} more"
    hits = [symbol for symbol in change.symbols[:_MOST_SYMBOLS] if symbol.partition(".")[2] not in change.subject]
    more = " …" if len(change.symbols) > _MOST_SYMBOLS else ""
    named = f" ({', '.join(map(code, hits))}{more})" if hits else ""
    return f"- {mark}{what}{sentence(change.message)}{where}{named}"
