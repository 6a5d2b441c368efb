"""A project of one vendor that publishes an OpenAPI document, added by the command line; tests edit the document."""

from __future__ import annotations

import fcntl
import os
import shutil
from dataclasses import dataclass
from pathlib import Path

import pytest

from .project import ROOT, Project, Run

DOCUMENT = """\
openapi: 3.0.3
info: {title: Harbour, version: '7', description: Everything that floats. Calls are limited to 600 a minute.}
servers: [{url: https://harbour.example/v1}]
security: [{token: []}]
tags: [{name: ships, description: What comes and goes.}]
paths:
  /ships:
    get:
      tags: [ships]
      operationId: listShips
      summary: List the ships.
      description: The ships in the harbour, at most 100 of them.
      parameters:
        - {name: limit, in: query, description: How many., schema: {type: integer, maximum: 100}}
        - {name: kind, in: query, schema: {$ref: '#/components/schemas/Kind'}}
      responses:
        '200':
          description: The ships.
          content: {application/json: {schema: {type: array, items: {$ref: '#/components/schemas/Ship'}}}}
    post:
      tags: [ships]
      operationId: createShip
      summary: Announce a ship.
      requestBody:
        required: true
        content: {application/json: {schema: {$ref: '#/components/schemas/NewShip'}}}
      responses:
        '201':
          description: Announced.
          content: {application/json: {schema: {$ref: '#/components/schemas/Ship'}}}
  /ships/{shipId}:
    parameters: [{name: shipId, in: path, required: true, schema: {type: string}}]
    get:
      tags: [ships]
      operationId: getShip
      summary: Get a ship.
      responses:
        '200':
          description: The ship.
          content: {application/json: {schema: {$ref: '#/components/schemas/Ship'}}}
        '404': {description: There is none.}
    delete:
      tags: [ships]
      operationId: removeShip
      summary: Strike a ship off.
      responses:
        '204': {description: Struck off.}
components:
  securitySchemes:
    token: {type: http, scheme: bearer}
  schemas:
    Kind: {type: string, enum: [barge, tug]}
    Ship:
      type: object
      required: [id, name]
      properties:
        id: {type: string}
        name: {type: string, description: As painted on the bow.}
        draught: {type: number, description: 'In metres, below 12.'}
        kind: {$ref: '#/components/schemas/Kind'}
    NewShip:
      type: object
      required: [name]
      properties:
        name: {type: string, description: As painted on the bow.}
        draught: {type: number}
"""


@dataclass(frozen=True)
class Publishing(Project):
    """The project; `page` is the document that the vendor publishes today."""

    @property
    def folder(self) -> Path:
        return self.root / "specs" / "harbour"

    @property
    def vendor(self) -> Path:
        return self.folder / "vendor.yaml"

    @property
    def captured(self) -> Path:
        return self.folder / "captured" / "harbour.yaml"

    @property
    def overlay(self) -> Path:
        return self.folder / "overlay.yaml"

    @property
    def pages(self) -> Path:
        return self.root / "pages"

    @property
    def page(self) -> Path:
        return self.pages / "openapi.yaml"

    def drift(self, *arguments: str | Path) -> Run:
        return self.call("drift", "harbour", *arguments, SPECLOOM_PAGES=str(self.pages))

    def refresh(self, *arguments: str | Path) -> Run:
        return self.call("refresh", "harbour", *arguments, SPECLOOM_PAGES=str(self.pages))

    @classmethod
    def begin(cls, root: Path, document: str = DOCUMENT, page: str = "openapi.yaml") -> Publishing:
        """Write the project with a vendor that was added from its document."""
        (root / "specs").mkdir(parents=True)
        for name in ("pyproject.toml", "requirements.txt"):
            shutil.copy(ROOT / name, root / name)
        (root / "templates").symlink_to(ROOT / "templates", target_is_directory=True)
        made = cls(root)
        made.pages.mkdir()
        (made.pages / page).write_text(document)
        done = made.call("add", "harbour", "--from", made.pages / page)
        assert (done.code, done.err) == (0, ""), done
        return made


def shared(factory: pytest.TempPathFactory) -> Publishing:
    """Add the vendor and generate its package once, though several processes may run the tests."""
    base = factory.getbasetemp()
    base = base.parent if "PYTEST_XDIST_WORKER" in os.environ else base
    root = base / "publishing"
    with (base / "publishing.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not root.exists():
            made = Publishing.begin(base / "unfinished-publishing")
            done = made.run("generate")
            assert done == Run(0, "harbour: written\n", ""), done
            made.root.rename(root)
    return Publishing(root)
