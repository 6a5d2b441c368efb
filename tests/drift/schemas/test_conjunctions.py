from tests.drift.schemas.edits import CAT
from tests.drift.schemas.schema_pairs import changes, ids, of, root, verdicts

MORE = {"type": "object", "required": ["name"], "properties": {"name": {"type": "string"}}}


def test_what_has_to_match_besides() -> None:
    few, many = {"allOf": [CAT]}, {"allOf": [CAT, MORE]}
    assert verdicts(few, many, "request") == {"request-body-all-of-added": ("breaking", "safe", "safe")}
    assert verdicts(many, few, "request") == {"request-body-all-of-removed": ("safe", "risky", "safe")}
    assert verdicts(few, many, "response") == {"response-body-all-of-added": ("safe", "safe", "safe")}
    assert verdicts(many, few, "response") == {"response-body-all-of-removed": ("breaking", "breaking", "safe")}


def test_what_only_annotates_breaks_nothing() -> None:
    few, many = of({"allOf": [CAT]}), of({"allOf": [CAT, {"description": "A pet."}]})
    assert verdicts(few, many, "request") == {"request-property-all-of-added-annotation-only": ("safe", "safe", "safe")}


def test_what_only_annotates_is_told_beside_properties_of_the_whole() -> None:
    plain, noted = of(CAT), of({**CAT, "allOf": [{"title": "Noted", "description": "A pet."}]})
    for direction in ("request", "response"):
        prefix = f"{direction}-property-all-of"
        assert ids(plain, noted, root(direction)) == [f"{prefix}-added-annotation-only"]
        assert ids(noted, plain, root(direction)) == [f"{prefix}-removed-annotation-only"]
    split = {"allOf": [{"description": "A pet."}, {k: v for k, v in CAT.items() if k != "title"}]}
    assert ids(CAT, split) == ["response-body-all-of-added-annotation-only"]


def test_a_schema_that_got_another_beside_it() -> None:
    assert ids(CAT, {"allOf": [CAT, MORE]}, root("request")) == ["request-body-all-of-added"]


def test_an_object_that_was_split_is_compared_as_one() -> None:
    whole = {"type": "object", "required": ["name"], "properties": {**CAT["properties"], "name": {"type": "integer"}}}
    assert ids(whole, {"allOf": [{k: v for k, v in CAT.items() if k != "title"}, MORE]}) == [
        "response-property-type-changed"
    ]


def test_the_only_member_that_is_not_as_it_was_is_the_one_that_changed() -> None:
    base, revision = ({"allOf": [{"type": kind}, {"maxLength": 4}]} for kind in ("string", "integer"))
    assert ids(base, revision, root("request")) == ["request-property-type-changed"]


def test_what_another_part_demands_already_is_no_change() -> None:
    one, needed = {"type": "object", "properties": {"name": {"type": "string"}, "age": {"type": "integer"}}}, ["name"]
    strict = {**one, "required": needed}
    assert ids({"allOf": [one], "required": needed}, {"allOf": [strict], "required": needed}, root("request")) == []
    assert ids({"allOf": [strict]}, {"allOf": [strict], "required": needed}, root("request")) == []
    assert ids({"allOf": [one], "required": needed}, {"allOf": [strict]}, root("request")) == []
    assert ids({"allOf": [one]}, {"allOf": [strict]}, root("request")) == ["request-property-became-required"]


def test_what_is_demanded_beside_its_part_is_named_after_the_property() -> None:
    one = {"type": "object", "properties": {"name": {"type": "string"}}}
    [change] = changes({"allOf": [one]}, {"allOf": [one], "required": ["name"]}, root("request"))
    assert (change.id, change.message) == ("request-property-became-required", "has to be there")
    assert (change.base.pointer or "").endswith("/allOf/0/properties/name")
    assert (change.base.value, change.revision.value) == (False, True)
    more = {**one, "properties": {**one["properties"], "age": {"type": "integer"}}}
    found = ids({"allOf": [one]}, {"allOf": [more], "required": ["age"]}, root("request"))
    assert "new-required-request-property" in found
