"""Every committed recording is what it says, allowed by the vendor's document, and together they cover it."""

from __future__ import annotations

import pytest
from vcr.serialize import deserialize
from vcr.serializers import yamlserializer

from generator.contract.cassette import Cassette
from generator.contract.coverage import coverage_gaps, misfits
from generator.contract.deviations import check_cassette
from generator.exchange.credentials import credential_headers
from generator.exchange.messages import header_values

from .recordings import VENDORS, api, cassettes, conformance, name

PLACEHOLDERS = {"REDACTED", "Bearer REDACTED"}

every_cassette = pytest.mark.parametrize("cassette", cassettes(), ids=name)
every_vendor = pytest.mark.parametrize("vendor", VENDORS)


def test_there_are_recordings_of_these_vendors_only() -> None:
    assert {cassette.vendor for cassette in cassettes()} == set(VENDORS)


@every_vendor
def test_every_operation_and_every_error_schema_is_recorded(vendor: str) -> None:
    assert coverage_gaps(api(vendor), [cassette for cassette in cassettes() if cassette.vendor == vendor]) == []


@every_cassette
def test_a_recording_calls_and_ends_as_it_says(cassette: Cassette) -> None:
    assert misfits(api(cassette.vendor), cassette) == []


@every_cassette
def test_a_recording_is_what_the_document_allows(cassette: Cassette) -> None:
    assert check_cassette(conformance(cassette.vendor), cassette) == []


@every_cassette
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


@every_cassette
def test_a_recording_holds_no_credential(cassette: Cassette) -> None:
    for interaction in cassette.interactions:
        for header in credential_headers(api(cassette.vendor).document):
            assert set(header_values(interaction.request.headers, header)) <= PLACEHOLDERS
        assert header_values(interaction.response.headers, "Set-Cookie") == ()
