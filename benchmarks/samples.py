"""Times, measured in fresh processes."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

BIN = os.path.dirname(sys.executable)  # noqa: PTH120 - unresolved: the environment's own folder, not what it links to


class BenchmarkError(Exception):
    """A command that was to be timed failed: its time would mean nothing."""


@dataclass(slots=True)
class Samples:
    """The times of one thing, in seconds."""

    what: str
    seconds: list[float] = field(default_factory=list[float])

    @property
    def median(self) -> float:
        """The median in seconds."""
        return statistics.median(self.seconds)


@dataclass(frozen=True, slots=True)
class Probe:
    """Code for a fresh interpreter that prints the seconds of each of the things that `what` names, in that order."""

    what: tuple[str, ...]
    code: str


def environment(**variables: str) -> dict[str, str]:
    """Return the environment of this process with `variables`, this environment's commands first, and no outer make."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("MAKE", "MFLAGS", "PYTHON"))}
    return {**kept, "PATH": os.pathsep.join((BIN, kept.get("PATH", os.defpath))), **variables}


def run(command: Sequence[str | Path], cwd: Path, stdin: bytes = b"", **variables: str) -> tuple[float, str, str]:
    """Run `command` in `cwd`; return how long it took in seconds, and what it wrote to stdout and to stderr.

    Raises:
        BenchmarkError: it cannot be run, or it failed.
    """
    env = environment(**variables)
    said = " ".join(str(part) for part in command)
    started = time.perf_counter()
    try:
        done = subprocess.run(command, cwd=cwd, env=env, input=stdin, capture_output=True, check=False)
    except OSError as error:
        raise BenchmarkError(f"{said}: cannot be run: {error.strerror or error}") from error
    taken = time.perf_counter() - started
    stdout, stderr = (text.decode("utf-8", "replace") for text in (done.stdout, done.stderr))
    if done.returncode:
        raise BenchmarkError(f"{said}: exit code {done.returncode}\n{stdout}{stderr}")
    return taken, stdout, stderr


def timed_inside(probe: Probe, cwd: Path, stdin: bytes = b"", **variables: str) -> list[float]:
    """Run a probe in a fresh interpreter; return the seconds that it measured itself."""
    seconds = run([sys.executable, "-c", probe.code], cwd, stdin, **variables)[1].split()
    return [float(each) for each in seconds]
