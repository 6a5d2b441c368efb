from __future__ import annotations

from typing import Any

import pytest

from generator.document.copies import plain_copy
from generator.document.findings import Finding, SpecloomError
from generator.normalise.dialects.repairs import Repairs
from generator.normalise.resolve import resolve

from .documents import answer, document, getting, recursive, ref, reference_targets
from .helpers import resolved, upgraded


def parameter(name: str, **more: Any) -> dict[str, Any]:
    return {"name": name, "in": "query", "schema": {"type": "string"}, **more}


def refused(given: dict[str, Any]) -> tuple[Finding, ...]:
    with pytest.raises(SpecloomError) as caught:
        resolved(given)
    return caught.value.findings


def operation(given: dict[str, Any], path: str = "/a", method: str = "get") -> dict[str, Any]:
    return resolved(given)["paths"][path][method]


def test_parameters_of_the_path_go_to_its_operations_which_override_them():
    item = {
        "parameters": [parameter("shared"), parameter("own", description="path")],
        "get": {"parameters": [parameter("own", description="operation"), {**parameter("own"), "in": "header"}]},
        "put": {},
    }
    given = document(paths={"/a": item})
    names = [(each["name"], each["in"], each.get("description")) for each in operation(given)["parameters"]]
    assert names == [("shared", "query", None), ("own", "query", "operation"), ("own", "header", None)]
    assert len(operation(given, method="put")["parameters"]) == 2


def test_summary_description_servers_and_security_are_on_the_operation():
    item = {
        "summary": "s",
        "description": "d",
        "servers": [{"url": "https://b.example"}],
        "get": {"summary": "own"},
        "put": {"security": []},
    }
    given = document(paths={"/a": item}, security=[{"k": []}], servers=[{"url": "https://a.example"}])
    got = operation(given)
    assert (got["summary"], got["description"], got["servers"]) == ("own", "d", [{"url": "https://b.example"}])
    assert got["security"] == [{"k": []}]
    assert operation(given, method="put")["security"] == []
    assert resolved(given)["security"] == [{"k": []}], "what is said once is still seen to be said once"


def test_what_operations_share_is_written_out():
    given = document(
        paths={"/a": {"$ref": "#/components/pathItems/A"}, "/b": {"$ref": "#/paths/~1a"}},
        components={
            "pathItems": {
                "A": {
                    "get": {
                        "parameters": [{"$ref": "#/components/parameters/P"}],
                        "requestBody": {"$ref": "#/components/requestBodies/B"},
                        "responses": {"200": {"$ref": "#/components/responses/R", "description": "here"}},
                    }
                }
            },
            "parameters": {
                "P": {"$ref": "#/components/parameters/Q"},
                "Q": parameter("q", examples={"e": {"$ref": "#/components/examples/E"}}),
            },
            "requestBodies": {
                "B": {
                    "content": {
                        "multipart/form-data": {
                            "encoding": {"f": {"headers": {"H": {"$ref": "#/components/headers/H"}}}}
                        }
                    }
                }
            },
            "responses": {
                "R": {
                    "description": "there",
                    "headers": {"H": {"$ref": "#/components/headers/H"}},
                    "links": {"L": {"$ref": "#/components/links/L"}},
                }
            },
            "headers": {"H": {"schema": {"type": "string"}}},
            "examples": {"E": {"value": {"$ref": "#/data"}}},
            "links": {"L": {"operationId": "x"}},
        },
    )
    for path in ("/a", "/b"):
        got = operation(given, path)
        assert got["parameters"][0]["name"] == "q"
        assert got["parameters"][0]["examples"] == {"e": {"value": {"$ref": "#/data"}}}
        response = got["responses"]["200"]
        assert (response["description"], response["links"]) == ("here", {"L": {"operationId": "x"}})
        header = {"H": {"schema": {"type": "string"}}}
        assert response["headers"] == header
        assert got["requestBody"]["content"]["multipart/form-data"]["encoding"]["f"]["headers"] == header
    assert resolved(given).get("components", {}) == {}


