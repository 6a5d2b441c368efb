from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from generator.contract.subject import Subject
from generator.contract.verify import CHECKS, load_subject, strangers, verify
from generator.document.findings import Finding, Place, SpecloomError
from generator.workspace.paths import ProjectPaths

from .recordings import ROOT

pytestmark = pytest.mark.usefixtures("no_network")


@pytest.fixture
def paths(tmp_path: Path) -> Iterator[ProjectPaths]:
    """A copy of one vendor of this project; its package stays where it is."""
    for name in ("specs", "tests/fixtures"):
        shutil.copytree(ROOT / name / "dvelop", tmp_path / name / "dvelop")
    (tmp_path / "generated").symlink_to(ROOT / "generated", target_is_directory=True)
    return ProjectPaths(tmp_path)


def test_checks_are_functions_of_what_is_verified(paths: ProjectPaths) -> None:
    seen: list[tuple[str, int]] = []

    def check(subject: Subject) -> Iterator[Finding]:
        seen.append((subject.vendor.vendor, len(subject.cassettes)))
        yield Finding("made-up", "is wrong", Place(str(subject.cassettes[0].path), pointer="/x"))

    verdict = verify(paths, "dvelop", checks=[("made-up", check)])
    assert seen == [("dvelop", verdict.recordings)]
    (finding,) = verdict.findings
    assert finding.place == Place("tests/fixtures/dvelop/logs.list/empty.yaml", pointer="/x")


def test_progress_names_the_vendor_and_the_check(paths: ProjectPaths) -> None:
    said: list[str] = []
    verify(paths, "dvelop", said.append, checks=[("stars", lambda subject: [])])
    assert said[0] == "dvelop: reading"
    assert said[1].endswith("recordings against the stars")


def test_every_check_alone_is_quiet_about_a_vendor_without_recordings(paths: ProjectPaths) -> None:
    shutil.rmtree(paths.fixtures)
    verdict = verify(paths, "dvelop")
    assert (verdict.recordings, verdict.findings, verdict.unused) == (0, (), ())
    subject = load_subject(paths, "dvelop")
    assert [list(check(subject)) for _, check in CHECKS] == [[] for _ in CHECKS]


def test_with_complete_a_gap_is_a_finding(paths: ProjectPaths) -> None:
    shutil.rmtree(paths.fixtures / "dvelop" / "logs.read")
    verdict = verify(paths, "dvelop", complete=True, checks=[])
    assert {finding.rule for finding in verdict.findings} == {"uncovered"}
    assert len(verdict.findings) == len(verdict.coverage.gaps)
    assert verdict.findings[0].place.file == "specs/dvelop/openapi.yaml"


def test_an_accepted_one_is_not(paths: ProjectPaths) -> None:
    shutil.rmtree(paths.fixtures / "dvelop" / "logs.read")
    gap = verify(paths, "dvelop", checks=[]).coverage.gaps[0]
    line = f"  - {{operation: {gap.owner.name}, status: {gap.cell.at}, reason: None is to be had.}}\n"
    (paths.specs / "dvelop" / "coverage.yaml").write_text("accepted:\n" + line)
    verdict = verify(paths, "dvelop", complete=True, checks=[])
    assert len(verdict.findings) == len(verdict.coverage.gaps) - 1
    (paths.specs / "dvelop" / "coverage.yaml").write_text("accepted:\n" + line.replace(gap.cell.at, "599"))
    rules = [finding.rule for finding in verify(paths, "dvelop", checks=[]).findings]
    assert rules == ["stale-acceptance"]


def test_the_same_verdict_twice(paths: ProjectPaths) -> None:
    assert verify(paths, "dvelop") == verify(paths, "dvelop")


def test_files_that_are_no_recordings_are_refused_together(paths: ProjectPaths) -> None:
    folder = paths.fixtures / "dvelop"
    (folder / "notes.txt").write_text("")
    (folder / "logs.list" / "empty.yaml").write_text("metadata: [")
    with pytest.raises(SpecloomError) as caught:
        verify(paths, "dvelop")
    assert len(caught.value.findings) == 2


def test_recordings_of_nobody_are_found(paths: ProjectPaths) -> None:
    assert strangers(paths) == []
    (paths.fixtures / "dvelopp").mkdir()
    (finding,) = strangers(paths)
    assert finding.place.file == "tests/fixtures/dvelopp"
    assert "Did you mean 'dvelop'?" in finding.remedy


def test_an_operation_that_is_gone_makes_its_recordings_stale(paths: ProjectPaths) -> None:
    document = paths.specs / "dvelop" / "openapi.yaml"
    document.write_text(document.read_text().replace("operationId: logs_read", "operationId: logs_show"))
    findings = verify(paths, "dvelop").findings
    folder = "tests/fixtures/dvelop/logs.read/"
    stale = [finding for finding in findings if finding.rule == "unknown-operation"]
    assert {finding.place.file.startswith(folder) for finding in stale} == {True}
    assert len(stale) == len(list((paths.fixtures / "dvelop" / "logs.read").iterdir()))


def test_a_field_that_is_gone_makes_its_recordings_stale(paths: ProjectPaths) -> None:
    document = paths.specs / "dvelop" / "openapi.yaml"
    document.write_text(document.read_text().replace("moreElements:", "hasMore:"))
    found = [each for each in verify(paths, "dvelop").findings if each.rule == "undeclared-field"]
    assert any((each.place.pointer or "").endswith("/moreElements") for each in found)
