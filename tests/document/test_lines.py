"""Lines of keys in YAML and JSON."""

from __future__ import annotations

import pytest

from generator.document.lines import Lines

TEXT = """\
# a comment
a:
  b: 1

  "c/d":
    - x
    - e: {f: 1,
          g: 2}
"""


@pytest.mark.parametrize(
    ("pointer", "line"),
    [
        ("", 1),
        ("/a", 2),
        ("/a/b", 3),
        ("/a/c~1d", 5),
        ("/a/c~1d/0", 6),
        ("/a/c~1d/1/e/f", 7),
        ("/a/c~1d/1/e/g", 8),
        ("/a/c~1d/2", None),
        ("/a/c~1d/x", None),
        ("/a/b/c", None),
        ("/x", None),
    ],
)
def test_the_line_is_that_of_the_key(pointer: str, line: int | None):
    assert Lines(TEXT).of(pointer) == line


def test_json_has_lines_too():
    assert Lines('{"a":\n {"b":\n  1}}').of("/a/b") == 2


@pytest.mark.parametrize("text", ["", "a: [", "\x00", "&a [*a]", "x"])
def test_what_has_no_such_line(text: str):
    assert Lines(text).of("/a") is None
