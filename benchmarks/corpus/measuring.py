"""Whole commands: how long they take, and how much memory all their processes have together at the worst moment."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.samples import BenchmarkError, environment

if TYPE_CHECKING:
    from collections.abc import Sequence

LIMIT_SECONDS = 900.0
_METER = Path(__file__).with_name("meter.py")


@dataclass(frozen=True, slots=True)
class Run:
    """One run of a command.

    Attributes:
        seconds: by the clock on the wall.
        busy: seconds of all processors.
        peak: the most memory in bytes that its processes had together.
        largest: the most that one of them had.
        code: the exit code; 124 where it was stopped.
        said: what it wrote.
    """

    seconds: float
    busy: float
    peak: int
    largest: int
    code: int
    said: str = ""

    @property
    def finished(self) -> bool:
        """Whether it ended by itself and well."""
        return self.code == 0

    @property
    def last_line(self) -> str:
        """The last line that it wrote."""
        lines = self.said.strip().splitlines()
        return lines[-1].strip() if lines else ""


def measured(command: Sequence[str | Path], cwd: Path, *, limit: float = LIMIT_SECONDS) -> Run:
    """Run `command` in `cwd` for at most `limit` seconds; what `meter` says of its processes is what counts.

    Raises:
        BenchmarkError: nothing could be measured.
    """
    with tempfile.TemporaryDirectory(prefix="specloom-meter-") as folder:
        log = Path(folder, "log")
        meter = [sys.executable, "-I", "-S", _METER, str(limit), log, *command]
        done = subprocess.run(meter, cwd=cwd, env=environment(), capture_output=True, text=True, check=False)
        try:
            seconds, busy, peak, largest, code = done.stdout.split()
        except ValueError:
            raise BenchmarkError(f"the meter failed: {done.stderr.strip()[-500:]}") from None
        said = log.read_text("utf-8", "replace") if log.exists() else ""
        return Run(float(seconds), float(busy), int(peak), int(largest), int(code), said)
