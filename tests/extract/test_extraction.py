from __future__ import annotations

import hashlib
import json
from typing import Any

import pytest

from generator.document.dump import dumps
from generator.document.findings import SpecloomError
from generator.document.load import loads
from generator.extract import extract
from generator.extract.page import Page


def page(**members: Any) -> str:
    content = {"openapi": "3.1.0", "info": {"title": "T", "version": "1"}, **members}
    return f"# T\n\n```json\n{json.dumps(content)}\n```\n"


SIMPLE = page(paths={"/a": {"get": {"description": "Gets.", "responses": {"200": {"description": "Yes."}}}}})


@pytest.mark.parametrize(
    ("name", "source"),
    [
        ("crates.md", "crates.md"),
        ("/home/someone/crates.md", "crates.md"),
        ("C:\\docs\\crates.md", "crates.md"),
        (
            "https://user:secret@docs.example:8443/api/crates.md?token=secret#x",
            "https://docs.example:8443/api/crates.md",
        ),
        ("file:///home/someone/crates.md", "crates.md"),
    ],
)
def test_provenance_names_the_page_without_folders_and_secrets(name: str, source: str) -> None:
    stated = extract(SIMPLE, name).document["x-specloom-source"]
    assert stated["page"] == source
    assert stated["dialect"] == "gitbook-markdown"
    assert stated["sha256"] == hashlib.sha256(SIMPLE.encode()).hexdigest()
    assert stated["prose"] == {
        "/paths/~1a/get/description": hashlib.sha256(b"Gets.").hexdigest(),
        "/paths/~1a/get/responses/200/description": hashlib.sha256(b"Yes.").hexdigest(),
    }


def test_the_same_page_gives_the_same_bytes_which_load_again() -> None:
    first, second = (dumps(extract(SIMPLE, "crates.md").document) for _ in range(2))
    assert first == second
    assert loads(first, "captured.yaml") == extract(SIMPLE, "crates.md").document


def test_a_reference_that_leads_nowhere_is_an_error_with_the_nearest_name_and_line() -> None:
    schemas = {"Crate": {"type": "object"}, "List": {"items": {"$ref": "#/components/schemas/Crates"}}}
    with pytest.raises(SpecloomError) as caught:
        extract(page(components={"schemas": schemas}), "page.md")
    finding = caught.value.findings[0]
    assert finding.place.pointer == "/components/schemas/List/items/$ref"
    assert finding.place.line == 4
    assert "#/components/schemas/Crates" in finding.message
    assert "Did you mean #/components/schemas/Crate?" in finding.remedy


@pytest.mark.parametrize("reference", ["crates.yaml#/Crate", "https://a.example/crates.json", "#Crate"])
def test_a_reference_out_of_the_page_is_an_error(reference: str) -> None:
    with pytest.raises(SpecloomError, match=r"(external|anchor)-reference"):
        extract(page(components={"schemas": {"A": {"$ref": reference}}}), "page.md")


def test_responses_are_called_by_their_reason() -> None:
    responses = {
        "gone": {"description": "a"},
        "404-not-found": {"description": "b"},
        "several": {"description": "c"},
    }
    used = {
        "410": {"$ref": "#/components/responses/gone"},
        "400": {"$ref": "#/components/responses/several"},
        "5XX": {"$ref": "#/components/responses/several"},
        "520": {"description": "d"},
    }
    document = extract(
        page(components={"responses": responses}, paths={"/a": {"get": {"responses": used}}}), "p"
    ).document
    named = {name: value["description"] for name, value in document["components"]["responses"].items()}
    assert named == {"gone": "Gone", "404-not-found": "Not Found", "several": "Response"}
    assert document["paths"]["/a"]["get"]["responses"]["520"] == {"description": "Server Error"}
    assert document["paths"]["/a"]["get"]["responses"]["410"] == {"$ref": "#/components/responses/gone"}


def test_a_page_of_tags_alone_says_what_is_missing() -> None:
    text = '# T\n\n{% openapi src="x" path="/a" method="get" %}\nx\n{% endopenapi %}\n'
    with pytest.raises(SpecloomError) as caught:
        extract(text, "page.md")
    assert caught.value.findings[0].rule == "nothing-to-extract"
    assert "page.md:3: an unresolved `openapi` tag stands for GET /a" in str(caught.value)


def test_a_page_that_is_too_large_is_refused_unread(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("generator.extract.page.MAX_BYTES", 10)
    with pytest.raises(SpecloomError, match="page-too-large"):
        Page("x" * 11, "page.md")


@pytest.mark.parametrize(
    "text",
    [
        "> " * 50_000,
        "```json\n" * 50_000,
        "{% openapi " * 50_000,
        "get\n/x\n" * 50_000 + "Responses\n",
        "post\n" + "get\n/x\n" * 50_000 + "Responses\npost\n/x\n",
        "get\n" + "Body\n" * 50_000 + "Responses\nget\n/x\n",
        "T\n\nget\n\nQuery parameters\n" + "Optional" * 100_000 + "\nResponses\n200\nget\n/x\n",
        "- " * 20_000,
        "`" * 200_000,
    ],
)
def test_hostile_pages_end_soon(text: str) -> None:
    try:
        extract(text, "page")
    except SpecloomError as error:
        assert str(error)  # noqa: PT017 - either outcome is fine, a hang or a crash is not
