from typing import Any

import pytest

from tests.drift.schemas.schema_pairs import ids, of, verdicts

SAFE = ("safe", "safe", "safe")
BOTH = ("breaking", "breaking", "safe")
TEXT = {"type": "string"}
SPELLINGS = [
    {"type": ["string", "null"]},
    {"anyOf": [TEXT, {"type": "null"}]},
    {"oneOf": [{"type": "null"}, TEXT]},
]


@pytest.mark.parametrize("nullable", SPELLINGS)
def test_null_in_each_spelling(nullable: dict[str, Any]) -> None:
    assert verdicts(TEXT, nullable, "request") == {"request-body-became-nullable": SAFE}
    assert verdicts(nullable, TEXT, "request") == {"request-body-became-not-nullable": BOTH}
    assert verdicts(TEXT, nullable, "response") == {"response-body-became-nullable": BOTH}
    assert verdicts(nullable, TEXT, "response") == {"response-body-became-not-nullable": SAFE}


@pytest.mark.parametrize("nullable", SPELLINGS)
def test_what_may_be_left_out_is_none_in_models_anyway(nullable: dict[str, Any]) -> None:
    found = verdicts(of(TEXT), of(nullable), "response")
    assert found == {"response-property-became-nullable": SAFE}
    found = verdicts(of(TEXT, required=True), of(nullable, required=True), "response")
    assert found == {"response-property-became-nullable": BOTH}


def test_null_among_the_values_of_an_enum() -> None:
    assert ids({"enum": ["a"]}, {"enum": ["a", None]}) == ["response-body-became-nullable"]


def test_null_beside_several_alternatives() -> None:
    both = [TEXT, {"type": "object", "properties": {}}]
    assert ids({"oneOf": both}, {"oneOf": [*both, {"type": "null"}]}) == ["response-body-became-nullable"]


def test_what_admitted_everything_does_not_gain_null() -> None:
    assert ids({}, {"type": ["string", "null"]}) == ["response-body-type-specialized"]
