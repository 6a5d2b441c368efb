"""References to a part of another kind: led to what they plainly mean, with a warning, and else refused."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from generator.document.findings import SpecloomError
from generator.normalise.form import NormalForm
from generator.normalise.misdirection import RULE
from generator.normalise.pipeline import normalise_file

JSON = "application/json"
PLANT = {"type": "object", "properties": {"name": {"type": "string"}}}


def ref(pointer: str) -> dict[str, str]:
    return {"$ref": pointer}


def holding(schema: Any) -> dict[str, Any]:
    return {"description": "It.", "content": {"text/plain": {}, JSON: {"schema": schema}}}


def garden(operation: dict[str, Any], **components: Any) -> dict[str, Any]:
    return {
        "openapi": "3.0.3",
        "info": {"title": "Garden", "version": "1"},
        "paths": {"/plants": {"post": {"responses": {"200": {"description": "It."}}, **operation}}},
        "components": components,
    }


def normal(folder: Path, document: dict[str, Any]) -> NormalForm:
    path = folder / "api.json"
    path.write_text(json.dumps(document))
    return normalise_file(path)


def answer(form: NormalForm) -> Any:
    return form.document["paths"]["/plants"]["post"]["responses"]["200"].get("content")


@pytest.mark.parametrize(
    ("section", "part"),
    [
        ("responses", holding(PLANT)),
        ("requestBodies", holding(PLANT)),
        ("parameters", {"name": "plant", "in": "query", "schema": PLANT}),
        ("headers", {"schema": PLANT}),
    ],
)
def test_what_holds_a_schema_stands_for_it(section: str, part: dict[str, Any], tmp_path: Path):
    operation = {"responses": {"200": holding(ref(f"#/components/{section}/It"))}}
    form = normal(tmp_path, garden(operation, **{section: {"It": part, "Alias": ref(f"#/components/{section}/It")}}))
    [name] = form.document["components"]["schemas"]
    assert answer(form)[JSON] == {"schema": ref(f"#/components/schemas/{name}")}
    [warning] = [finding for finding in form.findings if finding.rule == RULE]
    assert "the schema of it is meant" in warning.message
    assert warning.place.pointer == f"/paths/~1plants/post/responses/200/content/{JSON.replace('/', '~1')}/schema"


def test_a_schema_stands_for_a_response_and_a_body_of_it(tmp_path: Path):
    here = ref("#/components/schemas/Plant")
    form = normal(tmp_path, garden({"requestBody": here, "responses": {"200": here}}, schemas={"Plant": PLANT}))
    assert answer(form) == {JSON: {"schema": here}}
    assert form.document["paths"]["/plants"]["post"]["requestBody"]["content"] == {JSON: {"schema": here}}
    assert len([finding for finding in form.findings if finding.rule == RULE]) == 2


def test_in_swagger_a_schema_stands_for_a_response_of_it(tmp_path: Path):
    document = {
        "swagger": "2.0",
        "info": {"title": "Garden", "version": "1"},
        "host": "garden.example",
        "paths": {"/plants": {"post": {"responses": {"200": ref("#/definitions/Plant")}}}},
        "definitions": {"Plant": PLANT},
    }
    assert answer(normal(tmp_path, document)) == {JSON: {"schema": ref("#/components/schemas/Plant")}}


def test_a_response_that_says_nothing_stands_for_any_value(tmp_path: Path):
    operation = {"responses": {"200": holding(ref("#/components/responses/Done"))}}
    form = normal(tmp_path, garden(operation, responses={"Done": {"description": "Done."}}))
    assert answer(form)[JSON] == {"schema": {}}
    assert [finding.rule for finding in form.findings if "any value" in finding.message] == [RULE]


@pytest.mark.parametrize(
    ("operation", "said"),
    [
        ({"parameters": [ref("#/components/schemas/Plant")]}, "no parameter"),
        ({"requestBody": ref("#/components/parameters/P")}, "no request body"),
        ({"responses": {"200": holding(ref("#/components/parameters/P"))}}, "no schema"),
    ],
)
def test_what_cannot_be_told_is_refused(operation: dict[str, Any], said: str, tmp_path: Path):
    parameters = {"P": {"name": "p", "in": "query"}}
    with pytest.raises(SpecloomError, match=said):
        normal(tmp_path, garden(operation, schemas={"Plant": PLANT}, parameters=parameters))
