"""Where a captured document is from: hashes, numbers and the structure of the page, and none of its sentences."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from generator.document.dump import dumps
from generator.extract import extract
from generator.extract.provenance import SOURCE, of_prose

PROSE = """\
Kilns

Heat them to 1,240 degrees.

- URI: /kilns
- Method: GET
- 200: All kilns.
{
  "a": 1
}
"""


def sha256(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def test_a_page_that_is_extracted(pages: Path) -> None:
    text = (pages / "depot-crates.md").read_text("utf-8")
    stated = extract(text, "a/depot-crates.md").document[SOURCE]
    assert (stated["page"], stated["dialect"], stated["sha256"]) == (
        "depot-crates.md",
        "gitbook-markdown",
        sha256(text),
    )
    assert set(stated.get("figures", {})) <= set(stated["prose"])
    assert all(len(each) == 64 for each in stated["prose"].values())
    assert len(stated["structure"]["layout"]) == 64
    assert len(stated["structure"]["outline"]) > 1


def test_a_page_that_a_person_reads() -> None:
    stated = of_prose(PROSE, "kilns.txt")
    said = ["Kilns", "Heat them to 1,240 degrees.", "- 200: All kilns.", '{\n"a": 1\n}']
    assert [each["sha256"] for each in stated["paragraphs"]] == [sha256(each) for each in said]
    assert [each.get("figures") for each in stated["paragraphs"]] == [None, ["1240"], ["200"], ["1"]]
    assert "Heat" not in dumps(stated)


@pytest.mark.parametrize("text", ["", "\ufeff", "\n\n", "\ud800"])
def test_any_text_has_a_provenance(text: str) -> None:
    assert of_prose(text, "p")["sha256"]
