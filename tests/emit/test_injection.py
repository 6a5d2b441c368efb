"""Whatever stands in the texts and names of a document: the package has the same shape, and the wire values arrive intact.

Each document is filled twice, everywhere at once: with a harmless text and with a payload. What the two packages are made
of is then compared node by node.
"""

from __future__ import annotations

import ast
import tomllib
from collections.abc import Iterator
from itertools import zip_longest
from pathlib import Path
from typing import Any

import pytest
from markdown_it import MarkdownIt

from generator.document.dump import dumps
from generator.document.findings import SpecloomError
from generator.emit.client import client_files
from generator.emit.engines import Engines
from generator.emit.models import models_source
from generator.emit.project import generate_document
from generator.emit.settings import document_package
from generator.emit.text import plain
from generator.normalise.dialects.swagger_specification import SWAGGER
from generator.normalise.specification import OPENAPI, SCHEMA

from .documents import one_operation
from .marked import ADDRESSES, DOCUMENTS, NAMES, PROSE, WIRE, filled, kinds, unmarked
from .packages import TEMPLATES, normalised, write_document

HARMLESS = "-qzv-w"
HARMLESS_PROSE = " qzv-p"
HARMLESS_ADDRESS = "-=~=-"
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
    "bidi": "\u202e\u2066\u2069\u200f\u061c",
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
_OTHERS = frozenset(
    [
        "$ref",
        "bearerFormat",
        "clientCredentials",
        "const",
        "contact",
        "contentType",
        "email",
        "example",
        "identifier",
        "license",
        "openapi",
        "swagger",
        "termsOfService",
        "value",
        "cursor",
        "next",
        "items",
        "page",
        "binary",
        "file",
        "200",
        "201",
        "404",
        "4XX",
        "bakery.example",
        "a",
        "text",
        "application/json",
        "multipart/form-data",
        "/next",
        "/items",
        "https://bakery.example/token",
    ]
)
"""Words of the specifications that have no fields of their own in those, and what must be as it is to mean something."""

_STRUCTURE = frozenset(
    {"heading_open", "table_open", "tr_open", "td_open", "html_block", "html_inline", "link_open", "image"}
)


def _address(payload: str) -> str:
    """Return the signs of a payload that neither divide an address, nor make a variable, nor a word of a name."""
    return "".join(character for character in payload if not character.isalnum() and character not in "{}/?#")


def package(version: str, payload: str | None) -> dict[str, str]:
    """The files of the document of a version; None: with harmless texts."""

    def fill(kind: str, word: str) -> str:
        if kind == "media":  # where an asterisk stands for anything
            return word + (HARMLESS if payload is None else payload.replace("*", ""))
        if kind in ADDRESSES:
            return word + (HARMLESS_ADDRESS if payload is None else _address(payload))
        if kind == "pattern" and payload is not None:  # as an expression that models can check
            return word + "".join(f"\\{each}" if each in r"\.+*?()|[]{}^$" else each for each in payload)
        if kind == "scheme" and payload is None:  # never sent, so it may be made a name
            return f"{word}_qzv"
        if payload is None:
            return word + (HARMLESS_PROSE if kind in PROSE else HARMLESS)
        return word + payload

    form = normalised(filled(DOCUMENTS[version], fill))
    files = client_files(form, document_package(form, "bakery"), TEMPLATES)
    return {**files, "src/bakery/models.py": models_source(form, "bakery", TEMPLATES / "models")}


@pytest.fixture(scope="module", params=list(DOCUMENTS))
def version(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="module")
def harmless(version: str) -> dict[str, str]:
    return package(version, None)


def test_every_free_text_and_name_of_the_documents_is_marked() -> None:
    for document in DOCUMENTS.values():
        assert kinds(document) <= {*WIRE, *PROSE, *NAMES, "callback"}
        assert sorted(set(unmarked(document, _KEYWORDS | _OTHERS))) == []


@pytest.mark.parametrize("payload", PAYLOADS.values(), ids=PAYLOADS)
def test_a_package_has_the_same_shape_whatever_its_document_says(
    version: str, harmless: dict[str, str], payload: str
) -> None:
    made = package(version, payload)
    assert len(made) == len(harmless)
    faults: list[str] = []
    for (name, was), text in zip(harmless.items(), made.values(), strict=True):
        if name.endswith(".py"):
            faults += [f"{name}: {fault}" for fault in differences(ast.parse(was), ast.parse(text), payload)]
        elif name.endswith(".md"):
            if outline(was) != outline(text):
                faults.append(name + first_difference(outline(was), outline(text)))
        elif name.endswith(".toml") and keys(tomllib.loads(was)) != keys(tomllib.loads(text)):
            faults.append(f"{name}: {tomllib.loads(text)}")
        if bad := set(text) - set(plain(text)):
            faults.append(f"{name}: {bad} can be read by no one")
    assert faults == []
    assert "".join(f"A loaf.{plain(payload)}".split()).replace('"""', "'''") in _documented(
        made["src/bakery/models.py"]
    )


