"""Schemas that are lists, maps or choices of themselves: what pydantic reads, and what type checkers know of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from .checkers import strict_errors
from .packages import emit, load

if TYPE_CHECKING:
    from pathlib import Path
    from types import ModuleType


def ref(name: str) -> dict[str, Any]:
    return {"$ref": f"#/components/schemas/{name}"}


NULL = {"type": "null"}
SCHEMAS: dict[str, Any] = {
    "First": {"type": "array", "items": ref("Second")},
    "Second": {"type": "object", "additionalProperties": ref("First")},
    "Anything": {
        "oneOf": [
            {"type": "string"},
            {"type": "number"},
            NULL,
            {"type": "array", "items": ref("Anything")},
            {"type": "object", "additionalProperties": ref("Anything")},
        ]
    },
    "Map": {"type": "object", "additionalProperties": ref("Map")},
    "Grid": {
        "type": "array",
        "minItems": 1,
        "description": "Rows of rows.",
        "items": {"type": "array", "items": {"anyOf": [ref("Grid"), NULL]}},
    },
    "Tree": {"type": "array", "items": ref("Tree")},
    "Holder": {
        "type": "object",
        "required": ["tree"],
        "properties": {name.lower(): ref(name) for name in ("First", "Second", "Anything", "Map", "Grid", "Tree")},
    },
}
# The name makes pyright read it before the package: it must not matter where an alias is met first.
USE = """\
from circular_models import CircularModels, models


def walk(tree: models.Tree) -> int:
    return 1 + sum(walk(branch) for branch in tree)


def use(holder: models.Holder, client: CircularModels, grid: models.Grid, anything: models.Anything) -> None:
    walk(holder.tree)
    walk(client.trees.list()[0][0])
    rows: list[list[models.Grid | None]] = grid
    print(rows)
    if isinstance(anything, list):
        items: list[models.Anything | None] = anything
        print(items)
    walk(3)  # wrong
"""


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Path:
    answer = {"description": "", "content": {"application/json": {"schema": ref("Tree")}}}
    holder = {"description": "", "content": {"application/json": {"schema": ref("Holder")}}}
    document = {
        "openapi": "3.1.0",
        "info": {"title": "Circles", "version": "1"},
        "servers": [{"url": "https://circles.example"}],
        "paths": {
            "/trees": {"get": {"responses": {"200": answer}}},
            "/holder": {"get": {"responses": {"200": holder}}},
        },
        "components": {"schemas": SCHEMAS},
    }
    return emit(document, "circular_models", tmp_path_factory.mktemp("circles"))


@pytest.fixture(scope="module")
def models(source: Path) -> ModuleType:
    return load(source).models


def test_values_are_read_at_any_depth(models: ModuleType) -> None:
    given = {
        "tree": [[], [[]]],
        "anything": {"a": [1, None, {"b": "c"}]},
        "map": {"a": {"b": {}}},
        "grid": [[None, [[]]]],
        "first": [{"a": [{}]}],
    }
    assert models.Holder.model_validate(given).model_dump(exclude_unset=True) == given


@pytest.mark.parametrize("wrong", [{"tree": [[1]]}, {"tree": [], "map": {"a": {"b": 1}}}, {"tree": [], "first": [[]]}])
def test_what_is_wrong_inside_is_refused(models: ModuleType, wrong: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match="validation error"):
        models.Holder.model_validate(wrong)


@pytest.mark.types
def test_type_checkers_follow_them_wherever_they_are_met_first(source: Path, tmp_path: Path) -> None:
    (tmp_path / "aaa.py").write_text(USE)
    (tmp_path / "work").mkdir()
    sources = [tmp_path / "aaa.py", source]
    errors = strict_errors(sources, tmp_path / "work", [source.parent]).splitlines()
    wrong = next(number for number, line in enumerate(USE.splitlines(), 1) if line.endswith("# wrong"))
    assert [error.partition(" - ")[0].rpartition("/")[2] for error in errors] == [f"aaa.py:{wrong}:10"]
