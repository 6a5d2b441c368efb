"""Two vendors in a folder: one whose page is extracted, and one whose document a person wrote from a page of prose."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from generator.document import dump
from generator.drift.changes import Change
from generator.drift.upstream import Source, Upstream, read_upstream
from generator.extract import extract
from generator.extract.provenance import SOURCE, of_prose
from generator.workspace.vendor import Vendor, load_vendor

Edit = Callable[[str], str]

POT: dict[str, Any] = {
    "type": "object",
    "description": "Anything that was thrown on the wheel.",
    "properties": {
        "name": {"type": "string", "description": "A name of up to 40 letters."},
        "size": {"type": "integer", "description": "Litres."},
    },
}


def fragment(method: str, path: str, description: str, **members: Any) -> str:
    """A fence with the OpenAPI document of one operation."""
    answer = {
        "200": {
            "description": "Fine.",
            "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Pot"}}},
        }
    }
    operation = {"summary": f"{method} it", "description": description, "responses": answer, **members}
    document = {
        "openapi": "3.1.0",
        "info": {"title": "Kiln", "version": "1"},
        "servers": [{"url": "https://kiln.example"}],
        "paths": {path: {method: operation}},
        "components": {"schemas": {"Pot": POT}},
    }
    return f"```json\n{json.dumps(document)}\n```\n"


FIRED = {"name": "fired", "in": "query", "description": "Whether it was fired at all.", "schema": {"type": "boolean"}}
LIMIT = {"name": "limit", "in": "query", "description": "At most 50 of them.", "schema": {"type": "integer"}}
PAGE = "\n".join(
    (
        "# Pots\n",
        "A key may call 90 times in a minute.\n",
        "## Get a pot\n",
        "> Gets what stands on the shelf.\n",
        fragment("get", "/pots", "Gets what stands on the shelf.", parameters=[FIRED, LIMIT]),
        "## Fire a pot\n",
        fragment("post", "/pots", "Puts a pot into the kiln, within 12 hours.", **{"x-heat": 1240}),
        "## Drop a pot\n",
        fragment("delete", "/pots", "Throws a pot away."),
    )
)
OVERLAY = """\
overlay: 1.1.0
info: {title: Kiln, version: '1'}
actions:
  - target: $
    description: Stated on the page.
    update:
      x-specloom-limits: {rate: {bucket: 90}}
  - target: $.components.schemas.Pot.properties.name
    description: The length stands in words alone.
    update: {maxLength: 40}
  - target: $.components.schemas.Pot.properties.size
    description: Text only.
    update: {description: How much goes in.}
  - target: $.paths['/pots'].post
    description: Text only.
    update: {description: Fire a pot within half a day.}
  - target: $.paths['/pots'].get.responses
    description: Written with the deletion.
    x-specloom-rests-on: [/paths/~1pots/delete/description]
    update: {'404': {description: No such pot., x-specloom-inferred: true}}
"""
VENDOR = """\
vendor: kiln
title: Kiln
sources:
  - {captured: pots.yaml, page: pots.md, dialect: gitbook-markdown}
package: {distribution: kiln-pots, import: kiln_pots, client: Kiln, version: 0.1.0}
operations: {GET /pots: pots.get, POST /pots: pots.fire, DELETE /pots: pots.drop}
"""

PROSE = """\
Bell app
About
The bell app rings bells from afar.
Ringing a bell
Any bell can be rung.
- URI: /bells/{bellId}/ring
- Methods: POST, PUT
Rings are limited to 5 simultaneous calls per tenant. A ring has a maximum duration of 2 minutes.
Request
POST, PUT /bells/{bellId}/ring
{
"tone": "deep",
}
Return values
- Custom: Whatever the bell says.
- 401: Nobody is known.
- 429: More than 5 simultaneous calls.
Finding bells
- URI: /bells
- Method: GET
The headers of a request may take 64kb.
Return values
- 200: The bells.
- 401: Nobody is known.
"""
BELLS = """\
openapi: 3.1.0
info: {title: Bells, version: '1'}
servers: [{url: https://bells.example}]
paths:
  /bells/{bellId}/ring:
    parameters: [{name: bellId, in: path, required: true, schema: {type: string}}]
    post: &ring
      responses: {default: {description: Any.}, '401': {description: No.}, '429': {description: Busy.},
                  '503': {description: Broken., x-specloom-inferred: true}}
      x-specloom-limits: {simultaneous: {calls: 5, per: tenant}, duration_seconds: 120}
    put: *ring
  /bells:
    get:
      responses: {'200': {description: All.}, '401': {description: No.}}
      x-specloom-limits: {header_bytes: 65536}
"""
BELL_VENDOR = """\
vendor: bell
title: Bell
sources:
  - {spec: bells.yaml, page: bells.txt}
package: {distribution: bell-app, import: bell_app, client: Bell, version: 0.1.0}
operations:
  POST /bells/{bellId}/ring: {join: bells.ring}
  PUT /bells/{bellId}/ring: {join: bells.ring}
  GET /bells: bells.list
"""


def kiln(root: Path, page: str = PAGE, overlay: str = OVERLAY) -> Vendor:
    """A vendor whose captured/ was made from `page`."""
    files = {"vendor.yaml": VENDOR, "overlay.yaml": overlay}
    return _vendor(root / "kiln", files, "pots.yaml", extract(page, "pots.md").document)


def bell(root: Path, spec: str = BELLS) -> Vendor:
    """A vendor whose document was written from the page `PROSE`."""
    recorded = {SOURCE: of_prose(PROSE, "bells.txt")}
    return _vendor(root / "bell", {"vendor.yaml": BELL_VENDOR, "bells.yaml": spec}, "bells.yaml", recorded)


def _vendor(folder: Path, files: dict[str, str], captured: str, document: dict[str, Any]) -> Vendor:
    (folder / "captured").mkdir(parents=True)
    for name, text in files.items():
        (folder / name).write_text(text)
    (folder / "captured" / captured).write_text(dump.dumps(document))
    return load_vendor(folder)


def read(vendor: Vendor, text: str) -> Upstream:
    """What comes of the vendor's only page, which has this text today."""

    def page(_: Source) -> str:
        return text

    return read_upstream(vendor, page)


def rules(upstream: Upstream) -> list[str]:
    """The rules of the findings."""
    return [finding.rule for finding in upstream.findings]


def replaced(text: str, old: str, new: str, count: int = -1) -> str:
    """`text` with another part, which must be there."""
    assert old in text
    return text.replace(old, new, count)


def said(changes: list[Change]) -> list[tuple[str, str, str]]:
    """Id, worst verdict and place of each change."""
    return [(each.id, str(each.verdicts.worst), (each.base.pointer or each.revision.pointer or "")) for each in changes]
