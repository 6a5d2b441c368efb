from __future__ import annotations

import random
from datetime import date

import pytest
from markdown_it import MarkdownIt

from generator.drift.changes import Change
from generator.drift.releases import changelog_entry
from generator.drift.releases.changelog import TITLE, entries, with_entry, without
from generator.drift.releases.markup import code, sentence
from generator.drift.verdicts import Level, Verdicts

BREAKING = Verdicts(wire=Level.BREAKING)
CHANGES = [
    Change(
        "endpoint-added", "is new", Verdicts(), "operation", ("GET /crates/{id}",), symbols=("depot.Depot.crates.get",)
    ),
    Change("request-property-removed", "is gone", BREAKING, "property 'label'", ("PUT /a", "PUT /b", "PUT /c")),
    Change("endpoint-deprecated", "is deprecated", Verdicts(), "operation 'x'"),
    Change(
        "python-field-type-changed", "its type changed from str to int", Verdicts(source=Level.BREAKING), "field a.b"
    ),
    Change("api-version-not-bumped", "is still 1", Verdicts(), "version"),
]
HOSTILE = [
    "[x](http://evil.example)", "![x](http://evil.example/x.png)", "<script>alert(1)</script>", "http://evil.example",
    "www.evil.example", "@everyone", "`a``b`", "*a* _b_ __c__ ~~d~~", "# h", "- x", "1. x", "&lt;b&gt; $x$", "a\n## [9.9.9]\nb",
    "\\", "```", "\x1b[31m", "\u202e", " ", "| a | b |", "<!-- x",
]  # fmt: skip


def test_changes_stand_under_their_headings_the_worst_first() -> None:
    assert changelog_entry("0.2.0", CHANGES, date(2026, 8, 1)) == (
        "## [0.2.0] - 2026-08-01\n\n"
        "### Added\n\n- `operation`: is new, on `GET /crates/{id}` (`depot.Depot.crates.get`)\n\n"
        "### Changed\n\n- **Breaking:** `field a.b`: its type changed from str to int\n\n"
        "### Deprecated\n\n- `operation 'x'`: is deprecated\n\n"
        "### Removed\n\n- **Breaking:** `property 'label'`: is gone, on `PUT /a`, `PUT /b` and 1 more\n"
    )


def test_the_order_in_which_changes_are_found_is_not_seen() -> None:
    mixed = list(CHANGES)
    random.Random(7).shuffle(mixed)
    assert changelog_entry("1.0.0", mixed) == changelog_entry("1.0.0", CHANGES)


def test_a_version_without_changes_says_so() -> None:
    assert changelog_entry("0.1.1", []).startswith("## [0.1.1]\n\nDescriptions")


@pytest.mark.parametrize("text", HOSTILE)
def test_words_of_documents_are_shown_as_they_are(text: str) -> None:
    entry = changelog_entry("1.0.0", [Change("endpoint-added", text, Verdicts(), text, (text,), symbols=(text,))])
    assert list(entries(entry)) == ["1.0.0"]
    tokens = MarkdownIt("gfm-like", {"linkify": False}).parse(entry)
    kinds = {token.type for token in tokens} | {child.type for token in tokens for child in token.children or ()}
    assert kinds <= {
        "heading_open", "heading_close", "inline", "bullet_list_open", "bullet_list_close", "list_item_open",
        "list_item_close", "paragraph_open", "paragraph_close", "text", "code_inline", "text_special",
    }  # fmt: skip


@pytest.mark.parametrize("text", [each for each in HOSTILE if each.isprintable() and each.strip()])
def test_escaping_changes_nothing_that_is_read(text: str) -> None:
    for written in (sentence(text), code(text)):
        [inline] = [token for token in MarkdownIt().parse(f"- {written}") if token.type == "inline"]
        assert "".join(child.content for child in inline.children or ()) == text


def test_an_entry_stands_on_top() -> None:
    one = with_entry("", "0.1.0", changelog_entry("0.1.0", [], date(2026, 1, 2), "The first version."))
    assert one == f"{TITLE}\n## [0.1.0] - 2026-01-02\n\nThe first version.\n"
    two = with_entry(one, "0.2.0", changelog_entry("0.2.0", CHANGES))
    assert list(entries(two).items()) == [("0.2.0", None), ("0.1.0", "2026-01-02")]
    assert two.startswith(TITLE)
    assert without(two, ["0.2.0"]) == one


def test_an_entry_takes_the_place_of_one_of_its_version() -> None:
    one = with_entry("", "0.1.0", changelog_entry("0.1.0", []))
    two = with_entry(one, "0.2.0", changelog_entry("0.2.0", []))
    again = with_entry(two, "0.2.0", changelog_entry("0.2.0", CHANGES))
    assert list(entries(again)) == ["0.2.0", "0.1.0"]
    assert with_entry(again, "0.2.0", changelog_entry("0.2.0", [])) == two


def test_what_people_wrote_in_other_entries_stays() -> None:
    mine = "# What we did\n\n## [0.1.0] - 2026-01-02\n\nA note, with `## [x]` in it.\n"
    assert mine.partition("\n\n")[2].strip() in with_entry(mine, "0.2.0", changelog_entry("0.2.0", []))
