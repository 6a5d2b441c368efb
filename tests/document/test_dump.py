from __future__ import annotations

import random
from typing import Any

import pytest

from generator.document.dump import dumps
from generator.document.load import loads

TRICKY = (
    "", " ", "a", "\n", "\n\n", " a\n", "a\n", "a\nb", "a\n\nb\n", "\ta\nb", "a \nb ", "a\r\nb", "a\x85b",
    "a\u2028b", "\ufeffa", "\x00", "\x07\n", "\x7f", "\x9f", "1", "1.0", "1e3", "0x1F", "0o7", "-1", ".5", "+1",
    "1_000", "true", "True", "no", "null", "Null", "~", "=", "<<", "-", "- a", "?", "? a", ":", "a: b", "a #b", "#a",
    "[", "]", "{a", "a,b", "&a", "*a", "!a", "|", ">", "%a", "@a", "`a", "'", '"', "\\", "it's \"so\"", "---", "...",
    "--- a", "2020-01-01", "é", "日本", "😀", "\ue000", "\ufffe", "\xa0", "word " * 60, "x" * 1000, "a\n" * 50,
    "key with: colon and\nbreak", ".nan", ".inf", "None", "0b1", "012", "12:30:45",
)  # fmt: skip


@pytest.mark.parametrize("text", TRICKY)
def test_every_text_comes_back_as_value_and_as_key(text: str):
    data = {"value": text, "list": [text, [text]], "keys": {text: 1, "other": {text: None}}}
    assert loads(dumps(data), "a.yaml") == data


def test_other_scalars_come_back_with_their_type():
    data: list[Any] = [
        None,
        True,
        False,
        0,
        -1,
        10**300,
        1.0,
        -0.0,
        1.5,
        1e300,
        1e16,
        1e-7,
        5e-324,
        {},
        [],
        [[]],
        [{}],
        {"": {}},
    ]
    assert repr(loads(dumps(data), "a.yaml")) == repr(data)


def random_value(source: random.Random, depth: int) -> Any:
    kind = source.randrange(10)
    if depth and kind < 3:
        return {random_text(source): random_value(source, depth - 1) for _ in range(source.randrange(4))}
    if depth and kind < 5:
        return [random_value(source, depth - 1) for _ in range(source.randrange(4))]
    scalar: Any = source.choice([None, True, 0, 7, -1.5, 1e20])
    return source.choice([scalar, random_text(source), random_text(source)])


def random_text(source: random.Random) -> str:
    return "".join(source.choice(TRICKY) for _ in range(source.randrange(5)))


@pytest.mark.parametrize("seed", range(12))
def test_whatever_is_dumped_loads_again(seed: int):
    source = random.Random(seed)
    for _ in range(40):
        data = random_value(source, 4)
        assert repr(loads(dumps(data), "a.yaml")) == repr(data)


def test_keys_keep_their_order_and_nothing_is_shared():
    shared = {"x": [1]}
    assert dumps({"b": shared, "a": shared}) == "b:\n  x:\n    - 1\na:\n  x:\n    - 1\n"


def test_lines_of_prose_are_a_block():
    assert dumps({"a": "one\ntwo\n"}) == "a: |\n  one\n  two\n"


def test_equal_data_gives_equal_bytes_without_trailing_space():
    data = {"a": "word " * 80, "b": {"200": ["x" * 200]}, "c": "one\n\ntwo"}
    assert dumps(data) == dumps(loads(dumps(data), "a.yaml"))
    assert all(line == line.rstrip() for line in dumps({"b": ["x" * 200], "c": "one\ntwo"}).splitlines())
