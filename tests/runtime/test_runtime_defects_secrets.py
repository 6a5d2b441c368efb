"""Defects that leading SDKs have had: credentials in logs, messages, pickles, signatures and tracebacks."""

from __future__ import annotations

import json
import logging
import os
import pickle
import re
import subprocess
import sys
import traceback
import warnings
from base64 import b64encode
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from both_clients import NO_AUTHORITIES, UNSAFE
from notes_api import GET, SETTINGS, StoppedClock
from raw_server import Exchange, RawServer, answers, message, resets_after, says
from runtime.client import SyncClient
from runtime.errors import APIConnectionError, APIError, APIStatusError, ResponseValidationError
from runtime.options import RequestOptions
from runtime.resource import SyncResource
from runtime.schemes import ApiKey, Basic, Bearer, Login

if TYPE_CHECKING:
    from collections.abc import Iterator

SECRET = "s3cr3t/k&y="
FORMS = (SECRET, "s3cr3t", b64encode(f"ann:{SECRET}".encode()).decode(), "s3cr3t%2Fk%26y%3D")
GENERATED = Path(__file__).parents[2] / "generated"
SCHEMES: dict[str, tuple[Any, Any]] = {
    "header": (ApiKey("key", "header", "X-Api-Key"), SECRET),
    "query": (ApiKey("key", "query", "api_key"), SECRET),
    "cookie": (ApiKey("key", "cookie", "session"), SECRET),
    "bearer": (Bearer("key"), SECRET),
    "basic": (Basic(), Login("ann", SECRET)),
    "source": (Bearer("key"), lambda: SECRET),
}


@pytest.fixture(params=SCHEMES.values(), ids=SCHEMES)
def client(request: pytest.FixtureRequest, raw: RawServer) -> Iterator[SyncClient]:
    import httpx2

    scheme, given = request.param
    with httpx2.Client(verify=NO_AUTHORITIES, trust_env=False) as http:
        settings = replace(SETTINGS, schemes={"key": scheme})
        made = SyncClient(settings, credentials={"key": given}, base_url=raw.url, timeout=0.2, http_client=http)
        made._caller.clock = StoppedClock()
        yield made


def echoes(status: int) -> Any:
    """Answer with everything that was sent, as debugging pages do."""

    def act(exchange: Exchange) -> None:
        request = exchange.read_request()
        exchange.send(message(status, request.head + b"\r\n" + request.body, "Content-Type: text/html"))

    return act


OUTCOMES: dict[str, tuple[Any, type[APIError] | None]] = {
    "an answer": (answers(200, b'{"_id": "n"}'), None),
    "a status": (echoes(404), APIStatusError),
    "a gateway": (echoes(502), APIStatusError),
    "refused": (echoes(401), APIStatusError),
    "no JSON": (echoes(200), ResponseValidationError),
    "a reset": (resets_after, APIConnectionError),
    "no HTTP": (says(b"\x00\x01\x02\r\n\r\n", then="close"), APIConnectionError),
}


def outcome(client: SyncClient, kind: type[APIError] | None) -> Any:
    resource = SyncResource(client._caller)
    get = replace(GET, security=(("key",),))
    if kind is None:
        resource._is_raw = True
        return resource._call(get, {"note_id": "n"})
    with pytest.raises(kind) as caught:
        resource._call(get, {"note_id": "n"})
    return caught.value


def assert_hidden(*shown: object) -> None:
    text = "\n".join(map(str, shown))
    assert not [form for form in FORMS if form in text], text


@pytest.mark.parametrize(("act", "kind"), OUTCOMES.values(), ids=OUTCOMES)
def test_no_log_shows_a_credential(
    raw: RawServer, client: SyncClient, act: Any, kind: Any, caplog: pytest.LogCaptureFixture
) -> None:
    raw.otherwise = act
    caplog.set_level(logging.DEBUG)
    with warnings.catch_warnings(record=True) as warned:
        warnings.simplefilter("always")
        outcome(client, kind)
    assert any(form.encode() in raw.requests[0].head for form in FORMS)
    names = {record.name.partition(".")[0] for record in caplog.records}
    assert {"notes_api", "httpcore2"} <= names
    assert_hidden(*(logging.Formatter().format(record) for record in caplog.records))
    assert_hidden(*(record.__dict__ for record in caplog.records if record.name == "notes_api"))
    assert_hidden(*(warning.message for warning in warned))


@pytest.mark.parametrize(("act", "kind"), OUTCOMES.values(), ids=OUTCOMES)
def test_no_message_repr_or_pickle_shows_a_credential(raw: RawServer, client: SyncClient, act: Any, kind: Any) -> None:
    raw.otherwise = act
    result = outcome(client, kind)
    assert_hidden(client, client._caller, client._caller._credentials, vars(client), vars(client._caller))
    assert_hidden(result, repr(result), str(result), getattr(result, "args", ""))
    if kind is None:
        assert_hidden(result.summary, result.url, pickle.dumps(result))
        return
    assert_hidden("".join(traceback.format_exception(result)))
    assert_hidden(repr(result.__cause__))
    copied = pickle.dumps(result)
    assert type(pickle.loads(copied)) is type(result)
    if kind is APIConnectionError:
        assert_hidden(copied)


