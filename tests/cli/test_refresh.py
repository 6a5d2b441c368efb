from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from generator.workspace.publish import writing

from .drifting import PAGE, Drifting
from .project import Project, clean_environment, command, refused, stamps, tree

LIMIT = '"maximum": 100', '"maximum": 50'
WRITTEN = "specs/crates/captured/crates.yaml: written\n"
UNCHANGED = "specs/crates/captured/crates.yaml: unchanged\n"


def test_it_shows_the_drift_and_then_writes_what_the_page_says(drifting: Drifting):
    drifting.edit(drifting.page, *LIMIT)
    before = tree(drifting.root)
    done = drifting.refresh()
    assert (done.code, done.err) == (0, "")
    assert done.out.startswith("upstream crates: 1 breaking, ")
    assert done.out.endswith(WRITTEN)
    assert "[request-parameter-max-decreased]" in done.out
    now = tree(drifting.root)
    assert [name for name in now if before.get(name) != now[name]] == ["specs/crates/captured/crates.yaml"]
    assert sorted(before) == sorted(now), "nothing hidden is left"
    assert drifting.run("generate").out == "crates: written\n"
    assert drifting.drift().out.count("no change") == 3


def test_what_is_there_already_is_not_touched(drifting: Drifting):
    before = stamps(drifting.root)
    done = drifting.refresh()
    assert (done.code, done.out, done.err) == (0, f"upstream crates: no change\n{UNCHANGED}", "")
    assert stamps(drifting.root) == before


def test_the_report_may_go_to_a_file(drifting: Drifting, tmp_path: Path):
    drifting.edit(drifting.page, *LIMIT)
    done = drifting.refresh("--format", "markdown", "--out", tmp_path / "report.md")
    assert done.code == 0
    assert done.out.splitlines()[1:] == [WRITTEN.strip()]
    assert "request-parameter-max-decreased" in (tmp_path / "report.md").read_text()


def test_what_was_never_captured_is(tmp_path: Path):
    project = Drifting.begin(tmp_path / "new")
    done = project.refresh("--from", project.page)
    assert (done.code, done.err) == (0, "")
    assert done.out.startswith("upstream crates: no change, 1 warning\n")
    assert "[not-captured]" in done.out
    assert done.out.endswith(WRITTEN)


def test_captured_that_is_spoilt_is_written_anew(drifting: Drifting):
    text = drifting.captured.read_text()
    drifting.captured.write_bytes(b"\xff\xfe")
    assert drifting.refresh().out.endswith(WRITTEN)
    assert drifting.captured.read_text() == text


def test_a_page_that_cannot_be_used_changes_nothing(drifting: Drifting, tmp_path: Path):
    before = tree(drifting.root)
    for text in ("Nothing of use.", ""):
        (tmp_path / "broken.md").write_text(text)
        done = drifting.refresh("--from", tmp_path / "broken.md")
        refused(done, "specs/crates/captured", "crates.md")
        assert "\nerror: crates.md: " in done.out, "the report says why"
    refused(drifting.refresh("--from", tmp_path), "specs/crates/captured")
    assert tree(drifting.root) == before


def test_it_says_which_action_of_the_overlay_no_longer_fits(drifting: Drifting):
    drifting.edit(drifting.page, "maxWeight", "heaviest")
    done = drifting.refresh()
    assert done.code == 1
    assert done.out.endswith(WRITTEN), "the page is what it is"
    assert "warning: specs/crates/overlay.yaml" in done.out
    assert "error: " in done.err
    assert "overlay.yaml:7 #/actions/1/target: " in done.err
    assert "[overlay-matches-nothing]" in done.err
    assert done.err.splitlines()[-1] == "crates: openapi.yaml cannot be made of this until that is settled"
    refused(drifting.call("normalise"), "overlay.yaml:7")


def test_it_says_which_operation_needs_a_name(drifting: Drifting):
    text = PAGE.replace("/crates", "/boxes").partition("## PUT")[0].partition("## GET")[2].replace("listCrates", "l")
    drifting.page.write_text(f"{PAGE}\n## GET{text}")
    done = drifting.refresh()
    assert (done.code, "'GET /boxes: resource.method'" in done.err) == (1, True), done


def test_a_vendor_without_a_page_is_refused(fresh: Project):
    refused(fresh.call("refresh", "depot"), "specs/depot", "by hand")


def test_an_unknown_vendor_is_refused(fresh: Project):
    refused(fresh.call("refresh", "crate"), "'crate'")


@pytest.mark.soak
def test_two_at_a_time_are_refused(drifting: Drifting):
    drifting.edit(drifting.page, *LIMIT)
    before = tree(drifting.root)
    with writing(drifting.folder):
        refused(drifting.refresh(), "another run")
    assert tree(drifting.root) == before


@pytest.mark.soak
def test_captured_that_is_a_link_is_refused(drifting: Drifting, tmp_path: Path):
    drifting.edit(drifting.page, *LIMIT)
    drifting.captured.parent.rename(tmp_path / "elsewhere")
    drifting.captured.parent.symlink_to(tmp_path / "elsewhere")
    before = tree(tmp_path / "elsewhere")
    refused(drifting.refresh(), "symbolic link")
    assert tree(tmp_path / "elsewhere") == before


DIES = """\
import os, signal, sys
from generator.workspace import captured, publish
after = int(sys.argv.pop(1))

def die(event, arguments):
    global after
    if event == "os.rename" and "captured" in str(arguments[0]):
        after -= 1
        if after < 0:
            os.kill(os.getpid(), signal.SIGKILL)

sys.addaudithook(die)
from generator.cli import main
main()
"""


@pytest.mark.skipif(sys.platform == "win32", reason="needs POSIX signals")
@pytest.mark.parametrize("after", [2, 3])
@pytest.mark.soak
def test_killed_between_its_steps_the_next_command_finds_a_whole_captured(drifting: Drifting, after: int):
    old = drifting.captured.read_bytes()
    drifting.edit(drifting.page, *LIMIT)
    done = subprocess.run(
        [sys.executable, "-c", DIES, str(after), "refresh", "crates"], cwd=drifting.root, check=False, timeout=60,
        env=clean_environment(SPECLOOM_PAGES=str(drifting.pages)), capture_output=True,
    )  # fmt: skip
    assert done.returncode == -signal.SIGKILL
    assert drifting.call("normalise", "--resolved").code == 0
    assert (drifting.captured.read_bytes() == old) == (after < 3)
    assert drifting.refresh().code == 0
    assert b"maximum: 50" in drifting.captured.read_bytes()
    assert not [path.name for path in drifting.folder.iterdir() if path.name.startswith(".")]


@pytest.mark.skipif(os.name == "nt", reason="needs POSIX signals")
def test_an_interrupt_leaves_captured_as_it_was(drifting: Drifting):
    before = tree(drifting.root)
    process = subprocess.Popen(
        command("refresh", "crates", "--from", "-"), cwd=drifting.root, env=clean_environment(), text=True,
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    )  # fmt: skip
    assert process.stdin is not None
    process.stdin.write("# Crates\n" * 50_000)  # more than a pipe holds: it is being read when this returns
    process.send_signal(signal.SIGTERM)
    out, err = process.communicate(timeout=30)
    assert (process.returncode, out, err) == (128 + signal.SIGTERM, "", "terminated\n")
    assert tree(drifting.root) == before
