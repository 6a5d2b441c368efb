"""Documents of several files, written into a folder and normalised."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from generator.document.findings import Finding, SpecloomError
from generator.normalise.form import NormalForm
from generator.normalise.pipeline import normalise_file

STRING = {"type": "string"}


def ref(reference: str) -> dict[str, Any]:
    return {"$ref": reference}


def thing(**properties: Any) -> dict[str, Any]:
    return {"type": "object", "properties": properties}


def answer(schema: Any) -> dict[str, Any]:
    return {"responses": {"200": {"description": "", "content": {"application/json": {"schema": schema}}}}}


def head(version: str = "3.1.0") -> dict[str, Any]:
    return {"openapi": version, "info": {"title": "Garden", "version": "1"}}


def garden(schema: Any, *, version: str = "3.1.0", **schemas: Any) -> dict[str, Any]:
    """A document of one operation, GET /plants, that answers with `schema`."""
    return {**head(version), "paths": {"/plants": {"get": answer(schema)}}, "components": {"schemas": schemas}}


def write(folder: Path, files: dict[str, Any]) -> Path:
    """Write each file, text as it is and other data as JSON; return the document, which is `api.json`."""
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content if isinstance(content, str) else json.dumps(content))
    return folder / "api.json"


def normal(folder: Path, document: Any, **files: Any) -> NormalForm:
    """Normalise a document with its files, whose names are said with `__` for a slash and end in .json."""
    named = {f"{name.replace('__', '/')}.json": content for name, content in files.items()}
    return normalise_file(write(folder, {"api.json": document, **named}))


def components(form: NormalForm) -> dict[str, Any]:
    found: dict[str, Any] = form.document.get("components", {}).get("schemas", {})
    return found


def body(form: NormalForm, path: str = "/plants") -> Any:
    return form.document["paths"][path]["get"]["responses"]["200"]["content"]["application/json"]["schema"]


def named(name: str) -> dict[str, Any]:
    return {"$ref": f"#/components/schemas/{name}"}


def refusal(folder: Path, files: dict[str, Any]) -> Finding:
    """The first thing for which a document is refused, its file named from the folder on."""
    path = write(folder, files)
    with pytest.raises(SpecloomError) as caught:
        normalise_file(path)
    finding = caught.value.findings[0]
    assert finding.place.file.startswith(str(folder))
    assert finding.place.pointer is not None or finding.place.line is not None
    return finding


def said(form: NormalForm) -> str:
    return "\n".join(f"{entry.pointer}: {entry.detail}" for entry in form.repairs)
