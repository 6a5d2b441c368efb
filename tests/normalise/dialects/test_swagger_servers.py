from __future__ import annotations

from typing import Any

import pytest

from .helpers import noted, read, warned
from .swagger_documents import swagger


def urls(**given: Any) -> list[str]:
    return [server["url"] for server in read(swagger(**given))[0]["servers"]]


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({"host": "a.example", "basePath": "/v1", "schemes": ["https"]}, ["https://a.example/v1"]),
        ({"host": "a.example:8080", "schemes": ["http", "https"]}, ["https://a.example:8080", "http://a.example:8080"]),
        ({"host": "a.example", "basePath": "/", "schemes": ["https"]}, ["https://a.example"]),
        ({"host": "a.example", "basePath": "v1/", "schemes": ["https"]}, ["https://a.example/v1"]),
        ({"host": "a.example", "schemes": ["wss", "https"]}, ["https://a.example"]),
        ({"host": "a.example", "schemes": ["ws"]}, ["ws://a.example"]),
        ({"host": "localhost:80"}, ["https://localhost:80"]),
        ({"host": "http://a.example/"}, ["http://a.example"]),
        ({"basePath": "/v1", "schemes": ["https"]}, ["/v1"]),
        ({}, ["/"]),
    ],
)
def test_schemes_host_and_base_path_are_servers(given: dict[str, Any], expected: list[str]):
    assert urls(**given) == expected


def test_what_is_assumed_is_said():
    assert list(warned(read(swagger(host="a.example"))[1])) == ["/host"]
    assert list(warned(read(swagger(host="http://a.example"))[1])) == ["/host"]
    assert list(noted(read(swagger(host="a.example", schemes=["ws", "https"]))[1])) == ["/schemes"]


def test_an_operation_may_have_schemes_of_its_own():
    paths = {"/a": {"get": {"schemes": ["http"]}, "put": {"schemes": ["https"]}}}
    item = read(swagger(host="a.example", schemes=["https"], paths=paths))[0]["paths"]["/a"]
    assert item["get"]["servers"] == [{"url": "http://a.example"}]
    assert "servers" not in item["put"]
