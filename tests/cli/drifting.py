"""A project of one vendor that publishes a page, and that page, which tests edit."""

from __future__ import annotations

import fcntl
import json
import os
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from .project import ROOT, Project, Run

VENDOR = """\
vendor: crates
title: Crates
sources:
  - {captured: crates.yaml, page: crates.md, dialect: gitbook-markdown}
package: {distribution: crates-client, import: crates_client, client: Crates, version: 1.2.0}
authentication:
  token: {argument: token, environment: CRATES_TOKEN}
operations:
  GET /crates: crates.list
  PUT /crates/{crateId}: crates.update
accepted: []
"""
OVERLAY = """\
overlay: 1.1.0
info: {title: Crates, version: 1.0.0}
actions:
  - target: $.paths['/crates'].get
    description: Text only.
    update: {description: List all crates.}
  - target: $.components.schemas.Crate.properties.maxWeight
    description: Text only.
    update: {description: In kilograms.}
"""
CRATE = {
    "type": "object",
    "required": ["label"],
    "properties": {
        "label": {"type": "string"},
        "maxWeight": {"type": "integer"},
        "state": {"type": "string", "enum": ["open", "sealed"]},
    },
}
LIST = {
    "get": {
        "operationId": "listCrates",
        "summary": "List the crates",
        "parameters": [{"name": "limit", "in": "query", "schema": {"type": "integer", "maximum": 100}}],
        "responses": {
            "200": {
                "description": "All of them",
                "content": {
                    "application/json": {"schema": {"type": "array", "items": {"$ref": "#/components/schemas/Crate"}}}
                },
            },
            "404": {"description": "No depot"},
        },
    }
}
UPDATE = {
    "put": {
        "operationId": "updateCrate",
        "summary": "Change a crate",
        "parameters": [{"name": "crateId", "in": "path", "required": True, "schema": {"type": "string"}}],
        "requestBody": {
            "required": True,
            "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Crate"}}},
        },
        "responses": {"204": {"description": "Changed"}},
    }
}


def fragment(path: str, item: dict[str, Any]) -> str:
    document = {
        "openapi": "3.0.3",
        "info": {"title": "Depot", "version": "1"},
        "servers": [{"url": "https://depot.example"}],
        "security": [{"token": []}],
        "components": {
            "securitySchemes": {"token": {"type": "http", "scheme": "bearer"}},
            "schemas": {"Crate": CRATE},
        },
        "paths": {path: item},
    }
    return f"```json\n{json.dumps(document)}\n```\n"


PAGE = f"""\
# Crates

What stands in a depot.

## GET /crates

> Lists the crates, at most 100 of them.

{fragment("/crates", LIST)}
## PUT /crates/{{crateId}}

> Changes a crate. A depot takes 10 changes a minute.

{fragment("/crates/{crateId}", UPDATE)}"""


@dataclass(frozen=True)
class Drifting(Project):
    """The project; `page` is what the vendor publishes today."""

    @property
    def folder(self) -> Path:
        return self.root / "specs" / "crates"

    @property
    def vendor(self) -> Path:
        return self.folder / "vendor.yaml"

    @property
    def captured(self) -> Path:
        return self.folder / "captured" / "crates.yaml"

    @property
    def overlay(self) -> Path:
        return self.folder / "overlay.yaml"

    @property
    def form(self) -> Path:
        return self.folder / "openapi.yaml"

    @property
    def pages(self) -> Path:
        return self.root / "pages"

    @property
    def page(self) -> Path:
        return self.pages / "crates.md"

    @property
    def client(self) -> Path:
        return self.generated / "crates" / "src" / "crates_client"

    def drift(self, *arguments: str | Path) -> Run:
        """Run `drift` on the page, in this process."""
        return self.call("drift", *arguments, SPECLOOM_PAGES=str(self.pages))

    def refresh(self, *arguments: str | Path) -> Run:
        return self.call("refresh", "crates", *arguments, SPECLOOM_PAGES=str(self.pages))

    @classmethod
    def begin(cls, root: Path) -> Drifting:
        """Write the project, with nothing captured."""
        root.mkdir(parents=True)
        for name in ("pyproject.toml", "requirements.txt"):
            shutil.copy(ROOT / name, root / name)
        (root / "templates").symlink_to(ROOT / "templates", target_is_directory=True)
        made = cls(root)
        for folder in (made.folder, made.pages):
            folder.mkdir(parents=True)
        made.vendor.write_text(VENDOR)
        made.overlay.write_text(OVERLAY)
        made.page.write_text(PAGE)
        return made


def shared(factory: pytest.TempPathFactory) -> Drifting:
    """Capture the page and generate the package once, though several processes may run the tests."""
    base = factory.getbasetemp()
    base = base.parent if "PYTEST_XDIST_WORKER" in os.environ else base
    root = base / "drifting"
    with (base / "drifting.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not root.exists():
            made = Drifting.begin(base / "unfinished-drifting")
            assert made.refresh().code == 0
            done = made.run("generate")
            assert done == Run(0, "crates: written\n", ""), done
            made.root.rename(root)
    return Drifting(root)
