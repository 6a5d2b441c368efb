"""References into other files, and into places of the same one where parts of their kind have no name."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from generator.document import load
from generator.document.copies import plain_copy
from generator.document.neighbours import Neighbours
from generator.normalise.bundle.bundle import bundle
from generator.normalise.pipeline import normalise_file

from ..documents import ALL
from .folder import STRING, answer, body, components, garden, head, named, normal, ref, said, thing, write

CORPUS = Path(__file__).parents[4] / "shared" / "corpus"


def test_a_schema_of_another_file_becomes_a_component(tmp_path: Path):
    form = normal(
        tmp_path,
        garden(ref("schemas/plant.json")),
        schemas__plant=thing(name=STRING, bed=ref("../beds.json#/definitions/Bed")),
        beds={"definitions": {"Bed": thing(plants={"type": "array", "items": ref("schemas/plant.json")})}},
    )
    assert body(form) == named("Plant")
    assert components(form)["Plant"]["properties"]["bed"] == named("Bed")
    assert components(form)["Bed"]["properties"]["plants"]["items"] == named("Plant")
    assert f"/components/schemas/Bed: stands in {tmp_path / 'beds.json'} #/definitions/Bed" in said(form)


def test_yaml_refers_to_json_and_back(tmp_path: Path):
    yaml = "openapi: 3.0.3\ninfo: {title: t, version: '1'}\npaths:\n  /plants:\n    $ref: p.json\n"
    write(tmp_path, {"api.yaml": yaml, "p.json": {"get": answer(ref("s.yml#/a/0"))}, "s.yml": "a:\n- type: integer\n"})
    assert components(normalise_file(tmp_path / "api.yaml")) == {"A": {"type": "integer"}}


def test_every_kind_of_part_may_stand_in_another_file(tmp_path: Path):
    shared: dict[str, Any] = {
        "parameters": {"limit": {"name": "limit", "in": "query", "schema": {"type": "integer"}}},
        "headers": {"Rate": {"schema": {"type": "integer"}}},
        "responses": {
            "Ok": {"description": "ok", "headers": {"Rate": ref("#/headers/Rate")}, "links": {"next": ref("#/links/n")}}
        },
        "requestBodies": {"B": {"content": {"application/json": {"schema": thing(a=STRING)}}}},
        "links": {"n": {"operationId": "x"}},
        "callbacks": {"grown": {"{$request.body#/url}": {"post": {"responses": {}}}}},
        "media": {"schema": STRING, "examples": {"one": ref("example.json"), "two": ref("#/examples/two")}},
        "examples": {"two": {"value": 2}},
    }
    item = {
        "post": {
            "parameters": [ref("../shared.json#/parameters/limit")],
            "requestBody": ref("../shared.json#/requestBodies/B"),
            "responses": {
                "200": ref("../shared.json#/responses/Ok"),
                "201": {"description": "", "content": {"text/plain": ref("../shared.json#/media")}},
            },
            "callbacks": {"grown": ref("../shared.json#/callbacks/grown")},
        }
    }
    document = {**head(), "paths": {"/plants": ref("paths/plants.json")}}
    form = normal(tmp_path, document, paths__plants=item, shared=shared, example={"id": 1})
    operation = form.document["paths"]["/plants"]["post"]
    assert operation["parameters"][0]["name"] == "limit"
    assert "application/json" in operation["requestBody"]["content"]
    assert operation["responses"]["200"]["headers"]["Rate"] == {"schema": {"type": "integer"}}
    assert operation["responses"]["200"]["links"] == {"next": {"operationId": "x"}}
    examples = operation["responses"]["201"]["content"]["text/plain"]["examples"]
    assert examples == {"one": {"value": {"id": 1}}, "two": {"value": 2}}
    assert list(operation["callbacks"]["grown"]) == ["{$request.body#/url}"]


def test_one_part_is_one_component_however_it_is_referred_to(tmp_path: Path):
    ways = [
        "s/plant.json",
        "./s/plant.json",
        "s/../s/plant.json#",
        "s%2Fplant.json",
        "all.json#/alias",
        "api.json#/x-lib",
    ]
    form = normal(
        tmp_path,
        {
            **garden(thing(**{f"p{i}": ref(way) for i, way in enumerate(ways)})),
            "x-lib": ref("s/plant.json"),
        },
        s__plant=thing(name=STRING),
        all={"alias": ref("s/plant.json")},
    )
    assert len(components(form)) == 2
    (holder,) = [schema for name, schema in components(form).items() if name != "Plant"]
    assert holder["properties"] == {f"p{i}": named("Plant") for i in range(len(ways))}


def test_a_named_place_that_only_refers_on_is_the_place(tmp_path: Path):
    form = normal(
        tmp_path,
        garden(named("Flower"), Flower=ref("plant.json"), Bed=thing(best=ref("plant.json"))),
        plant=thing(next=ref("api.json#/components/schemas/Flower")),
    )
    assert set(components(form)) == {"Flower", "Bed"}
    assert components(form)["Bed"]["properties"]["best"] == named("Flower")
    assert components(form)["Flower"]["properties"]["next"] == named("Flower")


def test_different_parts_of_one_name_stay_apart(tmp_path: Path):
    form = normal(
        tmp_path,
        garden(
            thing(a=ref("a/error.json"), b=ref("b/error.json"), c=ref("b/error.json#/$defs/error")),
            Error=thing(m=STRING),
        ),
        a__error=thing(x=STRING),
        b__error={**thing(y=STRING), "$defs": {"error": thing(z=STRING)}},
    )
    facts = [tuple(schema.get("properties", {})) for schema in components(form).values()]
    assert {("m",), ("x",), ("y",), ("z",)} <= set(facts)
    assert len({name.casefold() for name in components(form)}) == len(components(form))


def test_names_do_not_hang_on_what_refers_first(tmp_path: Path):
    files = {"one": {"Error": thing(x=STRING)}, "two": {"Error": thing(y=STRING)}}
    links = {"a": ref("one.json#/Error"), "b": ref("two.json#/Error")}
    forwards = normal(tmp_path, garden(thing(**links)), **files)
    backwards = normal(tmp_path, garden(thing(b=links["b"], a=links["a"])), **files)
    assert {n: s for n, s in components(forwards).items() if "Error" in n} == {
        n: s for n, s in components(backwards).items() if "Error" in n
    }


def test_maps_of_parts_may_stand_in_files_of_their_own(tmp_path: Path):
    document = {
        **head(),
        "info": ref("info.json"),
        "paths": ref("paths/index.json"),
        "components": ref("components.json"),
    }
    form = normal(
        tmp_path,
        document,
        info={"title": "Elsewhere", "version": "2"},
        paths__index={"/plants": ref("plants.json"), "/beds": {"get": answer(ref("../schemas/index.json#/Bed"))}},
        paths__plants={"get": answer(ref("../schemas/Plant.json"))},
        components={"schemas": ref("schemas/index.json")},
        schemas__index={"Plant": ref("Plant.json"), "Bed": thing(best=ref("#/Plant"))},
        schemas__Plant=thing(bed=ref("../api.json#/components/schemas/Bed")),
    )
    assert form.document["info"]["title"] == "Elsewhere"
    assert (body(form), body(form, "/beds")) == (named("Plant"), named("Bed"))
    assert set(components(form)) == {"Plant", "Bed"}


def test_prose_may_stand_in_a_file(tmp_path: Path):
    path = write(tmp_path, {"api.json": {**garden(STRING), "info": {**head()["info"], "description": ref("intro.md")}}})
    (tmp_path / "intro.md").write_text("# Hello: [world]\n")
    assert normalise_file(path).document["info"]["description"] == "# Hello: [world]\n"


def test_swagger_definitions_parameters_and_responses(tmp_path: Path):
    item = {
        "get": {
            "parameters": [ref("shared.json#/parameters/limit")],
            "responses": {
                "200": {"description": "", "schema": ref("shared.json#/definitions/Plant")},
                "404": ref("no.json"),
            },
        }
    }
    form = normal(
        tmp_path,
        {"swagger": "2.0", "info": head()["info"], "paths": {"/plants": ref("item.json"), "/again": ref("item.json")}},
        item=item,
        no={"description": "no", "schema": thing(code=STRING)},
        shared={
            "parameters": {"limit": {"name": "limit", "in": "query", "type": "integer"}},
            "definitions": {"Plant": thing(next=ref("#/definitions/Plant"))},
        },
    )
    assert body(form) == body(form, "/again") == named("Plant")
    assert form.document["paths"]["/again"]["get"]["parameters"][0]["name"] == "limit"
    assert components(form)["Plant"]["properties"]["next"] == named("Plant")


def test_a_mapping_of_a_discriminator_follows_its_schemas(tmp_path: Path):
    union = {
        "oneOf": [ref("kinds.json#/Rose"), ref("kinds.json#/Weed")],
        "discriminator": {"propertyName": "kind", "mapping": {"r": "kinds.json#/Rose", "w": "./kinds.json#/Weed"}},
    }
    form = normal(
        tmp_path, garden(union), kinds={"Rose": thing(kind=STRING, a=STRING), "Weed": thing(kind=STRING, b=STRING)}
    )
    (found,) = [schema for schema in components(form).values() if "oneOf" in schema]
    assert found["discriminator"]["mapping"] == {"r": named("Rose")["$ref"], "w": named("Weed")["$ref"]}


def test_operations_of_other_documents_bring_their_security_schemes(tmp_path: Path):
    other: dict[str, Any] = {
        "paths": {"/plants": {"get": {**answer(STRING), "security": [{"key": []}]}}},
        "components": {"securitySchemes": {"key": {"type": "apiKey", "in": "header", "name": "X-Key"}}},
    }
    form = normal(tmp_path, {**head(), "paths": {"/plants": ref("other.json#/paths/~1plants")}}, other=other)
    assert form.document["components"]["securitySchemes"] == other["components"]["securitySchemes"]
    assert form.findings == ()


def test_operations_beside_the_reference_of_a_path_are_kept(tmp_path: Path):
    path = {"$ref": "item.json", "post": answer(STRING)}
    form = normal(tmp_path, {**head(), "paths": {"/plants": path}}, item={"get": answer(STRING), "post": {}})
    item = form.document["paths"]["/plants"]
    assert set(item) == {"get", "post"}
    assert "content" in item["post"]["responses"]["200"]


def test_a_document_may_refer_to_itself_by_its_file_name(tmp_path: Path):
    plant = thing(next=ref("./api.json#/components/schemas/Plant"), last=ref("#/components/schemas/Plant"))
    form = normal(tmp_path, garden(ref("api.json#/components/schemas/Plant"), Plant=plant))
    assert body(form) == named("Plant")
    assert components(form)["Plant"]["properties"] == {"next": named("Plant"), "last": named("Plant")}


@pytest.mark.parametrize(
    ("place", "reference"),
    [
        ({"x-lib": {"Plant": thing(name=STRING)}}, "#/x-lib/Plant"),
        ({"definitions": {"Plant": thing(name=STRING)}}, "#/definitions/Plant"),
        ({"components": {"x-lib": {"Plant": thing(name=STRING)}}}, "#/components/x-lib/Plant"),
        ({"components": {"examples": {"Plant": {"value": thing(name=STRING)}}}}, "#/components/examples/Plant/value"),
        ({"x-lib": [STRING, {"Plant": thing(name=STRING)}]}, "#/x-lib/1/Plant"),
        ({"x-lib": {"Plant": ref("#/x-more/plant")}, "x-more": {"plant": thing(name=STRING)}}, "#/x-lib/Plant"),
    ],
)
@pytest.mark.parametrize("version", ["3.0.3", "3.1.0"])
def test_parts_in_odd_places_become_components(place: dict[str, object], reference: str, version: str, tmp_path: Path):
    form = normal(tmp_path, {**garden(ref(reference), version=version), **place})
    assert body(form) == named("Plant")
    assert components(form) == {"Plant": thing(name=STRING)}


def test_odd_places_are_read_in_the_dialect_of_the_document(tmp_path: Path):
    plant = thing(name={**STRING, "nullable": True})
    form = normal(tmp_path, {**garden(ref("#/x-lib/Plant"), version="3.0.3"), "x-lib": {"Plant": plant}})
    assert components(form)["Plant"]["properties"]["name"] == {"type": ["string", "null"]}


def test_a_pointer_may_lead_through_references(tmp_path: Path):
    form = normal(
        tmp_path,
        garden(
            thing(a=ref("#/components/schemas/Alias/properties/kind"), b=ref("plants.json#/Alias/properties/kind")),
            Alias=named("Plant"),
            Plant=thing(kind={"enum": ["rose"]}),
        ),
        plants={"Alias": ref("#/Real"), "Real": thing(kind={"enum": ["weed"]})},
    )
    enums = {name: schema["enum"] for name, schema in components(form).items() if "enum" in schema}
    assert sorted(enums.values()) == [["rose"], ["weed"]]


def test_siblings_apply_since_3_1_and_not_before(tmp_path: Path):
    narrow = {**ref("plant.json"), "required": ["name"], "description": "Mine."}
    new = normal(tmp_path, garden(thing(a=narrow)), plant=thing(name=STRING))
    assert any(schema.get("required") == ["name"] for schema in components(new).values())
    old = normal(tmp_path, garden(thing(a=narrow), version="3.0.3"), plant=thing(name=STRING))
    assert not any("required" in schema for schema in components(old).values())
    assert "it has no force beside a reference" in said(old)


def test_findings_name_the_file_and_the_place_in_it(tmp_path: Path):
    form = normal(tmp_path, garden(ref("s.json#/Plant")), s={"Plant": thing(name=ref("#/Gone"))})
    (finding,) = form.findings
    assert (finding.place.file, finding.place.pointer) == (str(tmp_path / "s.json"), "/Plant/properties/name")


def test_a_relative_document_keeps_relative_names(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    write(tmp_path, {"docs/api.json": garden(ref("s.json#/Plant")), "docs/s.json": {"Plant": thing(n=ref("#/Gone"))}})
    monkeypatch.chdir(tmp_path)
    (finding,) = normalise_file(Path("docs/api.json")).findings
    assert finding.place.file == "docs/s.json"


def test_the_result_refers_to_nothing_outside_and_is_stable(tmp_path: Path):
    form = normal(tmp_path, garden(ref("s.json")), s=thing(a=ref("#/$defs/x")) | {"$defs": {"x": thing(b=STRING)}})
    again = write(tmp_path / "again", {"api.json": form.document})
    assert normalise_file(again).document == form.document


@pytest.mark.parametrize("make", ALL, ids=lambda make: make.__name__)
def test_a_document_of_its_own_stays_as_it_is_but_for_odd_places(make: object, tmp_path: Path):
    document = make()  # type: ignore[operator]
    if "definitions" in document:
        return
    result = bundle(plain_copy(document), "a.yaml", Neighbours(tmp_path / "a.yaml"))
    assert (result.document, result.findings, result.entries) == (document, (), ())


@pytest.mark.skipif(not CORPUS.is_dir(), reason="the folder of public documents is not there")
def test_documents_of_one_file_are_left_alone():
    for path in sorted(path for path in CORPUS.glob("*.[jy]*") if path.stat().st_size < 500_000):
        data = load.load(path)
        before = plain_copy(data)
        result = bundle(data, path.name, Neighbours(path))
        assert (result.findings, result.entries) == ((), ()), path.name
        assert data == before, path.name
