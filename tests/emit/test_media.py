from __future__ import annotations

import pytest

from generator.emit.media import is_json, json_first


@pytest.mark.parametrize(
    ("media_type", "expected"),
    [
        ("application/json", True),
        ("Application/JSON; charset=utf-8", True),
        ("application/problem+json", True),
        ("application/merge-patch+json;v=1", True),
        ("text/json-ish", False),
        ("application/jsonlines", False),
        ("text/html", False),
        ("", False),
    ],
)
def test_is_json(media_type: str, expected: bool):
    assert is_json(media_type) is expected


def test_json_comes_first_then_the_first():
    assert json_first({"text/html": {"a": 1}, "application/hal+json": {"b": 2}}) == ("application/hal+json", {"b": 2})
    assert json_first({"text/html": {"a": 1}, "image/png": {}}) == ("text/html", {"a": 1})
    assert json_first({}) == ("", {})
