"""A recording played to a generated client: vcrpy answers, and only what was recorded is answered."""

from __future__ import annotations

import importlib
import re
from collections.abc import AsyncIterator, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from types import ModuleType
from typing import Any

import vcr
from vcr.record_mode import RecordMode
from vcr.request import Request as VcrRequest

from generator.contract.cassette import Cassette
from generator.contract.comparison import request_differences
from generator.exchange.credentials import credential_headers
from generator.exchange.messages import Request

from .recordings import api

DATE_TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)")


@dataclass(frozen=True)
class Package:
    """A generated package: its import name, its client class, and what every client of the tests is given."""

    module: str
    client: str
    arguments: dict[str, Any] = field(default_factory=dict[str, Any])


PACKAGES = {
    "celigo": Package("celigo_scripts", "Celigo", {"token": "REDACTED"}),
    "dvelop": Package("dvelop_scripting", "DvelopScripting", {"tenant": "example", "token": "REDACTED"}),
    "patchworks": Package("patchworks_core", "Patchworks", {"api_key": "REDACTED"}),
}


@dataclass
class Outcome:
    """What a call gave: a value or, for a list, its pages."""

    value: Any = None
    pages: list[Any] | None = None


def module_of(cassette: Cassette) -> ModuleType:
    return importlib.import_module(PACKAGES[cassette.vendor].module)


def make_client(cassette: Cassette, *, asynchronous: bool) -> Any:
    """Return a client as the recording asks for it; null takes away what every client is given."""
    module, package = module_of(cassette), PACKAGES[cassette.vendor]
    arguments = {**package.arguments, **cassette.call.client}
    arguments = {name: value for name, value in arguments.items() if value is not None}
    if cassette.retries is not None:
        arguments["retry"] = module.RetryPolicy(max_retries=cassette.retries)
    return getattr(module, ("Async" if asynchronous else "") + package.client)(**arguments)


def method_of(client: Any, cassette: Cassette, *, raw: bool = False) -> Any:
    *resources, method = cassette.call.method.split(".")
    target = client
    for resource in resources:
        target = getattr(target, resource)
    return getattr(target.raw if raw else target, method)


def arguments_of(cassette: Cassette) -> dict[str, Any]:
    """Return the arguments of the call; YAML has no form for a moment, so that a text which is one becomes it."""
    return {name: moment(value) for name, value in cassette.call.arguments.items()}


def moment(value: Any) -> Any:
    return datetime.fromisoformat(value) if isinstance(value, str) and DATE_TIME.fullmatch(value) else value


@contextmanager
def played(cassette: Cassette) -> Iterator[None]:
    """Answer requests from the recording; afterwards, each interaction must have been played once."""
    credentials = credential_headers(api(cassette.vendor).document)

    def is_recorded(sent: VcrRequest, recorded: VcrRequest) -> None:
        differences = request_differences(plain(recorded), plain(sent), credentials)
        assert not differences, "; ".join(differences)

    recorder = vcr.VCR()
    recorder.register_matcher("is_recorded", is_recorded)
    options = {"record_mode": RecordMode.NONE, "match_on": ["is_recorded"], "allow_playback_repeats": False}
    with recorder.use_cassette(str(cassette.path), **options) as tape:
        yield
    unplayed = [index for index in range(len(tape)) if tape.play_counts[index] != 1]
    assert unplayed == [], f"not played: {[tape.requests[index].uri for index in unplayed]}"


def plain(request: VcrRequest) -> Request:
    return Request(request.method, request.uri, tuple(request.headers.items()), bytes(request.body or b""))


def call(cassette: Cassette) -> Outcome:
    with played(cassette), make_client(cassette, asynchronous=False) as client:
        result = method_of(client, cassette)(**arguments_of(cassette))
        return Outcome(pages=list(result.pages())) if hasattr(result, "pages") else Outcome(result)


async def call_async(cassette: Cassette) -> Outcome:
    with played(cassette):
        async with make_client(cassette, asynchronous=True) as client:
            result = method_of(client, cassette)(**arguments_of(cassette))
            if hasattr(result, "pages"):
                pages: AsyncIterator[Any] = result.pages()
                return Outcome(pages=[page async for page in pages])
            return Outcome(await result)


def items(cassette: Cassette) -> list[Any]:
    with played(cassette), make_client(cassette, asynchronous=False) as client:
        return list(method_of(client, cassette)(**arguments_of(cassette)))


async def items_async(cassette: Cassette) -> list[Any]:
    with played(cassette):
        async with make_client(cassette, asynchronous=True) as client:
            return [item async for item in method_of(client, cassette)(**arguments_of(cassette))]


def raw(cassette: Cassette) -> Any:
    with played(cassette), make_client(cassette, asynchronous=False) as client:
        return method_of(client, cassette, raw=True)(**arguments_of(cassette))


async def raw_async(cassette: Cassette) -> Any:
    with played(cassette):
        async with make_client(cassette, asynchronous=True) as client:
            return await method_of(client, cassette, raw=True)(**arguments_of(cassette))


def encoded(value: Any) -> Any:
    """Return a decoded value as JSON data again."""
    if hasattr(value, "model_dump"):
        return value.model_dump(mode="json", by_alias=True, exclude_unset=True)
    if isinstance(value, Mapping):
        return {key: encoded(item) for key, item in value.items()}
    return [encoded(item) for item in value] if isinstance(value, list) else value
