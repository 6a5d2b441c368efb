from __future__ import annotations

from typing import Any

import pytest

from generator.document.findings import SpecloomError
from generator.normalise.flatten import flatten, has_compositions

from .documents import composed, getting, recursive, ref
from .helpers import components, followed, normal, said


def flat(*branches: Any, beside: dict[str, Any] | None = None, **schemas: Any) -> Any:
    given = {"allOf": list(branches), **(beside or {})}
    document, ledger = followed(getting({}, **schemas, Given=given))
    flatten(document, ledger)
    return document["components"]["schemas"]["Given"]


def test_plain_objects_become_one():
    assert flat(
        ref("Base"), {"required": ["b", "id"], "properties": {"b": {"type": "string"}}},
        Base={"type": "object", "required": ["id"], "properties": {"id": {"type": "integer"}}},
    ) == {
        "type": "object",
        "required": ["id", "b"],
        "properties": {"id": {"type": "integer"}, "b": {"type": "string"}},
    }  # fmt: skip


def test_what_stands_beside_the_composition_is_part_of_it():
    assert flat({"properties": {"a": {}}}, beside={"required": ["a"], "description": "d"}) == {
        "type": "object", "properties": {"a": {}}, "required": ["a"], "description": "d",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ({"type": "number", "minimum": 1}, {"type": "integer", "minimum": 3}, {"type": "integer", "minimum": 3}),
        ({"type": "integer", "maximum": 9}, {"type": "number", "maximum": 7}, {"type": "integer", "maximum": 7}),
        ({"minLength": 5}, {"minLength": 2, "maxLength": 8}, {"minLength": 5, "maxLength": 8}),
        ({"enum": ["a", "b", "c"]}, {"enum": ["c", "b"]}, {"enum": ["b", "c"]}),
        ({"enum": [1, 2]}, {"enum": [1.0, True]}, {"enum": [1]}),
        ({"type": ["string", "null"]}, {"type": "string"}, {"type": "string"}),
        ({"type": ["string", "null"]}, {"type": ["null", "string"]}, {"type": ["string", "null"]}),
        ({"format": "uuid"}, {"format": "uuid"}, {"format": "uuid"}),
        ({"pattern": "a"}, {"pattern": "b"}, {"pattern": "b"}),
        ({"type": "string"}, {"type": "integer"}, {"type": "integer"}),
        ({"enum": ["a"]}, {"enum": ["b"]}, {"enum": ["b"]}),
        (
            {"title": "One", "type": "string"},
            {"title": "Two", "maxLength": 1},
            {"title": "Two", "type": "string", "maxLength": 1},
        ),
        ({"exclusiveMinimum": 1}, {"exclusiveMinimum": 2}, {"exclusiveMinimum": 2}),
    ],
)
def test_constraints_intersect(one: dict[str, Any], other: dict[str, Any], expected: dict[str, Any]):
    assert flat(one, other) == expected


def test_equal_properties_merge_too():
    inner = flat(
        {"properties": {"x": {"type": "object", "properties": {"a": {"type": "string"}}}}},
        {"properties": {"x": {"properties": {"b": {}}, "required": ["a"]}}},
    )["properties"]["x"]
    assert inner == {"type": "object", "properties": {"a": {"type": "string"}, "b": {}}, "required": ["a"]}


def test_a_property_narrows_the_component_it_refers_to():
    schemas = {"Kind": {"type": "string", "enum": ["rose", "weed"]}}
    narrowed = flat({"properties": {"kind": ref("Kind")}}, {"properties": {"kind": {"enum": ["rose"]}}}, **schemas)
    assert narrowed["properties"]["kind"] == {"type": "string", "enum": ["rose"]}


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({"allOf": [ref("Base")]}, ref("Base")),
        ({"allOf": [ref("Base"), {"description": "d"}]}, {**ref("Base"), "description": "d"}),
        ({"allOf": [ref("Base")], "type": "object", "x-a": 1}, {**ref("Base"), "x-a": 1}),
        ({**ref("Base"), "type": "object"}, ref("Base")),
        ({"allOf": [{"description": "in"}, ref("Base")], "description": "out"}, {**ref("Base"), "description": "out"}),
        ({"allOf": [True, ref("Base"), {}]}, ref("Base")),
    ],
)
def test_a_reference_and_its_description_stay_a_reference(given: dict[str, Any], expected: dict[str, Any]):
    document, ledger = followed(
        getting({}, Base={"type": "object", "properties": {"a": {}}}, Given={"properties": {"p": given}})
    )
    flatten(document, ledger)
    assert document["components"]["schemas"]["Given"]["properties"]["p"] == expected


def test_a_reference_with_constraints_beside_it_is_a_composition():
    schemas = components(
        getting(
            {}, Code={"type": "string", "maxLength": 9}, Given={"properties": {"p": {**ref("Code"), "maxLength": 3}}}
        )
    )
    assert schemas["Given"]["properties"]["p"] == {"type": "string", "maxLength": 3}
    assert schemas["Code"]["maxLength"] == 9


def test_compositions_of_compositions_become_one():
    result = flat(
        ref("B"),
        {"allOf": [{"properties": {"c": {}}}, {"properties": {"d": {}}}]},
        A={"properties": {"a": {}}},
        B={"allOf": [ref("A"), {"properties": {"b": {}}}]},
    )
    assert list(result["properties"]) == ["a", "b", "c", "d"]


