from typing import Any

import pytest

from tests.drift.schemas.schema_pairs import changes, ids, of, root, verdicts

SAFE = ("safe", "safe", "safe")
BOTH = ("breaking", "breaking", "safe")
NOTHING: dict[str, Any] = {"type": "object", "properties": {}}
TEXT = {"type": "string"}


def test_new_properties_of_what_is_sent() -> None:
    assert verdicts(NOTHING, of(TEXT), "request") == {"new-optional-request-property": SAFE}
    assert verdicts(NOTHING, of(TEXT, required=True), "request") == {"new-required-request-property": BOTH}
    helped = of({**TEXT, "default": "x"}, required=True)
    assert verdicts(NOTHING, helped, "request") == {
        "new-required-request-property-with-default": ("risky", "breaking", "safe")
    }


def test_new_properties_of_what_is_received_are_kept_by_models() -> None:
    assert verdicts(NOTHING, of(TEXT), "response") == {"response-optional-property-added": SAFE}
    assert verdicts(NOTHING, of(TEXT, required=True), "response") == {"response-required-property-added": SAFE}


def test_properties_that_are_gone() -> None:
    assert verdicts(of(TEXT), NOTHING, "request") == {"request-property-removed": ("risky", "breaking", "safe")}
    closed = {**NOTHING, "additionalProperties": False}
    assert verdicts({**of(TEXT), "additionalProperties": False}, closed, "request") == {
        "request-property-removed": BOTH
    }
    assert verdicts(of(TEXT), NOTHING, "response") == {
        "response-optional-property-removed": ("safe", "breaking", "risky")
    }
    assert verdicts(of(TEXT, required=True), NOTHING, "response") == {"response-required-property-removed": BOTH}


def test_what_only_travels_the_other_way_breaks_nothing() -> None:
    assert verdicts(NOTHING, of({**TEXT, "readOnly": True}, required=True), "request") == {
        "new-required-request-read-only-property": SAFE
    }
    read = {**TEXT, "readOnly": True}
    assert verdicts(NOTHING, of(read), "request") == {"new-optional-request-read-only-property": SAFE}
    assert verdicts(of(read), NOTHING, "request") == {"request-read-only-property-removed": SAFE}
    assert verdicts(of(read), of(read, required=True), "request") == {
        "request-read-only-property-became-required": SAFE
    }
    assert verdicts(of(read, required=True), of(read), "request") == {
        "request-read-only-property-became-optional": SAFE
    }
    header = root("request", "parameter", location="header")
    assert ids(NOTHING, of(read, required=True), header) == ["new-required-request-parameter-read-only-property"]
    assert ids(of(read), of(read, required=True), header) == ["request-parameter-read-only-property-became-required"]
    assert verdicts(of({**TEXT, "writeOnly": True}, required=True), NOTHING, "response") == {
        "response-required-write-only-property-removed": SAFE
    }


def test_what_has_to_be_there() -> None:
    may, must = of(TEXT), of(TEXT, required=True)
    assert verdicts(may, must, "request") == {"request-property-became-required": BOTH}
    assert verdicts(must, may, "request") == {"request-property-became-optional": SAFE}
    assert verdicts(may, must, "response") == {"response-property-became-required": SAFE}
    assert verdicts(must, may, "response") == {"response-property-became-optional": BOTH}


def test_what_could_be_null_already_keeps_its_type_when_it_may_be_left_out() -> None:
    nullable = {"type": ["string", "null"]}
    found = verdicts(of(nullable, required=True), of(nullable), "response")
    assert found == {"response-property-became-optional": ("breaking", "safe", "safe")}


def test_a_default_and_headers_have_ids_of_their_own() -> None:
    helped = {**TEXT, "default": "x"}
    assert ids(of(helped), of(helped, required=True), root("request")) == [
        "request-property-became-required-with-default"
    ]
    header = root("request", "parameter", location="header")
    assert ids(of(TEXT), of(TEXT, required=True), header) == ["request-header-property-became-required"]
    assert ids(NOTHING, of(TEXT, required=True), header) == ["new-required-request-header-property"]


def test_what_is_asked_for_and_described_nowhere_is_left_over() -> None:
    few, many = of(TEXT), {**of(TEXT), "required": ["it", "owner"]}
    assert verdicts(of(TEXT, required=True), many, "request") == {"request-undescribed-property-became-required": SAFE}
    assert verdicts(many, of(TEXT, required=True), "response") == {
        "response-undescribed-property-became-optional": SAFE
    }
    [change] = changes(of(TEXT, required=True), many, root("request"))
    assert change.message == "'owner' has to be there"
    assert set(verdicts(few, many, "request")) == {
        "request-property-became-required",
        "request-undescribed-property-became-required",
    }


def test_what_is_asked_for_may_be_described_elsewhere_or_not_at_all() -> None:
    free, asks = {"type": "object"}, {"type": "object", "required": ["owner"]}
    assert ids(free, asks, root("request")) == ["request-property-became-required"]
    owner = {"properties": {"owner": TEXT}}
    few, many = {"allOf": [owner, of(TEXT)]}, {"allOf": [owner, {**of(TEXT), "required": ["owner"]}]}
    assert verdicts(few, many, "request") == {"request-property-became-required": ("breaking", "safe", "safe")}
    beside, asking = {"allOf": [owner], **of(TEXT)}, {"allOf": [owner], **of(TEXT), "required": ["owner"]}
    assert verdicts(beside, asking, "request") == {"request-property-became-required": BOTH}


@pytest.mark.parametrize(
    "more",
    [
        {"oneOf": [{"properties": {"owner": TEXT}}, {"properties": {"lives": TEXT}}]},
        {"if": {"properties": {"it": {"const": "a"}}}, "then": {"properties": {"owner": TEXT}}},
        {"patternProperties": {"^own": TEXT}},
        {"dependentSchemas": {"it": {"properties": {"owner": TEXT}}}},
        {"additionalProperties": {"type": "string"}},
    ],
)
def test_what_other_keywords_may_describe_is_not_left_over(more: dict[str, Any]) -> None:
    base, revision = {**of(TEXT), **more}, {**of(TEXT), **more, "required": ["owner"]}
    assert ids(base, revision, root("request")) == ["request-property-became-required"]
    whole = {"properties": {"owner": TEXT}}
    few, many = {**whole, "oneOf": [of(TEXT)]}, {**whole, "oneOf": [{**of(TEXT), "required": ["owner"]}]}
    assert ids(few, many, root("request")) == ["request-property-became-required"]


def test_the_subject_is_the_way_to_the_property() -> None:
    base, revision = of({"type": "array", "items": NOTHING}), of({"type": "array", "items": of(TEXT)})
    [change] = changes(base, revision)
    assert change.subject == "property 'it/items/it' of response body"
    assert change.base.pointer == "/old/properties/it/items"
    assert change.revision.pointer == "/new/properties/it/items/properties/it"
