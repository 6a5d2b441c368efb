from __future__ import annotations

from typing import Any

import pytest

from generator.emit.constraints import constraints


@pytest.mark.parametrize(
    ("schema", "words"),
    [
        ({}, ""),
        (True, ""),
        ({"minimum": 1, "maximum": 5}, "1 to 5"),
        ({"minimum": 0}, "at least 0"),
        ({"exclusiveMinimum": 0, "maximum": 1}, "at most 1; more than 0"),
        ({"exclusiveMaximum": 10}, "less than 10"),
        ({"multipleOf": 0.5}, "a multiple of 0.5"),
        ({"maxLength": 9}, "at most 9 characters"),
        ({"minItems": 1, "maxItems": 2, "uniqueItems": True}, "1 to 2 items; no item twice"),
        ({"maxProperties": 1}, "at most 1 member"),
        ({"pattern": "^a$"}, "matches ^a$"),
        ({"type": "string", "format": "uri"}, "a URI"),
        ({"type": "string", "format": "date-time"}, ""),
        ({"type": "string", "contentEncoding": "base64"}, "in base64"),
        ({"enum": ["a", 1, None]}, "one of 'a', 1, None"),
        ({"enum": list(range(20))}, f"one of {', '.join(map(str, range(12)))} and 8 more"),
        ({"const": "only"}, "always 'only'"),
        ({"default": False}, "the server's default is False"),
        ({"default": "x", "minLength": 1}, "at least 1 character; the server's default is 'x'"),
    ],
)
def test_constraints_in_words(schema: Any, words: str):
    assert constraints(schema) == words


def test_what_is_referred_to_counts_and_what_is_said_beside_the_reference_wins():
    referred = {"type": "string", "enum": ["a", "b"], "default": "a"}
    assert constraints({"$ref": "#/x", "default": "b"}, referred) == "one of 'a', 'b'; the server's default is 'b'"
