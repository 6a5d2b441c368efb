from __future__ import annotations

import re
from pathlib import Path

import pytest
from openapi_spec_validator import validate

from generator.document.dump import dumps
from generator.document.findings import SpecloomError
from generator.extract import Extraction, extract

PAGES = {
    "celigo-scripts.md": ("gitbook-markdown", 10),
    "patchworks-script-versions.md": ("gitbook-markdown", 8),
    "patchworks-script-versions.txt": ("gitbook-text", 8),
    "patchworks-flow-versions.txt": ("gitbook-text", 12),
}


def read(folder: Path, name: str) -> Extraction:
    return extract((folder / name).read_text(encoding="utf-8"), name)


@pytest.mark.parametrize("name", PAGES)
def test_every_operation_is_read_and_nothing_is_doubtful(real_pages: Path, name: str) -> None:
    extraction = read(real_pages, name)
    dialect, count = PAGES[name]
    assert extraction.dialect == dialect
    assert sum(len(item) for item in extraction.document["paths"].values()) == count
    assert extraction.findings == ()
    validate(extraction.document)


@pytest.mark.parametrize("name", PAGES)
def test_no_ten_words_of_the_page_are_left(real_pages: Path, name: str) -> None:
    def runs(text: str) -> set[tuple[str, ...]]:
        words = re.findall(r"[a-z]+", text.lower())
        return {tuple(words[i : i + 10]) for i in range(len(words) - 9)}

    prose = [
        sentence
        for sentence in re.findall(
            r'"description":"((?:[^"\\]|\\.)*)"|^([A-Z].*)$', (real_pages / name).read_text("utf-8"), re.MULTILINE
        )
        if sentence
    ]
    stated = runs(dumps(read(real_pages, name).document))
    for sentence in prose:
        assert not runs(" ".join(sentence)) & stated


def test_a_fact_that_is_called_description_stays(real_pages: Path) -> None:
    schemas = read(real_pages, "celigo-scripts.md").document["components"]["schemas"]
    assert schemas["Request"]["properties"]["description"] == {"type": "string"}
    assert [*schemas["Response"]["allOf"][3]["properties"]] == ["_userId", "_sourceId", "__hash"]


def test_what_is_wrong_in_a_page_is_kept(real_pages: Path) -> None:
    document = read(real_pages, "patchworks-script-versions.md").document
    flow = document["components"]["schemas"]["ScriptVersionsInvokeInvokeRequest"]["properties"]["flow"]
    assert flow == {"type": "string", "properties": {"variables": {"type": "string"}}}
    logs = document["paths"]["/api/v1/script-versions/{script_version}/logs"]["get"]["responses"]["200"]
    assert logs["content"]["application/json"]["schema"] == {"$ref": "#/components/schemas/ScriptVersionsListResponse"}


def test_a_page_of_prose_is_of_no_dialect(real_pages: Path) -> None:
    with pytest.raises(SpecloomError, match="unrecognised-page"):
        read(real_pages, "dvelop-scripting-app.txt")


@pytest.mark.parametrize("name", [name for name in PAGES if name.endswith(".md")])
def test_a_page_cut_off_anywhere_in_a_fragment_is_an_error(real_pages: Path, name: str) -> None:
    text = (real_pages / name).read_text(encoding="utf-8")
    begins = [match.start() for match in re.finditer(r"^\{\"openapi", text, re.MULTILINE)]
    for begin in begins:
        with pytest.raises(SpecloomError, match="invalid-fragment"):
            extract(text[: begin + 200], name)
