"""Replaying must fail wherever a client and a recording part: each test here changes one thing of a good recording."""

from __future__ import annotations

import json
import socket
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from vcr.errors import CannotOverwriteExistingCassetteException

from generator.contract.cassette import Cassette, load_cassette
from generator.document.dump import dumps
from generator.document.load import load
from generator.exchange.messages import Interaction

from . import replay
from .recordings import FIXTURES
from .test_replay import assert_same_response, assert_same_value

pytestmark = pytest.mark.usefixtures("no_network")

CREATE = "celigo/scripts.create/every-field.yaml"
PAGES = "celigo/scripts.logs.list/two-pages.yaml"


def changed(folder: Path, place: str, change: Callable[[Any], object]) -> Cassette:
    """Return a copy of a committed recording after `change` was made to it."""
    data = load(FIXTURES / place)
    change(data)
    path = folder / place
    path.parent.mkdir(parents=True)
    path.write_text(dumps(data), encoding="utf-8")
    return load_cassette(path)


def request(name: str, value: Any) -> Callable[[Any], object]:
    return lambda data: data["interactions"][-1]["request"].__setitem__(name, value)


def header(name: str, value: str | None) -> Callable[[Any], object]:
    def change(data: Any) -> None:
        headers = data["interactions"][-1]["request"]["headers"]
        headers.pop(name, None)
        if value is not None:
            headers[name] = [value]

    return change


def test_the_recordings_changed_here_are_good(tmp_path: Path) -> None:
    replay.call(changed(tmp_path / "1", CREATE, lambda data: None))
    replay.call(changed(tmp_path / "2", PAGES, lambda data: None))


@pytest.mark.parametrize(
    "change",
    [
        request("method", "PUT"),
        request("uri", "https://api.integrator.io/v1/script"),
        request("uri", "https://api.eu.integrator.io/v1/scripts"),
        request("uri", "https://api.integrator.io/v1/scripts?draft=true"),
        request("body", '{"name": "Hello"}'),
        request("body", None),
        header("Authorization", "Bearer other"),
        header("Authorization", None),
        header("Accept", "text/html"),
        header("Content-Type", "text/plain"),
        header("Content-Type", None),
        header("Origin", "https://api.integrator.io"),
    ],
)
def test_another_request_than_recorded(tmp_path: Path, change: Callable[[Any], object]) -> None:
    cassette = changed(tmp_path, CREATE, change)
    with pytest.raises(CannotOverwriteExistingCassetteException):
        replay.call(cassette)


def test_more_requests_than_recorded(tmp_path: Path) -> None:
    cassette = changed(tmp_path, PAGES, lambda data: data["interactions"].pop())
    with pytest.raises(CannotOverwriteExistingCassetteException):
        replay.call(cassette)


def test_fewer_requests_than_recorded(tmp_path: Path) -> None:
    cassette = changed(tmp_path, CREATE, lambda data: data["interactions"].append(data["interactions"][0]))
    with pytest.raises(AssertionError, match="not played"):
        replay.call(cassette)


def answered(recorded: Interaction, change: Callable[[Any], object]) -> Interaction:
    body = json.loads(recorded.response.body)
    change(body)
    return replace(recorded, response=replace(recorded.response, body=json.dumps(body).encode()))


@pytest.mark.parametrize(
    "change",
    [
        lambda body: body.update(extra=None),
        lambda body: body.pop("deletedAt"),
        lambda body: body.update(deletedAt=""),
        lambda body: body.update(createdAt="2026-01-12T08:30:00.001Z"),
        lambda body: body.update(__noModule=0),
    ],
)
def test_a_result_that_is_not_what_was_recorded(change: Callable[[Any], object]) -> None:
    cassette = load_cassette(FIXTURES / CREATE)
    value = replay.call(cassette).value
    (recorded,) = cassette.interactions
    assert_same_value(recorded, value)
    with pytest.raises(AssertionError):
        assert_same_value(answered(recorded, change), value)


def test_nothing_where_something_was_recorded() -> None:
    (recorded,) = load_cassette(FIXTURES / CREATE).interactions
    with pytest.raises(AssertionError):
        assert_same_value(recorded, None)


def test_a_response_that_is_not_what_was_recorded() -> None:
    cassette = load_cassette(FIXTURES / CREATE)
    (recorded,) = cassette.interactions
    response = replay.raw(cassette)
    assert_same_response(recorded, response)
    others: list[dict[str, Any]] = [{"status": 200}, {"body": b"{}"}, {"headers": (("Link", "<x>"),)}]
    for other in others:
        with pytest.raises(AssertionError):
            assert_same_response(replace(recorded, response=replace(recorded.response, **other)), response)


def test_the_network() -> None:
    with pytest.raises(pytest.fail.Exception, match="network"):
        socket.create_connection(("127.0.0.1", 9), timeout=1)
