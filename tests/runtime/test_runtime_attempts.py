"""What follows on an answer: a refused credential is renewed once, and where tokens come from is asked again."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from local_server import Received, Reply, json_reply
from notes_api import CREATE, DELETE, RUN
from runtime.errors import APIConnectionError, AuthenticationError, ServiceUnavailableError
from runtime.operation import Parameter
from runtime.tokens import Grant, RenewingToken

if TYPE_CHECKING:
    from both_clients import MakeDriver
    from local_server import LocalServer


class Issuer:
    """Gives a new token at each fetch; a server that accepts only the newest, from `good` on."""

    def __init__(self, good: int) -> None:
        self.good = good
        self.fetches = 0

    def fetch(self) -> Grant:
        self.fetches += 1
        return Grant(f"token-{self.fetches}")

    def answer(self, request: Received) -> Reply:
        number = int(request.headers["authorization"].rpartition("-")[2])
        return json_reply({"_id": "1"}, 201) if number >= self.good else json_reply({"message": "expired"}, 401)


def test_a_call_that_was_refused_is_repeated_once_with_a_new_token(drive: MakeDriver, server: LocalServer) -> None:
    issuer = Issuer(good=2)
    server.handle = issuer.answer
    made = drive(server.url, RenewingToken(issuer.fetch)).call(CREATE, fields={"title": "a"})
    assert made.id == "1"
    assert [(request.body, request.headers["authorization"]) for request in server.received] == [
        (b'{"title":"a"}', "Bearer token-1"),
        (b'{"title":"a"}', "Bearer token-2"),
    ]


def test_a_new_token_that_is_refused_too_is_the_end(drive: MakeDriver, server: LocalServer) -> None:
    issuer = Issuer(good=99)
    server.handle = issuer.answer
    with pytest.raises(AuthenticationError):
        drive(server.url, RenewingToken(issuer.fetch)).call(DELETE, {"note_id": "1"})
    assert (issuer.fetches, len(server.received)) == (2, 2)


def test_a_function_that_gives_the_same_token_again_is_not_tried_again(drive: MakeDriver, server: LocalServer) -> None:
    server.handle = lambda _: json_reply({"message": "no"}, 401)
    asked: list[str] = []

    def token() -> str:
        asked.append("asked")
        return "the-same"

    with pytest.raises(AuthenticationError):
        drive(server.url, token).call(DELETE, {"note_id": "1"})
    assert (len(asked), len(server.received)) == (2, 1)


def test_a_body_that_is_used_up_is_not_sent_again_for_a_new_token(drive: MakeDriver, server: LocalServer) -> None:
    issuer = Issuer(good=2)
    server.handle = issuer.answer
    answer = drive(server.url, RenewingToken(issuer.fetch)).call(RUN, {"note_id": "1"}, content=iter([b"once"]))
    assert answer.status == 401  # a run's status is part of its answer in any case
    assert len(server.received) == 1


def test_where_tokens_come_from_is_asked_again_as_any_server_is(drive: MakeDriver, server: LocalServer) -> None:
    server.handle = lambda _: json_reply({"_id": "1"}, 201)
    fetches: list[int] = []

    def fetch() -> Grant:
        fetches.append(1)
        if len(fetches) < 3:
            error = APIConnectionError("no token could be had")
            error.was_sent = False
            raise error
        return Grant("token")

    driver = drive(server.url, RenewingToken(fetch))
    assert driver.call(CREATE, fields={"title": "a"}).id == "1"
    assert (len(fetches), len(driver.clock.slept), len(server.received)) == (3, 2, 1)


def test_and_in_the_end_its_error_is_raised(drive: MakeDriver, server: LocalServer) -> None:
    def fetch() -> Grant:
        error = APIConnectionError("no token could be had")
        error.was_sent = False
        raise error

    with pytest.raises(APIConnectionError, match="no token could be had"):
        drive(server.url, RenewingToken(fetch)).call(CREATE, fields={"title": "a"})
    assert server.received == []


def test_a_declared_idempotency_key_is_made_for_each_call_and_makes_it_one_that_is_repeated(
    drive: MakeDriver, server: LocalServer
) -> None:
    keyed = replace(CREATE, parameters=(Parameter("key", "Idempotency-Key", "header"),))
    server.replies = [Reply(503), json_reply({"_id": "1"}, 201), json_reply({"_id": "2"}, 201)]
    driver = drive(server.url)
    driver.call(keyed, fields={"title": "a"})
    driver.call(keyed, {"key": "mine"}, fields={"title": "a"})
    first, again, given = (request.headers["idempotency-key"] for request in server.received)
    assert first == again != given == "mine"
    assert len(first) == 36


def test_without_one_a_post_is_not_repeated(drive: MakeDriver, server: LocalServer) -> None:
    server.handle = lambda _: Reply(503)
    with pytest.raises(ServiceUnavailableError):
        drive(server.url).call(CREATE, fields={"title": "a"})
    assert [request.headers.get("idempotency-key") for request in server.received] == [None]
