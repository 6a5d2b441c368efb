"""Interrupted or killed at any moment: what is there is the old output or the new one."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time

import pytest

from .project import Project, Tree, digest, tree

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="needs POSIX signals")

OLD, NEW = "What stands on it.", "What sticks on it."  # of one length, so that nothing wraps otherwise


def visible(project: Project) -> Tree:
    """The output that a user sees, without the hidden folders that a run builds or leaves."""
    return {name: digest for name, digest in tree(project.generated).items() if not name.startswith(".")}


def wait(process: subprocess.Popen[str]) -> tuple[int, str, str]:
    out, err = process.communicate(timeout=30)
    return process.returncode, out, err


@pytest.mark.parametrize(("to_the_group", "delay"), [(False, 0.3), (True, 0.0), (True, 0.3)])
def test_an_interrupt_ends_the_run_and_leaves_the_output(project: Project, *, to_the_group: bool, delay: float):
    """Ctrl-C on a terminal reaches every process of the run, a supervisor's signal only the first."""
    old = visible(project)
    project.edit(project.document, OLD, NEW)
    process = project.start("generate")
    wait_until_at_work(project, process)
    time.sleep(delay)
    if to_the_group:
        os.killpg(process.pid, signal.SIGINT)
    else:
        process.send_signal(signal.SIGINT)
    code, out, err = wait(process)
    assert (code, out, err) == (130, "", "interrupted\n")
    assert visible(project) == old
    assert tree(project.generated) == old, "an interrupted run cleans up after itself"


def test_an_interrupt_during_the_imports_is_no_traceback(project: Project):
    """Python itself answers until our first line runs; from then on it is ours."""
    for delay in (0.04, 0.08, 0.12):
        process = project.start("generate")
        time.sleep(delay)
        process.send_signal(signal.SIGINT)
        code, _, err = wait(process)
        assert err == "interrupted\n" if code == 130 else "typer" not in err


def wait_until_at_work(project: Project, process: subprocess.Popen[str]) -> None:
    """Return when the run has made its hidden folder, which is after all imports."""
    end = time.monotonic() + 20
    while time.monotonic() < end and process.poll() is None:
        if any(path.name.startswith(".depot.new-") for path in project.generated.iterdir()):
            return
        time.sleep(0.005)
    pytest.fail(f"the run did not start: {wait(process)}")


@pytest.mark.soak
@pytest.mark.parametrize("seed", [1, 2])
def test_killed_at_any_moment_the_output_is_old_or_new_and_the_next_run_recovers(project: Project, seed: int):
    texts = {OLD: visible(project), NEW: changed(project)}
    assert texts[NEW] != texts[OLD]
    now, killed, chance = OLD, 0, random.Random(seed)
    for moment in [project.seconds * (0.1 + (i + chance.random()) / 6) for i in range(6)]:
        before, now = now, OLD if now == NEW else NEW
        project.edit(project.document, before, now)
        process = project.start("generate")
        time.sleep(moment)
        process.kill()
        killed += wait_for_end(process) != 0
        assert visible(project) in (texts[before], texts[now], {}), f"a mix after {moment:.3f} s"
    assert killed, "some runs must end before their time for this test to say anything"
    done = project.run("generate")
    assert done.code == 0, f"the next run recovers, whatever the killed ones left: {done.err}"
    assert tree(project.generated) == texts[now]


def changed(project: Project) -> Tree:
    """The output that the changed input gives."""
    return {
        path.relative_to(project.generated).as_posix(): digest(path.read_bytes().replace(OLD.encode(), NEW.encode()))
        for path in project.generated.rglob("*")
        if path.is_file()
    }


def wait_for_end(process: subprocess.Popen[str]) -> int:
    """Wait for the process alone: its own processes may hold its output open a moment longer."""
    code = process.wait(timeout=30)
    assert process.stdout is not None
    assert process.stderr is not None
    process.stdout.close()
    process.stderr.close()
    return code


def test_a_killed_run_leaves_no_process_behind(project: Project):
    project.edit(project.document, OLD, NEW)
    process = project.start("generate")
    wait_until_at_work(project, process)
    time.sleep(0.2)
    process.kill()
    wait_for_end(process)
    end = time.monotonic() + 5
    while group_is_alive(process.pid) and time.monotonic() < end:
        time.sleep(0.02)
    assert not group_is_alive(process.pid)


def group_is_alive(group: int) -> bool:
    try:
        os.killpg(group, 0)
    except ProcessLookupError:
        return False
    return True


@pytest.mark.soak
def test_the_folder_that_a_killed_run_had_moved_away_comes_back(project: Project):
    old = tree(project.generated)
    (project.generated / "depot").rename(project.generated / ".depot.old")
    (project.generated / ".depot.new-1-abc").mkdir()
    (project.generated / ".depot.new-1-abc" / "half.py").write_text("half")
    assert project.run("generate").code == 0
    assert tree(project.generated) == old


@pytest.mark.soak
def test_two_runs_at_once_are_never_a_mix(project: Project):
    expected = changed(project)
    project.edit(project.document, OLD, NEW)
    first, second = project.start("generate"), project.start("generate")
    results = [wait(first), wait(second)]
    assert any(code == 0 for code, _, _ in results)
    for code, _, err in results:
        if code:
            assert code == 2
            assert "another run is writing here" in err
    assert tree(project.generated) == expected
