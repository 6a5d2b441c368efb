"""How a page is laid out, told without the dialects."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.extract import layout
from generator.extract.layout import blocks


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("# A", "h1"),
        ("### A ###", "h3"),
        ("#A", "words"),
        ("---", "rule"),
        ("{% hint %}", "tag"),
        ("| a | b |", "table"),
        ("<div class='x'>", "html div"),
        ("get", "method"),
        ("POST, GET /a/{b}", "request"),
        ("/a/{b}", "path"),
        ("https://a.example/b", "path"),
        ("404", "status"),
        ("application/json", "media"),
        ("nameinteger · min: 1Optional", "row"),
        ("Default: 1", "note"),
        ('"a": 1,', "sample"),
        ("- URI: /a", "item URI"),
        ("- 404: Gone.", "item status"),
        ("- anything", "item"),
        ("1. first", "item"),
        ("Responses", "mark Responses"),
        ("A sentence.", "prose"),
        ("a long line of more than ten words without its full stop", "prose"),
        ("A title", "words"),
        ("> quoted words", "words"),
    ],
)
def test_the_kind_of_a_line(line: str, kind: str) -> None:
    (block,) = blocks(f"\n{line}\n")
    assert (block.kind, block.line) == (kind, 2)


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        ('{"openapi": "3.1.0"}', "fence openapi 3.1"),
        ('{"swagger": "2.0"}', "fence openapi 2.0"),
        ('{"paths": {}}', "fence openapi"),
        ('{"a": 1}', "fence json"),
        ("[1]", "fence json"),
        ('{"openapi": "3.1.0"', "fence torn"),
        ("openapi: 3.0.1\npaths: {}", "fence openapi yaml 3.0"),
        ("curl", "fence code"),
        ("[" * 100_000, "fence torn"),
    ],
)
def test_the_kind_of_a_fence(content: str, kind: str) -> None:
    for mark in ("```", "~~~~"):
        assert [each.kind for each in blocks(f"{mark}json\n{content}\n{mark}\n")] == [kind]
    assert [each.kind for each in blocks(f"```\n{content}\n")] == [f"{kind} open"]


def test_a_fence_may_be_quoted_and_hold_fences() -> None:
    (block,) = blocks("> ````\n> ```\n> a\n> ```\n> ````")
    assert block.text == "```\na\n```"


def test_line_ends_make_no_difference() -> None:
    text = "# A\n\nOne.\n```\n{}\n```\n"
    assert blocks("\ufeff" + text.replace("\n", "\r\n")) == blocks(text)


def test_nothing_of_the_dialects_is_used() -> None:
    imports = [line for line in Path(layout.__file__).read_text().splitlines() if line.startswith("from generator")]
    assert imports == ["from generator.document.shapes import is_object"], "a broken extractor must not change it"


@pytest.mark.parametrize(
    "text", [">" * 200_000, "# " * 100_000, "`" * 200_000, "a" * 200_000, "|" * 200_000, "- " * 100_000]
)
def test_long_lines_take_no_time(text: str) -> None:
    assert len(blocks(text)) <= 1
