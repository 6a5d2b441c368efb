from __future__ import annotations

import json
import os
import signal
import subprocess
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest

from .drifting import PAGE, VENDOR, Drifting
from .project import Project, Run, clean_environment, command, refused, stamps, tree

CLEAN = "upstream crates: no change\n\nopenapi.yaml crates: no change\n\ngenerated code crates: no change\n"
LIMIT = '"maximum": 100', '"maximum": 50'
FIELD = '"label": {"type": "string"}', '"label": {"type": "string"}, "colour": {"type": "string"}'


def reports(run: Run) -> dict[str, Any]:
    """The reports by their layer."""
    return {each["layer"]: each for each in json.loads(run.out)["reports"]}


def ids(report: dict[str, Any]) -> set[str]:
    return {each["id"] for each in report["changes"]}


def rules(report: dict[str, Any]) -> list[str]:
    return [each["rule"] for each in report["findings"]]


def accept(project: Drifting, *entries: str) -> None:
    listed = "".join(f"\n  - {entry}" for entry in entries)
    project.edit(project.vendor, "accepted: []", f"accepted:{listed}")


def test_nothing_is_written_and_all_is_well(drifting: Drifting):
    before, when = tree(drifting.root), stamps(drifting.root)
    done = drifting.run("drift", SPECLOOM_PAGES=str(drifting.pages))
    assert done == Run(0, CLEAN, "")
    assert (tree(drifting.root), stamps(drifting.root)) == (before, when)


def test_a_changed_page_is_told_with_what_it_means_and_hits(drifting: Drifting):
    drifting.edit(drifting.page, *LIMIT)
    drifting.edit(drifting.page, *FIELD)
    before = tree(drifting.root)
    done = drifting.drift()
    assert (done.code, done.err) == (1, "")
    assert done.out.startswith("upstream crates: 1 breaking, ")
    assert "next version 2.0.0" in done.out.splitlines()[0]
    assert "query parameter 'limit': maximum went down from 100 to 50\n" in done.out
    assert "[request-parameter-max-decreased]" in done.out
    assert "crates_client.models.Crate.colour" in done.out
    assert tree(drifting.root) == before
    same = drifting.run("drift", SPECLOOM_PAGES=str(drifting.pages))
    assert same == done, "the same page gives the same bytes"


@pytest.mark.soak
def test_fail_on_says_from_where_it_fails(drifting: Drifting):
    drifting.edit(drifting.page, *FIELD)
    assert drifting.drift().code == 0
    assert drifting.drift("--fail-on", "safe").code == 1


def test_the_report_may_go_to_a_file(drifting: Drifting, tmp_path: Path):
    drifting.edit(drifting.page, *LIMIT)
    target = tmp_path / "report.html"
    done = drifting.drift("--format", "html", "--out", target)
    assert done.code == 1
    assert [line.partition(":")[0] for line in done.out.splitlines()] == [
        "upstream crates", "openapi.yaml crates", "generated code crates",
    ]  # fmt: skip
    assert "request-parameter-max-decreased" in target.read_text()
    drifting.page.write_text(PAGE)
    refused(drifting.drift("--out", tmp_path), str(tmp_path), "cannot-write")
    refused(drifting.drift("--from", drifting.page, "--out", drifting.page), "--out")


def test_junit_fails_as_the_command_does(drifting: Drifting):
    drifting.edit(drifting.page, *LIMIT)
    done = drifting.drift("--format", "junit")
    assert (done.code, done.err) == (1, "")
    assert "request-parameter-max-decreased" in done.out
    assert [each.get("failures") for each in ElementTree.fromstring(done.out).iter("testsuite")] == ["1", "0", "0"]


def test_a_page_may_come_from_standard_input(drifting: Drifting):
    done = drifting.call("drift", "--from", "-", stdin=PAGE.replace(*LIMIT))
    assert (done.code, "[request-parameter-max-decreased]" in done.out) == (1, True)


