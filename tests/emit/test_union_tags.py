from __future__ import annotations

from typing import Any

from generator.emit.union_tags import UnionTags

from .documents import ref


def member(kind: Any, wire: str = "kind", *, required: bool = True) -> dict[str, Any]:
    return {
        "type": "object",
        "properties": {wire: kind, "a": {"type": "string"}},
        "required": [wire] if required else [],
    }


def union(mapping: dict[str, str], wire: str = "kind", **more: Any) -> dict[str, Any]:
    targets = {value: ref(name)["$ref"] for value, name in mapping.items()}
    branches = [ref(name) for name in dict.fromkeys(mapping.values())]
    return {"oneOf": branches, "discriminator": {"propertyName": wire, "mapping": targets}, **more}


STRING = {"type": "string"}


def test_members_have_the_values_that_lead_to_them():
    tags = UnionTags(
        {
            "Pet": union({"cat": "Cat", "dog": "Dog", "hound": "Dog"}),
            "Cat": member({"const": "cat"}),
            "Dog": member(STRING),
        }
    )
    assert tags.fields == {"Pet": "kind"}
    assert tags.values == {"Cat": {"kind": ["cat"]}, "Dog": {"kind": ["dog", "hound"]}}


def test_the_field_is_called_as_models_call_it():
    tags = UnionTags(
        {
            "Pet": union({"cat": "Cat", "dog": "Dog"}, "@type"),
            "Cat": member(STRING, "@type"),
            "Dog": member(STRING, "@type"),
        }
    )
    assert tags.fields == {"Pet": "type"}


def test_a_member_of_two_unions_has_the_values_of_both():
    tags = UnionTags(
        {
            "Pet": union({"cat": "Cat", "dog": "Dog"}),
            "Animal": union({"felis": "Cat", "dog": "Dog"}),
            "Cat": member(STRING),
            "Dog": member(STRING),
        }
    )
    assert tags.fields == {"Pet": "kind", "Animal": "kind"}
    assert tags.values["Cat"] == {"kind": ["cat", "felis"]}


def test_what_cannot_be_told_apart_by_its_discriminator_is_no_tagged_union():
    components: dict[str, Any] = {
        "Cat": member(STRING),
        "Dog": member(STRING),
        "Left": member(STRING, required=False),
        "Written": member({"type": "string", "writeOnly": True}),
        "Number": member({"type": "integer"}),
        "Other": member({"const": "other"}),
        "Cased": member(STRING, "Kind"),
        "Named": {"type": "string"},
        "Counted": {**member(STRING), "type": "number"},
        "Nested": union({"cat": "Cat", "dog": "Dog"}),
    }
    cases = {
        "optional": union({"cat": "Cat", "left": "Left"}),
        "only written": union({"cat": "Cat", "written": "Written"}),
        "of another type": union({"cat": "Cat", "number": "Number"}),
        "of another value": union({"cat": "Cat", "number": "Other"}),
        "absent": union({"cat": "Cat", "cased": "Cased"}),
        "no object, with properties": union({"cat": "Cat", "counted": "Counted"}),
        "no object": union({"cat": "Cat", "named": "Named"}),
        "a union itself": union({"other": "Other", "nested": "Nested"}),
        "of one": union({"cat": "Cat"}),
        "not mapped": {**union({"cat": "Cat"}), "oneOf": [ref("Cat"), ref("Dog")]},
    }
    tags = UnionTags({**components, **cases})
    assert tags.fields == {"Nested": "kind"}


def test_values_that_two_members_share_tell_nothing():
    tags = UnionTags(
        {
            "Pet": union({"cat": "Cat", "dog": "Dog"}),
            "Swapped": union({"dog": "Cat", "cat": "Dog"}),
            "Cat": member(STRING),
            "Dog": member(STRING),
        }
    )
    assert tags.fields == {}
