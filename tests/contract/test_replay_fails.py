"""Replaying must fail wherever a client and a recording part: each test here changes one thing of a good recording."""

from __future__ import annotations

import json
import socket
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from generator.contract.cassettes.cassette import Cassette, load_cassette
from generator.contract.replaying.client_check import Replay
from generator.contract.replaying.replay import Outcome, Tape, play
from generator.contract.replaying.results import outcome_differences, twin_differences
from generator.document.dump import dumps
from generator.document.load import load
from generator.exchange.credentials import credential_headers

from .recordings import FIXTURES, api, package, replays

pytestmark = pytest.mark.usefixtures("no_network")

CREATE = "celigo/scripts.create/every-field.yaml"
PAGES = "celigo/scripts.logs.list/two-pages.yaml"
FAILS = "celigo/scripts.get/not-found.yaml"
BEARER = "patchworks/script_versions.get/bearer.yaml"
RUN = "dvelop/scripts.run/success-post.yaml"
RAN_NOT = "dvelop/scripts.run/not-started.yaml"

Change = Callable[[Any], object]


@pytest.fixture(scope="module")
def checkers() -> Iterator[dict[str, Replay]]:
    with replays() as found:
        yield found


def changed(folder: Path, place: str, change: Change) -> Cassette:
    """Return a copy of a committed recording after `change` was made to it."""
    data = load(FIXTURES / place)
    change(data)
    path = folder / place
    path.parent.mkdir(parents=True)
    path.write_text(dumps(data), encoding="utf-8")
    return load_cassette(path)


def found(checkers: dict[str, Replay], cassette: Cassette) -> list[tuple[str, str | None, str]]:
    findings = checkers[cassette.vendor].check(cassette)
    assert all(finding.place.file == str(cassette.path) for finding in findings)
    return [(finding.rule, finding.place.pointer, finding.message) for finding in findings]


def request(name: str, value: Any) -> Change:
    return lambda data: data["interactions"][-1]["request"].__setitem__(name, value)


def header(name: str, value: str | None) -> Change:
    def change(data: Any) -> None:
        headers = data["interactions"][-1]["request"]["headers"]
        headers.pop(name, None)
        if value is not None:
            headers[name] = [value]

    return change


def metadata(**values: Any) -> Change:
    return lambda data: data["metadata"].update(values)


def call(**values: Any) -> Change:
    return lambda data: data["metadata"]["call"].update(values)


def answer(change: Change) -> Change:
    def apply(data: Any) -> None:
        body = data["interactions"][-1]["response"]["body"]
        value = json.loads(body["string"])
        change(value)
        body["string"] = json.dumps(value)

    return apply


@pytest.mark.parametrize("place", [CREATE, PAGES, FAILS, BEARER, RUN, RAN_NOT])
def test_the_recordings_changed_here_are_good(checkers: dict[str, Replay], tmp_path: Path, place: str) -> None:
    assert found(checkers, changed(tmp_path, place, lambda data: None)) == []


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
def test_another_request_than_recorded(checkers: dict[str, Replay], tmp_path: Path, change: Change) -> None:
    ((rule, pointer, message),) = found(checkers, changed(tmp_path, CREATE, change))
    assert (rule, pointer) == ("client-request", "/interactions/0/request")
    assert message.startswith("the client sends something else: ")


def test_more_requests_than_recorded(checkers: dict[str, Replay], tmp_path: Path) -> None:
    cassette = changed(tmp_path, PAGES, lambda data: data["interactions"].pop())
    ((rule, _, message),) = found(checkers, cassette)
    assert rule == "client-request"
    assert "one request more than recorded: GET /v1/scripts/" in message


def test_fewer_requests_than_recorded(checkers: dict[str, Replay], tmp_path: Path) -> None:
    cassette = changed(tmp_path, CREATE, lambda data: data["interactions"].append(data["interactions"][0]))
    ((rule, pointer, message),) = found(checkers, cassette)
    assert (rule, pointer, message) == ("client-request", "/interactions/1", "the client does not send this request")


@pytest.mark.parametrize(
    ("place", "change", "said"),
    [
        (CREATE, metadata(raises="NotFoundError"), "raises nothing instead of NotFoundError"),
        (FAILS, lambda data: data["metadata"].pop("raises"), "raises NotFoundError: 404"),
        (FAILS, metadata(raises="ConflictError"), "raises NotFoundError: 404"),
        (FAILS, metadata(raises="NoSuchError"), "has no error 'NoSuchError' to raise"),
        (FAILS, metadata(raises="Celigo"), "has no error 'Celigo' to raise"),
        (CREATE, call(arguments={}), "raises TypeError"),
        (CREATE, call(arguments={"nam": "Hello", "content": "x"}), "raises TypeError"),
        (CREATE, call(client={"region": "moon"}), "raises ConfigurationError"),
        (CREATE, lambda data: data["interactions"][0]["response"]["body"].update(string="<html>"), "ValidationError"),
        (RAN_NOT, metadata(raises="NotFoundError"), "raises InternalServerError: 500"),
    ],
)
def test_another_end_than_recorded(
    checkers: dict[str, Replay], tmp_path: Path, place: str, change: Change, said: str
) -> None:
    ((rule, pointer, message),) = found(checkers, changed(tmp_path, place, change))
    assert (rule, pointer) == ("client-error", "/metadata/raises")
    assert said in message


