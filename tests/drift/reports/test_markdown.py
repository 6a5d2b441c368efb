from __future__ import annotations

import re
from dataclasses import replace

import pytest

from generator.drift.changes import Layer, Report
from generator.drift.reports import Format, render
from generator.drift.verdicts import Level, Verdicts

from .hostile import TEXTS, change, report
from .rendered import page

OURS = {"h3", "p", "table", "thead", "tbody", "tr", "th", "td", "ul", "li", "code", "details", "summary"}
# What the site links in the text of a page, whatever made it.
LINKED = re.compile(r"(?i)@\w|#\d|gh-\d|www\.|https?://|:\w+:")


def assert_inert(markdown: str) -> None:
    assert all(line.isprintable() for line in markdown.split("\n"))
    shown = page(markdown)
    assert set(shown.tags) <= OURS
    assert shown.attributes == []
    assert shown.open == []
    assert [text for text in shown.texts if LINKED.search(text)] == []
    assert len(markdown.encode()) < 65_536


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_no_text_is_markup_or_a_link(text: str):
    assert_inert(render([report(text)], Format.MARKDOWN))


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_the_structure_is_that_of_harmless_text(text: str):
    harmless, given = (page(render([report(each)], Format.MARKDOWN)).tags for each in ("x", text))
    if text:
        assert given == harmless


def test_hostile_documents_fit_into_a_comment(hostile: Report):
    shown = render([hostile], Format.MARKDOWN)
    assert_inert(shown)
    open_part = shown.partition("<details>")[0]
    assert len(open_part.splitlines()) < 20
    assert "more, below" in open_part


def test_many_reports_fit_into_a_comment(hostile: Report):
    shown = render([hostile] * 4, Format.MARKDOWN)
    assert_inert(shown)
    assert shown.count("does not fit") >= 4


def test_each_verdict_is_one_fold():
    changes = tuple(
        replace(change(f"x{number}"), verdicts=Verdicts(level), operations=(f"GET /{number}",))
        for level in Level
        for number in range(3)
    )
    shown = page(render([Report("x", Layer.FORM, changes)], Format.MARKDOWN))
    assert shown.tags.count("details") == 3
    text = "".join(shown.texts)
    assert all(f"3 changes, {level}" in text for level in Level)


def test_no_change():
    assert page(render([Report("x", Layer.FORM)], Format.MARKDOWN)).texts[-2:] == ["No change of the API.", "\n"]
