"""Whatever stands in the texts and names of a document: the package has the same shape, and the wire values arrive intact.

Each document is filled twice, everywhere at once: with a harmless text and with a payload. What the two packages are made
of is then compared node by node.
"""

from __future__ import annotations

import ast
import tomllib
from collections.abc import Iterator
from itertools import zip_longest
from typing import Any

import pytest
from markdown_it import MarkdownIt

from generator.emit.client import client_files
from generator.emit.models import models_source
from generator.emit.settings import document_package
from generator.emit.text import plain
from generator.normalise.dialects.swagger_specification import SWAGGER
from generator.normalise.specification import OPENAPI, SCHEMA

from .marked import ADDRESSES, DOCUMENTS, NAMES, PROSE, WIRE, filled, kinds, unmarked
from .packages import TEMPLATES, normalised

HARMLESS = " qzv-w"
HARMLESS_PROSE = " qzv-p"
CALL = '__import__("os").system("echo owned")'
PAYLOADS = {
    "single quote": "'",
    "double quote": '"',
    "triple quotes": f'"""+{CALL}+"""',
    "single triple quotes": f"'''+{CALL}+'''",
    "backslash": "\\",
    "escapes": "\\x00\\N{BULLET}\\u0022\\\n\\",
    "quote after a backslash": f'\\" + {CALL} + "\\',
    "format": "{0}{x!r:>{w}}{{}}%s%(a)s$x${x}",
    "template": "{{ 7*7 }}{% include 'x' %}{# c #}{%- raw -%}",
    "line feed": f"\n{CALL}\n",
    "other line ends": f"\r{CALL}\r\n\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029{CALL}",
    "null": "a\x00b",
    "bidi": "\u202e\u2066\u2069\u200f\u061cx",
    "invisible": "\ufeff\u200b\u00ad\U000e0041\x1b[31m\x7f",
    "comment": f"# type: ignore\n# coding: rot13\n{CALL}",
    "argument": f", *, x={CALL}, **",
    "closing": f')]}}); {CALL}; ({{["',
    "markdown": "\n\n# Heading\n\n- [x](javascript:x) ![y](z) <script>x</script> `a` ``` *b* _c_ | d |\n> e\n\n    f\n",
    "fence": "\n```\n~~~\n<!--",
    "toml": f'"""\n[tool.evil]\nx = "{CALL}"\n',
    "other scripts": "é\u0301ß日本🥖",
}
_KEYWORDS = frozenset(
    {key for each in (OPENAPI, SWAGGER) for fields in (*each.fields.values(), *SCHEMA.values()) for key in fields}
)
_OTHERS = frozenset()


def _fill(kind: str, word: str, wire: str, prose: str) -> str:
    if kind in PROSE:
        return f"{word}{prose}"
    if kind == "path":  # its last word decides between `list` and `get`
        return f"{wire}{word}"
    return f"{word}{wire}"


def _address(payload: str) -> str:
    """Return a payload without what divides an address or makes a variable of a part of it."""
    return "".join(character for character in payload if character not in "{}/?#")


def package(version: str, payload: str | None) -> dict[str, str]:
    """The files of the document of a version; None: with harmless texts."""

    def fill(kind: str, word: str) -> str:
        if payload is None:
            return _fill(kind, word, HARMLESS, HARMLESS_PROSE)
        own = _address(payload) if kind in ADDRESSES else payload
        return _fill(kind, word, own, own)

    form = normalised(filled(DOCUMENTS[version], fill))
    files = client_files(form, document_package(form, "bakery"), TEMPLATES)
    return {**files, "src/bakery/models.py": models_source(form, "bakery", TEMPLATES / "models")}


@pytest.fixture(scope="module", params=list(DOCUMENTS))
def version(request: pytest.FixtureRequest) -> str:
    return request.param


@pytest.fixture(scope="module")
def harmless(version: str) -> dict[str, str]:
    return package(version, None)


