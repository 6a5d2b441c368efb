"""The paths of the servers of a document, relative ones and those with variables, are ones of the stand-in's."""

from __future__ import annotations

import asyncio

import pytest

from generator.exchange.messages import Request
from generator.standin.standin import StandIn

DOCUMENT = {
    "openapi": "3.1.0",
    "info": {"title": "Garden", "version": "1"},
    "servers": [{"url": "{origin}/api/v1", "variables": {"origin": {"default": ""}}}],
    "paths": {"/plants": {"get": {"operationId": "plants_list", "responses": {"204": {"description": "None."}}}}},
}


@pytest.mark.parametrize(("path", "status"), [("/api/v1/plants", 204), ("/plants", 204), ("/api/v2/plants", 404)])
def test_operations_are_below_it(path: str, status: int) -> None:
    stand_in = StandIn(DOCUMENT, "garden")
    response = asyncio.run(stand_in.handle(Request("GET", f"http://stand-in.test{path}", (), b"")))
    assert response.status == status


@pytest.mark.parametrize(
    ("path", "status"), [("/api/v1/plants", 204), ("/a/b/v1/plants", 204), ("/plants", 204), ("/api/v2/plants", 404)]
)
def test_operations_are_below_one_with_variables(path: str, status: int) -> None:
    document = {
        **DOCUMENT,
        "servers": [{"url": "https://garden.example/{base}/v1", "variables": {"base": {"default": "api"}}}],
    }
    response = asyncio.run(StandIn(document, "garden").handle(Request("GET", f"http://stand-in.test{path}", (), b"")))
    assert response.status == status
