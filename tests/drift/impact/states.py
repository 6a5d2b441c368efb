"""The vendors of specs/, and vendors of small documents, before and after an edit of the resolved form."""

import copy
import json
from collections.abc import Callable
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from generator.drift.changes import Change
from generator.drift.comparing import compare
from generator.drift.impact import Impact, State, impact_of, state_of
from generator.normalise.pipeline import resolved_vendor
from generator.normalise.resolve import resolve
from generator.normalise.upgrade import upgrade
from generator.workspace.vendor import load_vendor
from generator.workspace.vendor_model import Operation, Package, Vendor

ROOT = Path(__file__).parents[3]
FIXTURES = Path("tests/fixtures")
TODAY = date(2026, 6, 1)
Document = dict[str, Any]
Edit = Callable[[Document], object]


@cache
def loaded(name: str) -> Vendor:
    return load_vendor(ROOT / "specs" / name)


@cache
def base_of(name: str) -> State:
    resolved, _ = resolved_vendor(loaded(name))
    return state_of(loaded(name), resolved)


def edited(name: str, edit: Edit) -> tuple[Impact, list[Change]]:
    """The impact of `edit` on the resolved form of a vendor, and the changes it makes, those of the version left out."""
    return of(base_of(name), loaded(name), edit, ROOT / FIXTURES)


def of(base: State, vendor: Vendor, edit: Edit, fixtures: Path) -> tuple[Impact, list[Change]]:
    revision = copy.deepcopy(base.resolved)
    edit(revision)
    impact = impact_of(base, state_of(vendor, revision), fixtures)
    found = compare(base.resolved, revision, today=TODAY)
    return impact, [impact.on(change) for change in found if "version-not-bumped" not in change.id]


def symbols(changes: list[Change]) -> dict[str, list[str]]:
    """The symbols by the id of the change, without the name of the package."""
    return {change.id: [symbol.partition(".")[2] for symbol in change.symbols] for change in changes}


def fixtures(changes: list[Change]) -> dict[str, dict[str, str]]:
    """The recordings by the id of the change and by method: their names, separated by blanks."""
    result: dict[str, dict[str, str]] = {}
    for change in changes:
        by_method: dict[str, str] = {}
        for path in change.fixtures:
            assert Path(path).parts[:2] == FIXTURES.parts
            method, name = Path(path).parts[-2:]
            by_method[method] = f"{by_method.get(method, '')} {name.removesuffix('.yaml')}".strip()
        result[change.id] = by_method
    return result


def schemas(document: Document) -> Document:
    found: Document = document["components"]["schemas"]
    return found


def small(paths: Document, names: dict[str, str], **components: Any) -> tuple[Vendor, State]:
    """A vendor of a small document; `names` maps `GET /pets` to `pets.list`."""
    document = {
        "openapi": "3.1.0",
        "info": {"title": "Pets", "version": "1"},
        "servers": [{"url": "https://pets.example"}],
        "paths": paths,
        "components": {"schemas": components},
    }
    operations = {
        key: Operation(*key.split(" "), name.removeprefix("+"), joined=name.startswith("+"))
        for key, name in names.items()
    }
    package = Package("pets", "pets", "Pets", "0.1.0")
    vendor = Vendor(Path("specs/pets"), "pets", "Pets", (), package, operations=operations)
    return vendor, state_of(vendor, resolve(upgrade(json.loads(json.dumps(document)), "a.yaml"), "a.yaml"))


def answer(schema: Any) -> Document:
    """The responses of an operation that answers 200 with JSON."""
    return {"200": {"description": "OK", "content": {"application/json": {"schema": schema}}}}


def body(schema: Any) -> Document:
    return {"required": True, "content": {"application/json": {"schema": schema}}}


def ref(name: str) -> Document:
    return {"$ref": f"#/components/schemas/{name}"}