def test_where_the_users_code_uses_what_a_change_hits(drifting: Drifting, tmp_path: Path):
    code = tmp_path / "mine"
    code.mkdir()
    lines = (
        "from crates_client import Crates\n\n\ndef first(crates: Crates) -> None:\n    crates.crates.list(limit=60)\n"
    )
    (code / "job.py").write_text(lines)
    drifting.edit(drifting.page, *LIMIT)
    found = reports(drifting.drift("--uses", code, "--format", "json"))["upstream"]["changes"]
    [change] = [each for each in found if each["id"] == "request-parameter-max-decreased"]
    assert [(Path(use["file"]).name, use["line"]) for use in change["uses"]] == [("job.py", 5)]
    refused(drifting.drift("--uses", tmp_path / "nowhere"), "nowhere")


class TestAcceptances:
    def fingerprint(self, project: Drifting) -> str:
        project.edit(project.page, *LIMIT)
        changes = reports(project.drift("--format", "json"))["upstream"]["changes"]
        [found] = [each["fingerprint"] for each in changes if each["verdicts"]["worst"] == "breaking"]
        return str(found)

    def test_an_accepted_change_does_not_fail_and_stays_in_the_report(self, drifting: Drifting):
        fingerprint = self.fingerprint(drifting)
        assert fingerprint in drifting.drift().out, "it is printed for those who accept it"
        accept(drifting, f"{{fingerprint: '{fingerprint}', reason: We ask for ten}}")
        done = drifting.drift()
        assert (done.code, done.err) == (0, "")
        assert done.out.startswith("upstream crates: 0 breaking, ")
        assert "accepted: We ask for ten\n" in done.out

    def test_one_that_has_expired_is_an_error_and_so_is_one_without_a_change(self, drifting: Drifting):
        fingerprint = self.fingerprint(drifting)
        yesterday = datetime.now(UTC).date() - timedelta(days=1)
        accept(
            drifting,
            f"{{fingerprint: '{fingerprint}', reason: We ask for ten, expires: {yesterday}}}",
            "{fingerprint: 0123456789abcdef, reason: Long ago}",
        )
        done = drifting.drift("--fail-on", "none")
        assert done.code == 1
        assert f"held until {yesterday}: query parameter 'limit'" in done.out
        places = [line for line in done.out.splitlines() if line.startswith("error: specs/crates/vendor.yaml:")]
        assert ["[expired-acceptance]" in places[0], "[unmatched-acceptance]" in places[1]] == [True, True]

    def test_what_cannot_be_compared_leaves_them_alone(self, drifting: Drifting):
        accept(drifting, "{fingerprint: 0123456789abcdef, reason: Long ago}")
        drifting.page.unlink()
        found = reports(drifting.drift("--format", "json"))["upstream"]
        assert rules(found) == ["no-page"]

    def test_a_wrong_key_is_an_error_with_its_line(self, drifting: Drifting):
        accept(drifting, "{fingerprint: 0123456789abcdef, reason: Long ago, expire: 2027-01-01}")
        line = len(VENDOR.splitlines()) + 1
        refused(drifting.drift(), f"vendor.yaml:{line} #/accepted/0/expire", "'expires'")


class TestLayers:
    def test_a_form_that_was_edited_is_told_in_meaning(self, drifting: Drifting):
        drifting.edit(drifting.form, "maximum: 100", "maximum: 10")
        found = reports(drifting.drift("--format", "json"))
        assert rules(found["openapi"]) == ["stale-output"]
        assert ids(found["openapi"]) == {"request-parameter-max-increased"}
        assert found["openapi"]["findings"][0]["file"] == "specs/crates/openapi.yaml"
        assert (found["upstream"]["changes"], rules(found["generated"])) == ([], [])

    def test_edited_and_foreign_files_of_a_package_are_told(self, drifting: Drifting):
        module = drifting.client / "models.py"
        module.write_text(module.read_text() + "\n")
        (drifting.generated / "nobody").mkdir()
        found = json.loads(drifting.drift("--format", "json").out)["reports"]
        assert [(each["layer"], each["subject"], [say["file"] for say in each["findings"]]) for each in found[2:]] == [
            ("generated", "crates", ["generated/crates/src/crates_client/models.py"]),
            ("generated", "nobody", ["generated/nobody"]),
        ]

    def test_an_overlay_that_no_longer_fits_is_a_finding_and_the_page_is_compared(self, drifting: Drifting):
        drifting.edit(drifting.overlay, "maxWeight", "maximalWeight")
        drifting.edit(drifting.page, *LIMIT)
        done = drifting.drift("--format", "json")
        assert done.code == 1
        found = reports(done)
        assert rules(found["openapi"]) == ["overlay-matches-nothing"]
        assert found["openapi"]["findings"][0]["line"] == 7
        assert "request-parameter-max-decreased" in ids(found["upstream"])
        assert "generated" not in found, "there is no package to compare with"


