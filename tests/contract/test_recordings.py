"""Every committed recording is what it says, allowed by the vendor's document, and together they cover it."""

from __future__ import annotations

import pytest

from generator.contract.cassettes.cassette import Cassette
from generator.contract.cassettes.deviations import check_cassette
from generator.contract.coverage.cells import Kind
from generator.contract.coverage.measuring import measure
from generator.contract.stale import misfits, unused
from generator.exchange.credentials import credential_headers
from generator.exchange.messages import header_values

from .recordings import VENDORS, api, cassettes, conformance, name, subject

PLACEHOLDERS = {"REDACTED", "Bearer REDACTED"}

every_cassette = pytest.mark.parametrize("cassette", cassettes(), ids=name)
every_vendor = pytest.mark.parametrize("vendor", VENDORS)


def test_there_are_recordings_of_these_vendors_only() -> None:
    assert {cassette.vendor for cassette in cassettes()} == set(VENDORS)


def shown(vendor: str, kind: str) -> dict[str, set[str]]:
    """The statuses and fields that recordings show, by operation or by schema of failures."""
    rows = measure(api(vendor), subject(vendor).cassettes).rows
    return {
        owner.name: {cell.at for cell, is_seen in cells.items() if is_seen and cell.kind is not Kind.VARIANT}
        for owner, cells in rows.items()
        if owner.kind == kind
    }


@every_vendor
def test_every_operation_has_a_recorded_success(vendor: str) -> None:
    missing = [
        name
        for name, seen in shown(vendor, "operation").items()
        if not any(at.startswith(("2", "default")) for at in seen)
    ]
    assert missing == []


@every_vendor
def test_every_error_schema_is_recorded(vendor: str) -> None:
    assert [name for name, seen in shown(vendor, "schema").items() if not seen] == []


@every_vendor
def test_every_recording_is_of_use(vendor: str) -> None:
    assert unused(api(vendor), subject(vendor).cassettes) == []


@every_cassette
def test_a_recording_calls_and_ends_as_it_says(cassette: Cassette) -> None:
    assert misfits(api(cassette.vendor), cassette) == []


@every_cassette
def test_a_recording_is_what_the_document_allows(cassette: Cassette) -> None:
    assert check_cassette(conformance(cassette.vendor), cassette) == []


@every_cassette
def test_a_recording_holds_no_credential(cassette: Cassette) -> None:
    for interaction in cassette.interactions:
        for header in credential_headers(api(cassette.vendor).document):
            assert set(header_values(interaction.request.headers, header)) <= PLACEHOLDERS
        assert header_values(interaction.response.headers, "Set-Cookie") == ()
