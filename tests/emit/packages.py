"""Packages made of small documents, as the command makes them but inside this process."""

from __future__ import annotations

import importlib
import sys
from copy import deepcopy
from pathlib import Path
from types import ModuleType
from typing import Any

from generator.document.dump import dumps
from generator.emit.client import client_files
from generator.emit.engines import runtime_files
from generator.emit.format import format_folders
from generator.emit.models import models_source
from generator.emit.settings import PackageFacts, document_package
from generator.normalise.form import normal_form
from generator.normalise.pipeline import normalise_file
from generator.normalise.resolve import resolve
from generator.normalise.upgrade import upgrade

TEMPLATES = Path(__file__).parents[2] / "templates"


def normalised(document: dict[str, Any]) -> dict[str, Any]:
    """The normal form of an OpenAPI document."""
    return normal_form(resolve(upgrade(deepcopy(document), "test.yaml"), "test.yaml"), "test.yaml").document


def facts(document: dict[str, Any], package: str = "bakery") -> PackageFacts:
    return document_package(normalised(document), package)


def emit(document: dict[str, Any], package: str, folder: Path) -> Path:
    """Write the distribution for `document` to `folder`, formatted; return its source folder."""
    form = normalised(document)
    source = f"src/{package}"
    files = {
        **client_files(form, document_package(form, package), TEMPLATES),
        f"{source}/models.py": models_source(form, package, TEMPLATES / "models"),
        **{f"{source}/_runtime/{name}": text for name, text in runtime_files(TEMPLATES).items()},
    }
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8", newline="\n")
    format_folders([folder])
    return folder / source


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
