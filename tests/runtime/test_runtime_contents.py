from __future__ import annotations

from typing import Any

import pytest
from runtime.contents import content_text, query_string
from runtime.operation import Member, Parameter

FORM = "application/x-www-form-urlencoded"


def parameter(content_type: str, **members: Member) -> Parameter:
    return Parameter("wish", "wish", "querystring", content_type=content_type, members=members)


@pytest.mark.parametrize(
    ("content_type", "value", "text"),
    [
        ("application/json", {"a": [1, "ä"]}, '{"a":[1,"ä"]}'),
        ("application/vnd.a+json", "x", '"x"'),
        ("text/plain", "a b", "a b"),
        ("application/jsonpath", 5, "5"),
        (FORM, {"a": "x y", "b": [1, 2], "c": None}, "a=x%20y&b=1&b=2"),
    ],
)
def test_a_value_is_written_in_its_media_type(content_type: str, value: Any, text: str):
    assert content_text(parameter(content_type), value) == text


def test_a_whole_query_string_is_encoded_once():
    assert query_string(parameter("application/json"), {"a": "&"}) == "%7B%22a%22%3A%22%26%22%7D"
    assert query_string(parameter("application/jsonpath"), "$.a[1:1]") == "%24.a%5B1%3A1%5D"
    piped = parameter(FORM, b=Member(style="pipeDelimited", explode=False))
    assert query_string(piped, {"a": "x&y", "b": ["c", "d"]}) == "a=x%26y&b=c%7Cd"