@pytest.mark.parametrize("argument", ["username", "login_url", "http_client", "retry", "toke"])
def test_a_client_that_would_not_keep_to_the_recording(
    checkers: dict[str, Replay], tmp_path: Path, argument: str
) -> None:
    cassette = changed(tmp_path, BEARER, call(client={argument: "x"}))
    ((rule, pointer, message),) = found(checkers, cassette)
    assert (rule, pointer) == ("client-arguments", f"/metadata/call/client/{argument}")
    assert repr(argument) in message


@pytest.mark.parametrize("method", ["close", "scripts.raw.create", "scripts"])
def test_only_methods_of_the_document_are_called(checkers: dict[str, Replay], tmp_path: Path, method: str) -> None:
    folder = tmp_path / "celigo" / method
    folder.mkdir(parents=True)
    data = load(FIXTURES / CREATE)
    data["metadata"]["call"] = {"method": method, "arguments": {}}
    (folder / "x.yaml").write_text(dumps(data))
    assert found(checkers, load_cassette(folder / "x.yaml")) == []  # said by what looks for misfits


def test_an_error_model_that_is_not_decoded(checkers: dict[str, Replay], tmp_path: Path) -> None:
    replay = checkers["celigo"]
    cassette = changed(tmp_path, FAILS, lambda data: None)

    class Undecoded(Exception):  # noqa: N818
        def __init__(self, error: Any) -> None:
            self.response = error.response

        def parsed(self) -> None:
            return None

    with package("celigo") as client:
        error = play(client, cassette, Tape(cassette.interactions, ("authorization",))).error
    said = list(replay._error_faults(cassette, Undecoded(error)))
    assert said == ["the error model is not decoded"]


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
def test_a_result_that_is_not_what_was_recorded(tmp_path: Path, change: Change) -> None:
    good, other = changed(tmp_path / "1", CREATE, lambda data: None), changed(tmp_path / "2", CREATE, answer(change))
    outcome = played(good)
    assert list(outcome_differences(good, outcome)) == []
    assert list(outcome_differences(other, outcome)) != []


def test_nothing_where_something_was_recorded(tmp_path: Path) -> None:
    good = changed(tmp_path, CREATE, lambda data: None)
    assert list(outcome_differences(good, Outcome())) == ["nothing is given for a body"]


@pytest.mark.parametrize(
    ("place", "change"),
    [
        (RUN, lambda data: data["interactions"][0]["response"]["status"].update(code=201)),
        (RUN, lambda data: data["interactions"][0]["response"]["body"].update(string="{}")),
        (RUN, lambda data: data["interactions"][0]["response"]["headers"].update(Link=["<x>"])),
        (PAGES, answer(lambda body: body["logs"].pop())),
        (PAGES, lambda data: data["interactions"].pop()),
    ],
)
def test_a_response_or_page_that_is_not_what_was_recorded(tmp_path: Path, place: str, change: Change) -> None:
    good, other = changed(tmp_path / "1", place, lambda data: None), changed(tmp_path / "2", place, change)
    outcome = played(good)
    assert list(outcome_differences(good, outcome)) == []
    assert list(outcome_differences(other, outcome)) != []


def played(cassette: Cassette) -> Outcome:
    with package(cassette.vendor) as client:
        return play(client, cassette, Tape(cassette.interactions, credential_headers(api(cassette.vendor).document)))


@pytest.mark.parametrize(
    ("one", "other", "said"),
    [
        (Outcome(1), Outcome(1), []),
        (Outcome(1), Outcome(2), ["gives another int"]),
        (Outcome(1), Outcome("1"), ["gives str, not int"]),
        (Outcome(error=ValueError("a")), Outcome(error=ValueError("b")), []),
        (Outcome(error=ValueError("a")), Outcome(error=KeyError("a")), ["gives KeyError, not ValueError"]),
    ],
)
def test_a_client_and_its_awaited_twin(one: Outcome, other: Outcome, said: list[str]) -> None:
    assert list(twin_differences(one, other)) == said


def test_the_network() -> None:
    with pytest.raises(pytest.fail.Exception, match="network"):
        socket.create_connection(("127.0.0.1", 9), timeout=1)
