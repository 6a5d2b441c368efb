from typing import Any

from generator.drift.impact.reaching import ANYTHING, reached

from .states import ref

DOCUMENT: dict[str, Any] = {
    "components": {
        "schemas": {
            "Pet": {
                "properties": {
                    "name": {"type": "string"},
                    "owner": ref("Owner"),
                    "tags": {"items": {"type": "string"}},
                },
                "additionalProperties": {"type": "integer"},
            },
            "Owner": {"properties": {"name": {}, "pets": {"items": ref("Pet")}}},
            "Either": {"oneOf": [ref("Cat"), ref("Dog")]},
            "Cat": {"type": "object", "required": ["kind"], "properties": {"kind": {"const": "cat"}, "claws": {}}},
            "Dog": {"type": "object", "required": ["kind"], "properties": {"kind": {"const": "dog"}, "tail": {}}},
            "Both": {"allOf": [ref("Cat"), {"properties": {"more": {}}}]},
            "Loop": {"allOf": [ref("Loop")]},
        }
    }
}
ROOT = "/components/schemas/"


def short(name: str, value: Any) -> set[str]:
    return {each.removeprefix(ROOT) for each in reached(DOCUMENT, ROOT + name, value)}


def test_a_value_reaches_the_properties_that_it_has() -> None:
    assert short("Pet", {"name": "a"}) == {"Pet", "Pet/properties/name"}


def test_a_value_reaches_what_is_referred_to_and_what_is_in_lists() -> None:
    found = short("Pet", {"owner": {"pets": [{"tags": []}, {"tags": ["x"]}]}})
    assert found == {
        "Pet",
        "Pet/properties/owner",
        "Owner",
        "Owner/properties/pets",
        "Owner/properties/pets/items",
        "Pet/properties/tags",
        "Pet/properties/tags/items",
    }


def test_what_is_not_declared_reaches_the_schema_of_the_rest() -> None:
    assert "Pet/additionalProperties" in short("Pet", {"legs": 4})
    assert "Pet/additionalProperties" not in short("Pet", {"name": "a"})


def test_a_union_is_told_apart_by_its_constants() -> None:
    found = short("Either", {"kind": "dog", "tail": 1})
    assert {"Either/oneOf/1", "Dog/properties/tail"} <= found
    assert not any(each.startswith("Cat") for each in found)


def test_a_union_of_which_nothing_fits_is_reached_as_a_whole() -> None:
    assert {"Cat", "Dog"} <= short("Either", {"kind": "bird"})


def test_all_parts_of_a_composition_are_reached() -> None:
    assert {"Cat/properties/claws", "Both/allOf/1/properties/more"} <= short("Both", {"claws": 1, "more": 2})


def test_a_value_that_cannot_be_read_reaches_all_and_ends() -> None:
    assert {"Owner/properties/name", "Pet/properties/tags/items", "Pet/additionalProperties"} <= short("Pet", ANYTHING)
    assert short("Loop", {}) == {"Loop", "Loop/allOf/0"}


def test_a_place_without_a_schema_reaches_nothing() -> None:
    assert reached(DOCUMENT, "/components/schemas/None", {}) == set()


def test_schemas_of_wrong_shapes_are_passed_over() -> None:
    document = {
        "components": {"schemas": {"A": {"properties": [], "items": True, "allOf": {}, "type": [{}], "$ref": 1}}}
    }
    assert reached(document, "/components/schemas/A", {"x": 1}) == {"/components/schemas/A"}
