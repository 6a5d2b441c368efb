"""Paths of `x-ms-paths` are paths like the others; what they refer to is found, and faults in them have their place."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from generator.document.findings import SpecloomError
from generator.normalise.dialects.more_paths import RULE
from generator.normalise.pipeline import normalise_file

DONE = {"responses": {"200": {"description": "Done."}}}
LISTED = {"responses": {"200": {"description": "All.", "schema": {"$ref": "common.json#/definitions/Blob"}}}}
COMMON = {"definitions": {"Blob": {"type": "object", "properties": {"name": {"type": "string"}}}}}


def storage(**more: Any) -> dict[str, Any]:
    return {
        "swagger": "2.0",
        "info": {"title": "Storage", "version": "1"},
        "host": "storage.example",
        "schemes": ["https"],
        "paths": {"/blobs": {"put": DONE}},
        **more,
    }


def written(folder: Path, document: dict[str, Any]) -> Path:
    (folder / "common.json").write_text(json.dumps(COMMON))
    path = folder / "api.json"
    path.write_text(json.dumps(document))
    return path


def test_they_are_paths_and_in_the_ledger(tmp_path: Path):
    more = {"/blobs?list": {"get": LISTED}, "/blobs?page={page}": {"get": LISTED}}
    form = normalise_file(written(tmp_path, storage(**{"x-ms-paths": more})))
    assert list(form.document["paths"]) == ["/blobs", "/blobs?list", "/blobs?page={page}"]
    assert [entry.pointer for entry in form.repairs if entry.rule == RULE] == [
        "/x-ms-paths/~1blobs?list",
        "/x-ms-paths/~1blobs?page={page}",
    ]
    [warning] = form.findings
    assert warning.place.pointer == "/x-ms-paths/~1blobs?page={page}/get"


def test_one_that_is_there_already_says_nothing(tmp_path: Path):
    form = normalise_file(written(tmp_path, storage(**{"x-ms-paths": {"/blobs": {"get": DONE}, "x-note": 1}})))
    assert [list(item) for item in form.document["paths"].values()] == [["put"]]


@pytest.mark.parametrize("more", [None, [], 1, {}])
def test_what_is_no_map_of_paths_is_not_read_as_one(more: Any, tmp_path: Path):
    form = normalise_file(written(tmp_path, storage(**{"x-ms-paths": more})))
    assert list(form.document["paths"]) == ["/blobs"]


def test_what_is_wrong_in_them_is_refused_where_it_stands(tmp_path: Path):
    with pytest.raises(SpecloomError) as caught:
        normalise_file(written(tmp_path, storage(**{"x-ms-paths": {"/a?b": {"get": []}}})))
    assert caught.value.findings[0].place.pointer == "/x-ms-paths/~1a?b/get"
