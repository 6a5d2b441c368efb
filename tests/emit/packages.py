"""Packages made of small documents, as the command makes them but inside this process."""

from __future__ import annotations

import importlib
import sys
from copy import deepcopy
from pathlib import Path
from types import ModuleType
from typing import Any

from generator.document.dump import dumps
from generator.emit import client, models
from generator.emit.format import format_folders
from generator.emit.runtime import stamp
from generator.emit.settings import PackageFacts, document_package
from generator.normalise.form import normal_form
from generator.normalise.pipeline import normalise_file
from generator.normalise.resolve import resolve
from generator.normalise.upgrade import upgrade

TEMPLATES = Path(__file__).parents[2] / "templates"


def normalised(document: dict[str, Any]) -> dict[str, Any]:
    """The normal form of an OpenAPI document."""
    return normal_form(resolve(upgrade(deepcopy(document), "test.yaml"), "test.yaml"), "test.yaml").document


def emit(document: dict[str, Any], package: str, folder: Path, names: PackageFacts | None = None) -> Path:
    """Write the distribution for `document` to `folder`, formatted; return its source folder."""
    form = normalised(document)
    names = names or document_package(form, package)
    source = folder / "src" / package
    client.write(form, names, folder, TEMPLATES)
    models.write(form, names, folder, TEMPLATES)
    format_folders([folder])
    stamp(source, TEMPLATES / "runtime")
    return source


def load(source: Path) -> ModuleType:
    """Import the package in `source`; its name must be used once in a test run."""
    assert source.name not in sys.modules
    sys.path.insert(0, str(source.parent))
    importlib.invalidate_caches()
    try:
        return importlib.import_module(source.name)
    finally:
        sys.path.remove(str(source.parent))


def write_document(path: Path, document: dict[str, Any]) -> Path:
    path.write_text(dumps(document), "utf-8")
    assert normalise_file(path).document == normalised(document)
    return path