def test_the_input_is_not_changed_and_the_result_shares_nothing():
    given = upgraded(reference_targets())
    before = plain_copy(given)
    result = resolve(given, "a.yaml")
    assert given == before
    result["paths"]["/plants/{id}"]["get"]["responses"].clear()
    assert given == before


def test_a_response_without_words_gets_its_reason_phrase():
    assert operation(document(paths={"/a": {"get": answer({})}}))["responses"]["200"]["description"] == "OK"


def test_what_is_inline_in_a_shared_part_becomes_one_component():
    shared = {"parameters": {"Sort": parameter("sort", schema={"type": "string", "enum": ["up", "down"]})}}
    link = {"$ref": "#/components/parameters/Sort"}
    result = resolved(
        document(
            paths={"/a": {"get": {"parameters": [link]}}, "/b": {"get": {"parameters": [link]}}}, components=shared
        )
    )
    assert result["components"]["schemas"] == {"Sort": {"type": "string", "enum": ["up", "down"]}}
    assert result["paths"]["/b"]["get"]["parameters"][0]["schema"] == ref("Sort")


def test_references_into_other_schemas_name_components():
    result = resolved(reference_targets())
    schemas = result["components"]["schemas"]
    owner = {"properties": {"name": {"type": "string"}, "pet": ref("Pet")}, "type": "object"}
    assert schemas["Owner"] == owner
    body = result["paths"]["/plants/{id}"]["get"]["responses"]["200"]["content"]["application/json"]["schema"]
    assert body["properties"] == {"owner": ref("Owner"), "self": ref("Owner")}
    assert schemas["Garden"]["properties"]["bed"]["items"] == ref("BedItem")
    assert schemas["Foreign"] == {"type": "object", "properties": {"a": {"type": "string"}}}


def test_references_to_definitions_that_refer_to_each_other():
    definitions = {
        "Node": {
            "type": "object",
            "properties": {"next": {"$ref": "#/definitions/Node"}, "leaf": {"$ref": "#/definitions/Leaf"}},
        },
        "Leaf": {"type": "object", "properties": {"a": {}}},
    }
    result = resolved({**getting({"$ref": "#/definitions/Node"}), "definitions": definitions})
    assert result["components"]["schemas"]["Node"]["properties"] == {"next": ref("Node"), "leaf": ref("Leaf")}


def test_recursion_stays():
    assert resolved(recursive())["components"]["schemas"]["Tree"]["properties"]["children"]["items"] == ref("Tree")


@pytest.mark.parametrize(
    ("components", "rule"),
    [
        (
            {"parameters": {"A": {"$ref": "#/components/parameters/B"}, "B": {"$ref": "#/components/parameters/A"}}},
            "circular-reference",
        ),
        ({"schemas": {"A": ref("B"), "B": ref("C"), "C": ref("A")}}, "circular-reference"),
        ({"schemas": {"A": {"items": ref("Gone")}}}, "unresolved-reference"),
        ({"schemas": {"A": {"$ref": "other.yaml#/A"}}}, "external-reference"),
        ({"responses": {"R": {"$ref": "https://x.example/r.json"}}}, "external-reference"),
        ({"schemas": {"A": {"$ref": "#anchor"}}}, "anchor-reference"),
    ],
)
def test_references_that_lead_nowhere(components: dict[str, Any], rule: str):
    findings = refused(document(components=components))
    assert {finding.rule for finding in findings} == {rule}
    assert all(finding.remedy and finding.place.file == "a.yaml" and finding.place.pointer for finding in findings)


def test_callbacks_of_callbacks_end():
    items = {
        f"P{level}": {
            "post": {"callbacks": {f"c{i}": {"e": {"$ref": f"#/components/pathItems/P{level + 1}"}} for i in range(12)}}
        }
        for level in range(9)
    }
    paths = {"/a": {"$ref": "#/components/pathItems/P0"}}
    (finding,) = refused(document(paths=paths, components={"pathItems": {**items, "P9": {}}}))
    assert finding.rule == "too-deep"
    assert finding.place.pointer == "/paths/~1a"


