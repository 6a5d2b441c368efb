from __future__ import annotations

import pytest

from generator.document.findings import SpecloomError
from generator.extract import extract, registry
from generator.extract.gitbook_text import GitbookText


def test_every_dialect_is_known_under_its_own_name() -> None:
    known = registry.dialects()
    assert [*known] == ["gitbook-markdown", "gitbook-text", "openapi"]
    assert all(dialect.name == name for name, dialect in known.items())


def test_two_dialects_of_one_name_are_refused() -> None:
    registry.dialects()
    with pytest.raises(ValueError, match="gitbook-text"):
        registry.register(GitbookText())


def test_an_unknown_dialect_names_the_nearest_and_all_others() -> None:
    with pytest.raises(SpecloomError) as caught:
        extract("", "page.md", dialect="gitbok-markdown")
    assert "Did you mean 'gitbook-markdown'?" in str(caught.value)
    assert "gitbook-text" in str(caught.value)


@pytest.mark.parametrize(
    ("text", "advice"),
    [
        ("", "empty"),
        (" \n\t\n", "empty"),
        ('{"error": "not found"}', "by hand"),
        ("<!doctype html><title>Crates</title>", "HTML"),
        ("# Crates\n\nNothing but prose.\n", "by hand"),
        ("\0", "by hand"),
    ],
)
def test_what_is_no_page_of_a_dialect_is_refused_with_advice(text: str, advice: str) -> None:
    with pytest.raises(SpecloomError) as caught:
        extract(text, "page")
    finding = caught.value.findings[0]
    assert finding.rule == "unrecognised-page"
    assert finding.place.file == "page"
    assert advice in finding.remedy


def test_a_dialect_asked_for_by_name_is_used_whatever_the_page_looks_like() -> None:
    with pytest.raises(SpecloomError, match="nothing-to-extract"):
        extract("# Crates\n", "page.md", dialect="gitbook-markdown")
