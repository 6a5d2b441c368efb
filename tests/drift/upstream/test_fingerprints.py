"""Pages that cannot be read, or are built otherwise: who changed, the vendor or the extractor."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.document.findings import SpecloomError, fail
from generator.drift.upstream.fingerprints import advisories, why_unreadable
from generator.extract import extract

from .vendors import PAGE, PROSE, bell, fragment, kiln, read, replaced, rules

HTML = "<!DOCTYPE html>\n<html><body><p>Please sign in.</p></body></html>"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "it is empty"),
        (" \n\n", "it is empty"),
        (HTML, "it is HTML"),
        ("Lorem ipsum dolor sit amet.\n" * 40, "built otherwise"),
        (PAGE[: PAGE.index("Puts a pot")], "built otherwise"),
        (PAGE.replace("```json", "```json\nNow with words."), "built otherwise"),
        ("# Pots\n\nMoved to another site.\n", "3 of 4 headings gone"),
    ],
    ids=["empty", "blank", "html", "garbage", "truncated", "words in code", "moved"],
)
def test_a_page_that_the_vendor_changed(tmp_path: Path, text: str, told: str) -> None:
    upstream = read(kiln(tmp_path), text)
    first = upstream.findings[0]
    assert (upstream.readable, upstream.captured, first.rule) == (False, {}, "page-changed")
    assert told in first.message
    assert "vendor" in first.message
    assert len(upstream.findings) > 1, "what the extractor said is told too"
    assert upstream.resolved == upstream.base


@pytest.mark.parametrize("text", ["", HTML, "Lorem ipsum.\n" * 40, PROSE.replace("URI", "Address"), PROSE[:60]])
def test_a_page_of_prose_that_the_vendor_changed(tmp_path: Path, text: str) -> None:
    upstream = read(bell(tmp_path), text)
    assert (upstream.readable, upstream.captured, rules(upstream)) == (False, {}, ["page-changed", "nothing-stated"])


def broken(text: str, known: str = PAGE) -> list[str]:
    """The rules where the extractor fails on `text`, and captured/ was made from `known`."""
    source = extract(known, "pots.md").document["x-specloom-source"]
    return [each.rule for each in why_unreadable(text, fail("invalid-fragment", "is beyond me"), source, "pots.md")]


def test_the_same_page_that_cannot_be_read_any_more_is_ours() -> None:
    assert broken(PAGE) == ["extractor-regression", "invalid-fragment"]


@pytest.mark.parametrize(
    "text",
    [
        PAGE.replace("Litres", "Millilitres"),
        PAGE.replace('"integer"', '"number"'),
        PAGE.replace("\n", "\r\n"),
        PAGE + "## Find a pot\n\n" + fragment("put", "/pots", "Finds it."),
        PAGE.replace("## Get a pot", "## Take a pot"),
        PAGE.replace("A key may call 90 times in a minute.", "A key may call 60 times"),
    ],
    ids=["words", "fact", "line ends", "one more", "heading", "full stop"],
)
def test_a_page_built_as_it_was_is_ours_too(text: str) -> None:
    assert text != PAGE
    assert broken(text)[0] == "extractor-regression"


def test_statements_that_exclude_one_another_are_the_vendors(tmp_path: Path) -> None:
    upstream = read(kiln(tmp_path), replaced(PAGE, '"size": {"type": "integer"', '"size": {"type": "string"', 1))
    assert rules(upstream)[:2] == ["page-changed", "conflicting-parts"]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("## Fire a pot\n", "### Fire a pot\n"),
        ("## Fire a pot\n", "## Fire a pot\n\n| a | b |\n|---|---|\n"),
        ("# Pots\n", "# Pots\n\n{% hint %}\n"),
        ("3.1.0", "3.0.0"),
        ("```json", "```json\n{}\n```\n```json"),
    ],
    ids=["level", "table", "tag", "version", "fence"],
)
def test_another_structure_that_can_be_read_is_worth_a_look(tmp_path: Path, old: str, new: str) -> None:
    upstream = read(kiln(tmp_path), replaced(PAGE, old, new))
    (finding,) = [each for each in upstream.findings if each.rule.startswith("page-")]
    assert (upstream.readable, finding.rule, finding.severity) == (True, "page-structure-changed", "warning")


def test_a_table_that_is_gone_is_another_structure(tmp_path: Path) -> None:
    table = "| Size | Litres |\n|------|--------|\n| big  | 12     |\n"
    page = replaced(PAGE, "## Fire", f"{table}\n## Fire")
    upstream = read(kiln(tmp_path, page), PAGE)
    assert rules(upstream) == ["page-structure-changed"]


def test_headings_that_changed_are_told_with_their_lines(tmp_path: Path) -> None:
    upstream = read(kiln(tmp_path), replaced(PAGE, "## Get a pot", "## Take a pot"))
    (finding,) = upstream.findings
    assert (finding.rule, finding.severity) == ("page-headings-changed", "warning")
    assert "1 of 4 headings gone, 1 new (line 5)" in finding.message
    assert "Take" not in finding.message, "what it says is the vendor's"


def test_a_heading_of_visible_text_too(tmp_path: Path) -> None:
    upstream = read(bell(tmp_path), replaced(PROSE, "Ringing a bell", "Making a bell ring"))
    assert rules(upstream) == ["page-headings-changed"]


def test_without_a_fingerprint_nobody_is_blamed() -> None:
    (first, _) = why_unreadable("x", SpecloomError(fail("a", "b").findings), None, "p")
    assert first.rule == "page-unreadable"
    assert [each.rule for each in advisories("x", {"sha256": "0"}, "p")] == ["no-provenance"]
