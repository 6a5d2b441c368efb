"""The client of any document and the stand-in of the same document understand each other, operation for operation."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from generator.document.dump import dumps

from .documents import FILE, PATHS, SCHEMAS, STRING, made, operation
from .refusing import refuse
from .talking import Talk, talk

ROOT = Path(__file__).parents[2]
CORPUS = os.environ.get("SPECLOOM_CORPUS")
SAMPLE = ("museum.yaml", "swagger-petstore.yaml", "redocly-cafe32.yaml")
ALL = (
    "buildomat.json", "callback-example.json", "drf-example.yaml", "readme-file-uploads.json",
    "readme-parameters-style31.json", "readme-polymorphism.json", "readme-schema-circular.json",
    "readme-schema-types31.json", "spacetraders.yaml", "modrinth.yaml", "okta-oauth.yaml", "k8s-batch-v1.json",
    "figma.yaml", "meilisearch.json", "clerk.yaml", "intercom-2.13.yaml", "twilio-api-v2010.json", "discord.json",
    "box.json", "pinterest.json", "openai.json",
)  # fmt: skip


def understood(file: Path, folder: Path) -> Talk:
    """Have everything called, and fail with what went wrong."""
    with talk(
        file, folder / "out", f"talk_{''.join(char if char.isalnum() else '_' for char in file.stem)}"
    ) as talking:
        talking.run()
        refuse(talking)
        assert sum(len(method.http_methods) for _, method in talking.methods()) == len(talking.api.operations)
    assert talking.troubles == [], "\n".join(map(str, talking.troubles[:20]))
    return talking


def test_a_vendors_document_without_what_the_vendor_folder_adds(tmp_path: Path) -> None:
    talking = understood(ROOT / "specs" / "celigo" / "openapi.yaml", tmp_path)
    assert talking.calls >= 2 * 10


@pytest.mark.skipif(CORPUS is None, reason="SPECLOOM_CORPUS names no folder of documents")
@pytest.mark.parametrize("name", [*SAMPLE, *(pytest.param(name, marks=pytest.mark.soak) for name in ALL)])
def test_a_document_of_others(name: str, tmp_path: Path) -> None:
    talking = understood(Path(str(CORPUS), name), tmp_path)
    assert talking.calls >= 2 * sum(1 for _ in talking.methods()) > 0


def test_what_documents_do(tmp_path: Path) -> None:
    """Each of these kept a client and a stand-in from understanding each other in some public document."""
    paths = {f"/{number}{path}": item for number, each in enumerate(PATHS.values()) for path, item in each.items()}
    document = {
        "openapi": "3.1.0",
        "info": {"title": "What documents do", "version": "1"},
        "servers": [{"url": "https://api.example.com/v1"}],
        "paths": paths,
        "components": {"schemas": SCHEMAS, "securitySchemes": {"token": {"type": "http", "scheme": "bearer"}}},
    }
    file = tmp_path / "classes.yaml"
    file.write_text(dumps(document), "utf-8")
    talking = understood(file, tmp_path)
    assert sum(1 for _ in talking.methods()) == sum(len(item) for item in paths.values())


def test_operations_below_servers_with_variables(tmp_path: Path) -> None:
    document = {
        "openapi": "3.1.0",
        "info": {"title": "Below", "version": "1"},
        "servers": [
            {
                "url": "https://{region}.example.com/{base}",
                "variables": {"region": {"default": "eu"}, "base": {"default": "api"}},
            }
        ],
        "paths": {
            "/files/{id}": {"get": operation(made({"id": STRING}, "id"), FILE)},
            "/own": {"get": operation(STRING), "servers": [{"url": "https://own.example.com/v2"}]},
        },
    }
    file = tmp_path / "below.yaml"
    file.write_text(dumps(document), "utf-8")
    assert understood(file, tmp_path).calls == 4
