"""Cassettes against the operations of a document: what has no recording, and what is recorded under a wrong name."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from generator.contract.cassette import Cassette
from generator.document import pointers
from generator.document.findings import Finding, Place
from generator.document.references import target
from generator.exchange.operations import Api, Match

_SCHEMAS = "/components/schemas/"


def coverage_gaps(api: Api, cassettes: Iterable[Cassette]) -> list[Finding]:
    """Return the operations of `api` without a successful recording, and its error schemas without any recording.

    Operations joined into one SDK method count each for itself. An error schema is a component that stands as the body
    of a response which is not 2xx.
    """
    succeeded: set[str] = set()
    shown: set[str] = set()
    for cassette in cassettes:
        for interaction in cassette.interactions:
            match = api.find(interaction.request)
            if not isinstance(match, Match):
                continue
            status = interaction.response.status
            if 200 <= status < 300 and cassette.raises is None:
                succeeded.add(match.operation.id)
            elif interaction.response.body:
                shown.update(_schemas_of(match.operation.response(status) or {}))
    gaps = [
        _gap(api, "uncovered-operation", f"{operation.id} ({operation.sdk_method}) has no recording of a success")
        for operation in api.operations
        if operation.id not in succeeded
    ]
    missing = sorted(error_schemas(api) - shown)
    return gaps + [_gap(api, "uncovered-error", f"no recording shows the error schema {name}") for name in missing]


def error_schemas(api: Api) -> set[str]:
    """Return the names of the components that are the body of a response with a status (or class) other than 2xx."""
    return {
        name
        for operation in api.operations
        for status, response in operation.responses.items()
        if not status.startswith("2")
        for name in _schemas_of(response)
    }


def misfits(api: Api, cassette: Cassette) -> list[Finding]:
    """Return where `cassette` contradicts itself or `api`: its method, what it calls, how it ends."""
    place = Place(str(cassette.path), pointer="/metadata/call/method")
    methods = sorted({operation.sdk_method for operation in api.operations})
    if cassette.call.method not in methods:
        remedy = f"Known: {', '.join(methods)}."
        return [Finding("unknown-operation", f"{cassette.call.method!r} is no method of this API", place, remedy)]
    return [*_foreign_calls(api, cassette), *_wrong_end(api, cassette)]


def _foreign_calls(api: Api, cassette: Cassette) -> Iterator[Finding]:
    for index, interaction in enumerate(cassette.interactions):
        match = api.find(interaction.request)
        if isinstance(match, Match) and match.operation.sdk_method != cassette.call.method:
            place = Place(str(cassette.path), pointer=pointers.join("/interactions", index, "request"))
            message = f"calls {match.operation.sdk_method}, not {cassette.call.method}"
            yield Finding("foreign-request", message, place)


def _wrong_end(api: Api, cassette: Cassette) -> Iterator[Finding]:
    last = cassette.interactions[-1]
    status = last.response.status
    place = Place(str(cassette.path), pointer="/metadata/raises")
    match = api.find(last.request)
    stated = isinstance(match, Match) and str(status) in match.operation.responses
    if cassette.raises and status < 400:
        yield Finding("wrong-end", f"raises {cassette.raises} but ends with status {status}", place)
    elif not cassette.raises and status >= 400 and stated:
        yield Finding("wrong-end", f"ends with the error {status} but names no class that it raises", place)


def _schemas_of(response: dict[str, Any]) -> Iterator[str]:
    for media in response.get("content", {}).values():
        pointer = target(str(media.get("schema", {}).get("$ref", ""))) or ""
        if pointer.startswith(_SCHEMAS):
            yield pointer.removeprefix(_SCHEMAS)


def _gap(api: Api, rule: str, message: str) -> Finding:
    return Finding(rule, message, Place(api.name), "Record it or write a cassette for it.")
