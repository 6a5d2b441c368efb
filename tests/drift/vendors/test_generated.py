from __future__ import annotations

from pathlib import Path

import pytest

from generator.document.findings import fail
from generator.drift.changes import Layer, Report
from generator.drift.vendors.generated import generated_reports
from generator.emit.fleet.work import Filled
from generator.workspace.paths import ProjectPaths


@pytest.fixture
def paths(tmp_path: Path) -> ProjectPaths:
    for vendor in ("acme", "depot", "oven"):
        (tmp_path / "specs" / vendor).mkdir(parents=True)
        (tmp_path / "specs" / vendor / "vendor.yaml").touch()
        (tmp_path / "generated" / vendor).mkdir(parents=True)
        (tmp_path / "generated" / vendor / "README.md").write_text(f"{vendor}\n")
    return ProjectPaths(tmp_path)


def fill(folders: dict[str, Path]) -> dict[str, Filled]:
    """Make packages of one file each; none can be made of oven."""
    if "oven" in folders:
        raise fail("engine-failed", "burnt")
    for vendor, folder in folders.items():
        folder.mkdir()
        (folder / "README.md").write_text(f"{vendor}\n")
    return {vendor: Filled((), "") for vendor in folders}


def rules(reports: list[Report]) -> list[tuple[str, list[tuple[str, str]]]]:
    assert {report.layer for report in reports} <= {Layer.GENERATED}
    return [(each.subject, [(say.place.file, say.rule) for say in each.findings]) for each in reports]


def test_each_vendor_has_a_report(paths: ProjectPaths):
    assert rules(generated_reports(paths, ["acme", "depot"], fill)) == [("acme", []), ("depot", [])]
    assert generated_reports(paths, [], fill) == []


def test_a_file_that_differs_is_told_where_it_is(paths: ProjectPaths):
    (paths.generated / "depot" / "README.md").write_text("edited\n")
    stale = [("generated/depot/README.md", "stale-output")]
    assert rules(generated_reports(paths, ["acme", "depot"], fill)) == [("acme", []), ("depot", stale)]


def test_a_folder_of_nobody_is_told_once(paths: ProjectPaths):
    (paths.generated / "nobody").mkdir()
    stray = ("nobody", [("generated/nobody", "stale-output")])
    assert rules(generated_reports(paths, ["acme", "depot"], fill))[2:] == [stray]
    assert rules(generated_reports(paths, ["acme", "oven", "depot"], fill))[3:] == [stray]


def test_a_package_that_cannot_be_made_stops_no_other(paths: ProjectPaths):
    (paths.generated / "depot" / "README.md").write_text("edited\n")
    assert rules(generated_reports(paths, ["acme", "oven", "depot"], fill)) == [
        ("acme", []),
        ("oven", [("", "engine-failed")]),
        ("depot", [("generated/depot/README.md", "stale-output")]),
    ]


def test_a_package_that_is_stale_throughout_is_one_line(paths: ProjectPaths):
    many = [f"{number}.py" for number in range(9)]
    for name in many:
        (paths.generated / "acme" / name).touch()
    [report] = generated_reports(paths, ["acme"], fill)
    [finding] = report.findings
    assert (finding.place.file, finding.rule) == ("generated/acme", "stale-output")
    assert finding.message == f"9 files are not what specs/ gives: {', '.join(many[:5])} and 4 more"
    assert finding.remedy == "Run 'specloom generate'."


def test_a_package_that_was_never_made_is_missing(paths: ProjectPaths):
    def make(folders: dict[str, Path]) -> dict[str, Filled]:
        for folder in folders.values():
            folder.mkdir()
            for number in range(9):
                (folder / f"{number}.py").touch()
        return {vendor: Filled((), "") for vendor in folders}

    (paths.generated / "acme" / "README.md").unlink()
    (paths.generated / "acme").rmdir()
    [report] = generated_reports(paths, ["acme"], make)
    [finding] = report.findings
    assert (finding.place.file, finding.message) == ("generated/acme", "is missing")
