from tests.drift.schemas.schema_pairs import of, verdicts


def test_forbidding_what_is_not_listed_refuses_it() -> None:
    base = of({})
    closed = {**base, "additionalProperties": False}
    assert verdicts(base, closed, "request") == {
        "request-body-additional-properties-disallowed": ("breaking", "safe", "safe")
    }
    assert verdicts(closed, base, "response") == {
        "response-body-additional-properties-allowed": ("safe", "safe", "risky")
    }


def test_the_values_of_a_map_are_part_of_its_type() -> None:
    anything, texts = {"type": "object"}, {"type": "object", "additionalProperties": {"type": "string"}}
    assert verdicts(anything, texts, "request") == {
        "request-body-additional-properties-schema-added": ("breaking", "breaking", "safe")
    }
    numbers = {"type": "object", "additionalProperties": {"type": "integer"}}
    assert verdicts(texts, numbers, "response") == {"response-property-type-changed": ("breaking", "breaking", "safe")}
