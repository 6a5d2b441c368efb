from tests.drift.schemas.schema_pairs import ids, of, root

TEXT = {"type": "string"}


def test_contents() -> None:
    assert ids({**TEXT, "contentEncoding": "base64"}, TEXT) == ["response-body-content-encoding-changed"]
    assert ids(TEXT, {**TEXT, "contentSchema": {}}) == ["response-body-content-schema-added"]
    base, revision = ({**TEXT, "contentSchema": of({"maxLength": size})} for size in (5, 9))
    assert ids(base, revision) == ["response-property-max-length-increased"]


def test_what_formats_said_in_earlier_versions_is_what_contents_say_now() -> None:
    for form, keyword, value in (
        ("byte", "contentEncoding", "base64"),
        ("binary", "contentMediaType", "application/octet-stream"),
    ):
        old, new = {**TEXT, "format": form}, {**TEXT, keyword: value}
        for kind in ("request", "response"):
            assert ids(of(old), of(new), root(kind)) == ids(of(new), of(old), root(kind)) == []
        assert ids(old, {**old, keyword: value}) == []
        assert ids(of(new), of(TEXT)) != []
    assert ids(of({**TEXT, "format": "byte"}), of({**TEXT, "contentEncoding": "quoted-printable"})) != []
    image = {**TEXT, "contentMediaType": "image/png"}
    assert "request-property-content-media-type-changed" in ids(
        of({**TEXT, "format": "binary"}), of(image), root("request")
    )
