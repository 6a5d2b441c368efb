from __future__ import annotations

import pytest

from generator.drift.reports.markup import code, escaped, starting

from .hostile import TEXTS
from .rendered import page


@pytest.mark.parametrize("text", ["* x", "1. x", "- x", "> x", "[ ] x", "=== x", "+ x", "    x", "x"])
def test_escaped_text_reads_as_it_was(text: str):
    for written in (f"- {starting(text)}", f"- a {escaped(text)}", f"- {code(text)}"):
        shown = page(written)
        assert set(shown.tags) <= {"ul", "li", "code"}
        assert "".join(shown.texts).replace("\n", "").removeprefix("a ").strip() == text.strip()


@pytest.mark.parametrize(
    "text", ["_x_", "`x`", "<b>x</b>", "&amp; &#60;", "[x](y)", "a | b", "\\\\ \\*", "~~x~~", "$x$", "@x GH-1 www.x"]
)
def test_markup_is_shown_as_it_is_written(text: str):
    shown = page(f"a {escaped(text)}")
    assert (shown.tags, "".join(shown.texts)) == (["p"], f"a {text}\n")


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_it_stays_in_its_line_and_is_short(text: str):
    assert escaped(text).isprintable()
    assert len("".join(page(f"a {escaped(text, 20)}").texts)) <= len("a ") + 20 + len("\n")
