"""What strict type checkers say of one file that uses packages."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterable

CHECKERS = ("pyright", "mypy")


def reported_lines(checker: str, file: Path, packages: Iterable[Path], folder: Path) -> list[int]:
    """Return the lines of `file` that a checker faults, and skip the test where that is not installed.

    Args:
        checker: one of `CHECKERS`.
        file: the file.
        packages: the folders to import from.
        folder: an empty folder to work in.
    """
    tool = Path(sys.executable).with_name(checker)
    if not tool.exists():
        pytest.skip(f"{checker} is not installed")
    (folder / file.name).write_bytes(file.read_bytes())
    paths = [str(path) for path in packages]
    settings = {"typeCheckingMode": "strict", "pythonVersion": "3.11", "extraPaths": paths, "include": [file.name]}
    (folder / "pyrightconfig.json").write_text(json.dumps(settings))
    arguments = {
        "pyright": ["--pythonpath", sys.executable, "--project", str(folder)],
        "mypy": ["--strict", "--config-file=", f"--cache-dir={folder / 'cache'}", "--no-error-summary", file.name],
    }[checker]
    done = subprocess.run(
        [str(tool), *arguments],
        cwd=folder,
        env={**os.environ, "MYPYPATH": os.pathsep.join(paths)},
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert done.returncode in {0, 1}, done.stdout + done.stderr
    places = [line.partition(f"{file.name}:")[2] for line in done.stdout.splitlines() if "error: " in line]
    return sorted({int(place.partition(":")[0]) for place in places if place})


def strict_errors(sources: Iterable[Path], folder: Path, packages: Iterable[Path] = ()) -> str:
    """Return what pyright, when it is strict, has against packages; skip the test where it is not installed.

    Args:
        sources: the packages, each the folder with its `__init__.py`; or single files.
        folder: an empty folder to work in.
        packages: further folders to import from.
    """
    tool = Path(sys.executable).with_name("pyright")
    if not tool.exists():
        pytest.skip("pyright is not installed")
    include = [os.path.relpath(source, folder) for source in sources]
    paths = [str(path) for path in packages]
    settings = {"typeCheckingMode": "strict", "pythonVersion": "3.11", "extraPaths": paths, "include": include}
    (folder / "pyrightconfig.json").write_text(json.dumps(settings))
    command = [str(tool), "--pythonpath", sys.executable, "--project", str(folder)]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False, timeout=120)
    assert done.returncode in {0, 1}, done.stdout + done.stderr
    return "\n".join(line for line in done.stdout.splitlines() if "error: " in line)
