from typing import Any

import pytest

from .documents import changes, document, edited, one

KIND = "multipart/form-data"


def form(media: dict[str, Any]) -> dict[str, Any]:
    return {"requestBody": {"content": {KIND: media}}}


def encoded(**fields: Any) -> dict[str, Any]:
    return form({"encoding": {"x-file": fields}})


def test_encodings_that_come_go_and_change():
    assert edited(form({}), encoded(style="form")) == {"request-body-encoding-added": "risky safe safe"}
    assert edited(encoded(style="form"), form({})) == {"request-body-encoding-removed": "risky safe safe"}
    found = edited(encoded(contentType="image/png"), encoded(contentType="image/jpeg"))
    assert found == {"request-body-encoding-changed": "risky safe safe"}


def test_headers_of_parts():
    (change,) = changes(one(encoded(headers={})), one(encoded(headers={"X-Id": {"schema": {"type": "string"}}})))
    assert change.id == "request-header-added"
    assert change.subject == "header 'X-Id' of encoding of 'x-file' in request body"


@pytest.mark.parametrize("key", ["prefixEncoding", "itemEncoding"])
def test_encodings_by_position(key: str):
    def given(kind: str) -> dict[str, Any]:
        each = {"contentType": kind}
        media = {key: [each] if key == "prefixEncoding" else each}
        paths = {"/pets": {"get": {"requestBody": {"content": {"multipart/mixed": media}}}}}
        return document(paths, openapi="3.2.0")

    (change,) = changes(given("a/b"), given("a/c"))
    assert change.id == "request-body-encoding-changed"
