from typing import Any

import pytest

from tests.drift.schemas.schema_pairs import changes, ids, of, root, verdicts

TEXT, WHOLE = {"type": "string"}, {"type": "integer"}
TEXTS = {"type": "array", "items": TEXT}
MAP = {"type": "object", "additionalProperties": TEXT}


@pytest.mark.parametrize("keyword", ["oneOf", "anyOf"])
@pytest.mark.parametrize("other", [TEXTS, MAP, {"type": "array"}])
def test_lists_and_maps_are_types_among_others(keyword: str, other: dict[str, Any]) -> None:
    many = {keyword: [TEXT, other]}
    for few in (TEXT, {keyword: [TEXT]}):
        assert ids(of(few), of(many), root("request")) == ["request-property-list-of-types-widened"]
        assert ids(of(many), of(few), root("request")) == ["request-property-list-of-types-narrowed"]
    assert ids(many, {keyword: [TEXT, other, WHOLE]}) == ["response-body-list-of-types-widened"]


def test_an_object_with_properties_is_more_than_a_type() -> None:
    assert ids({"oneOf": [TEXT, WHOLE]}, {"oneOf": [TEXT, WHOLE, of(TEXT)]}) == ["response-body-one-of-added"]


def test_the_items_of_a_list_among_types_are_compared() -> None:
    base, revision = ({"oneOf": [TEXT, {"type": "array", "items": items}]} for items in (TEXT, WHOLE))
    assert ids(base, revision) == ["response-property-type-changed"]
    assert ids(TEXTS, revision) == ["response-body-list-of-types-widened", "response-property-type-changed"]


def test_another_schema_of_a_type_that_is_listed_is_an_alternative() -> None:
    day, time = ({"type": "string", "format": form} for form in ("date", "time"))
    few, many = {"oneOf": [day, WHOLE]}, {"oneOf": [day, time, WHOLE]}
    assert ids(few, many) == ["response-body-one-of-added"]
    assert ids(many, few) == ["response-body-one-of-removed"]
    assert ids(day, {"anyOf": [day, time]}) == ["response-body-any-of-added"]
    assert ids(day, many) == ["response-body-list-of-types-widened", "response-body-one-of-added"]


def test_the_sentence_names_the_types() -> None:
    [change] = changes({"anyOf": [TEXT]}, {"anyOf": [{"type": "boolean"}, TEXT, TEXTS]})
    assert change.message == "the types also include array, boolean"
    assert verdicts({"anyOf": [TEXT]}, {"anyOf": [TEXT, WHOLE]}, "request") == {
        "request-body-list-of-types-widened": ("safe", "safe", "safe")
    }


def test_a_note_beside_types_of_which_none_was_there_is_compared() -> None:
    base, revision = {**WHOLE, "default": 1}, {"oneOf": [TEXT, {"type": "boolean"}], "default": "a"}
    assert ids(of(base), of(revision)) == [
        "response-property-default-value-changed",
        "response-property-list-of-types-narrowed",
        "response-property-list-of-types-widened",
    ]


NULL = {"type": "null"}
MAYBE = {"type": ["string", "null"]}


@pytest.mark.parametrize(
    ("plain", "members", "found"),
    [
        (MAYBE, [TEXT, WHOLE, NULL], ["list-of-types-widened"]),
        (TEXT, [TEXT, WHOLE, NULL], ["became-nullable", "list-of-types-widened"]),
        (MAYBE, [TEXT, WHOLE], ["became-not-nullable", "list-of-types-widened"]),
        (MAYBE, [TEXTS, WHOLE, NULL], ["list-of-types-narrowed", "list-of-types-widened"]),
        (TEXT, [TEXTS, WHOLE, NULL], ["became-nullable", "list-of-types-narrowed", "list-of-types-widened"]),
        (of(TEXT), [of(TEXT), of(WHOLE, required=True), NULL], ["became-nullable", "one-of-added"]),
    ],
)
def test_null_among_the_members_is_told_apart(plain: Any, members: list[Any], found: list[str]) -> None:
    back = {"list-of-types-widened": "list-of-types-narrowed", "list-of-types-narrowed": "list-of-types-widened"}
    back |= {"became-nullable": "became-not-nullable", "became-not-nullable": "became-nullable"}
    back |= {"one-of-added": "one-of-removed"}
    base, revision = of(plain), of({"oneOf": members})
    assert ids(base, revision) == [f"response-property-{each}" for each in found]
    assert ids(revision, base) == sorted(f"response-property-{back[each]}" for each in found)


@pytest.mark.parametrize("union", ["oneOf", "anyOf"])
def test_a_list_of_types_says_what_a_union_of_them_says(union: str) -> None:
    base = of({"type": ["string", "integer"], "default": "a"})
    for members, found in (
        ([TEXT, WHOLE], []),
        ([TEXT, WHOLE, {"type": "boolean"}], ["list-of-types-widened"]),
        ([WHOLE], ["list-of-types-narrowed"]),
        ([TEXT, WHOLE, NULL], ["became-nullable"]),
        ([{**TEXT, "maxLength": 5}, WHOLE], ["max-length-set"]),
    ):
        revision = of({union: members, "default": "a"})
        assert ids(base, revision, root("request")) == [f"request-property-{each}" for each in found]
        assert len(ids(revision, base, root("request"))) == len(found)
