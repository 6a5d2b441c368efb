"""One ruff pass over everything that was written."""

from __future__ import annotations

import os
import re
import subprocess
from typing import TYPE_CHECKING

from generator.document.findings import Place, fail
from generator.workspace.refusals import refused

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

_OPTIONS = (
    "--isolated",
    "--no-cache",
    "--config",
    "line-length = 120",
    "--config",
    'target-version = "py311"',
)
_SYSTEM = re.compile(r"\(os error (\d+)\)")  # how Rust says what the system refused


def format_folders(folders: Sequence[Path]) -> None:
    """Sort and prune the imports of, and format, every Python file below `folders`, in place.

    Raises:
        SpecloomError: a file is not valid Python, which means that a template is at fault; or the file system refuses.
    """
    _ruff(folders, "check", "--fix-only", "--select", "F401,I")
    _ruff(folders, "format")


def _ruff(folders: Sequence[Path], *arguments: str) -> None:
    from ruff.__main__ import find_ruff_bin  # pyright: ignore[reportMissingTypeStubs]

    command = [find_ruff_bin(), *arguments, *_OPTIONS, *map(str, folders)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603 - our own arguments
    if done.returncode < 0:
        raise fail("engine-failed", f"ruff was ended by signal {-done.returncode}", remedy="Run again.")
    if done.returncode:
        if (number := _SYSTEM.search(done.stderr)) is not None:
            raise refused(OSError(int(number[1]), os.strerror(int(number[1]))), folders[0])
        message = f"ruff cannot format what was generated:\n{done.stderr.strip() or done.stdout.strip()}"
        raise fail("unformattable", message, Place(), "A template writes invalid Python.")
