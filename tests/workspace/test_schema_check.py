"""Violations of a schema as findings."""

from __future__ import annotations

from typing import Any

import pytest

from generator.workspace.schema_check import MAX_FINDINGS, check, shown

SCHEMA: dict[str, Any] = {
    "type": "object",
    "required": ["name"],
    "additionalProperties": False,
    "properties": {
        "name": {"type": "string", "pattern": "^[a-z]+$", "description": "a word", "maxLength": 5},
        "tags": {"type": "array", "minItems": 1, "maxItems": 2, "items": {"enum": ["a", "b"]}},
        "map": {"$ref": "#/$defs/map"},
        "on": {"type": ["boolean", "null"]},
        "odd": {"multipleOf": 2},
    },
    "$defs": {"map": {"type": "object", "propertyNames": {"pattern": "^[A-Z]$", "description": "a capital"}}},
}


def messages(data: Any) -> list[tuple[str | None, str]]:
    return [(each.place.pointer, each.message) for each in check(data, SCHEMA, file="f.yaml", rule="r")]


@pytest.mark.parametrize(
    ("data", "pointer", "message"),
    [
        ({}, "", "lacks the key 'name'"),
        ({"name": "x", "nam": 1}, "/nam", "has the unknown key 'nam'"),
        ({"name": "A"}, "/name", 'is "A", but must be a word'),
        ({"name": 1}, "/name", "is 1, but must be a word; write it in quotes"),
        ({"name": "abcdefg"}, "/name", "is longer than 5"),
        ({"name": "x", "tags": []}, "/tags", "must not be empty"),
        ({"name": "x", "tags": ["a", "b", "a"]}, "/tags", "is longer than 2"),
        ({"name": "x", "tags": ["c"]}, "/tags/0", 'is "c", but must be one of "a", "b"'),
        ({"name": "x", "map": {"ab": 1}}, "/map", 'has the key "ab", which is not a capital'),
        ({"name": "x", "map": []}, "/map", "is [], but must be a mapping"),
        ({"name": "x", "on": 1}, "/on", "is 1, but must be null or true or false"),
        ({"name": "x", "odd": 3}, "/odd", "breaks the rule 'multipleOf': 3"),
        ([], "", "is [], but must be a mapping"),
    ],
)
def test_messages(data: Any, pointer: str, message: str):
    assert messages(data) == [(pointer, message)]


def test_findings_name_file_rule_line_and_remedy():
    (finding,) = check({"name": "x", "taags": 1}, SCHEMA, file="f.yaml", rule="r", line_of={"/taags": 7}.get)
    assert (finding.place.file, finding.place.line, finding.rule) == ("f.yaml", 7, "r")
    assert finding.remedy == "Did you mean 'tags'? Valid keys: name, tags, map, on, odd."


def test_what_is_right_has_no_findings():
    assert check({"name": "x", "tags": ["a"], "map": {"A": 1}, "on": None}, SCHEMA, file="f", rule="r") == []


def test_findings_are_bounded_and_values_cut():
    assert len(messages({str(number): 1 for number in range(1000)})) == MAX_FINDINGS
    assert len(shown("x" * 10_000)) < 100


@pytest.mark.parametrize("data", [{"name": float("inf")}, {"name": float("nan")}, {1: 2}, {"name": {1, 2}}])
def test_what_is_not_json_is_a_finding(data: Any):
    assert len(messages(data)) == 1
