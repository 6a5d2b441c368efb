"""What is wrong in type and plain in meaning is read as it is meant, with a warning at its place."""

from __future__ import annotations

import copy
import json
from pathlib import Path
from typing import Any

import pytest

from generator.document import pointers
from generator.document.findings import Severity, SpecloomError
from generator.normalise.dialects.repairs import Repairs
from generator.normalise.mending import DROP, KEEP, MOST, RULE, mend, taken_for
from generator.normalise.pipeline import normalise_file
from generator.normalise.specification import OPENAPI

BAKERY: dict[str, Any] = {
    "openapi": "3.0.3",
    "info": {"title": "Bakery", "version": "1"},
    "tags": [{"name": "breads"}],
    "paths": {
        "/breads/{id}": {
            "get": {
                "tags": ["breads"],
                "parameters": [
                    {"name": "id", "in": "path", "required": True, "schema": {"type": "string"}},
                    {"name": "crust", "in": "query", "schema": {"type": "integer", "maximum": 9}},
                ],
                "responses": {
                    "200": {
                        "description": "a bread",
                        "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Bread"}}},
                    }
                },
            }
        }
    },
    "components": {
        "schemas": {"Bread": {"type": "object", "required": ["name"], "properties": {"name": {"type": "string"}}}}
    },
}


@pytest.mark.parametrize(
    ("kind", "part", "meant"),
    [
        ("text", 3, "3"),
        ("text", True, "true"),
        ("text", ["a"], DROP),
        ("text", None, DROP),
        ("flag", "Yes", True),
        ("flag", "false", False),
        ("flag", 0, False),
        ("flag", "perhaps", DROP),
        ("number", "12", 12),
        ("number", "1.5", 1.5),
        ("number", "1e999", DROP),
        ("number", "nan", DROP),
        ("number", "9" * 50, DROP),
        ("size", "12", 12),
        ("size", -1, DROP),
        ("size", 1.5, DROP),
        ("step", 0, DROP),
        ("[text]", "name", ["name"]),
        ("[text]", True, DROP),
        ("[value]", "only", ["only"]),
        ("[schema]", {"type": "string"}, [{"type": "string"}]),
        ("[parameter]", {"id": {"in": "path"}}, [{"name": "id", "in": "path"}]),
        ("[parameter]", {"name": "id", "in": "path"}, [{"name": "id", "in": "path"}]),
        ("[tag]", "breads", ["breads"]),
        ("tag", "breads", {"name": "breads"}),
        ("server", "https://a.example", {"url": "https://a.example"}),
        ("security", "key", {"key": []}),
        ("response", "gone", {"description": "gone"}),
        ("discriminator", "kind", {"propertyName": "kind"}),
        ("schema", "string", {"type": "string"}),
        ("schema", "Bread", DROP),
        ("schema", [], DROP),
        ("{schema}", [{"name": "a", "type": "string"}], {"a": {"type": "string"}}),
        ("{schema}", ["a"], DROP),
        ("{header}", [], DROP),
        ("types", "String", "string"),
        ("types", ["string", "nonsense", "NULL"], ["string", "null"]),
        ("types", "nonsense", DROP),
        ("parameter", {"name": "q"}, {"name": "q", "in": "query"}),
        ("parameter", {"name": "q", "in": "Query"}, {"name": "q", "in": "query"}),
        ("parameter", {"in": "query"}, DROP),
        ("schema", {"$ref": 3, "type": "string"}, {"type": "string"}),
        ("operation", "text", KEEP),
        ("path item", [], KEEP),
        ("paths", "text", KEEP),
        ("components", [], KEEP),
        ("document", None, KEEP),
    ],
)  # fmt: skip
def test_what_a_part_is_taken_for(kind: str, part: Any, meant: Any):
    assert taken_for(kind, part) == meant


SPOILT: list[tuple[str, Any, str, Any]] = [
    ("/info/description", None, "/info", {"title": "Bakery", "version": "1"}),
    ("/tags", "breads", "/tags", [{"name": "breads"}]),
    ("/paths/~1breads~1{id}/get/summary", 7, "/paths/~1breads~1{id}/get/summary", "7"),
    ("/paths/~1breads~1{id}/get/tags", None, "/paths/~1breads~1{id}/get", "no tags"),
    ("/paths/~1breads~1{id}/get/responses/200", None, "/paths/~1breads~1{id}/get/responses/200", {}),
    ("/paths/~1breads~1{id}/get/responses/200/content", [], "/paths/~1breads~1{id}/get/responses/200", "no content"),
    ("/paths/~1breads~1{id}/get/parameters/1", None, "/paths/~1breads~1{id}/get/parameters", 1),
    ("/paths/~1breads~1{id}/post", None, "/paths/~1breads~1{id}/post", {}),
    ("/components/schemas/Bread/properties/name", None, "/components/schemas/Bread/properties/name", {}),
    ("/components/schemas/Bread/required", "name", "/components/schemas/Bread/required", ["name"]),
    ("/components/schemas/Bread/properties", None, "/components/schemas/Bread", "no properties"),
]