class TestPagesThatCannotBeHad:
    def second(self, project: Drifting) -> None:
        """Add a vendor that is written by hand, and needs no page."""
        other = Project.make(project.root.with_name("depot"))
        other.vendor.parent.rename(project.root / "specs" / "depot")

    def test_a_page_that_is_none_is_a_finding_and_the_other_layers_are_judged(self, drifting: Drifting):
        drifting.page.write_text("Nothing of use.")
        done = drifting.drift()
        assert (done.code, done.err) == (1, "")
        assert done.out.startswith("upstream crates: 2 errors\n")
        assert "\nerror: crates.md: " in done.out
        assert "openapi.yaml crates: no change\n" in done.out

    def test_the_others_go_on(self, drifting: Drifting):
        self.second(drifting)
        drifting.page.unlink()
        found = json.loads(drifting.drift("--format", "json").out)["reports"]
        assert [(each["subject"], each["layer"]) for each in found] == [
            ("crates", "upstream"), ("crates", "openapi"), ("crates", "generated"),
            ("depot", "openapi"), ("depot", "generated"),
        ]  # fmt: skip
        assert rules(found[0]) == ["no-page"]

    def test_a_folder_without_the_page_is_a_finding(self, drifting: Drifting, tmp_path: Path):
        (tmp_path / "empty").mkdir()
        found = reports(drifting.drift("--from", tmp_path / "empty", "--format", "json"))
        assert rules(found["upstream"]) == ["unreadable-file"], "nothing else is asked for"

    def test_captured_that_is_missing_or_broken_is_a_finding(self, drifting: Drifting):
        drifting.captured.write_text("a: [")
        assert rules(reports(drifting.drift("--format", "json"))["upstream"]) == ["invalid-yaml"]
        drifting.captured.unlink()
        assert rules(reports(drifting.drift("--format", "json"))["upstream"]) == ["unreadable-file"]

    def test_one_page_for_several_is_refused(self, drifting: Drifting):
        again = "  - {captured: lids.yaml, page: lids.md}\npackage:"
        drifting.edit(drifting.vendor, "package:", again)
        refused(drifting.drift("--from", drifting.page), "crates.md, lids.md")

    def test_what_a_hostile_page_says_stays_in_its_line(self, drifting: Drifting):
        hostile = "\\u001b[31m\\n::error::pwned\\n##[command]x"
        drifting.edit(drifting.page, '"label": {', f'"{hostile}": {{"type": "string"}}, "label": {{')
        done = drifting.drift("--format", "github")
        assert done.code in {0, 1}
        assert "\x1b" not in done.out + done.err
        assert not any(line.lstrip().startswith("::error::pwned") for line in (done.out + done.err).splitlines())


def test_an_unknown_vendor_is_refused(drifting: Drifting):
    refused(drifting.drift("crate"), "'crate'", "crates")


def test_it_needs_a_project(tmp_path: Path):
    refused(Drifting(tmp_path).call("drift"), "project")


@pytest.mark.skipif(os.name == "nt", reason="needs POSIX signals")
def test_an_interrupt_leaves_nothing_behind(drifting: Drifting):
    """The page never ends: the run waits for standard input."""
    before = tree(drifting.root)
    process = subprocess.Popen(
        command("drift", "--from", "-"), cwd=drifting.root, env=clean_environment(), text=True, stdin=subprocess.PIPE,
        stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    )  # fmt: skip
    assert process.stdin is not None
    process.stdin.write("# Crates\n" * 50_000)  # more than a pipe holds: it is being read when this returns
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=30)
    assert (process.returncode, out, err) == (130, "", "interrupted\n")
    assert tree(drifting.root) == before
