import json
from pathlib import Path
from typing import Any

import pytest

from generator.drift.comparing.path_wide import declared
from generator.drift.documents import compare_files

from .documents import TODAY, query

OPTIONAL = "new-optional-request-default-parameter-to-existing-path"
REQUIRED = "new-required-request-default-parameter-to-existing-path"
ANSWERS: dict[str, Any] = {"responses": {"200": {"description": "All right."}}}
TRACE = {"name": "X-Trace", "in": "header", "required": True, "schema": {"type": "string"}}


def _written(item: dict[str, Any], **more: Any) -> dict[str, Any]:
    info = {"title": "Pets", "version": "1"}
    return {"openapi": "3.0.3", "info": info, "paths": {"/pets": item}, "components": more}


def _found(folder: Path, base: dict[str, Any], revision: dict[str, Any]) -> list[tuple[str, tuple[str, ...]]]:
    files = folder / "base.json", folder / "revision.json"
    for file, document in zip(files, (base, revision), strict=True):
        file.write_text(json.dumps(document))
    return [(each.id, each.operations) for each in compare_files(*files, today=TODAY).changes]


def test_what_a_path_declares_is_new_on_its_only_operation(tmp_path: Path) -> None:
    before = _written({"get": ANSWERS})
    assert _found(tmp_path, before, _written({"parameters": [query()], "get": ANSWERS})) == [(OPTIONAL, ("GET /pets",))]
    found = _found(tmp_path, before, _written({"parameters": [TRACE, query()], "get": ANSWERS}))
    assert found == [(REQUIRED, ("GET /pets",)), (OPTIONAL, ("GET /pets",))]
    own = _written({"get": {**ANSWERS, "parameters": [query()]}})
    assert _found(tmp_path, before, own) == [("new-optional-request-parameter", ("GET /pets",))]


def test_what_is_shared_is_followed(tmp_path: Path) -> None:
    before = _written({"get": ANSWERS})
    shared = {"$ref": "#/components/parameters/Trace"}
    alias = {"Trace": {"$ref": "#/components/parameters/Real"}, "Real": {**TRACE, "name": "x-trace"}}
    after = _written({"parameters": [shared], "get": ANSWERS}, parameters=alias)
    assert _found(tmp_path, before, after) == [(REQUIRED, ("GET /pets",))]


def test_what_moved_to_the_path_is_no_change(tmp_path: Path) -> None:
    own, wide = {"get": {**ANSWERS, "parameters": [TRACE]}}, {"parameters": [TRACE], "get": ANSWERS}
    assert _found(tmp_path, _written(own), _written(wide)) == []
    assert _found(tmp_path, _written(wide), _written(own)) == []


def test_an_operation_that_had_it_already_does_not_get_it(tmp_path: Path) -> None:
    before = _written({"get": {**ANSWERS, "parameters": [query()]}, "put": ANSWERS})
    after = _written({"parameters": [query()], "get": ANSWERS, "put": ANSWERS})
    assert _found(tmp_path, before, after) == [(OPTIONAL, ("PUT /pets",))]


@pytest.mark.parametrize(
    "document",
    [
        None,
        [],
        {"paths": []},
        {"paths": {"/a": []}},
        {"paths": {"/a": {"parameters": {"$ref": "#/paths"}}}},
        {"paths": {"/a": {"parameters": [1, None, {"$ref": 1}, {"$ref": "#/nowhere"}, {"$ref": "other.yaml"}]}}},
        {"paths": {"/a": {"parameters": [{"$ref": "#/paths/~1a/parameters/0"}]}}},
        {"paths": {"/a": {"parameters": [{"name": "a", "in": "path"}]}}},
    ],
)
def test_of_what_is_malformed_nothing_is_declared(document: Any) -> None:
    assert declared(document) == {}
