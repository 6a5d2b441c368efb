from __future__ import annotations

from typing import Any

import pytest

from generator.document import pointers

# The examples of RFC 6901 section 5.
RFC: dict[str, Any] = {
    "foo": ["bar", "baz"],
    "": 0,
    "a/b": 1,
    "c%d": 2,
    "e^f": 3,
    "g|h": 4,
    "i\\j": 5,
    'k"l': 6,
    " ": 7,
    "m~n": 8,
}


@pytest.mark.parametrize(
    ("pointer", "value"),
    [
        ("", RFC),
        ("/foo", ["bar", "baz"]),
        ("/foo/0", "bar"),
        ("/", 0),
        ("/a~1b", 1),
        ("/c%d", 2),
        ("/e^f", 3),
        ("/g|h", 4),
        ("/i\\j", 5),
        ('/k"l', 6),
        ("/ ", 7),
        ("/m~0n", 8),
    ],
)
def test_the_examples_of_the_rfc(pointer: str, value: Any):
    assert pointers.get(RFC, pointer) == value


@pytest.mark.parametrize("pointer", ["/x", "/foo/2", "/foo/-", "/foo/-1", "/foo/²", "/foo/0/x", "/ /x"])
def test_what_does_not_exist(pointer: str):
    with pytest.raises(KeyError):
        pointers.get(RFC, pointer)


def test_a_pointer_starts_with_a_slash():
    with pytest.raises(ValueError, match="must start with"):
        pointers.get(RFC, "foo")


@pytest.mark.parametrize("tokens", [[], ["a"], ["a/b", "~", "~1", ""], ["0", "x y"]])
def test_join_and_split_are_inverse(tokens: list[str]):
    assert pointers.split(pointers.join("", *tokens)) == tokens


def test_join_takes_indexes():
    assert pointers.join("/a", 0, "b/c") == "/a/0/b~1c"
