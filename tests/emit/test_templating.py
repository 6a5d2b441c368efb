from __future__ import annotations

import ast
import tomllib
from typing import Any

import pytest
from markdown_it import MarkdownIt

from generator.emit.templating import (
    cell,
    code,
    code_cell,
    code_contains,
    docline,
    docstring,
    entry,
    error_class,
    literal,
    markdown,
    runtime_type,
    toml,
)

NASTY = [
    'say """hello"""',
    'ends with "',
    "ends with \\",
    'ends with \\"',
    '""""""',
    "'''",
    "\\N{BULLET} \\x41 \\u0041 \\",
    "{{ 7*7 }} {% raw %} {# note #}",
    "a\x00b\x1bc\x7fd",
    "left \u202eright\u2066 \ufeff",
    "one\rtwo\r\nthree\x85four\u2028five",
    "\ud800 alone",
    "🥖 " * 60,
    "word" * 100,
    "",
    "   ",
    "\n\n\n",
]


def docstring_of(source: str) -> str:
    [function] = ast.parse(source).body
    assert isinstance(function, ast.FunctionDef)
    assert len(function.body) == 1, "something got out of the docstring"
    return ast.get_docstring(function, clean=False) or ""


@pytest.mark.parametrize("text", NASTY)
@pytest.mark.parametrize("make", [docline, docstring, entry])
def test_nothing_gets_out_of_a_docstring(text: str, make: Any):
    found = docstring_of(f'def call():\n        """{make(text)}"""\n')
    assert not any(ord(character) < 32 and character != "\n" for character in found)
    assert "\u202e" not in found


@pytest.mark.parametrize("text", [*NASTY, 'x"; import os #', "x\n"])
def test_a_literal_is_what_it_was(text: str):
    assert ast.literal_eval(literal(text)) == text
    assert literal(text).isascii()
    assert "\n" not in literal(text)


@pytest.mark.parametrize("value", [{"a": ("b", 1, None)}, (), (True, 1.5), {}])
def test_literals_nest(value: Any):
    assert ast.literal_eval(literal(value)) == value


@pytest.mark.parametrize("text", [text for text in NASTY if "\ud800" not in text])
def test_toml_is_toml(text: str):
    read = tomllib.loads(f"a = {toml(text)}")["a"]
    assert [c for c in read if c.isalnum()] == [c for c in text if c.isalnum()]


@pytest.mark.parametrize("text", NASTY)
def test_a_cell_stays_in_its_row(text: str):
    made = cell(f"{text} | <script>")
    assert "\n" not in made
    assert "<" not in made
    assert made.replace("\\|", "").count("|") == 0


@pytest.mark.parametrize("text", ["id", "a`b", "``a", "b```", "`", "a|b`c|``d", "  a  b ", "", "<b>&lt;"])
def test_code_is_a_code_span_whatever_is_in_it(text: str):
    [inline] = [token for token in MarkdownIt().parse(code(text)) if token.type == "inline"]
    assert [(token.type, token.content) for token in inline.children or []] == [
        ("code_inline", " ".join(text.split()) or " ")
    ]


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ("a: models.A", True),
        ('"""It is of models.A."""\na: int', False),
        ("x = Parameter(\"models.a\", 'models.b')", False),
        ('x = "a\\\\" + models.A', True),
        ('x = "a\\" models.A"', False),
        ('"""A quote \\""" models.A""" + "b"', False),
        ('x = "it\'s"; y = models.A', True),
    ],
)
def test_texts_are_no_code(source: str, found: bool):
    assert code_contains(source, "models.") is found


@pytest.mark.parametrize("text", ["a|b`c|``d", "`|`", "|"])
def test_code_stays_in_its_cell(text: str):
    table = MarkdownIt().enable("table").parse(f"| a | b |\n|---|---|\n| {code_cell(text)} | next |\n")
    cells = [token.children or [] for token in table if token.type == "inline"]
    assert [token.content for cell in cells[2:] for token in cell] == [text, "next"]


def test_markdown_starts_no_html():
    assert "<" not in markdown("<img src=x> <b>")


def test_a_docline_is_the_first_line_and_short():
    assert docline("One.\nTwo.") == "One."
    assert len(docline("x" * 500)) < 118


def test_the_first_sentence_of_a_docstring_stands_alone():
    lines = docstring("Bake a bread. " + "It takes an hour, and the oven must be hot when it begins. " * 4, 8).split(
        "\n"
    )
    assert lines[:2] == ["Bake a bread.", ""]
    assert all(line.startswith(" " * 8) and len(line) <= 118 for line in lines[2:])


@pytest.mark.parametrize(
    ("status", "name"),
    [
        ("404", "NotFoundError"),
        ("429", "RateLimitError"),
        ("520", "ServerError"),
        ("5XX", "ServerError"),
        ("418", "APIStatusError"),
        ("default", "APIStatusError"),
        ("302", "APIStatusError"),
    ],
)
def test_error_classes(status: str, name: str):
    assert error_class(status) == name


def test_runtime_types_need_no_pydantic():
    assert runtime_type("builtins.dict[str, JsonValue] | None") == "dict[str, Any] | None"
