"""Which answer an operation is called for, and what in it is a thing."""

from __future__ import annotations

from typing import Any

import pytest

from generator.exchange.operations import Api
from generator.standin.bodies import Success, is_thing, successes

BOOK = {"type": "object"}
JSON = {"content": {"application/json": {"schema": BOOK}}}


def declared(responses: dict[str, Any]) -> list[Success]:
    paths = {"/books": {"get": {"operationId": "books", "responses": responses}}}
    (operation,) = Api({"paths": paths}, "library").operations
    return successes(operation)


@pytest.mark.parametrize(
    ("responses", "expected"),
    [
        ({"204": {}, "201": JSON, "400": JSON}, [Success(201, BOOK), Success(204)]),
        ({"2XX": JSON, "default": {}}, [Success(200, BOOK)]),
        ({"default": JSON}, [Success(200, BOOK)]),
        ({"default": JSON, "400": {}, "4XX": {}}, [Success(200, BOOK)]),
        ({"307": {}, "default": JSON}, [Success(307)]),
        ({"3XX": {}}, [Success(302)]),
        ({"200": {}, "302": {}}, [Success(200)]),
        ({"200": {"content": {"Application/HAL+JSON; charset=utf-8": {}}}}, [Success(200, {})]),
        ({"429": JSON}, []),
        ({}, []),
    ],
)
def test_the_answer_that_an_operation_is_called_for(responses: dict[str, Any], expected: list[Success]) -> None:
    assert declared(responses) == expected


@pytest.mark.parametrize(
    ("schema", "expected"),
    [
        (BOOK, True),
        ({"anyOf": [BOOK, {"properties": {}}, {"type": "null"}]}, True),
        ({"allOf": [BOOK, {"required": ["id"]}]}, True),
        ({"oneOf": [BOOK, {"type": "string"}]}, False),
        ({"anyOf": [{"type": "string"}, {"type": "null"}]}, False),
        ({"type": "string"}, False),
    ],
)
def test_things_are_objects_whatever_branch_they_are_of(schema: Any, expected: bool) -> None:
    assert is_thing({}, schema) is expected
