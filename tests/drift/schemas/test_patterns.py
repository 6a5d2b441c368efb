from tests.drift.schemas.schema_pairs import verdicts


def test_a_new_pattern_refuses_and_another_one_may() -> None:
    added = verdicts({}, {"pattern": "^a"}, "request")
    changed = verdicts({"pattern": "^a"}, {"pattern": "^b"}, "request")
    generalized = verdicts({"pattern": "^a"}, {"pattern": ".*"}, "request")
    assert added == {"request-body-pattern-added": ("breaking", "safe", "safe")}
    assert changed == {"request-body-pattern-changed": ("risky", "safe", "safe")}
    assert generalized == {"request-body-pattern-generalized": ("safe", "safe", "safe")}


def test_what_is_received_is_not_held_to_patterns() -> None:
    assert verdicts({"pattern": "^a"}, {}, "response") == {"response-body-pattern-removed": ("safe", "safe", "risky")}


def test_what_is_received_changes_when_its_pattern_does_though_the_new_one_matches_everything() -> None:
    found = verdicts({"pattern": "^a"}, {"pattern": ".*"}, "response")
    assert found == {"response-body-pattern-changed": ("safe", "safe", "risky")}
