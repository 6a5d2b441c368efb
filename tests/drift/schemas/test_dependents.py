from tests.drift.schemas.schema_pairs import verdicts


def test_dependent_properties() -> None:
    base, revision = {"dependentRequired": {"a": ["b"]}}, {"dependentRequired": {"a": ["b", "c"]}}
    assert verdicts(base, revision, "request") == {
        "request-body-dependent-required-changed": ("breaking", "safe", "safe")
    }
    assert verdicts(revision, base, "request") == {"request-body-dependent-required-changed": ("safe", "safe", "safe")}
