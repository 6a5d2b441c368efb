from tests.drift.schemas.schema_pairs import of, verdicts

TEXT = {"type": "string"}
READ, WRITTEN = {**TEXT, "readOnly": True}, {**TEXT, "writeOnly": True}


def test_what_is_only_read_from_now_on_cannot_be_sent() -> None:
    assert verdicts(of(TEXT), of(READ), "request") == {
        "request-optional-property-became-read-only": ("risky", "breaking", "safe")
    }
    assert verdicts(of(READ, required=True), of(TEXT, required=True), "request") == {
        "request-required-property-became-not-read-only": ("breaking", "breaking", "safe")
    }


def test_what_is_only_written_from_now_on_does_not_come_any_more() -> None:
    assert verdicts(of(TEXT, required=True), of(WRITTEN, required=True), "response") == {
        "response-required-property-became-write-only": ("breaking", "breaking", "safe")
    }
    assert verdicts(of(TEXT), of(READ), "response") == {
        "response-optional-property-became-read-only": ("safe", "safe", "safe")
    }
