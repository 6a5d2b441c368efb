"""Packages whose models are split: what a user imports, and what that imports in turn."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest

from generator.emit.splitting.plan import LIMIT, plan

from ..checkers import CHECKERS, reported_lines, strict_errors
from ..packages import emit, load, normalised
from .streets import SHOPS, ring, street

USE = """\
from typing import assert_type

from split_street import SplitStreet, models
from split_street.models import Address, Baker
from typed_ring.models import Choice39, Link00, Link39


def use(client: SplitStreet) -> None:
    baker = client.baker.get("7")
    assert_type(baker, models.Baker)
    assert_type(baker, Baker)
    assert_type(baker.address, models.Address | None)
    assert_type(models.Address, type[Address])
    models.Nobody  # wrong
    Baker(id=7)  # wrong


def follow(link: Link39, choice: Choice39) -> None:
    assert_type(link.next, Link00 | None)
    if isinstance(choice, Link00):
        assert_type(choice.field0, str | None)
    if isinstance(choice, str):
        choice.nothing()  # wrong
"""
ONE_RESOURCE = """\
import sys
sys.path.insert(0, sys.argv[1])
import split_street
from split_street.testing import Answers

answers = Answers()
client = answers.client()
resource = client.baker
assert not [name for name in sys.modules if name.startswith("split_street.models")], "no model before the first answer"
assert [name for name in sys.modules if name.startswith("split_street.resources.")] == ["split_street.resources.baker"]
answers.to(resource.get).give({"id": "7", "address": {"id": "1"}, "parts": [{"id": "2", "next": {"id": "3"}}]})
baker = resource.get("7")
assert baker.parts[0].next.id == "3" and type(baker.address).__module__ == "split_street.models.shared"
print(*sorted(name.rpartition(".")[2] for name in sys.modules if name.startswith("split_street.models.")))
from pydantic import BaseModel
import split_street.models.butcher
there = vars(split_street.models.butcher).values()
classes = [each for each in there if isinstance(each, type) and issubclass(each, BaseModel)]
print(len(classes) > 2, any(each.__pydantic_complete__ for each in classes))
"""


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return emit(street(), "split_street", tmp_path_factory.mktemp("street"))


@pytest.fixture(scope="module")
def package(source: Path) -> ModuleType:
    return load(source)


@pytest.fixture(scope="module")
def typed_ring(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return emit(ring(), "typed_ring", tmp_path_factory.mktemp("typed"))


def run(code: str, source: Path) -> list[str]:
    command = [sys.executable, "-W", "error", "-c", code, str(source.parent)]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)
    assert not done.returncode, done.stderr
    return done.stdout.splitlines()


def test_each_module_of_the_plan_is_a_file_that_says_what_it_holds(source: Path):
    modules = plan(normalised(street()))
    assert {path.stem for path in source.glob("models/*.py")} == {"__init__", *(module.name for module in modules)}
    assert not (source / "models.py").exists()
    for module in modules:
        text = (source / "models" / f"{module.name}.py").read_text("utf-8")
        tree = ast.parse(text)
        assert str(ast.get_docstring(tree)).startswith(module.summary)
        listed = next(
            node.value for node in tree.body if isinstance(node, ast.Assign) and "__all__" in ast.unparse(node)
        )
        assert ast.literal_eval(listed) == list(module.components)
        assert len(text.splitlines()) < 1.5 * LIMIT


def test_all_models_are_in_one_place(package: ModuleType):
    names = sorted(normalised(street())["components"]["schemas"])
    assert dir(package.models) == names
    assert package.models.__all__ == names
    assert {getattr(package.models, name).__name__ for name in names} == set(names)
    with pytest.raises(AttributeError, match="Nobody"):
        _ = package.models.Nobody


def test_using_one_resource_imports_its_models_and_shared_ones_and_importing_builds_none(source: Path):
    assert run(ONE_RESOURCE, source) == ["baker shared", "True False"]


@pytest.mark.parametrize("first", ["chain", "chain_2", "chain_3"])
def test_models_that_all_need_each_other_stand_in_several_modules(first: str, typed_ring: Path):
    parts = {path.stem for path in typed_ring.glob("models/*.py")} - {"__init__"}
    assert {"chain", "chain_2", "chain_3"} <= parts
    code = (
        "import sys; sys.path.insert(0, sys.argv[1])\n"
        f"import typed_ring.models.{first}\n"
        "from typed_ring import models\n"
        "link = {'id': '1'}\n"
        "for _ in range(40): link = {'id': '1', 'next': link}\n"
        "read = models.Link00.model_validate(link)\n"
        "names = set()\n"
        "while read: names.add(type(read).__name__); read = read.next\n"
        "print(len(names))\n"
        "from pydantic import TypeAdapter\n"
        "print(type(TypeAdapter(models.Choice07).validate_python({'id': '1'})).__name__)\n"
    )
    assert run(code, typed_ring) == ["40", "Link08"]


@pytest.mark.parametrize("checker", CHECKERS)
@pytest.mark.types
def test_type_checkers_know_every_model(checker: str, source: Path, typed_ring: Path, tmp_path: Path):
    (tmp_path / "use.py").write_text(USE)
    work = tmp_path / "work"
    work.mkdir()
    wrong = [number for number, line in enumerate(USE.splitlines(), 1) if line.endswith("# wrong")]
    assert reported_lines(checker, tmp_path / "use.py", [source.parent, typed_ring.parent], work) == wrong


@pytest.mark.types
def test_the_modules_themselves_are_typed(source: Path, typed_ring: Path, tmp_path: Path):
    assert strict_errors([source, typed_ring], tmp_path) == ""


def test_the_resources_import_no_models_of_others(source: Path):
    for shop in SHOPS:
        text = (source / "models" / f"{shop}.py").read_text("utf-8")
        imported = {
            node.module for node in ast.walk(ast.parse(text)) if isinstance(node, ast.ImportFrom) and node.level == 1
        }
        assert imported == {"shared"}
