from __future__ import annotations

from pathlib import Path

import pytest

from .project import Project, refused, stamps, tree

VENDOR = """\
vendor: crates
title: Crates
sources:
  - {captured: crates.yaml, page: depot-crates.md, url: https://docs.lumendepot.example/crates.md}
package: {distribution: lumen-crates, import: lumen_crates, client: Crates, version: 0.1.0}
"""


@pytest.fixture
def refreshable(fresh: Project) -> Project:
    folder = fresh.root / "specs" / "crates"
    folder.mkdir()
    (folder / "vendor.yaml").write_text(VENDOR)
    return fresh


@pytest.fixture
def captured(refreshable: Project) -> Path:
    return refreshable.root / "specs" / "crates" / "captured" / "crates.yaml"


def test_it_writes_what_the_page_says_and_shows_what_differs(refreshable: Project, captured: Path, page: Path):
    first = refreshable.call("refresh", "crates", "--from", page)
    assert first.code == 0
    assert "specs/crates/captured/crates.yaml: changed" in first.out
    written = captured.read_text()
    before = stamps(refreshable.root)
    again = refreshable.call("refresh", "crates", "--from", page)
    assert again.out == "specs/crates/captured/crates.yaml: unchanged\n"
    assert stamps(refreshable.root) == before, "an unchanged file is not written"
    captured.write_text(written.replace("sealed", "shut"))
    third = refreshable.call("refresh", "crates", "--from", page)
    assert [line for line in third.out.splitlines() if line.startswith(("-", "+")) and "sealed" in line]
    assert captured.read_text() == written


def test_pages_are_looked_for_in_the_folder_of_the_environment(refreshable: Project, captured: Path, page: Path):
    assert refreshable.call("refresh", "crates", SPECLOOM_PAGES=str(page.parent)).code == 0
    assert captured.is_file()


def test_a_page_that_cannot_be_used_changes_nothing(refreshable: Project, page: Path, tmp_path: Path):
    refreshable.call("refresh", "crates", "--from", page)
    before = tree(refreshable.root)
    broken = tmp_path / "broken.md"
    broken.write_text("Nothing of use.")
    refused(refreshable.call("refresh", "crates", "--from", broken), "depot-crates.md")
    assert tree(refreshable.root) == before


def test_a_vendor_without_a_page_is_refused(fresh: Project):
    refused(fresh.call("refresh", "depot"), "specs/depot", "by hand")


def test_an_unknown_vendor_is_refused(fresh: Project):
    refused(fresh.call("refresh", "crate"), "'crate'")
