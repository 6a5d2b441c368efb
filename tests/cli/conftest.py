from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import pytest

from .project import ROOT, Project, shared


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """A project of one small vendor whose packages are generated; not to be changed: take `project`."""
    return shared(tmp_path_factory)


@pytest.fixture
def project(built: Project) -> Iterator[Project]:
    """A copy of the generated project, for a test of its own; beside it, since stamps hold relative paths."""
    folder = built.root.with_name(f"copy-{uuid4().hex}")
    shutil.copytree(built.root, folder, symlinks=True)
    yield Project(folder)
    shutil.rmtree(folder)


@pytest.fixture
def fresh(tmp_path: Path) -> Project:
    """A project of one small vendor for which nothing has been generated yet."""
    return Project.make(tmp_path / "fresh")


@pytest.fixture
def page() -> Path:
    """A page that `extract` understands."""
    return ROOT / "tests" / "extract" / "pages" / "depot-crates.md"
