from __future__ import annotations

from typing import Any

from .documents import discriminated, getting, ref
from .helpers import components, normal


def plant(**properties: Any) -> dict[str, Any]:
    return {"type": "object", "properties": properties}


def mapping(union: dict[str, Any], **schemas: Any) -> dict[str, str]:
    return components(getting(ref("Choice"), Choice=union, **schemas))["Choice"]["discriminator"].get("mapping", {})


KIND = {"propertyName": "kind"}


def test_names_are_the_values_where_nothing_else_is_said():
    union = {"oneOf": [ref("rose"), ref("Weed")], "discriminator": KIND}
    assert mapping(union, rose=plant(kind={"type": "string"}), Weed=plant()) == {
        "rose": "#/components/schemas/Rose", "Weed": "#/components/schemas/Weed",
    }  # fmt: skip


def test_the_values_that_a_branch_allows_are_its_values():
    union = {"oneOf": [ref("Rose"), ref("Weed")], "discriminator": KIND}
    schemas = {
        "Rose": plant(kind={"const": "rose"}),
        "Weed": plant(kind=ref("WeedKind")),
        "WeedKind": {"enum": ["tall", "flat"]},
    }
    target = "#/components/schemas/"
    assert mapping(union, **schemas) == {"rose": f"{target}Rose", "tall": f"{target}Weed", "flat": f"{target}Weed"}


def test_what_is_said_stays_and_follows_the_new_names():
    union = {
        "anyOf": [ref("the_rose"), ref("Weed")],
        "discriminator": {**KIND, "mapping": {"r": "the_rose", "w": "#/components/schemas/Weed"}},
    }
    assert mapping(union, the_rose=plant(), Weed=plant()) == {
        "r": "#/components/schemas/TheRose", "w": "#/components/schemas/Weed",
    }  # fmt: skip


def test_what_maps_to_nothing_is_left_out_and_in_the_ledger():
    form = normal(discriminated())
    pointer = "/paths/~1plants/get/responses/200/content/application~1json/schema/discriminator/mapping/gone"
    assert any(entry.pointer == pointer and "no component" in entry.detail for entry in form.ledger.entries)


def test_branches_that_were_inline_are_mapped_too():
    union = {"oneOf": [plant(kind={"const": "rose"}), plant(size={"type": "integer"})], "discriminator": KIND}
    assert mapping(union) == {
        "rose": "#/components/schemas/ChoiceVariant1",
        "ChoiceVariant2": "#/components/schemas/ChoiceVariant2",
    }


def test_a_discriminator_without_a_union_keeps_its_mapping_current():
    parent = {
        **plant(kind={"type": "string"}),
        "discriminator": {**KIND, "mapping": {"c": "#/components/schemas/the_child"}},
    }
    result = components(getting(ref("Parent"), Parent=parent, the_child={"allOf": [ref("Parent"), plant(a={})]}))
    assert result["Parent"]["discriminator"]["mapping"] == {"c": "#/components/schemas/TheChild"}
    assert "discriminator" not in result["TheChild"]
