from tests.drift.schemas.schema_pairs import ids


def test_keywords_that_nobody_knows_are_not_passed_over() -> None:
    assert ids({"$dynamicRef": "#a"}, {"$dynamicRef": "#b"}) == ["response-body-keyword-changed"]
    assert ids({"x-internal": 1}, {"x-internal": 2}) == []
