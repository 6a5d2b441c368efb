from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest

from benchmarks.corpus.documents import corpus_folder, documents, operations_in
from benchmarks.samples import BenchmarkError
from benchmarks.synthetic import document

CORPUS = os.environ.get("SPECLOOM_CORPUS")
ANSWER: dict[str, Any] = {"responses": {"200": {"description": ""}}}


def written(folder: Path, name: str, paths: Any, **more: Any) -> Path:
    path = folder / name
    path.write_text(json.dumps({"openapi": "3.2.0", "info": {}, "paths": paths, **more}), "utf-8")
    return path


def test_methods_are_counted_and_nothing_else_of_a_path_item(tmp_path: Path) -> None:
    item = {"get": ANSWER, "post": ANSWER, "parameters": [{}], "servers": [], "summary": "x", "x-get": ANSWER}
    assert operations_in(written(tmp_path, "a.json", {"/a": item, "/b": {"trace": ANSWER}, "x-more": item})) == 3


def test_openapi_3_2_has_more_methods(tmp_path: Path) -> None:
    item = {"query": ANSWER, "additionalOperations": {"COPY": ANSWER, "LINK": ANSWER}}
    assert operations_in(written(tmp_path, "a.json", {"/a": item})) == 3


def test_references_of_path_items_are_followed(tmp_path: Path) -> None:
    (tmp_path / "other.yaml").write_text("items:\n  a~b/c:\n    get: {}\n    $ref: '#/one'\none: {put: {}}\n")
    paths = {
        "/inside": {"$ref": "#/components/pathItems/Thing", "delete": ANSWER},
        "/outside": {"$ref": "other.yaml#/items/a~0b~1c"},
        "/lost": {"$ref": "#/nowhere"},
        "/circle": {"$ref": "#/paths/~1circle", "get": ANSWER},
    }
    path = written(tmp_path, "a.json", paths, components={"pathItems": {"Thing": {"get": ANSWER, "put": ANSWER}}})
    assert operations_in(path) == 3 + 2 + 0 + 1


@pytest.mark.parametrize("paths", [None, [], {}])
def test_a_document_may_have_none(tmp_path: Path, paths: Any) -> None:
    assert operations_in(written(tmp_path, "a.json", paths, webhooks={"made": {"post": ANSWER}})) == 0


@pytest.mark.parametrize("size", [1, 4, 5, 12, 101])
def test_a_synthetic_document_has_as_many_as_were_asked_for(tmp_path: Path, size: int) -> None:
    made = document(size)
    assert operations_in(written(tmp_path, "a.json", made["paths"])) == size
    assert made == document(size)


def test_documents_are_found_and_chosen_by_name(tmp_path: Path) -> None:
    for name, text in (("b.yaml", "openapi: 3.1.0"), ("a.json", "{}"), ("README.md", "")):
        (tmp_path / name).write_text(text)
    assert [each.name for each in documents(tmp_path)] == ["a.json", "b.yaml"]
    assert [each.name for each in documents(tmp_path, ["b"])] == ["b.yaml"]
    with pytest.raises(BenchmarkError, match="has no c"):
        documents(tmp_path, ["a.json", "c"])


def test_the_folder_is_given_or_set_or_beside_the_checkout(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = tmp_path / "checkout"
    beside = tmp_path / "shared" / "corpus"
    monkeypatch.delenv("SPECLOOM_CORPUS", raising=False)
    with pytest.raises(BenchmarkError, match="SPECLOOM_CORPUS"):
        corpus_folder(None, root)
    beside.mkdir(parents=True)
    assert corpus_folder(None, root) == beside
    monkeypatch.setenv("SPECLOOM_CORPUS", str(tmp_path))
    assert corpus_folder(None, root) == tmp_path
    assert corpus_folder(str(beside), root) == beside


@pytest.mark.skipif(CORPUS is None, reason="SPECLOOM_CORPUS names no folder of documents")
def test_the_operations_of_public_documents_are_those_that_their_list_says() -> None:
    lines = (Path(str(CORPUS), "README.md").read_text("utf-8")).splitlines()
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines if line.startswith("|")]
    said = {row[0]: int(row[-1]) for row in rows if row[-1].isdecimal()}
    assert said
    assert {name: operations_in(Path(str(CORPUS), name)) for name in said} == said
