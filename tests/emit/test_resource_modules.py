"""Resources that are too long for one module: one has the operations, one the methods, one those for `await`."""

from __future__ import annotations

import ast
import asyncio
import subprocess
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from generator.emit.resource_modules import LIMIT

from .checkers import strict_errors
from .documents import answer, body, document, path_parameter, ref
from .packages import emit, load
from .source import modules

LOAF = {"type": "object", "required": ["name"], "properties": {"name": {"type": "string", "description": "Its name."}}}
IMPORTS = (
    "import sys; sys.path.insert(0, sys.argv[1])\n"
    "from long_resource.testing import Answers\n"
    "client = Answers().{}()\n"
    "client.loaves.crumbs\n"
    "print(*sorted(name.rpartition('.')[2] for name in sys.modules if name.startswith('long_resource.resources.')))\n"
)


def long_document() -> dict[str, Any]:
    """A resource of five methods with fifty arguments each, one of them streamed, and a short one nested in it."""
    many = [
        {"name": f"argument{i}", "in": "query", "description": f"Says {i}.", "schema": {"type": "string"}}
        for i in range(50)
    ]
    lines = {
        "200": {"description": "", "content": {"application/jsonl": {"itemSchema": ref("Loaf"), "schema": ref("Loaf")}}}
    }
    one = [path_parameter("id")]
    return document(
        {
            "/loaves": {
                "get": {"parameters": many, "responses": {"200": answer({"type": "array", "items": ref("Loaf")})}},
                "post": {
                    "parameters": many,
                    "requestBody": body(ref("Loaf")),
                    "responses": {"201": answer(ref("Loaf"))},
                },
            },
            "/loaves/{id}": {
                "get": {"parameters": [*one, *many], "responses": {"200": answer(ref("Loaf"))}},
                "put": {"parameters": [*one, *many], "requestBody": body(ref("Loaf")), "responses": lines},
                "delete": {
                    "parameters": [*one, *many],
                    "deprecated": True,
                    "responses": {"204": {"description": "Gone."}},
                },
            },
            "/loaves/{id}/crumbs": {"get": {"parameters": one, "responses": {"200": answer(ref("Loaf"))}}},
        },
        {"Loaf": LOAF},
    )


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return emit(long_document(), "long_resource", tmp_path_factory.mktemp("long"))


@pytest.fixture(scope="module")
def package(source: Path) -> ModuleType:
    return load(source)


def classes(path: Path) -> list[str]:
    return [node.name for node in ast.parse(path.read_text("utf-8")).body if isinstance(node, ast.ClassDef)]


def test_a_long_resource_has_three_modules_and_a_short_one_one(source: Path):
    assert {path.stem for path in source.glob("resources/*.py")} == {
        "__init__",
        "loaves",
        "loaves_operations",
        "loaves_async",
        "loaves_crumbs",
    }
    assert classes(source / "resources" / "loaves_operations.py") == []
    assert all(not name.startswith("Async") for name in classes(source / "resources" / "loaves.py"))
    assert all(name.startswith("Async") for name in classes(source / "resources" / "loaves_async.py"))
    assert all(len(path.read_text("utf-8").splitlines()) < LIMIT for path in modules(source))


@pytest.mark.parametrize(
    ("client", "imported"),
    [
        ("client", "loaves loaves_crumbs loaves_operations"),
        ("async_client", "loaves_async loaves_crumbs loaves_operations"),
    ],
)
def test_a_client_imports_its_own_half(source: Path, client: str, imported: str):
    command = [sys.executable, "-c", IMPORTS.format(client), str(source.parent)]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)
    assert done.stdout.strip() == imported, done.stderr


def test_both_clients_work(package: ModuleType):
    from importlib import import_module

    answers = import_module("long_resource.testing").Answers()
    client, awaited = answers.client(), answers.async_client()
    answers.to(client.loaves.get).give({"name": "rye"})
    assert client.loaves.get("7", argument3="x") == package.models.Loaf(name="rye")
    assert client.loaves.raw.get("7").status == 200
    assert asyncio.run(awaited.loaves.get("7")) == package.models.Loaf(name="rye")
    assert len(answers.requests) == 3


@pytest.mark.types
def test_type_checkers_find_nothing_to_say(source: Path, tmp_path: Path):
    assert strict_errors([source], tmp_path) == ""