def _documented(source: str) -> str:
    """The docstrings of the classes of a module, without spaces."""
    found = [ast.get_docstring(node) or "" for node in ast.parse(source).body if isinstance(node, ast.ClassDef)]
    return "".join(" ".join(found).split()).replace('"""', "'''")


def test_names_lead_nowhere_and_tags_of_yaml_do_nothing(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    mark = tmp_path / "mark"
    file = tmp_path / "in" / "odd.yaml"
    up = "../../../escaped"
    document = filled(DOCUMENTS["3.1"], lambda kind, word: word if kind in ADDRESSES else f"{up}/{word}")
    file.write_text(dumps(document), "utf-8")
    with Engines(TEMPLATES) as engines:
        generate_document(file, "odd", tmp_path / "in" / "out", engines)
        before = {path for path in tmp_path.rglob("*") if path.is_file()}
        assert {path.relative_to(tmp_path).parts[:2] for path in before} == {("in", "odd.yaml"), ("in", "out")}
        for tag in ("!!python/object/apply:os.system", "!!python/object/new:os.system", "!include", "!!binary"):
            written = f'openapi: 3.1.0\ninfo: {{title: a, version: "1"}}\npaths: {tag} ["touch {mark}"]\n'
            file.write_text(written, "utf-8")
            with pytest.raises(SpecloomError):
                generate_document(file, "odd", tmp_path / "in" / "out", engines)
    assert not mark.exists()
    assert {path for path in tmp_path.rglob("*") if path.is_file()} == before


@pytest.mark.parametrize("name", ["../odd", "a/b", "a.b", "class", "", "a b", "/tmp/odd", "a\x00b", "__import__('os')"])
def test_a_package_has_a_name_that_is_one(name: str, tmp_path: Path) -> None:
    file = write_document(tmp_path / "bakery.yaml", one_operation())
    with pytest.raises(SpecloomError), Engines(TEMPLATES) as engines:
        generate_document(file, name, tmp_path / "out", engines)
    assert [path.name for path in tmp_path.iterdir()] == ["bakery.yaml"]


def differences(was: ast.AST, now: ast.AST, payload: str) -> Iterator[str]:
    """Yield where two modules differ in more than names and values that are made of what the document says."""
    if type(was) is not type(now):
        yield f"line {getattr(now, 'lineno', 0)}: {type(was).__name__} became {type(now).__name__}"
        return
    if isinstance(was, ast.Expr) and isinstance(was.value, ast.Constant) and isinstance(now, ast.Expr):
        if not isinstance(now.value, ast.Constant) or type(was.value.value) is not type(now.value.value):
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
    if HARMLESS_PROSE in before:
        return ""
    if HARMLESS in before or HARMLESS_ADDRESS in before:
        own = before.replace(HARMLESS_ADDRESS, _address(payload))
        # Without what is around an address or a media type, where a space means nothing.
        fine = {own.replace(HARMLESS, each) for each in (payload, payload.replace("*", ""))}
        return "" if after in fine | {each.strip() for each in fine} else f"{before!r} became {after!r}"
    if "qzv" in before.lower():
        return "" if _is_name(after) or not _is_name(before) else f"{after!r} is no name"
    return "" if before == after else f"{before!r} became {after!r}"


def _is_name(text: str) -> bool:
    return all(part.replace("-", "_").isidentifier() for part in text.split("."))


def outline(text: str) -> list[str]:
    """The headings and tables of a page, and what leads elsewhere or is HTML; its Python must be Python."""
    found: list[str] = []
    for token in MarkdownIt("commonmark").enable("table").parse(text):
        found += [each.type + each.tag for each in (token, *(token.children or ())) if each.type in _STRUCTURE]
        if token.type == "fence" and token.info == "python":
            ast.parse(token.content)
    return found


def first_difference(was: list[str], now: list[str]) -> str:
    at = next(i for i, (a, b) in enumerate(zip_longest(was, now)) if a != b)
    return f": {was[at : at + 4]} became {now[at : at + 4]}"


def keys(node: Any) -> Any:
    """The tables and types of a TOML file."""
    if isinstance(node, dict):
        return {key: keys(value) for key, value in node.items()}
    return [keys(each) for each in node] if isinstance(node, list) else type(node).__name__
