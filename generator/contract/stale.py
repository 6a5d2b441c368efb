"""Cassettes that have lost their place: recorded under a wrong name, or of no use any more."""

from __future__ import annotations

import json
from collections.abc import Hashable, Iterable, Iterator

from generator.contract.cassettes.cassette import Cassette
from generator.document import pointers
from generator.document.findings import Finding, Place, Severity
from generator.exchange.bodies import read_json
from generator.exchange.messages import Headers, Interaction, is_json, media_type
from generator.exchange.operations import Api, Match
from generator.workspace.suggest import among


def misfits(api: Api, cassette: Cassette) -> list[Finding]:
    """Return where `cassette` contradicts itself or `api`: its method, what it calls, how it ends."""
    place = Place(str(cassette.path), pointer="/metadata/call/method")
    methods = sorted({operation.sdk_method for operation in api.operations})
    if cassette.call.method not in methods:
        remedy = among(cassette.call.method, methods, "methods")
        return [Finding("unknown-operation", f"{cassette.call.method!r} is no method of this API", place, remedy)]
    return [*_foreign_calls(api, cassette), *_wrong_end(api, cassette)]


def unused(api: Api, cassettes: Iterable[Cassette]) -> list[Finding]:
    """Return, as warnings, the cassettes that show nothing: nothing that another one does not, or nothing documented.

    A status that the document does not have and `deviates` names is shown on purpose.
    """
    first: dict[Hashable, Cassette] = {}
    found: list[Finding] = []
    for cassette in cassettes:
        other = first.setdefault(_identity(cassette), cassette)
        if other is not cassette:
            message = f"makes the same call with the same requests and answers as {other.case!r}"
            found.append(_unused(cassette, message, "Delete one of them."))
        statuses = list(_undocumented(api, cassette))
        if len(statuses) == len(cassette.interactions):
            message = f"answers {', '.join(map(str, statuses))}, which its operation does not document"
            found.append(_unused(cassette, message, "Delete it, or document the status."))
    return found


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


def _undocumented(api: Api, cassette: Cassette) -> Iterator[int]:
    for index, interaction in enumerate(cassette.interactions):
        match = api.find(interaction.request)
        status = interaction.response.status
        is_meant = pointers.join("/interactions", index, "response", "status") in cassette.deviates
        if isinstance(match, Match) and match.operation.response(status) is None and not is_meant:
            yield status


def _unused(cassette: Cassette, message: str, remedy: str) -> Finding:
    return Finding("unused-recording", message, Place(str(cassette.path)), remedy, Severity.WARNING)


def _identity(cassette: Cassette) -> Hashable:
    """Return what two recordings of one operation have in common if they show the same, in whatever words.

    The call belongs to it: an argument left out and the same one given may be one request, and yet two ways to make it.
    """
    call = json.dumps([cassette.call.arguments, cassette.call.client], sort_keys=True)
    return cassette.operation, call, tuple(_exchange(interaction) for interaction in cassette.interactions)


def _exchange(interaction: Interaction) -> Hashable:
    request, response = interaction.request, interaction.response
    return (
        (request.method, request.url, _headers(request.headers), _value(request.headers, request.body)),
        (response.status, _headers(response.headers), _value(response.headers, response.body)),
    )


def _headers(headers: Headers) -> Hashable:
    return tuple(sorted((name.lower(), value) for name, value in headers))


def _value(headers: Headers, body: bytes) -> Hashable:
    """Return a body so that two of one meaning are equal."""
    if not is_json(media_type(headers)):
        return body
    try:
        return json.dumps(read_json(body), sort_keys=True)
    except (ValueError, RecursionError):
        return body
