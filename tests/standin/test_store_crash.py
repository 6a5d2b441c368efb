"""A process that writes is killed at random moments; what it said was written must be there, and nothing by half.

`SPECLOOM_KILLS=200 pytest tests/standin/test_store_crash.py` is the long run, `SPECLOOM_SEED` chooses other moments.
"""

from __future__ import annotations

import os
import random
import shutil
import signal
import subprocess
import sys
import time
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from generator.standin.keeping.store import Store
from generator.standin.keeping.store_file import open_store

ROOT = Path(__file__).parents[2]
KILLS = int(os.environ.get("SPECLOOM_KILLS", "10"))
SEED = int(os.environ.get("SPECLOOM_SEED", "1"))
API = "garden 1.0"
KEPT = 100  # records of a kind: the older ones are removed, so that each look at them is quick

# Each step leaves a state that follows from its number alone. The odd ones are transactions of several writes, some of
# which fill more than a page of the file; the even ones are single writes.
WRITER = f"""
import os, sys
from pathlib import Path
from generator.standin.keeping.store import Record
from generator.standin.keeping.store_file import open_store

store = open_store(Path(sys.argv[1]), "{API}")
singles = [record.value for record in store.scan("single", "")]
step = max([store.get(name, "", "") or 0 for name in ("head", "last")] + singles)
os.write(1, b"ready\\n")
while True:
    step += 1
    number = 0
    if step % 2:
        with store.transaction():
            number = store.next_number("pair")
            for side in ("left", "right"):
                store.insert(Record("pair", side, str(step), [number, str(step) * (step * 37 % 1000)]))
                store.delete("pair", side, str(step - 2 * {KEPT}))
            store.delete("single", "", str(step - 1 - 4 * {KEPT}))
            if step == 1:
                store.insert(Record("head", "", "", step))
                store.insert(Record("last", "", "", 0))
            else:
                store.replace(Record("head", "", "", step))
    elif step % 4:
        store.insert(Record("single", "", str(step), step))
    else:
        store.replace(Record("last", "", "", step))
    os.write(1, b"%d %d\\n" % (step, number))
"""


@dataclass
class Acknowledged:
    """What the writers said, and what was found after the last of them: the last step, the number of each pair."""

    step: int = 0
    highest: int = 0
    numbers: dict[int, int] = field(default_factory=dict)

    def hear(self, output: str) -> None:
        """Take in the lines of one writer: it goes on after the last step, and numbers only grow."""
        for line in output.splitlines():
            if line == "ready":
                continue
            step, number = map(int, line.split())
            assert step == self.step + 1
            self.step = step
            if step % 2:
                assert number > self.highest
                self.highest = self.numbers[step] = number


def run_until_killed(path: Path, chance: random.Random) -> str:
    """Let a writer work for a random while and kill it; return what it said."""
    writer = subprocess.Popen(
        [sys.executable, "-c", WRITER, str(path)], cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    with writer:
        assert writer.stdout is not None
        assert writer.stderr is not None
        output = ""
        if chance.random() < 0.8:
            output = writer.stdout.readline()
            time.sleep(chance.uniform(0, 0.2))
        else:
            time.sleep(chance.uniform(0, 0.2))  # anywhere from the start of Python to the first steps
        writer.kill()
        output += writer.stdout.read()
        errors = writer.stderr.read()
    assert writer.returncode == -signal.SIGKILL, errors
    return output


def require_whole(store: Store, heard: Acknowledged) -> None:
    """Require the state after the last step that was heard of, or after one more of which nobody could hear."""
    head, last = (store.get(name, "", "") or 0 for name in ("head", "last"))
    singles = [record.value for record in store.scan("single", "")]
    step = max([head, last, *singles])
    assert step in (heard.step, heard.step + 1)
    assert head == (step if step % 2 else max(step - 1, 0))
    assert last == step // 4 * 4
    assert singles == [each for each in range(2, step + 1, 4) if each + 1 + 4 * KEPT > step]
    left, right = store.scan("pair", "left"), store.scan("pair", "right")
    assert [int(record.key) for record in left] == list(range(1, step + 1, 2))[-KEPT:]
    assert [(record.key, record.value) for record in left] == [(record.key, record.value) for record in right]
    for record in left:
        number, text = record.value
        assert text == record.key * (int(record.key) * 37 % 1000)
        assert number == heard.numbers.setdefault(int(record.key), number)
        heard.highest = max(heard.highest, number)
    assert store.next_number("pair") > heard.highest
    heard.step = step


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="there is no SIGKILL here")
def test_what_was_acknowledged_survives_being_killed(tmp_path: Path):
    path, copied = tmp_path / "state.db", tmp_path / "copy" / "state.db"
    chance = random.Random(SEED)
    heard = Acknowledged()
    for _ in range(KILLS):
        heard.hear(run_until_killed(path, chance))
        # A copy is looked at, so that the next writer finds the files as the last one left them.
        shutil.rmtree(copied.parent, ignore_errors=True)
        copied.parent.mkdir()
        for file in tmp_path.glob("state.db*"):
            shutil.copy(file, copied.parent)
        with closing(open_store(copied, API)) as store:
            require_whole(store, heard)
    assert heard.step > KILLS
