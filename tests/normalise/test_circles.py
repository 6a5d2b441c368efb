"""Unions that are choices of each other are one union."""

from __future__ import annotations

import json
from typing import Any

import pytest

from generator.normalise.circles import unite_circles
from generator.normalise.ledger import Ledger

from .documents import getting, ref
from .helpers import components, normal

STRING, INTEGER = {"type": "string"}, {"type": "integer"}


@pytest.mark.parametrize("union", ["oneOf", "anyOf"])
def test_unions_of_each_other_allow_what_all_of_them_do(union: str):
    schemas = {"A": {union: [ref("B"), STRING]}, "B": {union: [{"anyOf": [ref("A")]}, INTEGER]}}
    document = getting({"type": "object", "properties": {"a": ref("A"), "b": ref("B")}}, **schemas)
    made = components(document)
    assert made["A"]["anyOf"] == [STRING, INTEGER]
    assert made["B"] == ref("A")
    entries = normal(document).ledger.entries
    assert {entry.pointer for entry in entries if entry.rule == "unite-unions"} >= {
        "/components/schemas/A",
        "/components/schemas/B",
    }


def test_a_union_of_itself_is_its_other_choices():
    made = components(getting(ref("A"), A={"oneOf": [ref("A"), STRING, INTEGER], "description": "either"}))
    assert made["A"] == {"anyOf": [STRING, INTEGER], "description": "either"}


def test_unions_that_hold_each_other_in_parts_stay():
    schemas: dict[str, Any] = {"A": {"anyOf": [STRING, {"type": "array", "items": ref("A")}]}}
    before = json.dumps(schemas)
    assert not unite_circles(schemas, Ledger(schemas))
    assert json.dumps(schemas) == before


def test_many_unions_in_a_row_and_in_a_circle():
    row: dict[str, Any] = {f"R{i}": {"anyOf": [ref(f"R{i + 1}"), STRING]} for i in range(4_000)}
    circle: dict[str, Any] = {f"C{i}": {"anyOf": [ref(f"C{(i + 1) % 4_000}"), STRING]} for i in range(4_000)}
    schemas = {**row, **circle, "R4000": INTEGER}
    assert unite_circles(schemas, Ledger(schemas))
    assert schemas["R5"] == row["R5"]
    assert schemas["C5"] == ref("C0")
