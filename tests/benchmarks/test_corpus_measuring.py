from __future__ import annotations

import sys
from pathlib import Path

from benchmarks.corpus.measuring import measured

MEGABYTE = 1 << 20
HOLDS = """
import multiprocessing, sys, time
def hold():
    held = b"x" * int(sys.argv[1])
    time.sleep(1.5)
    return len(held)
if __name__ == "__main__":
    children = [multiprocessing.get_context("spawn").Process(target=hold) for _ in range(2)]
    for child in children: child.start()
    for child in children: child.join()
"""


def test_what_a_command_says_and_how_it_ends(tmp_path: Path) -> None:
    run = measured(
        [sys.executable, "-c", "import sys; print('one', flush=True); print('two', file=sys.stderr); sys.exit(3)"],
        tmp_path,
    )
    assert (run.code, run.finished, run.said, run.last_line) == (3, False, "one\ntwo\n", "two")
    assert run.busy > 0
    assert MEGABYTE < run.largest <= run.peak


def test_processes_count_together(tmp_path: Path) -> None:
    script = tmp_path / "holds.py"
    script.write_text(HOLDS)
    run = measured([sys.executable, script, str(64 * MEGABYTE)], tmp_path)
    assert run.finished, run.said
    if sys.platform == "linux":
        assert run.peak > 128 * MEGABYTE > run.largest


def test_one_that_does_not_end_is_stopped_with_all_it_started(tmp_path: Path) -> None:
    code = "import subprocess, sys; subprocess.run([sys.executable, '-c', 'import time; time.sleep(60)'])"
    run = measured([sys.executable, "-c", code], tmp_path, limit=0.5)
    assert (run.code, run.finished) == (124, False)


def test_a_command_that_is_not_there(tmp_path: Path) -> None:
    run = measured(["no-such-command-at-all"], tmp_path)
    assert run.code == 127
    assert "no-such-command-at-all" in run.last_line
