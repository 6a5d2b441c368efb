"""Operations that have a server of their own (OpenAPI 3.1 section 4.8.10), as they are called."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, cast

import pytest
from local_server import json_reply
from notes_api import GET, NotesApi
from runtime.errors import ConfigurationError, PaginationError
from runtime.operation import Operation, Result
from runtime.rules import NextUrl

if TYPE_CHECKING:
    from both_clients import Driver, MakeDriver
    from local_server import LocalServer

_NO_URL = cast("str", None)  # then the client has the server of its document


def get(client: Driver, server: str) -> Any:
    return client.call(replace(GET, server=server), {"note_id": "1"})


def test_an_operation_goes_to_its_own_server_with_the_credentials(drive: MakeDriver, server: LocalServer) -> None:
    server.handle = lambda _: json_reply({"_id": "1"})
    assert get(drive(_NO_URL, "tok-SECRET"), f"{server.url}/up").id == "1"
    assert server.last.target == "/up/notes/1"
    assert server.last.headers["authorization"] == "Bearer tok-SECRET"


def test_a_base_url_replaces_it(drive: MakeDriver, server: LocalServer) -> None:
    server.handle = lambda _: json_reply({"_id": "1"})
    get(drive(f"{server.url}/here"), "https://elsewhere.invalid")
    assert server.last.target == "/here/notes/1"


def test_its_pages_stay_on_its_server(server: LocalServer) -> None:
    server.handle = lambda _: json_reply({"data": [1], "next": "https://us.notes.invalid/pages?page=2"})
    pages: Operation[Any] = Operation(
        name="notes.pages",
        method="GET",
        path="/pages",
        results={"200": Result("application/json", lambda: dict[str, Any])},
        security=(("bearer",),),
        pagination=NextUrl("next"),
        server=server.url,
    )
    with NotesApi("tok-SECRET") as api, pytest.raises(PaginationError, match="another host"):
        list(api.notes._pages(pages, {}))
    assert len(server.received) == 1


def test_a_server_without_encryption_gets_no_credentials_that_the_client_sends_by_https(drive: MakeDriver) -> None:
    with pytest.raises(ConfigurationError, match=r"notes\.get: its server http://up\.invalid/.* unencrypted"):
        get(drive(_NO_URL, "tok-SECRET"), "http://up.invalid")
