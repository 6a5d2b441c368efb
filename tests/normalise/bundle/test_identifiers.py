"""Schemas that are referred to by `$id`, by `$anchor`, and dynamically."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from .folder import STRING, answer, body, components, garden, head, named, normal, ref, said, thing

TREE = {"$id": "tree", "$dynamicAnchor": "node", **thing(kids={"type": "array", "items": {"$dynamicRef": "#node"}})}
STRICT = {"$id": "strict", "$dynamicAnchor": "node", "$ref": "tree", "required": ["kids"]}


def kids(schema: dict[str, Any]) -> Any:
    return schema["properties"]["kids"]["items"]


def test_anchors(tmp_path: Path):
    form = normal(tmp_path, garden(ref("#plant"), Plant={"$anchor": "plant", **thing(next=ref("#plant"))}))
    assert body(form) == named("Plant")
    assert components(form) == {"Plant": thing(next=named("Plant"))}
    assert "/components/schemas/Plant/$anchor: every reference names a place now" in said(form)


def test_anchors_of_other_files(tmp_path: Path):
    form = normal(tmp_path, garden(ref("p.json#plant")), p={"$defs": {"x": {"$anchor": "plant", **thing(n=STRING)}}})
    assert components(form)[body(form)["$ref"].rpartition("/")[2]] == thing(n=STRING)


def test_ids_are_no_addresses_to_fetch(tmp_path: Path):
    plant = {"$id": "https://garden.example/plant", **thing(bed=ref("bed"), me=ref("#"), kind=ref("#/$defs/kind"))}
    form = normal(
        tmp_path,
        garden(
            ref("https://garden.example/plant"),
            Plant={**plant, "$defs": {"kind": {"enum": ["rose"]}}},
            Bed={"$id": "https://garden.example/bed", **thing(size=STRING)},
        ),
    )
    assert body(form) == named("Plant")
    properties = components(form)["Plant"]["properties"]
    assert (properties["bed"], properties["me"]) == (named("Bed"), named("Plant"))
    assert components(form)[properties["kind"]["$ref"].rpartition("/")[2]] == {"enum": ["rose"]}
    assert "$id" not in str(form.document)


def test_self_says_what_a_document_is_called(tmp_path: Path):
    document = garden(
        ref("https://garden.example/api#/components/schemas/Plant"), version="3.2.0", Plant=thing(n=STRING)
    )
    form = normal(tmp_path, {**document, "$self": "https://garden.example/api"})
    assert body(form) == named("Plant")


def test_files_beside_a_schema_with_an_id_are_found(tmp_path: Path):
    plant = {"$id": "https://garden.example/plant.json", **thing(bed=ref("bed.json"))}
    form = normal(tmp_path, garden(ref("plant.json")), plant=plant, bed=thing(size=STRING))
    assert components(form)["Plant"]["properties"]["bed"] == named("Bed")


def test_the_same_anchor_in_two_resources(tmp_path: Path):
    one = {"$id": "one", **thing(x=ref("#part")), "$defs": {"p": {"$anchor": "part", "enum": ["one"]}}}
    two = {"$id": "two", **thing(x=ref("#part")), "$defs": {"p": {"$anchor": "part", "enum": ["two"]}}}
    form = normal(tmp_path, garden(thing(a=named("One"), b=named("Two")), One=one, Two=two))
    for name in ("One", "Two"):
        link = components(form)[name]["properties"]["x"]["$ref"].rpartition("/")[2]
        assert components(form)[link] == {"enum": [name.lower()]}


def test_a_tree_that_is_only_used_in_one_way(tmp_path: Path):
    form = normal(tmp_path, garden(named("Strict"), Tree=TREE, Strict=STRICT))
    assert kids(components(form)["Strict"]) == named("Strict")


def test_a_tree_that_nothing_extends(tmp_path: Path):
    form = normal(tmp_path, garden(named("Tree"), Tree={key: TREE[key] for key in TREE if key != "$id"}))
    assert kids(components(form)["Tree"]) == named("Tree")


def test_a_tree_in_another_file(tmp_path: Path):
    strict = {**STRICT, "$ref": "tree.json", "$id": "strict.json"}
    form = normal(tmp_path, garden(ref("strict.json")), tree={**TREE, "$id": "tree.json"}, strict=strict)
    assert kids(components(form)["Strict"]) == named("Strict")


def test_a_tree_that_is_used_in_two_ways_is_read_plainly_and_said(tmp_path: Path):
    document = garden(named("Strict"), Tree=TREE, Strict=STRICT)
    document["paths"]["/trees"] = {"get": answer(named("Tree"))}
    form = normal(tmp_path, document)
    assert kids(components(form)["Strict"]) == named("Tree")
    assert "may lead to any of" in said(form)


def test_a_list_of_something_is_that_of_its_only_user(tmp_path: Path):
    page: dict[str, Any] = {
        "$id": "page",
        **thing(items={"type": "array", "items": {"$dynamicRef": "#item"}}),
        "$defs": {"item": {"$dynamicAnchor": "item", "not": {}}},
    }
    plants = {"$id": "plants", "$ref": "page", "$defs": {"item": {"$dynamicAnchor": "item", **thing(name=STRING)}}}
    form = normal(tmp_path, {**head(), "paths": {"/plants": {"get": answer(named("Plants"))}},
                             "components": {"schemas": {"Page": page, "Plants": plants}}})  # fmt: skip
    items = components(form)["Plants"]["properties"]["items"]["items"]
    assert components(form)[items["$ref"].rpartition("/")[2]] == thing(name=STRING)


def test_a_dynamic_reference_without_a_dynamic_anchor_is_a_plain_one(tmp_path: Path):
    form = normal(tmp_path, garden(named("Tree"), Tree={"$anchor": "node", **thing(kid={"$dynamicRef": "#node"})}))
    assert components(form)["Tree"]["properties"]["kid"] == named("Tree")
