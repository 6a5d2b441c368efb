"""Texts for regular expressions: they match, differ by chance alone, and hostile expressions end quickly."""

from __future__ import annotations

import random
import subprocess
import sys

import pytest
from jsonschema_rs import Draft202012Validator

from generator.standin.sampling.patterns import MAX_LENGTH, text

USUAL = [
    "",
    "^$",
    "foo",
    "^foo",
    "foo$",
    r"^[a-z]+$",
    r"^[A-Fa-f0-9]{24}$",
    r"^\d{4}-\d{2}-\d{2}$",
    r"^(cat|horse)$",
    r"^[a-z](?:[a-z0-9-]{0,61}[a-z0-9])?$",
    r"^((25[0-5]|2[0-4]\d|[01]?\d\d?)\.){3}(25[0-5]|2[0-4]\d|[01]?\d\d?)$",
    r"^\S+@\S+\.\S+$",
    r"^[^<>\s]*$",
    r"^\+[1-9]\d{1,14}$",
    r"^.{0,255}$",
    r"^[\w\s.-]+$",
    r"\bword\b",
    r"^a*?b+?c??$",
    r"^x{2,}y{3}z{1,2}$",
    r"^\/path\/[^\/]+$",
    r"^[\]\-\\]+$",
    r"^\x41B\u{43}\t$",
    r"^(?:a|b|)c$",
    r"(?i)^abc$",
]
UNLIKE_PYTHON = [
    r"^\p{L}+$",
    r"^\p{Lu}\P{L}$",
    r"^\p{Script=Greek}{2}$",
    r"^\p{Nd}\p{Sc}$",
    r"^[^\x00-\x7F]+$",
    r"^[\p{Ll}\d]{4}$",
    r"^\u{1F600}$",
    r"^(?<year>\d{4})$",
]
LOOKING = [
    r"^(?=.*[A-Z])(?=.*\d).{8,}$",
    r"^(?=.*[a-z])(?=.*[A-Z])(?=.*\d)(?=.*[^\da-zA-Z]).{8,15}$",
    r"^(?!foo)[a-z]{3}$",
    r"^(?=.{5,10}$)[a-z]+(-[a-z]+)*$",
    r"(?<!a)b",
    r"^(.)(.)\2\1$",
    r"^(a|b)-\1$",
]


def matches(pattern: str, found: str) -> bool:
    return Draft202012Validator({"pattern": pattern}).is_valid(found)


@pytest.mark.parametrize("pattern", [*USUAL, *UNLIKE_PYTHON, *LOOKING])
def test_a_text_matches(pattern: str):
    for seed in range(20):
        found = text(pattern, random.Random(seed))
        assert found is not None
        assert matches(pattern, found), found


@pytest.mark.parametrize(
    ("pattern", "least", "most"),
    [
        (r"^[a-z0-9-]{3,63}$", 10, 20),
        (r"^(cat|horse)$", 5, 5),
        (r"^(cat|horse)$", 0, 4),
        ("foo", 10, 10),
        ("foo$", 10, 12),
        ("^foo", 10, 12),
        (r"\bfoo\b", 8, 8),
        (r"^(ab){2,}$", 6, 7),
        (r"^.*$", 255, 255),
        (r"^(a*)*$", 7, 7),
        (r"^[a-z]+(\.[a-z]+)*$", 70, 80),
        (r"^(?=.*\d)[a-z\d]{2,}$", 30, 30),
    ],
)
def test_lengths_are_kept(pattern: str, least: int, most: int):
    for seed in range(10):
        found = text(pattern, random.Random(seed), least, most)
        assert found is not None
        assert least <= len(found) <= most
        assert matches(pattern, found), found


@pytest.mark.parametrize(
    ("pattern", "least", "most"),
    [
        ("^a$", 2, None),
        (r"^(ab){2,}$", 7, 7),
        ("^$", 1, None),
        ("^abc", 0, 2),
        ("(?!)", 0, None),
        (r"^a(?<=b)", 0, None),
    ],
)
def test_what_cannot_be_is_none(pattern: str, least: int, most: int | None):
    assert text(pattern, random.Random(1), least, most) is None


@pytest.mark.parametrize(
    "pattern",
    [
        "(",
        ")",
        "a{2",
        "[",
        "[]",
        "[z-a]",
        "*",
        "a{3,2}",
        "\\",
        r"\p{NoSuchThing}",
        r"\p",
        r"[a-\d]",
        r"\Z",
        "(?P=x)",
        r"\u{110000}",
        "(?<x",
        "a{1000000000}",
        "(a{1000}){1000}",
        f"^.{{{MAX_LENGTH + 1}}}$",
        "(" * 3_000 + ")" * 3_000,
        "a" * 100_000,
        "[" + "a-z" * 1_000 + "]",
        "(" * 40 + "a{2}" + "){2}" * 40,
    ],
)
def test_what_is_no_expression_or_asks_for_too_much_is_none(pattern: str):
    assert text(pattern, random.Random(1)) is None


@pytest.mark.parametrize(
    "pattern",
    [
        "^((a+)+)+$",
        "(" * 45 + "a*" + ")*" * 45,
        "(" * 45 + "a+" + ")+" * 45,
        "(a|" * 45 + "b" + ")*" * 45,
        r"^(a|aa)+\1$",
        "(a?){50}a{50}",
        "(?=a)" * 500,
        "(?=(" * 20 + "a*" + ")*)" * 20,
        r"[^\x00-\uffff]?" * 300,
        r"^(?=(a+)+$)(a+)+b?$",
    ],
)
def test_expressions_that_blow_up_elsewhere_end(pattern: str):
    found = text(pattern, random.Random(1))
    assert found is None or matches(pattern, found)


def test_chance_decides_and_nothing_else():
    assert len({text(r"^[a-z]{12}$", random.Random(seed)) for seed in range(20)}) == 20
    script = "import random; from generator.standin.sampling.patterns import text; "
    script += "print(ascii([text(p, random.Random(7)) for p in %r]))"
    said = {
        subprocess.run(
            [sys.executable, "-c", script % ([*USUAL, *LOOKING],)],
            env={"PYTHONHASHSEED": seed},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(said) == 1
