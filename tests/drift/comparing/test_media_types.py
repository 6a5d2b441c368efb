from typing import Any

import pytest

from .documents import edited, json_body

OBJECT = {"type": "object"}


def request(*before_and_after: dict[str, Any]) -> dict[str, str]:
    return edited(*({"requestBody": {"content": each}} for each in before_and_after))


def response(*before_and_after: dict[str, Any], status: str = "200") -> dict[str, str]:
    return edited(*({"responses": {status: {"description": "d", "content": each}}} for each in before_and_after))


def test_media_types_that_come_and_go():
    some, more = {"application/json": {}}, {"application/json": {}, "text/csv": {}}
    assert request(some, more) == {"request-body-media-type-added": "safe safe safe"}
    assert request(more, some) == {"request-body-media-type-removed": "risky safe safe"}
    assert response(some, more) == {"response-media-type-added": "safe safe safe"}
    assert response(more, some) == {"response-media-type-removed": "risky safe safe"}


def test_what_the_client_uses_counts_more():
    both = {"application/json": {}, "text/csv": {}}
    assert request(both, {"text/csv": {}}) == {"request-body-media-type-removed": "breaking breaking safe"}
    assert response(both, {"text/csv": {}}) == {"response-media-type-removed": "breaking breaking safe"}
    assert response(both, {"text/csv": {}}, status="404") == {"response-media-type-removed": "risky risky safe"}
    assert request({"text/csv": {}}, both) == {"request-body-media-type-added": "safe risky safe"}


def test_names_are_compared_by_what_they_mean():
    assert response({"application/json": {}}, {"Application/JSON": {}}) == {}
    assert response({"a/b; v=1; w=2": {}}, {'a/b;w="2";v=1': {}}) == {}
    name = "response-media-type-name"
    assert response({"application/json": {}}, {"application/json; charset=utf-8": {}}) == {
        f"{name}-changed": "safe safe safe"
    }
    assert response({"application/xml": {}}, {"application/atom+xml": {}}) == {f"{name}-specialized": "safe safe safe"}
    assert response({"application/atom+xml": {}}, {"application/xml": {}}) == {
        f"{name}-generalized": "risky safe risky"
    }
    assert response({"image/png": {}}, {"image/*": {}}) == {f"{name}-generalized": "risky safe risky"}
    narrowed = request({"image/*": {}}, {"image/png": {}})
    assert narrowed == {"request-body-media-type-name-specialized": "risky safe risky"}
    refused = request({"application/json": {}}, {"application/vnd.acme+json": {}})
    assert refused == {"request-body-media-type-name-specialized": "breaking safe safe"}


def test_schemas_of_one_side_only():
    key = "media-type-schema"
    bare, typed = json_body()["content"], json_body(OBJECT)["content"]
    assert request(bare, typed) == {f"request-body-{key}-added": "breaking breaking safe"}
    assert request(typed, bare) == {f"request-body-{key}-removed": "safe safe safe"}
    assert response(bare, typed) == {f"response-body-{key}-added": "safe risky safe"}
    assert response(typed, bare) == {f"response-body-{key}-removed": "breaking breaking safe"}


@pytest.mark.parametrize("schema", [{}, True, {"description": "Anything.", "x-else": 1}])
def test_a_schema_that_restricts_nothing_says_what_none_says(schema: Any):
    bare, open_one = json_body()["content"], json_body(schema)["content"]
    assert request(bare, open_one) == request(open_one, bare) == {}
    assert response(bare, open_one) == response(open_one, bare) == {}


def test_a_schema_that_admits_nothing_restricts():
    bare, closed = json_body()["content"], json_body({"not": {}})["content"]
    assert list(request(bare, closed)) == ["request-body-media-type-schema-added"]


def test_schemas_of_both_sides_are_compared_though_the_name_changed():
    found = response(
        {"application/json": {"schema": OBJECT}}, {"application/json; v=2": {"schema": {"type": "string"}}}
    )
    assert list(found) == ["response-body-type-changed", "response-media-type-name-changed"]


def test_bytes_need_no_schema():
    data = {"schema": {"type": "string", "format": "binary"}}
    for kind in ("application/octet-stream", "image/png"):
        assert response({kind: data}, {kind: {}}) == response({kind: {}}, {kind: data}) == {}
        assert request({kind: data}, {kind: {}}) == {}
    assert response({"application/json": data}, {"application/json": {}}) != {}
    short = {"schema": {"type": "string", "format": "binary", "maxLength": 5}}
    assert response({"image/png": short}, {"image/png": {}}) != {}
