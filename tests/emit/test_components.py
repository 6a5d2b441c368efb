from __future__ import annotations

from typing import Any

import pytest

from generator.emit.components import Components

from .documents import bakery, ref
from .packages import normalised

NULL = {"type": "null"}


@pytest.fixture
def components() -> Components:
    return Components(normalised(bakery()))


def test_references_and_null_are_seen_through(components: Components):
    assert components.resolved({"anyOf": [ref("Bread"), NULL]})["description"] == "A loaf on the shelf."


@pytest.mark.parametrize("schema", [None, True, [], "text", ref("Missing")])
def test_what_is_no_schema_is_empty(components: Components, schema: Any):
    assert components.resolved(schema) == {}


def test_a_reference_to_itself_ends():
    looped = Components({"components": {"schemas": {"A": ref("B"), "B": ref("A")}}})
    assert looped.resolved(ref("A")) == {}


@pytest.mark.parametrize(
    ("pointer", "attributes", "kind"),
    [("", "", "object"), ("/breads", "breads", "array"), ("/paging/next", "paging.next", ["string", "null"])],
)
def test_a_pointer_leads_to_attributes(components: Components, pointer: str, attributes: str, kind: Any):
    found, schema = components.at(ref("Shelf"), pointer)
    assert found == attributes
    assert schema["type"] == kind


def test_a_pointer_leads_to_python_names(components: Components):
    assert components.at(ref("Bread"), "/weightGrams")[0] == "weight_grams"


def test_a_pointer_to_nothing_leads_to_nothing(components: Components):
    assert components.at(ref("Shelf"), "/loaves/0")[1] == {}
