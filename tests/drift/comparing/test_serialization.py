from typing import Any

import pytest

from .documents import edited, query

LIST = {"type": "array", "items": {"type": "string"}}


def between(before: dict[str, Any], after: dict[str, Any]) -> dict[str, str]:
    return edited({"parameters": [query(**before)]}, {"parameters": [query(**after)]})


@pytest.mark.parametrize(
    ("before", "after", "found"),
    [
        ({"schema": LIST}, {"schema": LIST, "style": "spaceDelimited"}, "request-parameter-style-changed"),
        ({"schema": LIST}, {"schema": LIST, "explode": False}, "request-parameter-explode-changed"),
        ({}, {"schema": None, "content": {"application/json": {}}}, "request-parameter-content-changed"),
        ({"allowReserved": True}, {}, "request-parameter-became-not-allow-reserved"),
        ({}, {"allowReserved": True}, "request-parameter-became-allow-reserved"),
        ({}, {"allowEmptyValue": True}, "request-parameter-became-allow-empty-value"),
        ({"allowEmptyValue": True}, {}, "request-parameter-became-not-allow-empty-value"),
    ],
)
def test_another_way_to_write_a_value(before: Any, after: Any, found: str):
    def given(more: Any) -> Any:
        made = query(**more)
        return {"parameters": [{key: value for key, value in made.items() if value is not None}]}

    assert list(edited(given(before), given(after))) == [found]


def test_defaults_written_out_are_no_change():
    assert between({"schema": LIST}, {"schema": LIST, "style": "form", "explode": True}) == {}
    assert (
        between(
            {"schema": LIST, "style": "spaceDelimited"}, {"schema": LIST, "style": "spaceDelimited", "explode": False}
        )
        == {}
    )


def test_single_values_look_the_same_exploded():
    assert between({}, {"explode": False}) == {}


def test_calls_written_in_the_old_way_are_not_understood():
    found = between({"schema": LIST}, {"schema": LIST, "style": "pipeDelimited"})
    assert found == {"request-parameter-style-changed": "breaking safe safe"}


def test_schemas_of_content_are_compared():
    def given(kind: str) -> Any:
        made = {"name": "q", "in": "query", "content": {"application/json": {"schema": {"type": kind}}}}
        return {"parameters": [made]}

    assert list(edited(given("string"), given("integer"))) == ["request-parameter-type-changed"]
