"""The last step of packages, after the engines: formatted, and each with the runtime that it needs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.emit.format import format_folders
from generator.emit.runtime import stamp

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path


def complete(folders: Sequence[Path], templates: Path) -> None:
    """Format what the engines wrote, and give each package the runtime that its code, now without idle imports, needs.

    Args:
        folders: the distributions.
        templates: the folder templates/.

    Raises:
        SpecloomError: a file is not valid Python, which means that a template is at fault.
    """
    format_folders(folders)
    for folder in folders:
        for package in (folder / "src").iterdir():
            stamp(package, templates / "runtime")
