from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from generator.document.dump import dumps
from generator.normalise.pipeline import normalise_file
from generator.normalise.schemas import operations
from tests.normalise import conformance
from tests.normalise.documents import document, getting, ref
from tests.normalise.helpers import normal, resolved

from .helpers import noted, read, warned
from .modern_documents import FORM, JSON, modern, said, wind_mill


def test_the_normal_form_keeps_what_is_new_and_every_guarantee(tmp_path: Path):
    file = tmp_path / "mill.yaml"
    file.write_text(dumps(wind_mill()), "utf-8")
    form = normalise_file(file)
    assert form.document["openapi"] == "3.2.0"
    assert [wrong for check in conformance.CHECKS.values() for wrong in check(form.document)] == []
    assert form.ledger.unexplained() == []
    wanted = {"get /sacks", "query /sacks", "copy /sacks", "link /sacks", "get /sacks/find", "get /sacks/ask",
              "get /sacks/near", "post /batches"}  # fmt: skip
    assert {f"{method} {path}" for path, method, _, _ in operations(form.document)} == wanted
    again = tmp_path / "openapi.yaml"
    again.write_text(dumps(form.document), "utf-8")
    assert json.dumps(normalise_file(again).document) == json.dumps(form.document)


def test_a_document_that_uses_nothing_new_is_one_of_3_1():
    assert resolved({**getting({}), "openapi": "3.2.0"})["openapi"] == "3.1.0"


def test_references_by_the_documents_own_uri_are_local():
    given = modern(
        **{"$self": "https://a.example/api.yaml"},
        paths={"/a": {"get": {"responses": said({"$ref": "https://a.example/api.yaml#/components/schemas/A"})}}},
        components={"schemas": {"A": {"type": "string"}}},
    )
    made, repairs = read(given)
    assert made["paths"]["/a"]["get"]["responses"] == said(ref("A"))
    assert "$self" not in made
    assert "/$self" in noted(repairs)


def test_short_texts_are_descriptions_where_there_are_none():
    made, repairs = read(
        modern(
            servers=[{"url": "/", "name": "n"}, {"url": "/b", "name": "n", "description": "d"}],
            tags=[{"name": "t", "summary": "s", "parent": "p", "kind": "nav"}],
            paths={"/a": {"get": {"responses": {"200": {"summary": "s"}}}}},
        )
    )
    assert made["servers"] == [{"url": "/", "description": "n"}, {"url": "/b", "description": "d"}]
    assert made["tags"] == [{"name": "t", "description": "s"}]
    assert made["paths"]["/a"]["get"]["responses"] == {"200": {"description": "s"}}
    assert {"/servers/1/name", "/tags/0/parent", "/tags/0/kind"} <= set(noted(repairs))


def test_examples_have_values():
    examples = {
        "data": {"dataValue": [1], "serializedValue": "[1]"},
        "text": {"serializedValue": "[2]"},
        "odd": {"serializedValue": "[2"},
    }
    made, _ = read(modern(components={"mediaTypes": {JSON: {"schema": {}, "examples": examples}}}))
    assert made["components"]["mediaTypes"][JSON]["examples"] == {
        "data": {"value": [1]}, "text": {"value": [2]}, "odd": {"value": "[2"},
    }  # fmt: skip


def test_cookies_are_written_as_in_3_1():
    parameter = {"name": "c", "in": "cookie", "style": "cookie", "schema": {"type": "string"}}
    made, repairs = read(modern(components={"parameters": {"C": parameter}}))
    assert "style" not in made["components"]["parameters"]["C"]
    assert "/components/parameters/C/style" in noted(repairs)


def test_reserved_characters_in_paths_are_new():
    parameter = {"name": "p", "in": "path", "required": True, "schema": {"type": "string"}, "allowReserved": True}
    kept = resolved(modern(paths={"/{p}": {"get": {"parameters": [parameter]}}}))
    assert kept["openapi"] == "3.2.0"
    assert kept["paths"]["/{p}"]["get"]["parameters"] == [parameter]
    for version in ("3.0.3", "3.1.0"):
        older = resolved({**modern(paths={"/{p}": {"get": {"parameters": [dict(parameter)]}}}), "openapi": version})
        assert older["openapi"] == "3.1.0"
        assert "allowReserved" not in older["paths"]["/{p}"]["get"]["parameters"][0]


def test_what_is_not_reserved_in_a_path_says_nothing_new():
    parameter = {"name": "p", "in": "path", "required": True, "schema": {}, "allowReserved": False}
    assert resolved(modern(paths={"/{p}": {"get": {"parameters": [parameter]}}}))["openapi"] == "3.1.0"


def test_security_schemes_may_be_referred_to():
    made, _ = read(modern(security=[{"#/components/securitySchemes/a~1b": ["x"]}]))
    assert made["security"] == [{"a/b": ["x"]}]


def test_a_query_string_with_a_schema_is_a_form():
    parameter: dict[str, Any] = {"name": "q", "in": "querystring", "schema": {"type": "object"}, "explode": True}
    made, repairs = read(modern(components={"parameters": {"Q": parameter}}))
    assert made["components"]["parameters"]["Q"] == {
        "name": "q", "in": "querystring", "content": {FORM: {"schema": {"type": "object"}}},
    }  # fmt: skip
    assert "/components/parameters/Q" in warned(repairs)


def test_shared_media_types_are_written_out():
    form = normal(wind_mill()).document
    near = form["paths"]["/sacks/near"]["get"]["responses"]["200"]["content"][JSON]
    assert near == {"schema": {"type": "array", "items": ref("Sack")}}
    assert "mediaTypes" not in form["components"]


def test_encodings_by_position_keep_their_headers():
    media = normal(wind_mill()).document["paths"]["/batches"]["post"]["requestBody"]["content"]["multipart/mixed"]
    assert media["prefixEncoding"] == [{"contentType": JSON, "headers": {"X-A": {"schema": {"type": "string"}}}}]
    assert media["itemEncoding"] == {"contentType": "application/pdf"}


def test_the_default_of_a_discriminator_follows_its_component():
    union = {"oneOf": [ref("a"), ref("b")], "discriminator": {"propertyName": "kind", "defaultMapping": "b"}}
    kinds = {name: {"type": "object", "properties": {"kind": {"type": "string"}, name: {}}} for name in ("a", "b")}
    form = normal({**getting(ref("u"), u=union, **kinds), "openapi": "3.2.0"})
    assert form.document["components"]["schemas"]["U"]["discriminator"]["defaultMapping"] == "#/components/schemas/B"
    lost = {**union, "discriminator": {"propertyName": "kind", "defaultMapping": "c"}}
    form = normal({**getting(ref("u"), u=lost, **kinds), "openapi": "3.2.0"})
    assert "defaultMapping" not in form.document["components"]["schemas"]["U"]["discriminator"]
    assert form.ledger.unexplained() == []


def test_additional_operations_may_stand_in_callbacks_and_webhooks():
    item: dict[str, Any] = {"additionalOperations": {"COPY": {"responses": {}}}}
    given = document(webhooks={"w": item}, paths={"/a": {"get": {"callbacks": {"c": {"{$url}": item}}}}})
    form = normal({**given, "openapi": "3.2.0"}).document
    assert "COPY" in form["webhooks"]["w"]["additionalOperations"]
    assert "COPY" in form["paths"]["/a"]["get"]["callbacks"]["c"]["{$url}"]["additionalOperations"]
