"""`generate --spec`: any OpenAPI document gives a package that can be imported, whatever its style."""

from __future__ import annotations

import ast
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from generator.document.findings import SpecloomError
from generator.emit.engines import Engines
from generator.emit.project import generate_document
from generator.normalise.form import NormalForm

from .documents import bakery
from .packages import TEMPLATES, write_document
from .source import methods, modules, twice_defined

ROOT = Path(__file__).parents[2]
CORPUS = (
    "museum.yaml",
    "redocly-cafe32.yaml",
    "swagger-petstore.yaml",
    "readme-polymorphism.json",
    "readme-schema-types31.json",
    "readme-schema-circular.json",
    "drf-example.yaml",
    "webhook-example.yaml",
    "readme-file-uploads.json",
)
USE = """\
import importlib, json, sys
sys.path.insert(0, sys.argv[1])
package = importlib.import_module(sys.argv[2])
importlib.import_module(f"{sys.argv[2]}.models")
for name in json.loads(sys.argv[3]):
    importlib.import_module(f"{sys.argv[2]}.resources.{name}")
models = package.models
from pydantic import BaseModel, TypeAdapter
for name in dir(models):
    value = getattr(models, name)
    if getattr(value, "__module__", "").partition(".")[0] != sys.argv[2]:
        continue
    if isinstance(value, type) and issubclass(value, BaseModel):
        value.model_rebuild(force=True)
    else:
        TypeAdapter(value)
print("fine")
"""


def make(file: Path, package: str, out: Path) -> NormalForm:
    with Engines(TEMPLATES) as engines:
        return generate_document(file, package, out, engines)


def imported(source: Path) -> str:
    """What a process says that imports every module and builds every model; '' where all is well."""
    names = json.dumps([path.stem for path in source.glob("resources/[!_]*.py")])
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", USE, str(source.parent), source.name, names],
        capture_output=True,
        text=True,
        check=False,
    )
    return "" if done.stdout == "fine\n" else done.stderr[-2000:]


def test_a_package_of_a_document(tmp_path: Path):
    out = tmp_path / "out"
    form = make(write_document(tmp_path / "bakery.yaml", bakery()), "bakery", out)
    assert form.findings == ()
    assert imported(out / "src" / "bakery") == ""
    assert sorted(path.name for path in tmp_path.iterdir()) == ["bakery.yaml", "out"]
    marked = out / "src" / "bakery" / "left_over.py"
    marked.write_text("")
    make(tmp_path / "bakery.yaml", "bakery", out)
    assert not marked.exists(), "the folder is replaced as a whole"


def test_a_folder_that_is_not_ours_is_not_replaced(tmp_path: Path):
    out = tmp_path / "out"
    out.mkdir()
    (out / "precious.txt").write_text("precious")
    file = write_document(tmp_path / "bakery.yaml", bakery())
    with pytest.raises(SpecloomError, match="not a package of this name"):
        make(file, "bakery", out)
    assert (out / "precious.txt").read_text() == "precious"


@pytest.mark.parametrize("name", CORPUS)
def test_documents_as_the_world_writes_them(name: str, tmp_path: Path):
    folder = os.environ.get("SPECLOOM_CORPUS")
    if folder is None:
        pytest.skip("SPECLOOM_CORPUS is not set: it names a folder of OpenAPI documents")
    form = make(Path(folder, name), "client_of_it", tmp_path / "out")
    source = tmp_path / "out" / "src" / "client_of_it"
    for path in modules(source):
        ast.parse(path.read_text("utf-8"))
        assert twice_defined(path) == [], path.name
    written = {method.node.name for method in methods(source)}
    operations = sum(
        key in {"get", "put", "post", "delete", "patch"} for item in form.document["paths"].values() for key in item
    )
    assert bool(written) is bool(operations)
    assert imported(source) == ""
