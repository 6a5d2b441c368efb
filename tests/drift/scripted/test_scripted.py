"""What `specloom drift` tells of realistic changes to the vendors' pages, each judged as a user of the packages would.

Pages are edited in memory. What is expected stands beside this file, by vendor; see `script` for how.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from generator.drift.reports import Format, render
from generator.drift.vendors.asked import Asked
from generator.drift.vendors.pages import compared
from generator.emit.engines import Engines
from generator.workspace.paths import ProjectPaths
from generator.workspace.vendor import CapturedSource, WrittenSource, load_vendor

from .script import Entry, entries, told

ROOT = Path(__file__).parents[3]
ENTRIES = list(entries())
TODAY = date(2026, 11, 22)
A_SCREEN = 50
"""Lines."""


@pytest.fixture(scope="module")
def engines() -> Iterator[Engines]:
    with Engines(ROOT / "templates") as engines:
        yield engines


@pytest.mark.parametrize(
    "entry",
    [
        pytest.param(entry, marks=pytest.mark.soak if entry.soak else (), id=f"{entry.vendor}: {entry.about}")
        for entry in ENTRIES
    ],
)
def test_a_change_of_a_page_is_told_for_what_it_is(
    entry: Entry, real_pages: Path, engines: Engines, tmp_path: Path
) -> None:
    def page(source: CapturedSource | WrittenSource) -> str:
        return entry.edited(source.page, (real_pages / source.page).read_text("utf-8"))

    paths, vendor = ProjectPaths(ROOT), load_vendor(ROOT / "specs" / entry.vendor)
    (tmp_path / "job.py").write_text(entry.code)
    asked = Asked(paths, page, TODAY, engines, uses=(tmp_path / "job.py",) if entry.code else ())
    report = compared(vendor, asked).report
    assert told(report, vendor.package.import_name, paths.fixtures / entry.vendor) == entry.report
    assert len(render([report], Format.TEXT).splitlines()) <= A_SCREEN


def test_there_are_enough_of_each_vendor_and_none_twice() -> None:
    assert len([entry for entry in ENTRIES if not entry.soak]) >= 30
    assert min(Counter(entry.vendor for entry in ENTRIES).values()) >= 10
    assert len({(entry.vendor, entry.about) for entry in ENTRIES}) == len(ENTRIES)
    edits = [(entry.page, str(entry.edit), str(entry.parts), str(entry.cut)) for entry in ENTRIES]
    assert max(Counter(edits).values()) == 1
