from tests.drift.schemas.schema_pairs import of, verdicts


def test_xml_matters_where_it_is_written() -> None:
    base, revision = of({"xml": {"name": "a"}}), of({"xml": {"name": "b"}})
    assert verdicts(base, revision, "request") == {"request-property-xml-changed": ("safe", "safe", "safe")}
    found = verdicts(base, revision, "request", media_type="application/xml")
    assert found == {"request-property-xml-changed": ("risky", "safe", "safe")}
