"""Every recording, played to the generated client: it sends what was recorded and loses nothing of the answer."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Iterable
from typing import Any

import pytest

from generator.contract.cassette import Cassette
from generator.contract.comparison import json_differences
from generator.exchange.messages import Interaction, header_values, is_json, media_type
from generator.exchange.operations import Match

from . import replay
from .recordings import api, cassettes, name

RECORDED = cassettes()
FAILING = [cassette for cassette in RECORDED if cassette.raises]
ENDING_WELL = [cassette for cassette in RECORDED if not cassette.raises]
SINGLE = [cassette for cassette in RECORDED if len(cassette.interactions) == 1]
# Returned whatever its status, so that the caller asks for the error.
RAW_METHODS = ("scripts.run",)

pytestmark = pytest.mark.usefixtures("no_network")

both = pytest.mark.parametrize("asynchronous", [False, True], ids=["sync", "async"])


def every(chosen: Iterable[Cassette]) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("cassette", list(chosen), ids=name)


def outcome_of(cassette: Cassette, *, asynchronous: bool) -> replay.Outcome:
    outcome = asyncio.run(replay.call_async(cassette)) if asynchronous else replay.call(cassette)
    if cassette.raises and cassette.call.method in RAW_METHODS:
        outcome.value.raise_for_status()
    return outcome


@both
@every(ENDING_WELL)
def test_nothing_is_lost(cassette: Cassette, asynchronous: bool) -> None:
    outcome = outcome_of(cassette, asynchronous=asynchronous)
    final = cassette.interactions[-1]
    if outcome.pages is not None:
        assert_pages(cassette, outcome.pages)
        found = asyncio.run(replay.items_async(cassette)) if asynchronous else replay.items(cassette)
        assert found == [item for page in outcome.pages for item in page.items]
    elif cassette.call.method in RAW_METHODS:
        assert_same_response(final, outcome.value)
    else:
        assert_same_value(final, outcome.value)


@both
@every(FAILING)
def test_an_error_is_raised_with_everything_in_it(cassette: Cassette, asynchronous: bool) -> None:
    expected = getattr(replay.module_of(cassette), cassette.raises or "")
    with pytest.raises(expected) as caught:
        outcome_of(cassette, asynchronous=asynchronous)
    error: Any = caught.value
    final = cassette.interactions[-1]
    assert type(error) is expected
    assert error.status == final.response.status
    assert_same_response(final, error.response)
    if has_error_schema(cassette):
        assert json_differences(json.loads(final.response.body), replay.encoded(error.parsed()), instants=True) == []
    else:
        assert error.parsed() is None


@both
@every(SINGLE)
def test_raw_gives_the_whole_response(cassette: Cassette, asynchronous: bool) -> None:
    (recorded,) = cassette.interactions
    assert_same_response(recorded, asyncio.run(replay.raw_async(cassette)) if asynchronous else replay.raw(cassette))


def assert_pages(cassette: Cassette, pages: list[Any]) -> None:
    answered = [recorded for recorded in cassette.interactions if recorded.response.status < 300]
    assert len(pages) == len(answered)
    for recorded, page in zip(answered, pages, strict=True):
        assert_same_response(recorded, page.response)
        assert_same_value(recorded, page.body)


def assert_same_response(recorded: Interaction, response: Any) -> None:
    assert (response.status, response.content) == (recorded.response.status, recorded.response.body)
    for header, _ in recorded.response.headers:
        assert response.headers.get(header) == ", ".join(header_values(recorded.response.headers, header))


def assert_same_value(recorded: Interaction, value: Any) -> None:
    """Hold a decoded value against the body it came from: JSON as values, anything else as the bytes it was."""
    body = recorded.response.body
    if value is None:
        assert body in {b"", b"null"}
    elif isinstance(value, bytes):
        assert value == body
        assert value.content_type == ", ".join(header_values(recorded.response.headers, "Content-Type"))
    else:
        assert is_json(media_type(recorded.response.headers))
        assert json_differences(json.loads(body), replay.encoded(value), instants=True) == []


def has_error_schema(cassette: Cassette) -> bool:
    final = cassette.interactions[-1]
    match = api(cassette.vendor).find(final.request)
    assert isinstance(match, Match)
    declared = match.operation.response(final.response.status) or {}
    return any("schema" in media for media in declared.get("content", {}).values())
