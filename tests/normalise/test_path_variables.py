"""Path parameters are those of the path: named after it, described where the document does not, each once."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from generator.normalise.form import NormalForm
from generator.normalise.path_variables import RULE
from generator.normalise.pipeline import normalise_file

TEXT = {"type": "string"}
NUMBER = {"type": "integer"}


def inside(name: str, schema: dict[str, Any] = NUMBER) -> dict[str, Any]:
    return {"name": name, "in": "path", "required": True, "schema": schema}


def asked(name: str, schema: dict[str, Any] = NUMBER) -> dict[str, Any]:
    return {"name": name, "in": "query", "schema": schema}


def normal(folder: Path, path: str, *own: dict[str, Any], shared: list[dict[str, Any]] | None = None) -> NormalForm:
    operation = {"parameters": list(own), "responses": {"204": {"description": "Done."}}}
    item = {"get": operation, **({"parameters": shared} if shared else {})}
    document = {"openapi": "3.0.3", "info": {"title": "Garden", "version": "1"}, "paths": {path: item}}
    file = folder / "api.json"
    file.write_text(json.dumps(document))
    return normalise_file(file)


def parameters(form: NormalForm) -> list[tuple[str, str, Any]]:
    [item] = form.document["paths"].values()
    return [(each["name"], each["in"], each["schema"]) for each in item["get"].get("parameters", [])]


def said(form: NormalForm) -> list[str]:
    return [finding.message for finding in form.findings if finding.rule == RULE]


def test_a_variable_without_a_parameter_is_one_of_text(tmp_path: Path):
    form = normal(tmp_path, "/a/{one}/{two}", inside("one"))
    assert parameters(form) == [("one", "path", NUMBER), ("two", "path", TEXT)]
    assert said(form) == ["does not describe {two} of the path: it is read as text"]


def test_a_parameter_elsewhere_of_the_same_name_is_another_one(tmp_path: Path):
    form = normal(tmp_path, "/a/{id}", asked("id"))
    assert parameters(form) == [("id", "query", NUMBER), ("id", "path", TEXT)]


def test_a_query_parameter_that_the_path_has_a_place_for_is_one_of_the_path(tmp_path: Path):
    form = normal(tmp_path, "/a?page={page}&size={size}", asked("page"), inside("size"), asked("q"))
    assert parameters(form) == [("page", "path", NUMBER), ("size", "path", NUMBER), ("q", "query", NUMBER)]
    assert len(said(form)) == 1


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("/a/{petId}/{x}", "petid"),
        ("/a/{pet_id}/{x}", "petId"),
        ("/a/{id*}/{x}", "id"),
        ("/a/{+id}/{x}", "id"),
        ("/a/{id:[0-9]+}/{x}", "id"),
        ("/a/{id=projects/*}/{x}", "id"),
        ("/a/{x}/{id}", "petId"),
    ],
)
def test_a_parameter_in_another_spelling_or_the_only_one_left_is_the_variable(path: str, name: str, tmp_path: Path):
    form = normal(tmp_path, path, inside(name), inside("x", TEXT))
    assert sorted(schema["type"] for _, _, schema in parameters(form)) == ["integer", "string"]
    assert all("{" + called + "}" in path for called, _, _ in parameters(form))
    assert len(said(form)) == 1


def test_a_parameter_without_a_variable_is_left_out(tmp_path: Path):
    form = normal(tmp_path, "/a/{one}#{two}", inside("one"), inside("two"))
    assert parameters(form) == [("one", "path", NUMBER)]
    assert "is left out" in said(form)[0]


def test_the_first_of_repeated_parameters_counts(tmp_path: Path):
    shared = [asked("a", TEXT), asked("a"), asked("b")]
    form = normal(tmp_path, "/a", asked("c"), asked("b", TEXT), asked("c", TEXT), shared=shared)
    assert parameters(form) == [("a", "query", TEXT), ("c", "query", NUMBER), ("b", "query", TEXT)]
    assert len(said(form)) == 2


def test_a_path_that_is_right_stays(tmp_path: Path):
    form = normal(tmp_path, "/a/{id|slug}/{}", inside("id|slug"), inside(""))
    assert said(form) == []
    assert len(parameters(form)) == 2
