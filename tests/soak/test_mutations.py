"""Real documents, spoilt: each gives a package that can be imported, or is refused with the place; none hangs.

`SPECLOOM_MUTANTS` is how many documents, `SPECLOOM_FIRST_MUTANT` the number of the first one.
"""

from __future__ import annotations

import os
import subprocess
import sys
from itertools import pairwise
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
MUTANTS = int(os.environ.get("SPECLOOM_MUTANTS", "100"))
FIRST = int(os.environ.get("SPECLOOM_FIRST_MUTANT", "0"))
CORPUS = os.environ.get("SPECLOOM_CORPUS")

pytestmark = pytest.mark.soak


@pytest.mark.skipif(CORPUS is None, reason="SPECLOOM_CORPUS names no folder of documents")
def test_a_package_or_an_error_with_a_place(tmp_path: Path) -> None:
    processes = os.cpu_count() or 1
    bounds = [FIRST + MUTANTS * i // processes for i in range(processes + 1)]
    running: list[subprocess.Popen[str]] = []
    for first, last in pairwise(bounds):
        folder = tmp_path / str(first)
        folder.mkdir()
        command = [sys.executable, "-m", "tests.soak.mutants", str(CORPUS), str(first), str(last), str(folder)]
        running.append(subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True))
    lines = [line for process in running for line in process.communicate()[0].splitlines()]
    assert lines.count("all done") == processes, "\n".join(lines[-40:])
    faults = [line for line in lines if line != "all done"]
    assert faults == [], f"{len(faults)} of {MUTANTS}, their documents in {tmp_path}:\n" + "\n".join(faults[:60])
