from __future__ import annotations

import sys
from pathlib import Path
from types import ModuleType

import pytest

from .documents import bakery
from .packages import emit, load

sys.path.append(str(Path(__file__).parents[1] / "runtime"))  # for its local server


@pytest.fixture(scope="session")
def bakery_source(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The source folder of a package made of the bakery's document."""
    return emit(bakery(), "corner_bakery", tmp_path_factory.mktemp("bakery"))


@pytest.fixture(scope="session")
def bakery_package(bakery_source: Path) -> ModuleType:
    return load(bakery_source)
