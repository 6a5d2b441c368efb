from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import pytest

from .drifting import Drifting
from .drifting import shared as drifting_once
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


@pytest.fixture(scope="session")
def captured_once(tmp_path_factory: pytest.TempPathFactory) -> Drifting:
    """A project of one vendor with a page, captured and generated; not to be changed: take `drifting`."""
    return drifting_once(tmp_path_factory)


@pytest.fixture
def drifting(captured_once: Drifting, tmp_path: Path) -> Drifting:
    """A copy of it, for a test of its own."""
    root = tmp_path / "drifting"
    shutil.copytree(captured_once.root, root, symlinks=True)
    return Drifting(root)
