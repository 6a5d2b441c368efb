from typing import Any

import pytest

from generator.drift.schemas import SchemaComparison
from tests.drift.schemas.schema_pairs import changes, document, ids, of, root

PET: dict[str, Any] = {
    "type": "object",
    "required": ["id"],
    "properties": {"id": {"type": "integer"}, "owner": {"type": "object", "properties": {"name": {"type": "string"}}}},
}
REF = {"$ref": "#/components/schemas/Pet"}
PERSON = {"$ref": "#/components/schemas/Person"}
LONGER = {**PET, "properties": {**PET["properties"], "id": {"type": "string"}}}


def test_a_change_of_a_shared_component_is_one_with_every_operation_that_reaches_it() -> None:
    comparison = SchemaComparison(document({"Pet": PET}), document({"Pet": LONGER}))
    comparison.compare(REF, REF, root(operation="GET /pets/{id}"))
    comparison.compare({"type": "array", "items": REF}, {"type": "array", "items": REF}, root(operation="GET /pets"))
    comparison.compare(of(REF), of(REF), root(operation="GET /farm"))
    [change] = comparison.changes()
    assert change.id == "response-property-type-changed"
    assert change.operations == ("GET /farm", "GET /pets", "GET /pets/{id}")
    assert change.subject == "property 'id' of Pet"
    assert change.base.pointer == change.revision.pointer == "/components/schemas/Pet/properties/id/type"
    assert (change.base.value, change.revision.value) == ("integer", "string")


def test_sent_and_received_are_two_changes() -> None:
    comparison = SchemaComparison(document({"Pet": PET}), document({"Pet": LONGER}))
    comparison.compare(REF, REF, root("request", operation="POST /pets"))
    comparison.compare(REF, REF, root("response", operation="GET /pets"))
    found = {change.id: change.operations for change in comparison.changes()}
    assert found == {
        "request-property-type-changed": ("POST /pets",),
        "response-property-type-changed": ("GET /pets",),
    }


@pytest.mark.parametrize(
    ("base", "revision", "components"),
    [
        (REF, {"$ref": "#/components/schemas/Animal"}, ({"Pet": PET}, {"Animal": PET})),
        (REF, PET, ({"Pet": PET}, {})),
        (of(PET), of(REF), ({}, {"Pet": PET})),
        (REF, {"allOf": [REF]}, ({"Pet": PET}, {"Pet": PET})),
        (REF, {"oneOf": [REF]}, ({"Pet": PET}, {"Pet": PET})),
        (REF, {**REF, "description": "A pet.", "x-order": 1}, ({"Pet": PET}, {"Pet": PET})),
        (
            PET,
            {
                "allOf": [
                    {"$ref": "#/components/schemas/WithId"},
                    {"type": "object", "properties": {"owner": PET["properties"]["owner"]}},
                ]
            },
            ({}, {"WithId": {"type": "object", "required": ["id"], "properties": {"id": {"type": "integer"}}}}),
        ),
        ({"anyOf": [REF, {"type": "null"}]}, {"oneOf": [{"type": "null"}, REF]}, ({"Pet": PET}, {"Pet": PET})),
        ({"type": ["string", "null"]}, {"anyOf": [{"type": "string"}, {"type": "null"}]}, ({}, {})),
        ({"type": ["string", "integer"]}, {"type": ["integer", "string"]}, ({}, {})),
        ({"enum": ["a", "b"]}, {"enum": ["b", "a"]}, ({}, {})),
        ({"oneOf": [REF, PERSON]}, {"oneOf": [PERSON, REF]}, ({"Pet": PET, "Person": of({})}, {"Pet": PET, "Person": of({})})),
        ({**PET, "required": ["id", "owner"]}, {**PET, "required": ["owner", "id"]}, ({}, {})),
        ({}, True, ({}, {})),
        ({"type": "object", "additionalProperties": True}, {"type": "object"}, ({}, {})),
        ({"minLength": 0, "minimum": 1}, {"minimum": 1.0}, ({}, {})),
    ],
    ids=["renamed", "inlined", "extracted", "in allOf", "in oneOf", "annotated", "split", "null first", "null spelt otherwise",
         "types in order", "values in order", "members in order", "names in order", "true", "open", "no limit"],
)  # fmt: skip
@pytest.mark.parametrize("direction", ["request", "response"])
def test_another_way_to_write_the_same_is_no_change(
    direction: str, base: Any, revision: Any, components: tuple[dict[str, Any], dict[str, Any]]
) -> None:
    assert ids(base, revision, root(direction), components) == []
    assert ids(revision, base, root(direction), (components[1], components[0])) == []


