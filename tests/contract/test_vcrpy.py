"""Recordings are vcrpy's cassettes: it reads what we read, and plays them to clients with a transport of their own."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
import vcr
from vcr.record_mode import RecordMode
from vcr.serialize import deserialize
from vcr.serializers import yamlserializer

from generator.contract.cassettes.cassette import Cassette
from generator.contract.replaying.packages import Package

from .recordings import VENDORS, cassettes, name, package

ONE_A_METHOD = list({(each.vendor, each.operation): each for each in cassettes() if not each.raises}.values())

pytestmark = pytest.mark.usefixtures("no_network")


@pytest.fixture(scope="module", params=VENDORS)
def client(request: pytest.FixtureRequest) -> Iterator[tuple[str, Package]]:
    with package(request.param) as found:
        yield request.param, found


@pytest.mark.parametrize("cassette", cassettes(), ids=name)
def test_vcrpy_reads_the_same_recording(cassette: Cassette) -> None:
    """Its YAML is 1.1 and ours 1.2: an unquoted `no` would be two different things."""
    requests, responses, metadata = deserialize(cassette.path.read_text(encoding="utf-8"), yamlserializer)
    assert metadata["call"]["arguments"] == cassette.call.arguments
    for ours, request, response in zip(cassette.interactions, requests, responses, strict=True):
        assert (request.method, request.uri, request.body or b"") == (
            ours.request.method,
            ours.request.url,
            ours.request.body,
        )
        assert tuple(request.headers.items()) == ours.request.headers
        assert (response["status"]["code"], response["body"]["string"]) == (ours.response.status, ours.response.body)
        headers = tuple((key, value) for key, values in response["headers"].items() for value in values)
        assert headers == ours.response.headers


def test_vcrpy_plays_a_recording_of_every_method(client: tuple[str, Package]) -> None:
    vendor, found = client
    for cassette in ONE_A_METHOD:
        if cassette.vendor == vendor:
            play(found, cassette)


def play(found: Package, cassette: Cassette) -> None:
    options = {"record_mode": RecordMode.NONE, "match_on": ["method", "uri"], "allow_playback_repeats": False}
    with (
        vcr.VCR().use_cassette(str(cassette.path), **options) as tape,
        found.client(cassette.call.client, cassette.retries, None, asynchronous=False) as sender,
    ):
        method = sender
        for part in cassette.call.method.split("."):
            method = getattr(method, part)
        result = method(**cassette.call.arguments)
        if isinstance(result, found.module.Pages):
            list(result)
        assert tape.all_played, name(cassette)
