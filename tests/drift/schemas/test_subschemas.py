import pytest

from tests.drift.schemas.schema_pairs import ids, of, root, verdicts

NARROW = {"type": "string"}


def test_items_are_the_type_of_a_list() -> None:
    plain, described = {"type": "array"}, {"type": "array", "items": NARROW}
    assert verdicts(plain, described, "request") == {"request-body-items-added": ("breaking", "breaking", "safe")}
    assert verdicts(described, plain, "response") == {"response-body-items-removed": ("breaking", "breaking", "safe")}


@pytest.mark.parametrize(
    ("keyword", "change_id", "sent"),
    [("contains", "contains-added", "breaking"), ("not", "not-added", "breaking"), ("if", "if-added", "risky"),
     ("propertyNames", "property-names-added", "breaking"), ("else", "else-added", "breaking")],
)  # fmt: skip
def test_conditions_are_no_part_of_types(keyword: str, change_id: str, sent: str) -> None:
    assert verdicts({}, {keyword: NARROW}, "request") == {f"request-body-{change_id}": (sent, "safe", "safe")}


def test_named_schemas_come_and_go_one_by_one() -> None:
    base, revision = {"patternProperties": {"^a": {}}}, {"patternProperties": {"^b": {}, "^c": {}}}
    assert ids(base, revision, root("request")) == [
        "request-body-pattern-property-added",
        "request-body-pattern-property-added",
        "request-body-pattern-property-removed",
    ]


def test_what_is_under_a_condition_does_not_break_source() -> None:
    base, revision = ({"then": {"properties": {"a": {"type": kind}}}} for kind in ("string", "integer"))
    assert verdicts(base, revision, "response") == {"response-property-type-changed": ("safe", "safe", "risky")}


def test_an_item_of_a_tuple_that_says_what_all_items_do_is_no_change() -> None:
    base = {"type": "array", "items": NARROW}
    revision = {"type": "array", "prefixItems": [NARROW, NARROW], "items": NARROW}
    assert ids(base, revision, root("request")) == []
    assert ids(revision, base, root("request")) == []
    longer = {**revision, "prefixItems": [NARROW, {"type": "integer"}]}
    assert ids(base, longer, root("request")) == ["request-body-prefix-items-added"]


def test_an_item_of_a_tuple_stands_for_the_items_that_it_was_one_of() -> None:
    pet = {"$ref": "#/components/schemas/Pet"}
    base, revision = {"type": "array", "items": pet}, {"type": "array", "prefixItems": [pet], "items": False}
    components = {"Pet": of(NARROW)}, {"Pet": of({"type": "string", "maxLength": 3})}
    assert "request-property-max-length-set" in ids(base, revision, root("request"), components)
