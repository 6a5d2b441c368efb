from typing import Any

import pytest

from tests.drift.schemas.edits import CAT, DOG, FISH
from tests.drift.schemas.schema_pairs import changes, ids, of, root, verdicts

SAFE = ("safe", "safe", "safe")
BOTH = ("breaking", "breaking", "safe")
TEXT = {"type": "string"}


def _ref(name: str) -> dict[str, Any]:
    return {"$ref": f"#/components/schemas/{name}"}


@pytest.mark.parametrize(("keyword", "name"), [("oneOf", "one-of"), ("anyOf", "any-of")])
def test_alternatives_that_came_or_went(keyword: str, name: str) -> None:
    few, many = {keyword: [CAT, DOG]}, {keyword: [CAT, DOG, FISH]}
    assert verdicts(few, many, "request") == {f"request-body-{name}-added": SAFE}
    assert verdicts(many, few, "request") == {f"request-body-{name}-removed": BOTH}
    assert verdicts(few, many, "response") == {f"response-body-{name}-added": BOTH}
    assert verdicts(many, few, "response") == {f"response-body-{name}-removed": SAFE}


def test_unions_of_types_are_lists_of_types() -> None:
    few, many = (
        {"oneOf": [{"type": kind} for kind in kinds]}
        for kinds in (("string", "integer"), ("string", "boolean", "integer"))
    )
    assert ids(few, many) == ["response-body-list-of-types-widened"]
    assert ids(of(many), of(few), root("request")) == ["request-property-list-of-types-narrowed"]
    assert ids({"type": "string"}, few, root("request", "parameter")) == ["request-parameter-list-of-types-widened"]


def test_the_types_of_a_union_are_compared_too() -> None:
    few, many = ({"oneOf": [{"type": "string", "maxLength": size}, {"type": "integer"}]} for size in (5, 9))
    assert ids(few, many) == ["response-property-max-length-increased"]


def test_a_body_that_became_one_of_several() -> None:
    assert ids(DOG, {"oneOf": [DOG, CAT]}) == ["response-body-wrapped-in-one-of"]
    assert ids({"oneOf": [DOG, CAT]}, DOG) == ["response-body-unwrapped-from-one-of"]
    assert ids(of(DOG), of({"oneOf": [DOG, CAT]})) == ["response-property-one-of-added"]


def test_what_became_an_alternative_is_compared_with_itself() -> None:
    older = {**DOG, "properties": {**DOG["properties"], "bark": {"type": "integer"}}}
    assert "response-property-type-changed" in ids(older, {"oneOf": [CAT, DOG]})


def test_an_alternative_with_another_name_is_compared_with_what_it_was() -> None:
    changed = {**DOG, "properties": {**DOG["properties"], "size": {"type": "string"}}}
    components = ({"Cat": CAT, "Dog": DOG}, {"Cat": CAT, "Hound": changed})
    found = ids({"oneOf": [_ref("Cat"), _ref("Dog")]}, {"oneOf": [_ref("Hound"), _ref("Cat")]}, components=components)
    assert found == ["response-optional-property-added"]


def test_an_alternative_that_both_documents_know_by_another_name_is_another() -> None:
    plain = {"type": "object", "properties": {"a": {}, "b": {}, "c": {}}}
    components = {"One": plain, "Two": {**plain, "required": ["a"]}, "Cat": CAT}
    base, revision = {"oneOf": [_ref("Cat"), _ref("One")]}, {"oneOf": [_ref("Cat"), _ref("Two")]}
    assert ids(base, revision, components=(components, components)) == [
        "response-body-one-of-added",
        "response-body-one-of-removed",
    ]


def test_the_sentence_names_the_alternative() -> None:
    components = {"Cat": CAT, "Dog": DOG, "Fish": FISH}
    few, many = ({"oneOf": [_ref(name) for name in names]} for names in (("Cat", "Dog"), ("Fish", "Cat", "Dog")))
    [change] = changes(few, many, components=(components, components))
    assert change.message == "Fish is a new alternative"
    assert (change.base.pointer, change.revision.pointer) == ("/old", "/new/oneOf/0")


def test_one_kind_of_union_that_became_the_other() -> None:
    one, many = {"oneOf": [CAT, DOG]}, {"anyOf": [CAT, DOG, FISH]}
    assert ids(one, many) == ["response-body-any-of-added", "response-body-one-of-became-any-of"]


def test_the_only_alternative_that_is_not_as_it_was_is_the_one_that_changed() -> None:
    base, revision = ({"oneOf": [CAT, {"type": kind}]} for kind in ("string", "integer"))
    assert ids(base, revision, root("request")) == ["request-property-type-changed"]


def test_in_a_union_of_types_alone_one_type_went_and_another_came() -> None:
    base, revision = ({"oneOf": [{"type": "string"}, {"type": kind}]} for kind in ("integer", "boolean"))
    assert ids(base, revision) == ["response-body-list-of-types-narrowed", "response-body-list-of-types-widened"]


def test_objects_and_arrays_of_which_nothing_is_said_are_types_among_others() -> None:
    bare, mixed = (
        {"type": "object", "description": "Anything."},
        {"oneOf": [{"type": "object"}, {"type": "array"}, TEXT]},
    )
    for at, prefix in ((root("request"), "request-body"), (root("response", "parameter"), "response-parameter")):
        assert ids(mixed, bare, at) == [f"{prefix}-list-of-types-narrowed"]
        assert ids(bare, mixed, at) == [f"{prefix}-list-of-types-widened"]
    described = of(TEXT)
    assert "response-body-list-of-types-widened" not in ids(described, {"oneOf": [described, TEXT]})
    assert ids(of({"anyOf": [{"type": "object"}, TEXT]}), of({"anyOf": [TEXT]})) == [
        "response-property-list-of-types-narrowed"
    ]
