from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from generator.document.findings import SpecloomError
from generator.drift.releases.proposal import Proposal
from generator.drift.releases.writing import edited, with_version
from generator.workspace.vendor import load_vendor
from generator.workspace.vendor_model import Package, Vendor

ROOT = Path(__file__).parents[3]
DAY = date(2026, 8, 1)


@pytest.mark.parametrize(
    ("line", "after"),
    [
        ("  version: 0.1.0  # why", "  version: 0.2.0  # why"),
        ("  version: '0.1.0'", "  version: 0.2.0"),
        ('  "version" : "0.1"', '  "version" : 0.2.0'),
    ],
)
def test_the_version_alone_is_changed(line: str, after: str) -> None:
    text = f"# a comment\nvendor: x\npackage:\n  distribution: a   # kept\n{line}\n\nservers: {{version: 0.1.0}}\n"
    assert with_version(text, "0.2.0") == text.replace(line, after)
    assert with_version(text.replace("package:", "package: # here"), "0.2.0").count("0.2.0") == 1


def test_a_version_of_two_numbers_stays_text() -> None:
    assert with_version("package: {version: 0.1.0}\n", "1.10") == "package: {version: '1.10'}\n"


@pytest.mark.parametrize("vendor", ["celigo", "dvelop", "patchworks"])
def test_every_vendor_of_ours_can_be_released(vendor: str) -> None:
    described = load_vendor(ROOT / "specs" / vendor)
    made = edited(described, Proposal("x", "0.0.9", "9.8.7"), DAY)
    assert set(made.texts) == {described.folder / "vendor.yaml", described.folder / "CHANGELOG.md"}
    before = (described.folder / "vendor.yaml").read_text().splitlines()
    after = made.texts[described.folder / "vendor.yaml"].splitlines()
    assert sum(old != new for old, new in zip(before, after, strict=True)) == 1


@pytest.fixture
def vendor(tmp_path: Path) -> Vendor:
    (tmp_path / "vendor.yaml").write_text("package: {version: 0.1.0}\n")
    return Vendor(tmp_path, "depot", "Depot", (), Package("depot-crates", "depot_crates", "Depot", "0.1.0"))


def _stated(vendor: Vendor, version: str, changelog: str = "") -> Vendor:
    package = replace(vendor.package, version=version)
    return replace(vendor, package=package, changelog=changelog)


def test_a_higher_version_that_a_person_stated_is_kept(vendor: Vendor) -> None:
    assert edited(_stated(vendor, "1.0.0"), Proposal("x", "0.1.0", "0.2.0"), DAY).version == "1.0.0"


def test_a_version_that_was_proposed_and_not_released_gives_way(vendor: Vendor) -> None:
    pending = edited(vendor, Proposal("x", "0.1.0", "0.2.0"), DAY)
    text = pending.texts[vendor.folder / "CHANGELOG.md"]
    again = edited(_stated(vendor, "0.2.0", text), Proposal("x", "0.1.0", "0.1.1"), DAY)
    assert again.version == "0.1.1"
    assert "[0.2.0]" not in again.texts[vendor.folder / "CHANGELOG.md"]


def test_a_version_can_be_chosen_but_not_a_lower_one(vendor: Vendor) -> None:
    proposal = Proposal("x", "0.1.0", "0.1.1")
    assert edited(vendor, proposal, DAY, version="1.0.0rc1").version == "1.0.0rc1"
    for version, said in (("0.1.0", "not higher than 0.1.0"), ("x\ny: 1", "is no version")):
        with pytest.raises(SpecloomError, match=said):
            edited(vendor, proposal, DAY, version=version)


def test_the_first_release_has_the_version_that_is_stated(vendor: Vendor) -> None:
    made = edited(vendor, Proposal("", "", "0.1.0"), DAY)
    assert made.version == "0.1.0"
    assert made.entry == "## [0.1.0] - 2026-08-01\n\nThe first version.\n"
