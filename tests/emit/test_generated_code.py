"""Generated code reads as if a person had written it: on the committed packages and on one of a small document."""

from __future__ import annotations

import ast
import re
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest

from generator.document.load import load
from generator.emit.resources import resources
from generator.emit.templating import error_class

from .documents import bakery
from .packages import normalised
from .source import classes, declared_arguments, declared_errors, methods, modules, parsed, public_names, twice_defined

ROOT = Path(__file__).parents[2]
VENDORS = {"celigo": "celigo_scripts", "dvelop": "dvelop_scripting", "patchworks": "patchworks_core"}


@pytest.fixture(params=[*VENDORS, "bakery"])
def name(request: pytest.FixtureRequest) -> str:
    return request.param


@pytest.fixture
def source(name: str, request: pytest.FixtureRequest) -> Path:
    if name in VENDORS:
        return ROOT / "generated" / name / "src" / VENDORS[name]
    return request.getfixturevalue("bakery_source")


@pytest.fixture
def form(name: str) -> dict[str, Any]:
    return load(ROOT / "specs" / name / "openapi.yaml") if name in VENDORS else normalised(bakery())


def test_no_body_is_longer_than_15_lines(source: Path):
    assert {str(method): method.body_lines for method in methods(source) if method.body_lines > 15} == {}


def test_no_module_is_longer_than_750_lines(source: Path):
    lines = {path.name: len(path.read_text("utf-8").splitlines()) for path in source.rglob("*.py")}
    assert {path: count for path, count in lines.items() if count > 750} == {}


def test_no_line_is_longer_than_a_reader_expects(source: Path):
    for path in modules(source):
        long = [line for line in path.read_text("utf-8").splitlines() if len(line) > 128]
        assert long == [], path.name


def test_nothing_is_defined_twice(source: Path):
    assert [name for path in modules(source) for name in twice_defined(path)] == []


def test_every_public_name_is_one_that_people_say(source: Path):
    awkward = re.compile(r"Error\d|field__|get_api_v1|^_|_\d+$|[a-z]\d+$|__|^(Raw)?Operation\d|^Model\d|^Variant\d")
    assert sorted(name for name in public_names(source) if awkward.search(name)) == []


def test_every_public_thing_has_a_docstring(source: Path):
    for path in modules(source):
        assert ast.get_docstring(parsed(path)), path.name
        if path.parent.name == "resources":
            for owner in classes(path):
                assert ast.get_docstring(owner), f"{path.name}: {owner.name}"
    for method in methods(source):
        assert method.docstring, str(method)


def test_docstrings_explain_every_argument(source: Path):
    for method in methods(source):
        assert sorted(declared_arguments(method.docstring)) == sorted(method.arguments), str(method)


def test_docstrings_name_every_declared_error(source: Path, form: dict[str, Any]):
    expected = {
        (resource.class_name, method.name): [(error_class(error.status), error.status) for error in method.errors]
        for root in resources(form)
        for resource in root.walk()
        for method in resource.methods
    }
    found = {(method.owner.removeprefix("Async"), method.node.name): method for method in methods(source)}
    assert set(found) == set(expected)
    for key, method in found.items():
        assert declared_errors(method.docstring) == expected[key], str(method)


def test_every_import_of_another_distribution_is_declared(source: Path):
    project = tomllib.loads((source.parents[1] / "pyproject.toml").read_text("utf-8"))["project"]
    declared = {re.match(r"[\w-]+", each)[0].replace("-", "_") for each in project["dependencies"]}
    imported: set[str] = set()
    for path in source.rglob("*.py"):
        for node in ast.walk(parsed(path)):
            if isinstance(node, ast.Import):
                imported |= {alias.name.partition(".")[0] for alias in node.names}
            elif isinstance(node, ast.ImportFrom) and not node.level and node.module:
                imported.add(node.module.partition(".")[0])
    assert imported - sys.stdlib_module_names <= declared


def test_the_readme_says_what_a_repeated_delete_may_find(source: Path):
    readme = (source.parents[1] / "README.md").read_text("utf-8")
    deletes = any('method="DELETE"' in path.read_text("utf-8") for path in (source / "resources").glob("*.py"))
    assert ("A repeat may find nothing left to do: `NotFoundError` from `" in readme) is deletes


def test_all_that_is_exported_can_be_imported_by_type_checkers_and_at_run_time(source: Path):
    tree = parsed(source / "__init__.py")
    [checked] = [node for node in tree.body if isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING"]
    seen = {alias.name for node in checked.body if isinstance(node, ast.ImportFrom) for alias in node.names}
    [exported] = [
        node.value for node in tree.body if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "__all__"
    ]
    assert set(ast.literal_eval(exported)) == seen | {"__version__"}
