from __future__ import annotations

import json
from typing import Any

import pytest
from openapi_spec_validator import validate

from generator.extract import Extraction, extract

INFO = {"title": "Depot", "version": "1"}


def extracted(version: str = "3.0.3", **members: Any) -> Extraction:
    content = {"openapi": version, "info": INFO, **members}
    extraction = extract(f"# T\n\n```json\n{json.dumps(content)}\n```\n", "page.md")
    validate(extraction.document)
    return extraction


def rules(extraction: Extraction) -> list[str]:
    assert all(finding.severity == "warning" for finding in extraction.findings)
    return [finding.rule for finding in extraction.findings]


@pytest.mark.parametrize("version", ["3.0.0", "3.1.0"])
@pytest.mark.parametrize("responses", [{}, {"responses": {}}, {"responses": None}])
def test_an_operation_without_responses_gets_an_unknown_one(version: str, responses: dict[str, Any]) -> None:
    extraction = extracted(version, paths={"/a": {"get": responses}})
    assert extraction.document["paths"]["/a"]["get"]["responses"] == {
        "default": {
            "description": "Response",
            "content": {"application/json": {"schema": {"x-specloom-unknown": True}}},
            "x-specloom-unknown": True,
        }
    }
    assert rules(extraction) == ["missing-responses"]
    assert extraction.findings[0].place.line == 4
    assert extraction.document["x-specloom-source"]["prose"] == {}


@pytest.mark.parametrize(
    ("variable", "default", "unknown"),
    [({"enum": ["a", "b"]}, "a", True), ({}, "", True), ({"default": 8080}, "8080", False)],
)
def test_a_server_variable_gets_a_default(variable: dict[str, Any], default: str, unknown: bool) -> None:
    extraction = extracted(
        servers=[{"url": "https://{zone}.example", "variables": {"zone": variable}}],
        paths={"/a": {"get": {"responses": {"204": {"description": "x"}}}}},
    )
    given = extraction.document["servers"][0]["variables"]["zone"]
    assert given["default"] == default
    assert ("x-specloom-unknown" in given) is unknown
    assert rules(extraction) == (["missing-default"] if unknown else [])


def test_path_parameters_are_required_and_stated() -> None:
    stated = {"name": "a", "in": "path", "schema": {"type": "integer"}}
    extraction = extracted(paths={"/x/{a}/{b}": {"get": {"parameters": [stated], "responses": {"200": {}}}}})
    assert extraction.document["paths"]["/x/{a}/{b}"]["get"]["parameters"] == [
        {"name": "a", "in": "path", "required": True, "schema": {"type": "integer"}},
        {"name": "b", "in": "path", "required": True, "schema": {"x-specloom-unknown": True}},
    ]
    assert sorted(rules(extraction)) == ["missing-parameter", "optional-path-parameter"]


def test_a_path_parameter_stated_at_the_path_or_by_reference_is_not_missing() -> None:
    crate = {"name": "crate", "in": "path", "required": True, "schema": {"type": "string"}}
    extraction = extracted(
        components={"parameters": {"lid": {**crate, "name": "lid"}}},
        paths={
            "/x/{crate}/{lid}": {
                "parameters": [crate],
                "get": {"parameters": [{"$ref": "#/components/parameters/lid"}], "responses": {"200": {}}},
            }
        },
    )
    assert rules(extraction) == []


def test_a_parameter_without_a_schema_is_unknown() -> None:
    extraction = extracted(
        paths={"/a": {"get": {"parameters": [{"name": "q", "in": "query"}], "responses": {"200": {}}}}}
    )
    (parameter,) = extraction.document["paths"]["/a"]["get"]["parameters"]
    assert parameter["schema"] == {"x-specloom-unknown": True}
    assert rules(extraction) == ["missing-schema"]


def test_a_security_scheme_that_is_not_defined_is_reported_once_and_kept() -> None:
    extraction = extracted(
        security=[{"key": []}],
        paths={"/a": {"get": {"security": [{"key": []}, {"token": []}], "responses": {"200": {}}}}},
    )
    assert rules(extraction) == ["undefined-security-scheme"] * 2
    assert {finding.message.split("'")[1] for finding in extraction.findings} == {"key", "token"}
    assert extraction.document["security"] == [{"key": []}]


def test_an_info_that_is_not_there_is_made_up_and_marked() -> None:
    text = '```json\n{"paths":{"/a":{"get":{"responses":{"200":{"description":"x"}}}}}}\n```\n'
    extraction = extract(text, "page.md")
    validate(extraction.document)
    assert extraction.document["x-specloom-unknown"] == ["info.title", "info.version"]
    assert rules(extraction) == ["unknown-info"] * 2


def test_a_version_written_as_a_number_is_text() -> None:
    text = "```yaml\nopenapi: 3.1.0\ninfo: {title: T, version: 1.0}\npaths: {/a: {get: {responses: {200: {}}}}}\n```\n"
    assert extract(text, "page.md").document["info"] == {"title": "T", "version": "1.0"}


def test_components_alone_are_a_valid_document() -> None:
    assert extracted("3.0.0", components={"schemas": {"A": {"type": "string"}}}).document["paths"] == {}
    assert "paths" not in extracted("3.1.0", components={"schemas": {"A": {"type": "string"}}}).document
