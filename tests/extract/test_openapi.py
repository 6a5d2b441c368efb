from __future__ import annotations

import json
from typing import Any

import pytest

from generator.document import dump
from generator.document.findings import SpecloomError
from generator.extract import extract
from generator.extract.provenance import SOURCE

OPERATION: dict[str, Any] = {"summary": "List the ships.", "responses": {"200": {"description": "All of the ships."}}}
DOCUMENT: dict[str, Any] = {
    "openapi": "3.0.3",
    "info": {"title": "Harbour", "version": "1", "description": "Ten words are what a sentence has to have somewhere else."},
    "paths": {"/ships": {"get": OPERATION}},
}  # fmt: skip
SWAGGER: dict[str, Any] = {"swagger": "2.0", "info": DOCUMENT["info"], "paths": DOCUMENT["paths"]}


def why(text: str, name: str = "openapi.yaml", **arguments: Any) -> str:
    with pytest.raises(SpecloomError) as caught:
        extract(text, name, **arguments)
    return str(caught.value)


@pytest.mark.parametrize("document", [DOCUMENT, SWAGGER], ids=["3.0", "2.0"])
@pytest.mark.parametrize("write", [dump.dumps, json.dumps], ids=["YAML", "JSON"])
def test_it_is_taken_as_it_is(document: dict[str, Any], write: Any):
    extraction = extract(write(document), "https://u:secret@a.example/openapi?key=secret")
    source = extraction.document.pop(SOURCE)
    assert (extraction.document, extraction.dialect, extraction.findings) == (document, "openapi", ())
    assert source == {
        "page": "https://a.example/openapi",
        "dialect": "openapi",
        "sha256": source["sha256"],
        "structure": {"layout": "swagger 2.0" if document is SWAGGER else "openapi 3.0"},
    }
    assert [*extraction.document] == [*document], "in the order of the vendor"


def test_a_document_that_shows_pages_is_no_page():
    """Markdown with fragments of OpenAPI in a description does not make it one of another dialect."""
    fence = f"Such as:\n\n```json\n{json.dumps(DOCUMENT)}\n```\n"
    document = {**DOCUMENT, "info": {**DOCUMENT["info"], "description": fence}}
    for write in (dump.dumps, json.dumps):
        assert extract(write(document), "page").document["info"]["description"] == fence


def test_a_page_with_a_fragment_in_yaml_is_no_document():
    page = f"# Ships\n\n## GET /ships\n\n```yaml\n{dump.dumps(DOCUMENT)}```\n"
    assert extract(page, "page.md").dialect == "gitbook-markdown"


def test_keys_that_are_there_twice_become_one_with_a_warning():
    text = dump.dumps(DOCUMENT) + "paths:\n  /docks: {get: {responses: {'204': {description: None.}}}}\n"
    extraction = extract(text, "openapi.yaml")
    assert [*extraction.document["paths"]] == ["/ships", "/docks"]
    [finding] = extraction.findings
    assert (finding.rule, finding.severity.value, finding.place.line) == (
        "duplicate-key",
        "warning",
        len(text.splitlines()) - 1,
    )


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('{"openapi": "3.0.3"', "openapi.yaml:1: "),
        ("openapi: 3.0.3\npaths: {a: [}\n", "openapi.yaml:2: "),
        ("- openapi: 3.0.3\n", "not a page of a known dialect"),
        ('{"a": {"openapi": "3.0.3"}}', "[not-openapi]"),
        ("openapi: 3.0.3\npaths: {}\n", "[nothing-to-extract]"),
        ("openapi: 3.0.3\npaths: &a {/a: *a}\n", "[recursive-alias]"),
        ("openapi: 3.0.3\npaths: {/a: {$ref: a.yaml}}\n", "openapi.yaml:2 #/paths/~1a/$ref: refers to 'a.yaml'"),
    ],
)
def test_what_cannot_be_used_is_refused_with_its_place(text: str, said: str):
    assert said in why(text)


def test_it_is_asked_for_by_name():
    assert extract(dump.dumps(DOCUMENT), "page", dialect="openapi").dialect == "openapi"
    assert "[not-openapi]" in why("# Ships\n", dialect="openapi")
    assert extract(dump.dumps(DOCUMENT), "page", api="Harbour").dialect == "openapi"
    assert "[unknown-api]" in why(dump.dumps(DOCUMENT), api="Yard")


def test_a_mere_name_is_no_file():
    """Many write the name of a schema alone."""
    schema = {"application/json": {"schema": {"$ref": "Ship"}}}
    responses = {"200": {"description": "x", "content": schema}}
    assert extract(json.dumps({**DOCUMENT, "paths": {"/a": {"get": {"responses": responses}}}}), "page").findings == ()


def test_examples_and_data_refer_to_nothing():
    schema = {"type": "object", "example": {"$ref": "a.yaml"}, "properties": {"$ref": {"type": "string"}}}
    assert extract(json.dumps({**DOCUMENT, "components": {"schemas": {"A": schema}}}), "page").findings == ()