def test_another_name_is_followed():
    result = flat(
        ref("Alias"),
        {"properties": {"b": {}}},
        Alias={**ref("Base"), "description": "alias"},
        Base={"properties": {"a": {}}},
    )
    assert list(result["properties"]) == ["a", "b"]
    assert result["description"] == "alias"


def test_unions_stay_compositions():
    branches = [ref("Choice"), {"properties": {"a": {}}}]
    assert flat(*branches, Choice={"oneOf": [{"type": "string"}, {"type": "integer"}]})["allOf"] == branches


@pytest.mark.parametrize(
    "composed",
    [
        {"type": "number", "enum": [404], "if": {"const": 404}},
        {"type": "object", "oneOf": [{"required": ["a"]}, {"required": ["b"]}]},
        {"type": "object", "not": {"required": ["a"]}},
    ],
)
def test_what_only_repeats_the_type_of_a_union_leaves(composed: dict[str, Any]):
    assert flat({"description": "d", "type": composed["type"]}, composed) == {"description": "d", **composed}


def test_another_type_than_that_of_a_union_stays():
    branches = [{"type": "string"}, {"type": "object", "not": {"required": ["a"]}}]
    assert flat(*branches)["allOf"] == branches


def test_the_discriminator_of_a_parent_is_not_the_childs():
    parent = {"type": "object", "properties": {"kind": {"type": "string"}}, "discriminator": {"propertyName": "kind"}}
    assert "discriminator" not in flat(ref("Parent"), {"properties": {"a": {}}}, Parent=parent)


def test_nothing_is_shared_between_the_parts_and_the_whole():
    document, ledger = followed(
        getting({}, Base={"properties": {"a": {"type": "string"}}}, Given={"allOf": [ref("Base"), {"required": ["a"]}]})
    )
    flatten(document, ledger)
    schemas = document["components"]["schemas"]
    schemas["Given"]["properties"]["a"]["type"] = "changed"
    assert schemas["Base"]["properties"]["a"]["type"] == "string"


def test_the_ledger_says_what_was_narrowed():
    document, ledger = followed(
        getting({}, Given={"allOf": [{"minimum": 1, "title": "One"}, {"minimum": 3, "title": "Two"}]})
    )
    flatten(document, ledger)
    details = said(ledger)
    base = "/components/schemas/Given/allOf"
    assert details[base] == "2 branches merged into one schema"
    assert details[f"{base}/0/minimum"] == "another branch is stricter"
    assert details[f"{base}/0/title"] == "a later branch says it otherwise"


@pytest.mark.parametrize(
    "schemas",
    [
        {"A": {"allOf": [ref("A"), {"properties": {"a": {}}}]}},
        {"A": {"allOf": [ref("B"), {"properties": {"a": {}}}]}, "B": {"allOf": [{"required": ["a"]}, ref("A")]}},
        {"A": {"allOf": [{"allOf": [ref("A"), {"required": ["a"]}]}]}},
        {"A": {"allOf": [ref("B")]}, "B": {"allOf": [ref("A")]}},
        {f"S{i}": {"allOf": [ref(f"S{(i + 1) % 300}"), {"properties": {"a": {}}}]} for i in range(300)},
    ],
)
def test_what_is_composed_of_itself_is_refused(schemas: dict[str, Any]):
    with pytest.raises(SpecloomError) as caught:
        normal(getting({}, **schemas))
    finding = caught.value.findings[0]
    assert finding.rule in {"circular-composition", "circular-reference"}
    assert finding.place.pointer
    assert finding.place.pointer.startswith("/components/schemas/")
    assert "itself" in finding.message


def test_recursion_through_a_property_ends_in_a_component():
    schemas = components(recursive())
    assert schemas["Trunk"]["properties"]["branch"] == ref("TrunkBranch")
    assert schemas["TrunkBranch"]["properties"] == {"branch": ref("TrunkBranch"), "angle": {"type": "number"}}
    assert schemas["OakTwin"]["properties"]["twin"] == ref("OakTwin")


def test_a_long_chain_of_compositions_is_merged():
    schemas: dict[str, Any] = {
        f"S{i}": {"allOf": [ref(f"S{i + 1}"), {"properties": {f"p{i}": {}}}]} for i in range(300)
    }
    assert len(components(getting({}, **schemas, S300={"type": "object"}))["S0"]["properties"]) == 300


@pytest.mark.parametrize("width", [1, 2])
def test_a_composition_that_doubles_is_refused_or_small(width: int):
    bomb: dict[str, Any] = {}
    for i in range(40):
        inner = {"properties": {f"p{i}": {"allOf": [ref(f"S{i + 1}"), {"properties": {"x": {}}}]}}}
        bomb[f"S{i}"] = {"allOf": [ref(f"S{i + 1}"), inner] if width == 1 else [ref(f"S{i + 1}"), ref(f"S{i + 1}")]}
    bomb["S40"] = {"properties": {"a": {"type": "string"}}}
    if width == 2:
        assert components(getting({}, **bomb))["S0"]
        return
    with pytest.raises(SpecloomError, match="too-large"):
        normal(getting({}, **bomb))


def test_has_compositions():
    document, ledger = followed(composed())
    assert has_compositions(document)
    flatten(document, ledger)
    assert has_compositions(document)
    for name in ("Mixed", "Only"):  # of unions
        del document["components"]["schemas"][name]
    assert not has_compositions(document)