@pytest.mark.parametrize(("act", "kind"), OUTCOMES.values(), ids=OUTCOMES)
def test_no_frame_of_ours_holds_a_credential_in_plain_sight(
    raw: RawServer, client: SyncClient, act: Any, kind: Any
) -> None:
    """Tools that report crashes send the local variables along."""
    if kind is None:
        return
    raw.otherwise = act
    told = traceback.TracebackException.from_exception(outcome(client, kind), capture_locals=True)
    frames = [frame for one in (told, told.__cause__, told.__context__) if one for frame in one.stack]
    ours = [frame for frame in frames if f"{os.sep}runtime{os.sep}" in frame.filename and "tests" not in frame.filename]
    assert ours
    for frame in ours:
        assert_hidden(f"{frame.name}: {frame.locals}")


def test_what_a_call_asks_for_and_adds_is_not_shown_by_us(
    raw: RawServer, client: SyncClient, caplog: pytest.LogCaptureFixture
) -> None:
    """Queries hold secrets that no scheme declares: tokens of links, addresses of people.

    httpx2 logs the URL of a request as its hooks see it; only what a scheme declares is hidden from both.
    """
    caplog.set_level(logging.DEBUG)
    raw.otherwise = answers(404)
    options = RequestOptions(query={"q": SECRET}, headers={"X-Own": SECRET})
    with pytest.raises(APIStatusError) as caught:
        SyncResource(client._caller)._call(replace(GET, security=(("key",),)), {"note_id": "n"}, options=options)
    ours = [record.getMessage() for record in caplog.records if not record.name.startswith("http")]
    assert len(ours) == 1
    assert_hidden(*ours, options, caught.value, "".join(traceback.format_exception(caught.value)))


def test_a_secret_in_a_body_is_not_logged(raw: RawServer, client: SyncClient, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    raw.otherwise = resets_after
    create = replace(UNSAFE["POST"].operation, security=(("key",),))
    with pytest.raises(APIConnectionError) as caught:
        SyncResource(client._caller)._call(create, {}, fields={"title": SECRET})
    assert b"s3cr3t" in raw.requests[0].body
    assert_hidden(caplog.text, caught.value, repr(caught.value), "".join(traceback.format_exception(caught.value)))


@pytest.mark.parametrize("secret", ["a\r\nX-Evil: 1", "naïve-s3cr3t", "s3cr3t\x00"])
def test_a_credential_that_cannot_be_sent_is_not_shown(raw: RawServer, secret: str) -> None:
    settings = replace(SETTINGS, schemes={"key": ApiKey("key", "header", "X-Api-Key")})
    with (
        pytest.raises(ValueError, match="printable ASCII") as caught,
        SyncClient(settings, credentials={"key": secret}, base_url=raw.url) as made,
    ):
        SyncResource(made._caller)._call(replace(GET, security=(("key",),)), {"note_id": "n"})
    shown = "".join(traceback.format_exception(caught.value))
    assert "s3cr3t" not in shown
    assert "X-Evil" not in shown
    assert raw.connections == 0


# --- generated packages

PACKAGES = {
    "celigo_scripts": ("celigo", "Celigo", {}),
    "patchworks_core": ("patchworks", "Patchworks", {}),
    "dvelop_scripting": ("dvelop", "DvelopScripting", {"tenant": "t"}),
}
LOOK = """
import importlib, inspect, json, os, pkgutil, sys, types

def main(package, name, given, variables):
    module = importlib.import_module(package)
    modules = [module] + [importlib.import_module(m.name) for m in pkgutil.walk_packages(module.__path__, package + ".")]
    shown, looked_at = [], 0
    for each in modules:
        shown.append(repr(vars(each)))
        for found in list(vars(each).values()):
            for member in [found, *(vars(found).values() if isinstance(found, type) else [])]:
                member = getattr(member, "__func__", getattr(member, "fget", member))
                if isinstance(member, types.FunctionType) and member.__module__.startswith(package):
                    looked_at += 1
                    shown += map(repr, (inspect.signature(member), member.__defaults__, member.__kwdefaults__))
    clients = [getattr(module, prefix + name)(**given) for prefix in ("", "Async")]
    shown += [repr(client) + repr(vars(client)) + repr(vars(client._caller)) for client in clients]
    in_sight = [variable for variable in variables if os.environ[variable] in "".join(shown)]
    os.environ.update({variable: "later-" + variable for variable in variables})
    clients.append(getattr(module, name)(**given))
    sources = [[s for s in client._caller._credentials._sources.values() if isinstance(s, str)] for client in clients]
    print(json.dumps({"in_sight": in_sight, "looked_at": looked_at, "sources": sources}))

main(sys.argv[1], sys.argv[2], json.loads(sys.argv[3]), sys.argv[4:])
"""


@pytest.mark.parametrize("package", PACKAGES)
def test_no_key_is_captured_at_import_or_shown_by_a_signature(package: str) -> None:
    folder, name, given = PACKAGES[package]
    source = GENERATED / folder / "src"
    text = (source / package / "_client.py").read_text("utf-8")
    variables = sorted(set(re.findall(r'environment="(\w+)"', text.partition("schemes={")[2])))
    environment = {"PATH": os.environ["PATH"], "PYTHONPATH": str(source)}
    environment |= {variable: f"first-{variable}" for variable in variables}
    command = [sys.executable, "-B", "-c", LOOK, package, name, json.dumps(given), *variables]
    told = json.loads(subprocess.run(command, env=environment, capture_output=True, check=True, text=True).stdout)
    assert told["looked_at"] > 100
    assert told["in_sight"] == []
    first, first_async, later = told["sources"]
    assert first == first_async
    assert first
    assert {key.partition("-")[0] for key in first} == {"first"}
    assert later == [key.replace("first-", "later-") for key in first]
