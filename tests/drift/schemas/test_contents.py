from tests.drift.schemas.schema_pairs import ids, of

TEXT = {"type": "string"}


def test_contents() -> None:
    assert ids({**TEXT, "contentEncoding": "base64"}, TEXT) == ["response-body-content-encoding-changed"]
    assert ids(TEXT, {**TEXT, "contentSchema": {}}) == ["response-body-content-schema-added"]
    base, revision = ({**TEXT, "contentSchema": of({"maxLength": size})} for size in (5, 9))
    assert ids(base, revision) == ["response-property-max-length-increased"]
