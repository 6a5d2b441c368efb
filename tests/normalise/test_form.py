from __future__ import annotations

from typing import Any

import pytest

from generator.document.copies import plain_copy
from generator.document.findings import SpecloomError
from generator.normalise.form import normal_form

from . import documents
from .documents import composed, document, getting, nullable, ref
from .helpers import normal, resolved


def test_the_resolved_form_is_handed_on_unchanged():
    given = resolved(composed())
    before = plain_copy(given)
    form = normal_form(given, "a.yaml")
    assert given == before
    assert form.resolved is given


@pytest.mark.parametrize("make", documents.ALL, ids=lambda make: make.__name__)
def test_equal_inputs_give_equal_forms(make: Any):
    one, two = normal(make()), normal(make())
    assert one.document == two.document
    assert one.ledger.entries == two.ledger.entries
    assert one.findings == two.findings


def test_compositions_and_unions_make_way_for_each_other():
    given = getting(
        ref("Outer"),
        Outer={"allOf": [ref("Single"), {"properties": {"b": {}}}]},
        Single={"oneOf": [ref("Inner")]},
        Inner={"allOf": [{"properties": {"a": {}}}, {"properties": {"c": {}}}]},
    )
    assert list(normal(given).document["components"]["schemas"]["Outer"]["properties"]) == ["a", "c", "b"]


def test_empty_sections_go():
    form = normal(document(components={"schemas": {}}))
    assert form.document["components"] == {}
    assert form.ledger.unexplained() == []


def test_a_nullable_response_says_null_where_it_is_used():
    assert "null" not in str(normal(nullable()).document["components"]["schemas"]["MaybePlant"]["type"])


def deep(keyword: str, levels: int) -> dict[str, Any]:
    schema: dict[str, Any] = {"type": "string"}
    for _ in range(levels):
        schema = {
            "properties": {"type": "object", "properties": {"p": schema}}, "items": {"type": "array", "items": schema},
            "allOf": {"allOf": [schema]}, "anyOf": {"anyOf": [schema, {"type": "null"}]}, "not": {"not": schema},
        }[keyword]  # fmt: skip
    return schema


@pytest.mark.parametrize("keyword", ["properties", "items", "allOf", "anyOf", "not"])
def test_what_is_nested_as_deeply_as_a_document_may_be_is_normalised(keyword: str):
    per_level = 1 if keyword in {"items", "not"} else 2
    form = normal(getting(deep(keyword, 180 // per_level)))
    assert normal(form.document).document == form.document


def test_references_of_the_normal_form_all_lead_somewhere():
    mapping = {"x": "#/components/schemas/Gone"}
    union = {"oneOf": [ref("A"), ref("B")], "discriminator": {"propertyName": "k", "mapping": mapping}}
    form = normal(getting(union, A={"properties": {"k": {}}}, B={"properties": {"k": {}}}))
    assert "Gone" not in str(form.document)


@pytest.mark.parametrize(
    "schemas",
    [
        {"A": {"anyOf": [ref("B")]}, "B": {"oneOf": [ref("A")]}},
        {"A": {"allOf": [{"anyOf": [ref("B")]}]}, "B": {"allOf": [ref("A")]}},
        {"A": {"anyOf": [ref("A"), {"type": "null"}]}},
    ],
)
def test_components_that_say_nothing_are_refused(schemas: dict[str, Any]):
    with pytest.raises(SpecloomError) as caught:
        normal(getting(ref("A"), **schemas))
    assert caught.value.findings[0].rule in {"circular-reference", "circular-composition"}
