"""The runtime in a package: whole, as it stands in templates/, and nothing that the package does not reach."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

import pytest

from generator.emit.runtime import stamp

from .documents import bakery
from .packages import TEMPLATES, emit

if TYPE_CHECKING:
    from pathlib import Path

RUNTIME = TEMPLATES / "runtime"


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return emit(bakery(), "stamped_bakery", tmp_path_factory.mktemp("stamped"))


def test_modules_are_stamped_as_they_are(package: Path) -> None:
    for path in (package / "_runtime").iterdir():
        assert path.read_bytes() == (RUNTIME / path.name).read_bytes()


def test_every_import_of_a_stamped_module_is_met(package: Path) -> None:
    present = {path.stem for path in (package / "_runtime").glob("*.py")}
    assert {"caller", "client", "errors", "model", "__init__"} <= present
    for path in (package / "_runtime").glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.ImportFrom) and node.level:
                assert node.level == 1
                reached = [node.module] if node.module else [alias.name for alias in node.names]
                assert present.issuperset(reached), path.name


def test_what_no_module_reaches_is_left_out(tmp_path: Path) -> None:
    package = tmp_path / "small"
    package.mkdir()
    (package / "__init__.py").write_text("from ._runtime.links import link_target\n", "utf-8")
    stamp(package, RUNTIME)
    assert sorted(path.name for path in (package / "_runtime").iterdir()) == ["__init__.py", "links.py"]