def test_a_renamed_component_is_compared_with_what_it_was() -> None:
    [change] = changes(
        of(REF), of({"$ref": "#/components/schemas/Animal"}), components=({"Pet": PET}, {"Animal": LONGER})
    )
    assert change.id == "response-property-type-changed"
    assert change.revision.pointer == "/components/schemas/Animal/properties/id/type"


def test_one_place_that_becomes_nullable_says_nothing_of_another() -> None:
    comparison = SchemaComparison(document({"Pet": PET}), document({"Pet": PET}))
    schema = {"type": "object", "required": ["a", "b"], "properties": {"a": REF, "b": REF}}
    nullable = {"anyOf": [REF, {"type": "null"}]}
    comparison.compare(schema, {**schema, "properties": {"a": REF, "b": nullable}}, root())
    [change] = comparison.changes()
    assert (change.id, change.subject) == ("response-property-became-nullable", "property 'b' of response body")


def test_circles_end() -> None:
    node = {
        "type": "object",
        "properties": {"next": {"$ref": "#/components/schemas/Node"}, "value": {"type": "string"}},
    }
    other = {**node, "properties": {**node["properties"], "value": {"type": "integer"}}}
    at = {"$ref": "#/components/schemas/Node"}
    [change] = changes(at, at, components=({"Node": node}, {"Node": other}))
    assert change.subject == "property 'value' of Node"


def test_references_in_a_circle_and_to_nothing_end() -> None:
    circle = {"A": {"$ref": "#/components/schemas/B"}, "B": {"$ref": "#/components/schemas/A"}}
    at = {"$ref": "#/components/schemas/A"}
    assert ids(at, {"type": "string"}, components=(circle, {})) == ["response-body-type-specialized"]
    assert ids({"$ref": "#/nowhere"}, {"$ref": "#/nowhere"}) == []


def test_circles_of_different_length_are_not_multiplied() -> None:
    def ring(length: int, kind: str) -> dict[str, Any]:
        return {
            f"{kind}{i}": {
                "type": "object",
                "properties": {"next": {"$ref": f"#/components/schemas/{kind}{(i + 1) % length}"}},
            }
            for i in range(length)
        }

    at = ({"$ref": "#/components/schemas/a0"}, {"$ref": "#/components/schemas/b0"})
    assert ids(*at, components=(ring(7, "a"), ring(11, "b"))) == []
    found = set(ids(*at, components=(ring(211, "a"), ring(223, "b"))))
    assert found == {"response-property-schema-changed"}


def test_large_unions_of_strangers_are_reported_member_by_member() -> None:
    def union(prefix: str) -> dict[str, Any]:
        return {
            "oneOf": [
                of({"type": "string"}) | {"title": f"{prefix}{i}", "required": [f"{prefix}{i}"]} for i in range(300)
            ]
        }

    found = ids(union("a"), union("b"))
    assert set(found) == {"response-property-became-optional", "response-property-became-required"}
    assert len(found) == 600


def test_what_is_deep_in_shared_components_is_found_through_components_that_are_equal() -> None:
    components = {"Pet": of({"$ref": "#/components/schemas/Leaf"}), "Leaf": {"type": "string"}}
    [change] = changes(REF, REF, components=(components, {**components, "Leaf": {"type": "string", "pattern": "^a"}}))
    assert (change.id, change.subject) == ("response-property-pattern-added", "Leaf")


def test_documents_are_left_as_they_are() -> None:
    import copy

    base, revision = document({"Pet": PET}), document({"Pet": LONGER})
    before = copy.deepcopy((base, revision))
    comparison = SchemaComparison(base, revision)
    comparison.compare(REF, {"anyOf": [REF, {"type": "null"}]}, root())
    comparison.changes()
    assert (base, revision) == before
