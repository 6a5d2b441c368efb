from __future__ import annotations

from typing import Any

import pytest

from generator.document import references


def found(document: Any) -> set[str]:
    return {pointer for _, pointer in references.references(document)}


def test_references_are_found_where_they_refer():
    document = {
        "a": {"$ref": "#/b"},
        "list": [{"$ref": "#/b"}],
        "responses": {"default": {"$ref": "#/b"}, "200": {"content": {"x": {"examples": {"one": {"$ref": "#/b"}}}}}},
        "properties": {"$ref": {"type": "string"}, "example": {"$ref": "#/b"}, "default": {"$ref": "#/b"}},
    }
    assert found(document) == {
        "/a",
        "/list/0",
        "/responses/default",
        "/responses/200/content/x/examples/one",
        "/properties/example",
        "/properties/default",
    }


def test_data_and_extensions_hold_no_references():
    link = {"$ref": "#/b"}
    data: dict[str, Any] = dict.fromkeys(("example", "default", "const", "x-note"), link)
    assert found({**data, "enum": [link], "examples": [link], "examples2": {"$ref": 5}}) == set()
    assert found({"examples": {"one": {"value": {"$ref": "#/b"}}}}) == set()


@pytest.mark.parametrize(
    ("reference", "pointer"),
    [
        ("#", ""),
        ("#/a/b", "/a/b"),
        ("#/paths/~1a%7Bid%7D", "/paths/~1a{id}"),
        ("#a", None),
        ("a.yaml#/b", None),
        ("", None),
    ],
)
def test_target(reference: str, pointer: str | None):
    assert references.target(reference) == pointer


def test_follow_goes_to_the_end_and_stops_at_what_is_broken():
    document = {
        "a": {"$ref": "#/b"},
        "b": {"$ref": "#/c"},
        "c": {"x": 1},
        "d": {"$ref": "#/none"},
        "e": {"$ref": "#/e"},
    }
    assert references.follow(document, document["a"]) == {"x": 1}
    assert references.follow(document, document["d"]) == {"$ref": "#/none"}
    assert references.follow(document, document["e"]) == {"$ref": "#/e"}
    assert references.follow(document, 5) == 5


@pytest.mark.parametrize(
    ("reference", "rule", "says"),
    [
        ("#/schemas/Plent", "unresolved-reference", "Did you mean #/schemas/Plant?"),
        ("#/shcemas/Plant", "unresolved-reference", "Did you mean #/schemas?"),
        ("#/schemas/Alias/properties/name", "unresolved-reference", "is itself a reference, to '#/schemas/Plant'"),
        ("#/schemas/Plant/type/x", "unresolved-reference", "has no 'x'"),
        ("other.yaml#/Plant", "external-reference", "Bundle"),
        ("Plant", "external-reference", "Bundle"),
        ("#Plant", "anchor-reference", "the pointer of what it names"),
        ("#/schemas/One", "circular-reference", "refer to each other"),
        ("#/schemas/Self", "circular-reference", "refer to each other"),
    ],
)
def test_each_broken_reference_is_a_finding_with_a_way_out(reference: str, rule: str, says: str):
    schemas = {
        "Plant": {"type": "object"},
        "Alias": {"$ref": "#/schemas/Plant"},
        "One": {"$ref": "#/schemas/Two"},
        "Two": {"$ref": "#/schemas/One"},
        "Self": {"$ref": "#/schemas/Self"},
    }
    findings = references.unresolved({"schemas": schemas, "use": {"$ref": reference}}, "a.yaml")
    (finding,) = [finding for finding in findings if finding.place.pointer == "/use/$ref"]
    assert finding.rule == rule
    assert reference in finding.message
    assert says in finding.remedy


def test_recursion_is_no_circle():
    tree = {"properties": {"children": {"items": {"$ref": "#/schemas/Tree"}}}}
    assert references.unresolved({"schemas": {"Tree": tree, "Other": {"$ref": "#/schemas/Tree"}}}, "a.yaml") == []


def test_a_long_chain_of_references_is_bounded():
    schemas: dict[str, Any] = {f"S{i}": {"$ref": f"#/schemas/S{i + 1}"} for i in range(1000)}
    findings = references.unresolved({"schemas": {**schemas, "S1000": {}}}, "a.yaml")
    assert {finding.rule for finding in findings} == {"circular-reference"}
