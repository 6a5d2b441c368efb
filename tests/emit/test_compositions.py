from __future__ import annotations

from copy import deepcopy
from typing import Any

import pytest

from generator.emit.compositions import MAX_WAYS, without_compositions

from .documents import document, ref


def plain(**schemas: Any) -> dict[str, Any]:
    """The components without compositions; the given ones stay as they are."""
    whole = document({}, schemas)
    before = deepcopy(whole)
    made: dict[str, Any] = without_compositions(whole)["components"]["schemas"]
    assert whole == before
    assert not [name for name, schema in made.items() if "allOf" in schema]
    assert all(not schema.get("properties") for schema in made.values() if "oneOf" in schema or "anyOf" in schema)
    return made


def thing(*names: str, **more: Any) -> dict[str, Any]:
    return {"type": "object", "properties": {name: {"type": "string"} for name in names}, **more}


def properties(schema: dict[str, Any]) -> list[str]:
    return sorted(schema["properties"])


def test_a_document_without_compositions_stays_as_it_is():
    whole = document({}, {"A": thing("a"), "B": {"oneOf": [ref("A"), {"type": "string"}]}})
    assert without_compositions(whole) is whole


def test_a_union_that_only_says_what_is_required_leaves_an_object():
    """The properties were lost to the engine, which makes any JSON of it."""
    made = plain(
        A=thing("a", "b", "c", required=["c"], anyOf=[{"required": ["a"]}, {"required": ["b"]}], description="It.")
    )
    assert made == {"A": thing("a", "b", "c", required=["c"], description="It.")}


def test_members_that_have_all_properties_of_the_union_stay_themselves():
    union = thing("kind", oneOf=[ref("Cat"), ref("Dog")], discriminator={"propertyName": "kind", "mapping": {}})
    made = plain(Pet=union, Cat=thing("kind", "lives"), Dog=thing("kind", "tricks"))
    assert made["Pet"]["oneOf"] == [ref("Cat"), ref("Dog")]
    assert set(made) == {"Pet", "Cat", "Dog"}


def test_members_that_lack_a_property_of_the_union_are_extended():
    mapping = {"cat": "#/components/schemas/Cat", "dog": "#/components/schemas/Dog"}
    union = thing("kind", required=["kind"], oneOf=[ref("Cat"), ref("Dog")])
    union["discriminator"] = {"propertyName": "kind", "mapping": mapping}
    made = plain(Pet=union, Cat=thing("lives"), Dog=thing("kind", "tricks"))
    assert made["Pet"]["oneOf"] == [ref("PetVariant1"), ref("Dog")]
    assert properties(made["PetVariant1"]) == ["kind", "lives"]
    assert made["PetVariant1"]["required"] == ["kind"]
    assert made["Pet"]["discriminator"]["mapping"] == {
        "cat": "#/components/schemas/PetVariant1",
        "dog": "#/components/schemas/Dog",
    }
    assert properties(made["Cat"]) == ["lives"], "the member stays what it is elsewhere"


def test_an_object_composed_with_a_union_is_a_union_of_objects():
    found = {"anyOf": [ref("Page"), ref("Offset")]}
    made = plain(
        Result={"allOf": [ref("Found"), thing("hits")]}, Found=found, Page=thing("page"), Offset=thing("offset")
    )
    assert made["Result"]["oneOf"] == [ref("ResultVariant1"), ref("ResultVariant2")]
    assert properties(made["ResultVariant1"]) == ["hits", "page"]
    assert properties(made["ResultVariant2"]) == ["hits", "offset"]
    assert made["Found"] == found


def test_null_is_nothing_to_be_composed_with():
    made = plain(
        File={"allOf": [{"anyOf": [ref("Mini"), {"type": "null"}]}, ref("More")], "description": "A file."},
        Full={"allOf": [ref("File"), thing("owner")]},
        Mini=thing("id", required=["id"]),
        More=thing("size"),
    )
    assert properties(made["File"]) == ["id", "size"]
    assert made["File"]["description"] == "A file."
    assert properties(made["Full"]) == ["id", "owner", "size"]
    assert made["Full"]["required"] == ["id"]


def test_heirs_of_a_union_of_its_heirs_have_its_properties():
    made = plain(
        Key=thing("use", oneOf=[ref("Ec"), ref("Rsa")]),
        Ec={"allOf": [ref("Key"), thing("x")]},
        Rsa={"allOf": [ref("Key"), thing("n")]},
    )
    assert properties(made["Ec"]) == ["use", "x"]
    assert properties(made["Rsa"]) == ["n", "use"]
    targets = [made[branch["$ref"].rpartition("/")[2]] for branch in made["Key"]["oneOf"]]
    assert [properties(target) for target in targets] == [["use", "x"], ["n", "use"]]


def test_a_later_part_says_what_a_property_is_unless_it_only_describes_it():
    first = {"type": "object", "properties": {"a": {"type": "string"}, "b": {"type": "string"}}}
    second = {"properties": {"a": {"description": "Said."}, "b": {"type": "integer"}}}
    made = plain(A={"allOf": [{"anyOf": [ref("First"), {"type": "null"}]}, ref("Second")]}, First=first, Second=second)
    assert made["A"]["properties"] == {"a": {"type": "string", "description": "Said."}, "b": {"type": "integer"}}


@pytest.mark.parametrize(
    "branch", [{"type": "string"}, {"enum": ["x"]}, {"type": "array", "items": {"type": "string"}}, True, {}]
)
def test_what_is_no_object_beside_an_object_adds_nothing_to_it(branch: Any):
    made = plain(A={"allOf": [branch, {"anyOf": [ref("B"), {"type": "null"}]}]}, B=thing("b"))
    assert made["A"] == ref("B") or properties(made["A"]) == ["b"]


def test_more_ways_than_there_is_room_for_keep_what_they_share():
    choice = {"oneOf": [ref(f"M{i}") for i in range(20)]}
    members = {f"M{i}": thing(f"m{i}") for i in range(20)}
    made = plain(A={"allOf": [ref("C"), ref("C2"), thing("own")]}, C=choice, C2=choice, **members)
    assert MAX_WAYS < 20 * 20
    assert properties(made["A"]) == ["own"]


def test_new_names_are_free():
    made = plain(
        Pet=thing("kind", oneOf=[ref("Cat"), ref("Dog")]),
        Cat=thing("lives"),
        Dog=thing("tricks"),
        PetVariant1=thing("a"),
    )
    assert properties(made["PetVariant1"]) == ["a"]
    assert made["Pet"]["oneOf"] == [ref("PetVariant2"), ref("PetVariant3")]


def test_a_circle_of_compositions_ends():
    made = plain(A={"allOf": [ref("B"), thing("a")]}, B={"allOf": [ref("A"), thing("b")]})
    assert properties(made["A"]) == ["a", "b"] == properties(made["B"])
