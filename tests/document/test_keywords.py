"""The keywords of schemas: what holds schemas, what holds data, what only describes."""

from __future__ import annotations

from generator.document import keywords


def test_nothing_holds_a_schema_and_data_at_once() -> None:
    assert keywords.DATA.isdisjoint(keywords.SUBSCHEMAS)
    assert keywords.SUBSCHEMAS.keys() == keywords.HOLDS_ONE | keywords.HOLDS_LIST | keywords.HOLDS_NAMED


def test_a_keyword_nobody_knows_describes() -> None:
    described = ("title", "externalDocs", "xml", "$comment", "deprecated", "readOnly", "x-more", "default", "examples")
    assert all(map(keywords.is_annotation, described))
    assert not any(map(keywords.is_annotation, (*keywords.SUBSCHEMAS, "const", "enum", "type", "minContains")))
