from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from openapi_spec_validator import validate

from generator.document.findings import SpecloomError
from generator.extract import extract


@pytest.fixture
def crates(pages: Path) -> str:
    return (pages / "depot-crates.md").read_text(encoding="utf-8")


def fenced(content: dict[str, Any], mark: str = "```") -> str:
    return f"{mark}json\n{json.dumps(content)}\n{mark}\n\n"


def api(title: str, **members: Any) -> dict[str, Any]:
    return {"openapi": "3.1.0", "info": {"title": title, "version": "1"}, **members}


def test_every_kind_of_fence_is_read(crates: str) -> None:
    extraction = extract(crates, "depot-crates.md")
    document = extraction.document
    validate(document)
    assert extraction.dialect == "gitbook-markdown"
    assert document["openapi"] == "3.0.3"
    assert {(path, method) for path, item in document["paths"].items() for method in item} == {
        ("/v2/crates", "get"),
        ("/v2/crates", "post"),
        ("/v2/crates/{crate}", "delete"),
    }
    assert document["components"]["schemas"].keys() == {"Crate", "Lid"}
    assert document["components"]["schemas"]["Crate"]["properties"]["state"]["enum"][1].startswith("open and")


def test_what_is_missing_is_reported_where_it_is_missing(crates: str) -> None:
    found = {(finding.rule, finding.place.line) for finding in extract(crates, "depot-crates.md").findings}
    lines = crates.split("\n")
    tag = next(number for number, line in enumerate(lines, 1) if line.startswith("{% openapi"))
    assert ("unresolved-tag", tag) in found
    assert {rule for rule, _ in found} == {
        "unresolved-tag",
        "missing-responses",
        "missing-default",
        "optional-path-parameter",
        "undefined-security-scheme",
    }


def test_line_ends_do_not_matter(crates: str) -> None:
    one, other = (extract(text, "p.md").document for text in (crates, crates.replace("\n", "\r\n")))
    for document in (one, other):
        del document["x-specloom-source"]["sha256"]
    assert one == other


def test_a_heading_without_its_fragment_is_reported() -> None:
    text = "## GET /crates/{id\\_of\\_crate}\n\nSoon.\n\n" + fenced(
        api("T", paths={"/a": {"get": {"responses": {"200": {}}}}})
    )
    (finding,) = extract(text, "p.md").findings
    assert (finding.rule, finding.place.line) == ("operation-without-fragment", 1)
    assert "GET /crates/{id_of_crate}" in finding.message


def test_a_tag_whose_operation_is_there_is_not_missing() -> None:
    text = '{% openapi path="/a" method="GET" %}\n{% endopenapi %}\n\n' + fenced(
        api("T", paths={"/a": {"get": {"responses": {"200": {}}}}})
    )
    assert extract(text, "p.md").findings == ()


def test_a_fragment_cut_off_is_an_error_with_its_line() -> None:
    whole = "# T\n\n" + fenced(api("T", paths={"/a": {"get": {"responses": {"200": {"description": "x"}}}}}))
    for end in range(whole.index("{") + 12, whole.rindex("}"), 7):
        with pytest.raises(SpecloomError) as caught:
            extract(whole[:end], "p.md")
        assert (caught.value.findings[0].rule, caught.value.findings[0].place.line) == ("invalid-fragment", 4)


def test_an_export_of_several_apis_asks_which() -> None:
    text = "# Source: a\n\n" + fenced(api("Depot", components={"schemas": {"Crate": {"type": "string"}}}))
    text += "# Source: b\n\n" + fenced(api("Yard", components={"schemas": {"Crate": {"type": "number"}}}))
    with pytest.raises(SpecloomError) as caught:
        extract(text, "export.md")
    assert "'Depot' (line 4), 'Yard' (line 10)" in str(caught.value)
    assert extract(text, "export.md", api="Yard").document["components"]["schemas"] == {"Crate": {"type": "number"}}


def test_a_long_fence_of_tildes_in_a_quote_in_a_list() -> None:
    content = json.dumps(api("T", components={"schemas": {"A": {"type": "string"}}}), indent=1)
    quoted = "".join(f"  > {line}\n" for line in ["~~~~~~ yaml whatever", *content.split("\n"), "~~~~~~"])
    assert extract(f"* item\n\n{quoted}", "p.md").document["components"] == {"schemas": {"A": {"type": "string"}}}
