from __future__ import annotations

import builtins
import keyword
import random

import pytest

from generator.document import names


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("getHTTPUrl2", ["get", "HTTP", "Url", "2"]),
        ("foo_bar-baz.qux", ["foo", "bar", "baz", "qux"]),
        ("GPT4o", ["GPT", "4", "o"]),
        ("Größe", ["Groe"]),
        ("日本", []),
        ("", []),
        ("_id", ["id"]),
        ("filter[is_deployed]", ["filter", "is", "deployed"]),
    ],
)
def test_words(text: str, expected: list[str]):
    assert names.words(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("scriptId", "script_id"),
        ("filter[is_deployed]", "filter_is_deployed"),
        ("_id", "id"),
        ("class", "class_"),
        ("self", "self_"),
        ("日本", "value"),
        ("", "value"),
        ("1st", "value_1_st"),
        ("page2", "page2"),
        ("HTTPStatus", "http_status"),
    ],
)
def test_snake(text: str, expected: str):
    assert names.snake(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("script_version", "ScriptVersion"),
        ("IAResource", "IAResource"),
        ("aB", "AB"),
        ("type error", "TypeErrorSchema"),
        ("None_", "NoneSchema"),
        ("日本", "Schema"),
        ("2", "Schema2"),
        ("1st", "Schema1St"),
        ("a.b", "AB"),
    ],
)
def test_pascal(text: str, expected: str):
    assert names.pascal(text) == expected


def test_names_are_identifiers_and_stay_as_they_are():
    source = random.Random(4)
    for _ in range(2000):
        text = "".join(source.choice("aAbZ019_-. éß日$[]") for _ in range(source.randrange(9)))
        pascal, snake = names.pascal(text), names.snake(text)
        assert pascal.isidentifier()
        assert names.pascal(pascal) == pascal
        assert not hasattr(builtins, pascal)
        assert snake.isidentifier()
        assert not keyword.iskeyword(snake)
        assert snake == snake.lower()


def test_unique_ignores_case():
    assert names.unique("Foo", ["foo", "FOO2"], separator="") == "Foo3"
    assert names.unique("page", []) == "page"
    assert names.unique("page", ["page"]) == "page_2"


def test_taken_hands_out_each_name_once():
    taken = names.Taken(["a"])
    handed = [taken.claim("A") for _ in range(3)]
    assert handed == ["A_2", "A_3", "A_4"]
    taken.add("b")
    assert "B" in taken
    assert taken.claim("a_3") == "a_3_2"


def test_many_equal_names_take_linear_time():
    taken = names.Taken()
    assert len({taken.claim("Item", separator="") for _ in range(50_000)}) == 50_000


def test_a_mark_stands_for_its_text_alone():
    assert names.mark("GET /pets") == names.mark("GET /pets")
    assert len({names.mark(f"GET /pets/{i}", 12) for i in range(5000)}) == 5000
    assert names.mark("x", 8).startswith(names.mark("x"))
    for text in ("", "日本", "\ud800"):
        assert names.mark(text).isalpha()
        assert len(names.mark(text, 99)) == 20
    assert names.mark("x", 0) == ""
