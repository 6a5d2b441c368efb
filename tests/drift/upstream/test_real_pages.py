"""The vendors of this repository against their pages, and against copies of these that were edited."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from generator.drift.comparing import compare
from generator.drift.upstream import Source, Upstream, read_upstream
from generator.workspace.vendor import load_vendor

SPECS = Path(__file__).parents[3] / "specs"
TODAY = date(2026, 11, 22)
Edit = Callable[[str], str]


def read(name: str, real_pages: Path, edit: Edit = str) -> Upstream:
    def page(source: Source) -> str:
        return edit((real_pages / source.page).read_text("utf-8"))

    return read_upstream(load_vendor(SPECS / name), page)


def swapped(*pairs: tuple[str, str]) -> Edit:
    def edit(text: str) -> str:
        for old, new in pairs:
            text = text.replace(old, new)
        return text

    return edit


def ids(upstream: Upstream) -> set[str]:
    changes = compare(upstream.base, upstream.resolved, today=TODAY)
    return {change.id for change in changes} - {"api-version-not-bumped"}


@pytest.mark.parametrize("name", ["celigo", "patchworks", "dvelop"])
def test_the_pages_give_nothing_and_captured_is_what_they_give(real_pages: Path, name: str) -> None:
    upstream = read(name, real_pages)
    assert (upstream.readable, upstream.findings, upstream.prose, ids(upstream)) == (True, (), [], set())
    assert len(upstream.captured) == len(load_vendor(SPECS / name).sources)
    for path, text in upstream.captured.items():
        assert path.read_text("utf-8") == text


@pytest.mark.parametrize(
    ("name", "edit", "rule"),
    [
        ("celigo", lambda text: text[: len(text) // 2], "page-changed"),
        ("celigo", lambda _: "", "page-changed"),
        ("celigo", lambda _: "<!DOCTYPE html><html><body>Moved</body></html>", "page-changed"),
        ("celigo", lambda _: "Nothing of use.\n" * 50, "page-changed"),
        ("celigo", swapped(("## List scripts", "## Show scripts")), "page-headings-changed"),
        ("celigo", swapped(("## List scripts\n", "## List scripts\n\n| a |\n|---|\n")), "page-structure-changed"),
        ("patchworks", swapped(("\nPath parameters\n", "\nPath variables\n")), "page-changed"),
        ("patchworks", swapped(("\nResponses\n", "\nAnswers\n")), "page-changed"),
        ("dvelop", swapped(("- URI", "- Address")), "page-changed"),
        ("dvelop", lambda text: text[:200], "page-changed"),
        ("dvelop", swapped(("\nReturn values\n", "\nResults\n")), "page-structure-changed"),
    ],
)  # fmt: skip
def test_an_edited_page_is_told_for_what_it_is(real_pages: Path, name: str, edit: Edit, rule: str) -> None:
    upstream = read(name, real_pages, edit)
    assert upstream.findings[0].rule == rule
    assert upstream.readable is (rule != "page-changed")
    assert ids(upstream) == set()


@pytest.mark.parametrize(
    ("name", "edit", "verdict", "numbers"),
    [
        ("celigo", swapped(("30 days", "60 days")), "risky", "from 30 to 60"),
        ("celigo", swapped(("max 1 hour", "max 2 hours")), "risky", "from 6902, 1, 422 to 6902, 2, 422"),
        ("celigo", swapped(("Idempotent:", "Harmless:")), "risky", "still with 204"),
        ("celigo", swapped(("All other paths are", "Every other path is")), "risky", "still with 6902, 1, 422"),
        ("celigo", swapped(("Retrieves a list of all", "Retrieves a page of")), "safe", ""),
        ("patchworks", swapped(("administrator", "owner")), "risky", "still with 2"),
    ],
)
def test_a_sentence_that_changed(real_pages: Path, name: str, edit: Edit, verdict: str, numbers: str) -> None:
    upstream = read(name, real_pages, edit)
    assert {(change.id, str(change.verdicts.behaviour)) for change in upstream.prose} == {("prose-changed", verdict)}
    assert all(numbers in change.message for change in upstream.prose)
    assert ids(upstream) == set()


@pytest.mark.parametrize(
    ("edit", "expected"),
    [
        (swapped(("10 simultaneous", "5 simultaneous")), {"api-limit-decreased"}),
        (swapped(("100 simultaneous", "50 simultaneous")), {"api-limit-decreased"}),
        (swapped(("14 minutes", "20 minutes")), {"api-limit-increased"}),
        (swapped(("256kb", "128kb")), {"api-limit-decreased"}),
        (swapped(("- 504:", "- 503: Not now.\n- 504:")), {"response-non-success-status-added"}),
        (
            swapped(("- 202: The script", "- 201: The script")),
            {"response-success-status-added", "response-success-status-removed"},
        ),
        (swapped(("/background", "/schedule")), {"api-path-removed-without-deprecation", "endpoint-added"}),
        (swapped(("- Method: GET", "- Methods: GET, DELETE")), {"endpoint-added"}),
    ],
)
def test_a_page_of_prose_that_states_otherwise(real_pages: Path, edit: Edit, expected: set[str]) -> None:
    upstream = read("dvelop", real_pages, edit)
    assert ids(upstream) == expected
    assert "page-states-otherwise" in {finding.rule for finding in upstream.findings}
    assert all(each.place.line for each in upstream.findings if each.rule != "page-structure-changed")
