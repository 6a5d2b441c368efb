from __future__ import annotations

from typing import Any

import pytest

from generator.exchange.messages import Request
from generator.exchange.parameters import Parameters
from generator.exchange.schemas import Schemas

FORM = "application/x-www-form-urlencoded"
WISH = {
    "type": "object",
    "properties": {"n": {"type": "integer"}, "m": {"type": "array", "items": {"type": "integer"}}},
}


def parameter(media_type: str, schema: dict[str, Any], **media: Any) -> dict[str, Any]:
    return {"name": "wish", "in": "querystring", "content": {media_type: {"schema": schema, **media}}}


@pytest.mark.parametrize(
    ("given", "query", "value"),
    [
        (parameter(FORM, WISH), "n=1&m=2&m=3", {"n": 1, "m": [2, 3]}),
        (parameter(FORM, WISH, encoding={"m": {"explode": False}}), "m=2,3", {"m": [2, 3]}),
        (parameter("application/json", WISH), "%7B%22n%22%3A1%7D", {"n": 1}),
        (parameter("application/jsonpath", {"type": "string"}), "%24.a", "$.a"),
    ],
)
def test_the_whole_query_string_is_one_value(given: dict[str, Any], query: str, value: Any):
    parameters = Parameters({}, Schemas({}, "x.json"))
    texts = parameters.texts(given, {}, Request("GET", f"https://a.example/b?{query}"))
    assert texts == [query]
    assert parameters.value(given, texts) == value
    assert parameters.faults("invalid-parameter", given, texts) == []


def test_what_it_cannot_be_is_a_fault():
    parameters = Parameters({}, Schemas({}, "x.json"))
    assert parameters.texts(parameter(FORM, WISH), {}, Request("GET", "https://a.example/b")) is None
    for given, text in ((parameter(FORM, WISH), "n=x"), (parameter("application/json", WISH), "n=1")):
        (fault,) = parameters.faults("invalid-parameter", given, [text])
        assert fault.rule == "invalid-parameter"
