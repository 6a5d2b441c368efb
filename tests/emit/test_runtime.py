"""The runtime in a package: whole, as it stands in templates/, and nothing that the package does not reach."""

from __future__ import annotations

import ast
import re
from typing import TYPE_CHECKING

import pytest

from generator.emit.runtime import mapped, stamp

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
        if path.stem != "__init__":
            assert path.read_bytes() == (RUNTIME / path.name).read_bytes()


def listed(text: str) -> list[tuple[str, str]]:
    """The modules in a map, each with what it says of them."""
    entries = re.findall(r"^ {4}(\w+): (.+(?:\n {8}.+)*)$", text, re.MULTILINE)
    return [(name, " ".join(said.split())) for name, said in entries]


def summary(path: Path) -> str:
    return (ast.get_docstring(ast.parse(path.read_text("utf-8"))) or "").partition("\n")[0]


def test_the_map_of_a_package_has_its_modules_each_in_its_own_words(package: Path) -> None:
    folder = package / "_runtime"
    entries = listed((folder / "__init__.py").read_text("utf-8"))
    assert sorted(entries) == sorted((path.stem, summary(path)) for path in folder.iterdir() if path.stem != "__init__")
    names = [name for name, _ in entries]
    travelled = ["client", "resource", "call", "drivers", "attempts", "response", "pagination", "testing"]
    assert [name for name in names if name in travelled] == travelled


def test_the_map_of_the_templates_has_every_module_once() -> None:
    outline = (RUNTIME / "__init__.py").read_text("utf-8")
    names = [name for line in re.findall(r"^ {4}(.+)$", outline, re.MULTILINE) for name in line.split()]
    assert sorted(names) == sorted(path.stem for path in RUNTIME.glob("*.py") if path.stem != "__init__")
    everything = {path.stem: path.read_text("utf-8") for path in RUNTIME.glob("*.py")}
    assert [name for name, _ in listed(mapped(outline, everything))] == names


def test_a_heading_of_a_map_stands_only_over_modules() -> None:
    outline = '"""A map.\n\nOne.\n    a b\n\nTwo.\n    c\n\nThe end.\n"""\n'
    sources = {"b": '"""What b is.\n\nMore.\n"""\n'}
    assert mapped(outline, sources) == '"""A map.\n\nOne.\n    b: What b is.\n\nThe end.\n"""\n'


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
    assert listed((package / "_runtime" / "__init__.py").read_text("utf-8")) == [
        ("links", "The Link header (RFC 8288).")
    ]