def test_every_free_text_and_name_of_the_documents_is_marked():
    for document in DOCUMENTS.values():
        assert kinds(document) <= {*WIRE, *PROSE, *NAMES, "callback"}
        assert sorted(set(unmarked(document, _KEYWORDS | _OTHERS))) == []


@pytest.mark.parametrize("payload", PAYLOADS.values(), ids=PAYLOADS)
def test_a_package_has_the_same_shape_whatever_its_document_says(version: str, harmless: dict[str, str], payload: str):
    made = package(version, payload)
    assert len(made) == len(harmless)
    faults: list[str] = []
    for (name, was), text in zip(harmless.items(), made.values(), strict=True):
        if name.endswith(".py"):
            for fault in differences(ast.parse(was), ast.parse(text), payload):
                faults.append(f"{name}: {fault}")
        elif name.endswith(".md"):
            if outline(was) != outline(text):
                faults.append(name + first_difference(outline(was), outline(text)))
        elif name.endswith(".toml") and keys(tomllib.loads(was)) != keys(tomllib.loads(text)):
            faults.append(f"{name}: {tomllib.loads(text)}")
        if bad := {c for c in text if c != "\n" and c not in plain(text)}:
            faults.append(f"{name}: {bad} can be read by no one")
    assert faults == []


def differences(was: ast.AST, now: ast.AST, payload: str) -> Iterator[str]:
    """Yield where two modules differ in more than names and values that are made of what the document says."""
    if type(was) is not type(now):
        yield f"line {getattr(now, 'lineno', 0)}: {type(was).__name__} became {type(now).__name__}"
        return
    if isinstance(was, ast.Expr) and isinstance(was.value, ast.Constant) and isinstance(now, ast.Expr):
        if not isinstance(now.value, ast.Constant) or not isinstance(now.value.value, str):
            yield f"line {now.lineno}: no docstring"
        return
    for field in was._fields:
        before, after = getattr(was, field, None), getattr(now, field, None)
        listed = (before, after) if isinstance(before, list) else ([before], [after])
        for one, other in zip_longest(*listed):
            if isinstance(one, ast.AST) and isinstance(other, ast.AST):
                yield from differences(one, other, payload)
            elif problem := _value_problem(one, other, payload):
                yield f"line {getattr(now, 'lineno', 0)}: {problem}"


def _value_problem(before: Any, after: Any, payload: str) -> str:
    """Return what is wrong with a name or a constant; '' where it follows from the one of the harmless package."""
    if not isinstance(before, str) or not isinstance(after, str):
        return "" if type(before) is type(after) and before == after else f"{before!r} became {after!r}"
    if HARMLESS in before:  # a wire value
        if after in {before.replace(HARMLESS, payload), before.replace(HARMLESS, _address(payload))}:
            return ""
        return f"{before!r} became {after!r}"
    if HARMLESS_PROSE in before:
        return ""
    if "qzv" in before.lower():
        is_name = all(part.isidentifier() for part in after.split("."))
        return "" if is_name else f"{after!r} is no name"
    return "" if before == after else f"{before!r} became {after!r}"


def outline(text: str) -> list[tuple[str, int]]:
    """The structure of a page: its blocks, and in lines whatever is no plain text."""
    found: list[tuple[str, int]] = []
    for token in MarkdownIt("commonmark").enable("table").parse(text):
        found.append((token.type, token.level))
        found += [
            (child.type, child.level) for child in token.children or () if child.type not in {"text", "softbreak"}
        ]
        if token.type == "fence":
            try:
                ast.parse(token.content)
            except SyntaxError:
                found.append(("no python" if token.info == "python" else "", 0))
    return found


def first_difference(was: list[tuple[str, int]], now: list[tuple[str, int]]) -> str:
    at = next(i for i, (a, b) in enumerate(zip_longest(was, now)) if a != b)
    return f": {was[at : at + 4]} became {now[at : at + 4]}"


def keys(node: Any) -> Any:
    """The tables and types of a TOML file."""
    if isinstance(node, dict):
        return {key: keys(value) for key, value in node.items()}
    return [keys(each) for each in node] if isinstance(node, list) else type(node).__name__
