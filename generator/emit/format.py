"""One ruff pass over everything that was written."""

from __future__ import annotations

import subprocess
from typing import TYPE_CHECKING

from generator.document.findings import Place, fail

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


def format_folders(folders: Sequence[Path]) -> None:
    """Sort and prune the imports of, and format, every Python file below `folders`, in place.

    Raises:
        SpecloomError: a file is not valid Python, which means that a template is at fault.
    """
    paths = [str(folder) for folder in folders]
    _ruff("check", "--fix-only", "--select", "F401,I", *_OPTIONS, *paths)
    _ruff("format", *_OPTIONS, *paths)


def _ruff(*arguments: str) -> None:
    from ruff.__main__ import find_ruff_bin  # pyright: ignore[reportMissingTypeStubs]

    command = [find_ruff_bin(), *arguments]
    done = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603 - our own arguments
    if done.returncode:
        message = f"ruff cannot format what was generated:\n{done.stderr.strip() or done.stdout.strip()}"
        raise fail("unformattable", message, Place(), "A template writes invalid Python.")
