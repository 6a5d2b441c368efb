from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from .documents import bakery
from .packages import emit, load

sys.path.append(str(Path(__file__).parents[1] / "runtime"))

from local_server import LocalServer  # pyright: ignore[reportMissingImports]


@pytest.fixture(scope="session")
def bakery_source(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The source folder of a package made of the bakery's document."""
    return emit(bakery(), "corner_bakery", tmp_path_factory.mktemp("bakery"))


@pytest.fixture(scope="session")
def bakery_package(bakery_source: Path) -> ModuleType:
    return load(bakery_source)


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    """A server on this machine, which no proxy of the environment comes before."""
    for name in ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.lower(), raising=False)
    local = LocalServer()
    yield local
    local.close()
