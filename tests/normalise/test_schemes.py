"""Security schemes are as the specification has them, under names that it allows."""

from __future__ import annotations

from typing import Any

import pytest

from .test_validity import OK, made


def scheme_of(**scheme: Any) -> Any:
    paths = {"/breads": {"get": {"security": [{"Api Key": []}], "responses": OK}}}
    document = made(paths, components={"securitySchemes": {"Api Key": scheme}}).document
    schemes = document.get("components", {}).get("securitySchemes", {})
    assert document["paths"]["/breads"]["get"]["security"] == [{name: []} for name in schemes]
    return schemes.get("api_key")


@pytest.mark.parametrize(
    ("scheme", "meant"),
    [
        ({"type": "http", "scheme": "bearer", "in": "header", "name": "X"}, {"type": "http", "scheme": "bearer"}),
        ({"type": "bearer"}, {"type": "http", "scheme": "bearer"}),
        ({"type": "basic"}, {"type": "http", "scheme": "basic"}),
        ({"type": "http", "scheme": "basic", "bearerFormat": "x"}, {"type": "http", "scheme": "basic"}),
        ({"type": "ApiKey", "in": "header", "name": "X"}, {"type": "apiKey", "in": "header", "name": "X"}),
        ({"type": "apiKey", "in": "header"}, None),
        ({"type": "strange"}, None),
        ({"type": "http"}, None),
        ({"type": "openIdConnect"}, None),
        ({"type": "oauth2"}, None),
        (
            {"type": "oauth2", "flows": {"password": {"tokenUrl": "/t", "scopes": ["a"], "in": 1}, "implicit": {}}},
            {"type": "oauth2", "flows": {"password": {"tokenUrl": "/t", "scopes": {"a": ""}}}},
        ),
    ],
)
def test_schemes_say_what_to_send_or_leave(scheme: dict[str, Any], meant: Any):
    assert scheme_of(**scheme) == meant
