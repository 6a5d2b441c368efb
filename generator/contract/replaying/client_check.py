"""Cassettes against the generated client: it sends what was recorded, and loses nothing of the answers."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from generator.contract.cassettes.cassette import Cassette
from generator.contract.coverage.declared import json_answer
from generator.contract.replaying.packages import Package, imported
from generator.contract.replaying.replay import Outcome, Tape, UnrecordedError, play, play_async
from generator.contract.replaying.results import (
    json_faults,
    outcome_differences,
    response_differences,
    twin_differences,
)
from generator.contract.subject import Subject
from generator.document import pointers
from generator.document.findings import Finding, Place
from generator.emit.settings import vendor_package
from generator.exchange.conformance import Conformance
from generator.exchange.credentials import credential_headers
from generator.exchange.operations import Match

_MAX_MESSAGE = 300

_Play = Callable[[Package, Cassette, Tape], Outcome]


def check(subject: Subject) -> list[Finding]:
    """Return where the vendor's client, awaited or not, does something else than its cassettes say.

    Raises:
        SpecloomError: the client is not generated, or cannot be imported.
    """
    facts = vendor_package(subject.api.document, subject.vendor)
    with imported(subject.paths.generated / subject.vendor.vendor, facts) as package:
        replay = Replay(subject, package)
        return [finding for cassette in subject.cassettes for finding in replay.check(cassette)]


class Replay:
    """Plays the cassettes of one vendor to its client."""

    def __init__(self, subject: Subject, package: Package) -> None:
        """Take an imported package; it is used no longer than it is imported."""
        self._api = subject.api
        self._conformance = Conformance(subject.api)
        self._credentials = credential_headers(subject.api.document)
        self._methods = {operation.sdk_method for operation in subject.api.operations}
        self.package = package

    def check(self, cassette: Cassette) -> list[Finding]:
        """Return what is wrong with `cassette` as the client sees it; an unknown method is found by others."""
        if cassette.call.method not in self._methods:
            return []
        refused = list(self.package.refused(cassette.call.client))
        if refused:
            return [_refused(cassette, name, remedy) for name, remedy in refused]
        first, found = self._played(cassette, play, "the client")
        if found or first is None:
            return found
        second, found = self._played(cassette, play_async, "the awaited client")
        if found or second is None:
            return found
        return [
            _finding(cassette, "client-twins", "/metadata/call", f"the awaited client {difference}")
            for difference in twin_differences(first, second)
        ]

    def _played(self, cassette: Cassette, how: _Play, who: str) -> tuple[Outcome | None, list[Finding]]:
        tape = Tape(cassette.interactions, self._credentials)
        try:
            outcome = how(self.package, cassette, tape)
        except UnrecordedError as error:
            pointer = pointers.join("/interactions", error.index, "request")
            return None, [_finding(cassette, "client-request", pointer, f"{who} sends something else: {error}")]
        if wrong := self._wrong_end(cassette, outcome.error):
            return None, [_finding(cassette, "client-error", "/metadata/raises", f"{who} {wrong}")]
        if tape.played < len(cassette.interactions):
            pointer = pointers.join("/interactions", tape.played)
            return None, [_finding(cassette, "client-request", pointer, f"{who} does not send this request")]
        pointer = pointers.join("/interactions", tape.played - 1, "response")
        differences = self._differences(cassette, outcome)
        return outcome, [_finding(cassette, "client-result", pointer, f"{who}: {each}") for each in differences]

    def _wrong_end(self, cassette: Cassette, error: Exception | None) -> str:
        """Return in words how the call ended otherwise than recorded; nothing if it did not."""
        raised = "raises nothing" if error is None else f"raises {_said(error)}"
        if cassette.raises is None:
            return "" if error is None else raised
        expected = getattr(self.package.module, cassette.raises, None)
        if not (isinstance(expected, type) and issubclass(expected, Exception)):
            return f"has no error {cassette.raises!r} to raise"
        return "" if type(error) is expected else f"{raised} instead of {cassette.raises}"

    def _differences(self, cassette: Cassette, outcome: Outcome) -> Iterator[str]:
        """Yield in words what the result or the error does not have of the answer that it was made from."""
        if outcome.error is None:
            yield from outcome_differences(cassette, outcome)
        elif hasattr(outcome.error, "response"):
            yield from self._error_faults(cassette, outcome.error)

    def _error_faults(self, cassette: Cassette, error: Any) -> Iterator[str]:
        final = cassette.interactions[-1]
        yield from response_differences(final, error.response)
        parsed = error.parsed()
        if parsed is not None:
            yield from json_faults(final.response.body, parsed)
            return
        match = self._api.find(final.request)
        if not isinstance(match, Match) or json_answer(match.operation, final.response) is None:
            return
        if not any(self._conformance.response_faults(match.operation, final.request.method, final.response)):
            yield "the error model is not decoded"


def _said(error: Exception) -> str:
    text = f"{type(error).__name__}: {error}"
    return text if len(text) <= _MAX_MESSAGE else text[:_MAX_MESSAGE] + "…"


def _refused(cassette: Cassette, name: str, remedy: str) -> Finding:
    place = Place(str(cassette.path), pointer=pointers.join("/metadata/call/client", name))
    return Finding("client-arguments", f"a client that is played to takes no {name!r}", place, remedy)


def _finding(cassette: Cassette, rule: str, pointer: str, message: str) -> Finding:
    return Finding(rule, message, Place(str(cassette.path), pointer=pointer))
