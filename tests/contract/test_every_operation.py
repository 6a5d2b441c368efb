"""The client of any document and the stand-in of the same document understand each other, operation for operation."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest

from generator.document.dump import dumps

from .talking import Talk, talk

ROOT = Path(__file__).parents[2]
CORPUS = os.environ.get("SPECLOOM_CORPUS")
SAMPLE = ("museum.yaml", "swagger-petstore.yaml", "redocly-cafe32.yaml")
ALL = (
    "buildomat.json", "callback-example.json", "drf-example.yaml", "readme-file-uploads.json",
    "readme-parameters-style31.json", "readme-polymorphism.json", "readme-schema-circular.json",
    "readme-schema-types31.json", "spacetraders.yaml", "modrinth.yaml", "okta-oauth.yaml", "k8s-batch-v1.json",
    "figma.yaml", "meilisearch.json", "clerk.yaml", "intercom-2.13.yaml", "twilio-api-v2010.json", "discord.json",
    "box.json",
)  # fmt: skip
UNMEETABLE = {
    "intercom-2.13.yaml": {"conversations_create: no value is allowed (all arguments)"},  # a UUID of 24 characters
}
"""What no client can do, since no value meets the document."""


def understood(file: Path, folder: Path) -> Talk:
    """Have everything called, and fail with what went wrong."""
    with talk(
        file, folder / "out", f"talk_{''.join(char if char.isalnum() else '_' for char in file.stem)}"
    ) as talking:
        talking.run()
        assert sum(len(method.http_methods) for _, method in talking.methods()) == len(talking.api.operations)
    known = UNMEETABLE.get(file.name, set())
    troubles = [each for each in talking.troubles if f"{each.operation}: {each.kind}" not in known]
    assert troubles == [], "\n".join(map(str, troubles[:20]))
    return talking


def test_a_vendors_document_without_what_the_vendor_folder_adds(tmp_path: Path) -> None:
    talking = understood(ROOT / "specs" / "celigo" / "openapi.yaml", tmp_path)
    assert talking.calls >= 2 * 10


@pytest.mark.skipif(CORPUS is None, reason="SPECLOOM_CORPUS names no folder of documents")
@pytest.mark.parametrize("name", [*SAMPLE, *(pytest.param(name, marks=pytest.mark.soak) for name in ALL)])
def test_a_document_of_others(name: str, tmp_path: Path) -> None:
    talking = understood(Path(str(CORPUS), name), tmp_path)
    assert talking.calls >= 2 * sum(1 for _ in talking.methods()) > 0


STRING = {"type": "string"}


def operation(schema: Any, *parameters: dict[str, Any], body: Any = None, **more: Any) -> dict[str, Any]:
    answer = {"description": "", "content": {"application/json": {"schema": schema}}}
    sent = (
        {} if body is None else {"requestBody": {"required": True, "content": {"application/json": {"schema": body}}}}
    )
    return {"parameters": list(parameters), "responses": {"200": answer}, **sent, **more}


def parameter(name: str, place: str, schema: Any, **more: Any) -> dict[str, Any]:
    return {"name": name, "in": place, "required": True, "schema": schema, **more}


def made(properties: dict[str, Any], *required: str) -> dict[str, Any]:
    return {"type": "object", "properties": properties, "required": list(required)}


FILE = parameter("id", "path", STRING)
PATHS: dict[str, dict[str, Any]] = {
    "paths that differ in what is never sent": {
        "/files/{id}": {"get": operation(made({"id": STRING}, "id"), FILE)},
        "/files/{id}#link": {
            "get": operation(made({"link": STRING}, "link"), FILE, parameter("fields", "query", STRING)),
            "put": operation(made({"link": STRING}, "link"), FILE, body=made({"link": STRING}, "link")),
        },
    },
    "a variable that is a part of its segment": {
        "/files/{id}": {"get": operation(made({"id": STRING}, "id"), FILE)},
        "/files/{id}/thumbnail.{extension}": {
            "get": operation(STRING, FILE, parameter("extension", "path", {"type": "string", "enum": ["png", "jpg"]}))
        },
    },
    "objects in lists of a query": {
        "/search": {
            "get": operation(
                STRING,
                parameter("filters", "query", {"type": "array", "minItems": 1, "items": made({"name": STRING}, "name")}),
                parameter("within", "query", made({"box": made({"top": {"type": "integer"}}, "top")}, "box"), explode=False),
            )
        },
    },
    "what is only written is not in answers": {
        "/users": {"post": operation({"$ref": "#/components/schemas/User"}, body={"$ref": "#/components/schemas/User"})},
    },
    "keys of another type": {
        "/odd": {
            "post": operation(
                made({"when": {"type": "integer", "format": "date-time"}, "ids": {"type": "string", "items": STRING}}, "when"),
                body=made(
                    {
                        "when": {"type": "integer", "format": "date-time"},
                        "key": {"type": "string", "properties": {"key": STRING}, "required": ["key"]},
                        "ids": {"type": "string", "items": STRING},
                    },
                    "when", "key", "ids",
                ),
            )
        },
    },
    "an enum that narrows another": {
        "/kinds": {
            "post": operation(
                STRING,
                body=made(
                    {"kind": {"type": "integer", "enum": [0, 2], "allOf": [{"$ref": "#/components/schemas/Kind"}]}}, "kind"
                ),
            )
        },
    },
    "only errors are declared": {
        "/login": {"get": {"responses": {"429": {"description": "", "content": {"application/json": {"schema": {}}}}}}},
        "/none": {"get": {"responses": {}}},
    },
    "a redirect is all that is declared": {
        "/moved": {"get": {"responses": {"307": {"description": "elsewhere"}}}},
    },
}  # fmt: skip
SCHEMAS = {
    "User": made({"name": STRING, "password": {"type": "string", "writeOnly": True}}, "name", "password"),
    "Kind": {"type": "integer", "enum": [0, 1, 2, 3]},
}


def test_what_documents_do(tmp_path: Path) -> None:
    """Each of these kept a client and a stand-in from understanding each other in some public document."""
    paths = {f"/{number}{path}": item for number, each in enumerate(PATHS.values()) for path, item in each.items()}
    document = {
        "openapi": "3.1.0",
        "info": {"title": "What documents do", "version": "1"},
        "servers": [{"url": "https://api.example.com/v1"}],
        "paths": paths,
        "components": {"schemas": SCHEMAS},
    }
    file = tmp_path / "classes.yaml"
    file.write_text(dumps(document), "utf-8")
    talking = understood(file, tmp_path)
    assert sum(1 for _ in talking.methods()) == sum(len(item) for item in paths.values())
