"""The layers of generator/: imports go downwards only, and extract, normalise and exchange do not know one another."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1] / "generator"
LAYERS = (
    {"cli"},
    {"drift", "contract"},
    {"emit", "standin"},
    {"extract", "normalise", "exchange"},
    {"document", "workspace"},
)
LEVEL = {name: level for level, names in enumerate(LAYERS) for name in names}
BOTTOM = {"workspace": {"document"}}  # of the two lowest, only workspace may use the other


def imported(path: Path) -> set[str]:
    """The packages of generator/ that a module imports, wherever in the module."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative imports hide the layer"
            names = [f"{node.module}.{alias.name}" for alias in node.names]
        elif isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        else:
            continue
        for name in names:
            parts = name.split(".")
            if parts[0] == "generator" and len(parts) > 1 and parts[1] in LEVEL:
                found.add(parts[1])
    return found


MODULES = sorted(path for path in ROOT.rglob("*.py") if path.parent != ROOT)


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_imports_go_downwards(path: Path) -> None:
    layer = path.relative_to(ROOT).parts[0]
    for other in imported(path) - {layer}:
        is_below = LEVEL[other] > LEVEL[layer]
        assert is_below or other in BOTTOM.get(layer, set()), f"{layer} must not import {other}"


def test_every_package_has_a_layer() -> None:
    packages = {path.parent.name for path in ROOT.glob("*/__init__.py")}
    assert packages <= set(LEVEL)


def test_runtime_depends_on_nothing_of_ours() -> None:
    for path in (ROOT.parent / "templates" / "runtime").glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.ImportFrom) and node.level == 0:
                assert (node.module or "").split(".")[0] not in {"generator", "templates", "runtime"}, path