def test_a_document_that_multiplies_is_refused():
    big = {"description": "", "content": {"a/b": {"examples": {str(i): {"value": [0] * 1000} for i in range(20)}}}}
    paths = {f"/{i}": {"get": {"responses": {"200": {"$ref": "#/components/responses/R"}}}} for i in range(500)}
    (finding,) = refused(document(paths=paths, components={"responses": {"R": big}}))
    assert finding.rule == "too-large"


def test_methods_that_3_1_lacks_are_operations_of_a_document_of_3_2():
    shared = {"parameters": [parameter("shared")], "summary": "s"}
    given = document(paths={"/a": {**shared, "additionalOperations": {"COPY": {"operationId": "copyA"}}}})
    whole = resolved(given)
    copied = whole["paths"]["/a"]["additionalOperations"]["COPY"]
    assert (copied["operationId"], copied["summary"], copied["security"]) == ("copyA", "s", [])
    assert [each["name"] for each in copied["parameters"]] == ["shared"]
    assert whole["openapi"] == "3.2.0"


def test_the_order_is_canonical_whatever_it_was():
    one = document(paths={"/b": {"put": {}, "get": {}}, "/a": {}}, components={"schemas": {"B": {}, "A": {}}})
    result = resolved(one)
    assert list(result) == ["openapi", "info", "paths", "components"]
    assert list(result["paths"]) == ["/a", "/b"]
    assert list(result["paths"]["/b"]) == ["get", "put"]
    assert list(result["components"]["schemas"]) == ["A", "B"]


def test_parts_of_paths_may_be_referred_to_from_anywhere_and_through_each_other():
    here = {"name": "id", "in": "path", "required": True, "schema": {"type": "string"}}
    document = {
        "openapi": "3.1.0",
        "info": {"title": "Garden", "version": "1"},
        "paths": {
            "/a/{id}": {"parameters": [{"$ref": "#/paths/~1c~1{id}/parameters/0"}], "get": {"responses": {}}},
            "/b/{id}": {"get": {"parameters": [{"$ref": "#/paths/~1a~1{id}/parameters/0"}], "responses": {}}},
            "/c/{id}": {"parameters": [here], "get": {"responses": {}}},
            "/d/{id}": {"get": {"parameters": [{"$ref": "#/paths/~1b~1{id}/get/parameters/0"}], "responses": {}}},
        },
    }
    paths = resolve(document, "a.yaml")["paths"]
    assert [item["get"]["parameters"] for item in paths.values()] == [[here]] * 4


def test_a_callback_of_itself_is_written_out_once_with_a_warning():
    again = {"$ref": "#/components/callbacks/Again"}
    document = {
        "openapi": "3.1.0",
        "info": {"title": "Garden", "version": "1"},
        "paths": {"/plants": {"post": {"callbacks": {"grown": again}}}},
        "components": {"callbacks": {"Again": {"{$request.body#/url}": {"post": {"callbacks": {"again": again}}}}}},
    }
    repairs = Repairs()
    callback = resolve(document, "a.yaml", repairs)["paths"]["/plants"]["post"]["callbacks"]["grown"]
    assert callback["{$request.body#/url}"]["post"]["callbacks"] == {}
    [warning] = repairs.findings("a.yaml")
    assert "callback of itself" in warning.message


def test_a_path_may_be_the_callback_of_its_own_operations():
    document = {
        "openapi": "3.1.0",
        "info": {"title": "Garden", "version": "1"},
        "paths": {"/plants": {"post": {"callbacks": {"grown": {"{$url}": {"$ref": "#/paths/~1plants"}}}}}},
    }
    callbacks = resolve(document, "a.yaml")["paths"]["/plants"]["post"]["callbacks"]
    assert callbacks["grown"]["{$url}"]["post"]["callbacks"] == {"grown": {}}
