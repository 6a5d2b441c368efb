from typing import Any

import pytest

from tests.drift.schemas.schema_pairs import ids, of, root, verdicts

SAFE = ("safe", "safe", "safe")
BOTH = ("breaking", "breaking", "safe")
TEXT = {"type": "string"}
FULL = {"type": "object", "required": ["kind"], "properties": {"kind": {"enum": ["a", "b"]}, "note": TEXT}}


@pytest.mark.parametrize("nothing", [False, {"not": {}}, {"not": True}, {"not": {}, "description": "Never."}])
def test_what_gave_way_is_told_once(nothing: Any) -> None:
    for direction in ("request", "response"):
        at = root(direction)
        assert ids(FULL, nothing, at) == [f"{direction}-body-schema-became-false"]
        assert ids(nothing, FULL, at) == [f"{direction}-body-schema-became-not-false"]
    assert ids(nothing, False) == []


def test_who_sends_and_who_receives() -> None:
    assert verdicts(of(TEXT), of(False), "request") == {"request-property-schema-became-false": BOTH}
    assert verdicts(of(False), of(TEXT), "request") == {"request-property-schema-became-not-false": SAFE}
    must, never = of(TEXT, required=True), of(False, required=True)
    assert verdicts(must, never, "response") == {"response-property-schema-became-false": BOTH}
    assert verdicts(of(TEXT), of(False), "response") == {
        "response-property-schema-became-false": ("safe", "breaking", "risky")
    }
    assert verdicts(of(False), of(TEXT), "response") == {"response-property-schema-became-not-false": SAFE}
    assert ids(TEXT, False, root("request", "parameter")) == ["request-parameter-schema-became-false"]


def test_a_tuple_that_was_closed() -> None:
    pair = {"type": "array", "prefixItems": [TEXT, TEXT]}
    closed = {**pair, "items": False}
    assert verdicts(pair, closed, "request") == {"request-property-schema-became-false": BOTH}
    assert verdicts(closed, pair, "response") == {"response-property-schema-became-not-false": BOTH}
    assert ids(pair, {**pair, "items": TEXT}, root("request")) == ["request-body-items-added"]


def test_null_is_something() -> None:
    assert "response-property-schema-became-false" not in ids(of(TEXT), of({"oneOf": [False, {"type": "null"}]}))
