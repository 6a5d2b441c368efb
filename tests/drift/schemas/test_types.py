from typing import Any

import pytest

from tests.drift.schemas.schema_pairs import ids, of, root, verdicts

BOTH = ("breaking", "breaking", "safe")
SAFE = ("safe", "safe", "safe")
LISTED = [{"type": "string"}, {"type": "integer"}]


def _types(before: Any, after: Any) -> tuple[dict[str, Any], dict[str, Any]]:
    return ({"type": before} if before else {}, {"type": after} if after else {})


@pytest.mark.parametrize(
    ("before", "after", "request_id", "sent", "response_id", "received"),
    [
        ("string", "integer", "changed", BOTH, "changed", BOTH),
        ("integer", "number", "generalized", SAFE, "generalized", BOTH),
        ("number", "integer", "changed", BOTH, "specialized", SAFE),
        ("string", ["string", "integer"], "generalized", SAFE, "generalized", BOTH),
        (["string", "integer"], "string", "changed", BOTH, "specialized", SAFE),
        ("string", None, "generalized", SAFE, "changed", BOTH),
        (None, "string", "changed", BOTH, "specialized", SAFE),
    ],
)
def test_types(before: Any, after: Any, request_id: str, sent: Any, response_id: str, received: Any) -> None:
    base, revision = _types(before, after)
    assert verdicts(base, revision, "request") == {f"request-body-type-{request_id}": sent}
    assert verdicts(base, revision, "response") == {f"response-body-type-{response_id}": received}


def test_text_takes_everything_where_values_are_written_as_text() -> None:
    base, revision = _types("integer", "string")
    form = "application/x-www-form-urlencoded"
    assert verdicts(base, revision, "request", media_type=form) == {
        "request-body-type-compatible": ("safe", "breaking", "safe")
    }
    assert ids(base, revision, root("request", "parameter")) == ["request-parameter-type-generalized"]
    assert ids(of(base), of(revision), root("request", "parameter")) == ["request-parameter-property-type-changed"]


def test_text_still_takes_everything_where_other_types_are_not_listed_any_more() -> None:
    base, revision = _types(["string", "integer"], "string")
    assert verdicts(base, revision, "request", media_type="application/xml") == {
        "request-body-type-compatible": ("safe", "breaking", "safe")
    }
    assert ids(base, revision, root("request", "parameter")) == ["request-parameter-type-generalized"]
    assert ids(revision, base, root(media_type="application/xml")) == ["response-body-type-compatible"]
    assert ids(*_types(["string", "integer"], "integer"), root("request", "parameter")) == [
        "request-parameter-type-changed"
    ]


def test_the_type_of_what_is_only_read_is_that_of_the_answers() -> None:
    for before, after in (({"type": "string"}, {"type": "integer"}), ({"type": "string"}, {"oneOf": LISTED})):
        base, revision = (of({**each, "readOnly": True}) for each in (before, after))
        assert ids(base, revision, root("request")) == []
        assert len(ids(base, revision)) == 1
        assert len(ids(of(before), revision, root("request"))) == 2


def test_a_value_that_becomes_a_list_of_it_is_still_taken_where_parameters_repeat() -> None:
    revision = {"type": "array", "items": {"type": "string"}}
    at = {"kind": "parameter", "repeats": True}
    assert verdicts({"type": "string"}, revision, "request", **at) == {
        "request-parameter-type-generalized": ("safe", "breaking", "safe")
    }
    assert verdicts({"type": "boolean"}, revision, "request", **at) == {"request-parameter-type-changed": BOTH}


def test_several_values_of_which_one_is_taken_are_refused_where_parameters_repeat() -> None:
    base, revision = {"type": "array", "items": {"type": "string"}}, {"type": "string"}
    generalized = "request-parameter-type-generalized"
    assert verdicts(base, revision, "request", kind="parameter") == {generalized: ("safe", "breaking", "safe")}
    assert verdicts(base, revision, "request", kind="parameter", repeats=True) == {generalized: BOTH}


@pytest.mark.parametrize(
    ("before", "after", "direction", "change_id", "expected"),
    [
        ("date", "uuid", "request", "changed", BOTH),
        ("date-time", "", "response", "changed", ("breaking", "breaking", "risky")),
        ("", "date-time", "response", "specialized", ("safe", "breaking", "safe")),
        ("email", "", "request", "generalized", SAFE),
        ("", "email", "request", "changed", ("risky", "safe", "safe")),
        ("email", "hostname", "response", "changed", ("safe", "safe", "risky")),
    ],
)
def test_formats_matter_where_packages_have_types_for_them(
    before: str, after: str, direction: str, change_id: str, expected: tuple[str, str, str]
) -> None:
    base, revision = ({"type": "string"} | ({"format": form} if form else {}) for form in (before, after))
    assert verdicts(base, revision, direction) == {f"{direction}-body-type-{change_id}": expected}


@pytest.mark.parametrize(
    ("values", "kind", "other"),
    [
        ({"const": "a"}, "string", "integer"),
        ({"enum": ["a", "b"]}, "string", "array"),
        ({"enum": [1, 2.0]}, "integer", "string"),
        ({"enum": [1, 2.5]}, "number", "integer"),
        ({"const": True}, "boolean", "integer"),
        ({"const": {"a": 1}}, "object", "string"),
    ],
)
def test_the_type_of_listed_values_need_not_be_said(values: dict[str, Any], kind: str, other: str) -> None:
    said = {**values, "type": kind}
    assert ids(values, said) == ids(said, values) == []
    assert ids(values, {**values, "type": other}, root("request")) == ["request-body-type-changed"]


def test_the_items_of_a_new_list_come_with_it() -> None:
    assert ids({"type": "string"}, {"type": "array", "items": {"type": "string"}}) == ["response-body-type-changed"]


@pytest.mark.parametrize("direction", ["request", "response"])
def test_what_objects_held_is_no_change_of_its_own_where_they_gave_way(direction: Any) -> None:
    pet = {"type": "object", "properties": {"name": {"type": "string"}}, "required": ["name"]}
    pets = {"type": "array", "items": pet}
    assert ids(of(pet), of(pets), root(direction)) == [f"{direction}-property-type-changed"]
    assert ids(of(pets), of(pet), root(direction)) == [f"{direction}-property-type-changed"]
