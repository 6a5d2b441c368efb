"""A status that answers with one of several contents: the content type that came says which."""

from __future__ import annotations

import importlib
import pickle
from types import ModuleType
from typing import Any

import pytest

from generator.emit.resources import resources

from .documents import document, ref
from .packages import emit, load, normalised

FILE = {"schema": {"type": "string", "format": "binary"}}
NOTE = {"type": "object", "required": ["id"], "properties": {"id": {"type": "integer"}}}
LIST = {"type": "object", "required": ["notes"], "properties": {"notes": {"type": "array", "items": ref("Note")}}}


def _get(tag: str, content: dict[str, Any]) -> dict[str, Any]:
    responses = {"200": {"description": "As asked.", "content": content}}
    return {"get": {"operationId": f"{tag}_get", "tags": [tag], "responses": responses}}


PATHS: dict[str, Any] = {
    "/archive": _get("archive", {"application/json": {"schema": ref("Note")}, "application/zip": FILE}),
    "/image": _get("image", {"image/*": FILE, "application/json": {"schema": ref("Note")}, "text/plain": {"schema": {}}}),
    "/forms": _get(
        "forms", {"application/json": {"schema": ref("Note")}, "application/vnd.list+json": {"schema": ref("Listed")}}
    ),
    "/xml": _get(
        "xml", {"application/json": {"schema": ref("Note")}, "application/xml": {"schema": ref("Note")},
                "text/event-stream": {"schema": {"type": "string"}}}
    ),
}  # fmt: skip
DOCUMENT = document(PATHS, {"Note": NOTE, "Listed": LIST})


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> ModuleType:
    load(emit(DOCUMENT, "many_forms", tmp_path_factory.mktemp("choices")))
    return importlib.import_module("many_forms")


def got(package: ModuleType, resource: str, content: bytes, content_type: str) -> Any:
    import httpx2

    transport = httpx2.MockTransport(
        lambda _: httpx2.Response(200, content=content, headers={"content-type": content_type})
    )
    client = package.ManyForms(http_client=httpx2.Client(transport=transport))
    answer = getattr(client, resource).raw.get()
    parsed = answer.parse()
    assert pickle.loads(pickle.dumps(answer)).parse() == parsed
    return parsed


def test_the_signature_has_all_of_them_but_other_notations_of_the_same() -> None:
    said = {root.tag: root.methods[0].content for root in resources(normalised(DOCUMENT))}
    assert said == {
        "archive": "models.Note | Content",
        "forms": "models.Note | models.Listed",
        "image": "models.Note | Content | str",
        "xml": "models.Note",
    }


def test_the_content_type_that_came_decides(package: ModuleType) -> None:
    assert got(package, "archive", b'{"id": 1}', "application/json; charset=utf-8").id == 1
    zipped = got(package, "archive", b"PK\x03", "Application/Zip")
    assert (zipped, zipped.content_type) == (b"PK\x03", "Application/Zip")
    assert got(package, "image", b"\x89PNG", "image/png") == b"\x89PNG"
    assert got(package, "image", b"none", "text/plain") == "none"
    assert got(package, "forms", b'{"notes": [{"id": 2}]}', "application/vnd.list+json").notes[0].id == 2
    assert got(package, "forms", b'{"id": 3}', "application/json").id == 3


def test_what_is_not_declared_is_taken_for_the_json_that_is(package: ModuleType) -> None:
    assert got(package, "archive", b'{"id": 1}', "text/html").id == 1
    with pytest.raises(package.ResponseValidationError, match="not valid JSON"):
        got(package, "archive", b"<html>", "text/html")