def spoilt(pointer: str, value: Any) -> dict[str, Any]:
    document = copy.deepcopy(BAKERY)
    *above, last = pointers.split(pointer)
    container = pointers.get(document, pointers.join("", *above))
    container[int(last) if isinstance(container, list) else last] = value
    return document


@pytest.mark.parametrize(("pointer", "value", "where", "expected"), SPOILT, ids=[row[0] for row in SPOILT])
def test_a_document_is_mended_in_place(pointer: str, value: Any, where: str, expected: Any):
    document, repairs = spoilt(pointer, value), Repairs()
    mend(document, OPENAPI, repairs)
    found = pointers.get(document, where)
    if isinstance(expected, str) and expected.startswith("no "):
        assert expected[3:] not in found
    else:
        assert (len(found) if isinstance(expected, int) else found) == expected
    assert any((finding.place.pointer or "").startswith(pointer) for finding in repairs.findings("api.json"))


@pytest.mark.parametrize(("pointer", "value"), [row[:2] for row in SPOILT], ids=[row[0] for row in SPOILT])
def test_a_file_is_read_all_the_same(tmp_path: Path, pointer: str, value: Any):
    path = tmp_path / "api.json"
    path.write_text(json.dumps(spoilt(pointer, value)))
    form = normalise_file(path)
    assert len(form.document["paths"]["/breads/{id}"]) >= 1
    warnings = [finding for finding in form.findings if finding.rule == "mended"]
    assert warnings
    assert {finding.severity for finding in warnings} == {Severity.WARNING}
    assert warnings[0].place.file == str(path)


def test_a_sound_document_is_left_alone():
    document, repairs = copy.deepcopy(BAKERY), Repairs()
    mend(document, OPENAPI, repairs)
    assert document == BAKERY
    assert repairs.findings("api.json") == []


def test_what_carries_operations_is_not_guessed(tmp_path: Path):
    path = tmp_path / "api.json"
    path.write_text(json.dumps(spoilt("/paths/~1breads~1{id}/get", "list all")))
    with pytest.raises(SpecloomError, match=r"must be an object \(operation\), but is text"):
        normalise_file(path)


@pytest.mark.parametrize("stray", [[{"name": "tenant", "in": "query"}], "text", 1, None])
def test_what_has_no_slash_below_paths_and_is_no_object_is_left_out(stray: Any, tmp_path: Path):
    path = tmp_path / "api.json"
    given = copy.deepcopy(BAKERY)
    given["paths"]["parameters"] = stray
    path.write_text(json.dumps(given))
    form = normalise_file(path)
    assert form.document["paths"].keys() == BAKERY["paths"].keys()
    assert [each.place.pointer for each in form.findings if each.rule == RULE] == ["/paths/parameters"]


def test_a_path_that_is_a_list_is_not_guessed(tmp_path: Path):
    path = tmp_path / "api.json"
    path.write_text(json.dumps(spoilt("/paths/~1breads~1{id}", [1])))
    with pytest.raises(SpecloomError, match=r"must be an object \(path item\)"):
        normalise_file(path)


def test_a_document_of_nothing_but_faults_is_refused_in_the_end():
    document = copy.deepcopy(BAKERY)
    document["tags"] = [7] * (MOST + 10)
    repairs = Repairs()
    mend(document, OPENAPI, repairs)
    assert len(document["tags"]) == 10, "the rest is for the shape to report"


@pytest.mark.parametrize(("name", "value"), [("$dynamicRef", "#node"), ("$", {"content": "text"}), ("$schema", 1)])
def test_members_called_like_keywords_do_no_harm(name: str, value: Any, tmp_path: Path):
    document = copy.deepcopy(BAKERY)
    document["paths"]["/breads/{id}"]["get"]["responses"][name] = value
    file = tmp_path / "api.json"
    file.write_text(json.dumps(document))
    form = normalise_file(file)
    assert list(form.document["paths"]["/breads/{id}"]["get"]["responses"]) == ["200"]
    assert f"/paths/~1breads~1{{id}}/get/responses/{name}" in {entry.pointer for entry in form.ledger.entries}


def test_a_path_called_like_a_keyword_is_judged_as_any_other(tmp_path: Path):
    file = tmp_path / "api.json"
    file.write_text(json.dumps({**BAKERY, "paths": {"$breads": {"get": "text"}}}))
    with pytest.raises(SpecloomError, match=r"must be an object \(operation\), but is text"):
        normalise_file(file)
