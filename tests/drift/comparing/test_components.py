from typing import Any

from .documents import changes, document, ids, json_body

PET = {"type": "object", "properties": {"name": {"type": "string"}}}


def named(name: str, schema: Any = PET) -> dict[str, Any]:
    body = json_body({"type": "array", "items": {"$ref": f"#/components/schemas/{name}"}})
    paths = {"/pets": {"get": {"responses": {"200": {"description": "d", **body}}}}, "/b": {"get": {}}}
    return document(paths, components={"schemas": {name: schema}})


def test_a_renamed_schema_breaks_code_but_no_calls():
    (change,) = changes(named("Pet"), named("Animal"))
    assert change.id == "api-schema-removed"
    assert change.message == "the schema is called Animal now"
    assert (str(change.verdicts.wire), str(change.verdicts.source)) == ("safe", "breaking")
    assert change.operations == ("GET /pets",)
    assert change.revision.pointer == "/components/schemas/Animal"


def test_a_schema_that_is_written_out_instead_is_gone_by_name():
    answer = {"description": "d", **json_body({"type": "array", "items": PET})}
    inline = document({"/pets": {"get": {"responses": {"200": answer}}}, "/b": {"get": {}}})
    assert ids(named("Pet"), inline) == ["api-schema-removed"]
    assert ids(inline, named("Pet")) == []


def test_other_components_may_have_any_name_and_be_written_out():
    parameter = {"name": "limit", "in": "query", "schema": {"type": "integer"}}
    answer = {"description": "d", "headers": {"H": {"schema": {"type": "string"}}}}
    body = json_body({"type": "string"})

    def referring(*names: str) -> dict[str, Any]:
        operation = {
            "parameters": [{"$ref": f"#/components/parameters/{names[0]}"}],
            "requestBody": {"$ref": f"#/components/requestBodies/{names[0]}"},
            "responses": {"200": {"$ref": f"#/components/responses/{names[0]}"}},
        }
        shared = {
            "parameters": {names[0]: parameter},
            "requestBodies": {names[0]: body},
            "responses": {names[0]: answer},
        }
        return document({"/a": {"put": operation}}, components=shared)

    inline = document({"/a": {"put": {"parameters": [parameter], "requestBody": body, "responses": {"200": answer}}}})
    assert ids(referring("A"), referring("B")) == []
    assert ids(referring("A"), inline) == ids(inline, referring("A")) == []
