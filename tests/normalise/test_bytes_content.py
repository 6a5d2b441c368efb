"""Bytes are said in one way, whatever the version of the document."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from generator.normalise.bytes_content import RULE
from generator.normalise.form import NormalForm
from generator.normalise.pipeline import normalise_file


def photo(folder: Path, schema: dict[str, Any]) -> NormalForm:
    """Return the normal form of a document that has a photo of this schema."""
    holder = {"type": "object", "properties": {"photo": schema}}
    body = {"content": {"multipart/form-data": {"schema": holder}}}
    operation = {"requestBody": body, "responses": {"204": {"description": "Kept."}}}
    document = {
        "openapi": "3.1.0",
        "info": {"title": "Album", "version": "1"},
        "paths": {"/photos": {"post": operation}},
    }
    file = folder / "api.json"
    file.write_text(json.dumps(document))
    return normalise_file(file)


def read(form: NormalForm) -> Any:
    [component] = form.document["components"]["schemas"].values()
    return component["properties"]["photo"]


@pytest.mark.parametrize("media_type", ["application/octet-stream", "image/png", "Application/PDF; version=1"])
def test_content_that_is_no_text_is_binary(media_type: str, tmp_path: Path):
    form = photo(tmp_path, {"type": "string", "contentMediaType": media_type})
    assert read(form) == {"type": "string", "format": "binary", "contentMediaType": media_type}
    assert [entry.pointer for entry in form.ledger.entries if entry.rule == RULE] == [
        "/paths/~1photos/post/requestBody/content/multipart~1form-data/schema/properties/photo/contentMediaType"
    ]


def test_the_type_may_be_left_to_the_media_type(tmp_path: Path):
    assert read(photo(tmp_path, {"contentMediaType": "image/png"}))["type"] == "string"


def test_it_may_be_null(tmp_path: Path):
    assert read(photo(tmp_path, {"type": ["string", "null"], "contentMediaType": "image/png"}))["format"] == "binary"


@pytest.mark.parametrize(
    "schema",
    [
        {"type": "string", "contentMediaType": "text/csv"},
        {"type": "string", "contentMediaType": "application/vnd.album+json"},
        {"type": "string", "contentMediaType": "image/png", "contentEncoding": "base64"},
        {"type": "string", "contentMediaType": "image/png", "format": "byte"},
        {"type": "array", "contentMediaType": "image/png", "items": {"type": "string"}},
        {"type": "string", "contentMediaType": "photo"},
    ],
)
def test_everything_else_stays(schema: dict[str, Any], tmp_path: Path):
    assert read(photo(tmp_path, schema)) == schema
