"""Calls as lines for a shell: what they say is taken by the stand-in that says it."""

from __future__ import annotations

import json
import shlex
from typing import Any

from generator.standin.serving.curl import Curl
from generator.standin.standin import StandIn

USER: dict[str, Any] = {
    "type": "object",
    "required": ["id", "name", "password"],
    "properties": {
        "id": {"type": "integer", "readOnly": True},
        "name": {"type": "string"},
        "password": {"type": "string", "writeOnly": True},
    },
}


def test_a_body_has_what_is_only_sent_and_not_what_is_only_answered() -> None:
    content = {"application/json": {"schema": USER}}
    answer = {"201": {"description": "", "content": content}}
    create = {"operationId": "users_create", "requestBody": {"required": True, "content": content}, "responses": answer}
    standin = StandIn({"openapi": "3.1.0", "info": {}, "paths": {"/users": {"post": create}}}, "users")
    words = shlex.split(Curl(standin).line(standin.api.operations[0], "http://127.0.0.1:1", {}))
    assert words[:4] == ["curl", "-X", "POST", "http://127.0.0.1:1/users"]
    assert set(json.loads(words[words.index("-d") + 1])) >= {"name", "password"}


def test_what_the_path_states_of_the_query_stays_there() -> None:
    size = {"name": "size", "in": "query", "required": True, "schema": {"type": "integer", "example": 5}}
    page = {"name": "page", "in": "path", "required": True, "schema": {"type": "integer", "example": 2}}
    get = {"operationId": "users_list", "parameters": [size, page], "responses": {"204": {"description": ""}}}
    document = {"openapi": "3.1.0", "info": {}, "paths": {"/users?page={page}#list": {"get": get}}}
    standin = StandIn(document, "users")
    line = Curl(standin).line(standin.api.operations[0], "http://127.0.0.1:1", {})
    assert shlex.split(line) == ["curl", "http://127.0.0.1:1/users?page=2&size=5"]
