"""What a call gave, held against the recording that it was answered from."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any
from uuid import UUID

from generator.contract.cassettes.cassette import Cassette
from generator.contract.cassettes.comparison import json_differences
from generator.contract.replaying.replay import Outcome
from generator.document.shapes import is_array
from generator.exchange.bodies import read_json
from generator.exchange.messages import Interaction, header_values, is_json, media_type

# Undone by the transport before anybody sees the body.
_OF_TRANSPORT = frozenset({"content-encoding", "content-length", "transfer-encoding"})


def outcome_differences(cassette: Cassette, outcome: Outcome) -> Iterator[str]:
    """Yield in words what the result in `outcome`, which is no error, does not have as it was recorded."""
    if outcome.pages is not None:
        answered = [recorded for recorded in cassette.interactions if recorded.response.status < 300]
        if len(answered) != len(outcome.pages):
            yield f"gives {len(outcome.pages)} pages instead of {len(answered)}"
        for recorded, page in zip(answered, outcome.pages, strict=False):
            yield from response_differences(recorded, page.response)
            yield from value_differences(recorded, page.body)
    elif outcome.response is not None:
        yield from response_differences(cassette.interactions[-1], outcome.response)
    else:
        yield from value_differences(cassette.interactions[-1], outcome.value)


def response_differences(recorded: Interaction, response: Any) -> Iterator[str]:
    """Yield in words what of the recorded response `response`, one of a generated client, does not have."""
    wanted = recorded.response
    if response.status != wanted.status:
        yield f"the status is {response.status} instead of {wanted.status}"
    if response.content != wanted.body:
        yield "the body is not the recorded one"
    for name in dict.fromkeys(name.lower() for name, _ in wanted.headers):
        value = ", ".join(header_values(wanted.headers, name))
        if name not in _OF_TRANSPORT and response.headers.get(name) != value:
            yield f"the header {name} is not the recorded one"


def value_differences(recorded: Interaction, value: Any) -> Iterator[str]:
    """Yield in words what a decoded value lost of the body that it came from: re-encoded, it must be that body again.

    JSON is compared as values, anything else as the bytes that it was.
    """
    body = recorded.response.body
    if value is None:
        if body not in {b"", b"null"}:
            yield "nothing is given for a body"
    elif isinstance(value, bytes):
        if value != body:
            yield "the body is not the recorded one"
        kind = ", ".join(header_values(recorded.response.headers, "Content-Type"))
        if getattr(value, "content_type", kind) != kind:
            yield "the content type is not the recorded one"
    elif not is_json(media_type(recorded.response.headers)):
        if value != body.decode(errors="replace"):
            yield f"a {type(value).__name__} is given for a body that is not JSON"
    else:
        yield from json_faults(body, value)


def json_faults(body: bytes, value: Any) -> Iterator[str]:
    """Yield in words what the decoded `value` lost of the JSON in `body`; moments are compared as such."""
    try:
        expected = read_json(body)
    except ValueError as error:
        yield f"a value is given for a body that is not JSON: {error}"
        return
    yield from json_differences(expected, encoded(value), instants=True)


def twin_differences(one: Outcome, other: Outcome) -> Iterator[str]:
    """Yield in words where the outcome of the awaited client is another than that of the client that waits."""
    for first, second in zip(_parts(one), _parts(other), strict=False):
        if type(first) is not type(second):
            yield f"gives {type(second).__name__}, not {type(first).__name__}"
        elif not isinstance(first, Exception) and first != second:
            yield f"gives another {type(first).__name__}"


def encoded(value: Any) -> Any:
    """Return a decoded value as JSON data again."""
    if hasattr(value, "model_dump"):
        return value.model_dump(mode="json", by_alias=True, exclude_unset=True)
    if isinstance(value, Mapping):
        return {key: encoded(item) for key, item in value.items()}  # pyright: ignore[reportUnknownVariableType]
    if isinstance(value, date):  # moments as well
        return value.isoformat()
    if isinstance(value, UUID):
        return str(value)
    return [encoded(item) for item in value] if is_array(value) else value


def _parts(outcome: Outcome) -> list[Any]:
    """Return what two outcomes of one recording have in common; whole responses are held against the recording alone."""
    if outcome.pages is not None:
        return [page.body for page in outcome.pages]
    if outcome.response is not None:
        return [(outcome.response.status, outcome.response.content)]
    return [outcome.value if outcome.error is None else outcome.error]
