"""What a user sets himself beside the client's credentials: headers of a call, and what is in his own HTTP client."""

from __future__ import annotations

from typing import TYPE_CHECKING

import httpx2
import pytest
from local_server import Received, Reply, json_reply
from notes_api import GET, NotesApi
from runtime.errors import APIStatusError, ConfigurationError
from runtime.options import RequestOptions
from runtime.rules import Offset
from runtime.tokens import Grant, RenewingToken

if TYPE_CHECKING:
    from both_clients import MakeDriver
    from local_server import LocalServer

OWN = RequestOptions(headers={"Authorization": "Bearer own-SECRET"})


@pytest.fixture(autouse=True)
def environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("NOTES_TOKEN", "NOTES_KEY", "NOTES_USER"):
        monkeypatch.delenv(name, raising=False)


def test_a_header_takes_the_place_of_a_credential(drive: MakeDriver, server: LocalServer) -> None:
    server.handle = lambda _: json_reply({"_id": "n"})
    driver = drive(server.url, None)
    with pytest.raises(ConfigurationError):
        driver.call(GET, {"note_id": "n"})
    assert driver.call(GET, {"note_id": "n"}, options=OWN).id == "n"
    assert server.last.headers["authorization"] == "Bearer own-SECRET"


def test_a_token_that_was_not_sent_is_not_renewed(drive: MakeDriver, server: LocalServer) -> None:
    server.handle = lambda _: json_reply({"message": "no"}, 401)
    fetches: list[int] = []

    def fetch() -> Grant:
        fetches.append(1)
        return Grant(f"token-{len(fetches)}")

    with pytest.raises(APIStatusError):
        drive(server.url, RenewingToken(fetch)).call(GET, {"note_id": "n"}, options=OWN)
    assert (len(fetches), len(server.received)) == (0, 1)


def test_a_server_that_repeats_the_header_does_not_bring_it_into_the_message(
    drive: MakeDriver, server: LocalServer
) -> None:
    server.handle = lambda request: Reply(403, request.headers["authorization"].encode())
    with pytest.raises(APIStatusError, match="403") as caught:
        drive(server.url, None).call(GET, {"note_id": "n"}, options=OWN)
    assert "own-SECRET" not in str(caught.value)


def test_the_auth_of_an_http_client_does_not_replace_the_token(drive: MakeDriver, server: LocalServer) -> None:
    server.handle = lambda _: json_reply({"_id": "n"})
    drive(server.url, "mine", http={"auth": ("ann", "pw")}).call(GET, {"note_id": "n"})
    assert server.last.headers["authorization"] == "Bearer mine"


def test_the_parameters_of_an_http_client_are_sent_beside_those_of_the_call(
    drive: MakeDriver, server: LocalServer
) -> None:
    server.handle = lambda _: json_reply({"_id": "n"})
    options = RequestOptions(query={"part": "x"})
    drive(server.url, http={"params": {"tenant": "a b"}}).call(GET, {"note_id": "n"}, options=options)
    assert sorted(server.last.query) == [("part", "x"), ("tenant", "a b")]


def test_and_lists_end(server: LocalServer) -> None:
    def handle(request: Received) -> Reply:
        offset = int(dict(request.query).get("offset", "0"))
        return json_reply({"data": [{"_id": str(offset)}] if offset < 2 else []})

    server.handle = handle
    with httpx2.Client(params={"tenant": "t"}) as own, NotesApi("t", base_url=server.url, http_client=own) as api:
        assert [note.id for note in api.notes.pages(Offset(), limit=1)] == ["0", "1"]
