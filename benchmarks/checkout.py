"""A copy of the checkout that can be emptied and filled without touching the user's own."""

from __future__ import annotations

import shutil
import sys
import tempfile
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.samples import BenchmarkError
from generator.workspace.paths import ProjectPaths

if TYPE_CHECKING:
    from collections.abc import Generator

_LEFT_OUT = (".git", ".venv", ".cache", "__pycache__", ".*_cache", "tests", "benchmarks")


@contextmanager
def copied(root: Path) -> Generator[ProjectPaths]:
    """Yield a copy of the project at `root` that shares the environment this process runs in; removed at the end."""
    with tempfile.TemporaryDirectory(prefix="specloom-bench-") as folder:
        copy = Path(folder, "checkout")
        shutil.copytree(root, copy, ignore=shutil.ignore_patterns(*_LEFT_OUT))
        _share_environment(copy / ".venv")
        yield ProjectPaths(copy)


def make_cold(paths: ProjectPaths) -> None:
    """Remove everything that a run writes: caches, normal forms and packages."""
    for folder in (paths.cache, paths.generated):
        shutil.rmtree(folder, ignore_errors=True)
    for form in paths.specs.glob("*/openapi.yaml"):
        form.unlink()


def require_output(paths: ProjectPaths, vendors: list[str]) -> None:
    """Raise BenchmarkError unless a run has written the package and the normal form of each of `vendors`."""
    for vendor in vendors:
        for file in (paths.specs / vendor / "openapi.yaml", paths.generated / vendor / "pyproject.toml"):
            if not file.is_file():
                raise BenchmarkError(f"{file} was not written")


def _share_environment(folder: Path) -> None:
    """Fill `folder` with links to the environment, and with a mark of its own that make finds newer than the pins."""
    folder.mkdir()
    for path in Path(sys.prefix).iterdir():
        if path.name != ".ready":
            (folder / path.name).symlink_to(path)
    (folder / ".ready").touch()
