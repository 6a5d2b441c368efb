"""Recordings that people wrote, from documentation or of their own: each is played to a stand-in that is new."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime

from generator.contract.cassettes.cassette import Cassette
from generator.contract.recording.target import MOMENT
from generator.contract.rehearsing.granted import Grants
from generator.contract.rehearsing.requests import supposed_request
from generator.contract.rehearsing.shape import Difference, Shapes
from generator.contract.rehearsing.stage import Stage
from generator.contract.rehearsing.suppositions import STALE, Supposition
from generator.document import pointers
from generator.document.findings import Finding, Place
from generator.exchange.credentials import credential_headers
from generator.exchange.messages import Request, Response
from generator.exchange.operations import Api, Match
from generator.workspace.suggest import among

REMEDY = "Correct the recording or the stand-in's behaviour, or say in supposed.yaml what the recording supposes."

_GONE = frozenset({404, 410})
_NOTHING = Supposition(Place(""), (), "")


class Written:
    """Holds a stand-in to written recordings."""

    def __init__(
        self,
        api: Api,
        stage: Stage,
        shapes: Shapes,
        recordings: Mapping[str, Cassette],
        suppositions: Mapping[str, Supposition],
    ) -> None:
        """Take what is compared with what; recordings and what they suppose by name."""
        self._api = api
        self._stage = stage
        self._shapes = shapes
        self._recordings = recordings
        self._suppositions = suppositions
        self._grants = Grants(stage.standin)
        self._credentials = credential_headers(api.document)

    def check(self, name: str) -> Iterator[Finding]:
        """Yield where the stand-in contradicts a recording, and a finding for a supposition that it does not need.

        Raises:
            SpecloomError: the document cannot be used for the check.
        """
        cassette, supposition = self._recordings[name], self._suppositions.get(name)
        as_it_is = self._differences(cassette, _NOTHING)
        if supposition is None:
            yield from _findings(cassette, as_it_is)
        elif not as_it_is:
            what = "the stand-in agrees with it" if not supposition.is_held else "the stand-in agrees with it anyway"
            yield Finding(STALE, f"{name}: {what}", supposition.place, "Take it out.")
        elif supposition.is_held:
            yield from self._idle(name, supposition)
            yield from _findings(cassette, self._differences(cassette, supposition))

    def _idle(self, name: str, supposition: Supposition) -> Iterator[Finding]:
        """Yield the parts of a supposition that no request of the recording has a place for."""
        cassette = self._recordings[name]
        found = [self._api.find(each.request) for each in cassette.interactions]
        variables = dict.fromkeys(key for match in found if isinstance(match, Match) for key in match.values)
        for key in supposition.path:
            if key not in variables:
                message = f"{name} has no {key!r} in its path"
                yield Finding(STALE, message, supposition.place, among(key, variables, "path parameters"))
        statuses = [each.response.status for each in cassette.interactions]
        if supposition.answer is not None and supposition.answer not in statuses:
            known = ", ".join(map(str, statuses))
            message = f"{name} has no answer {supposition.answer}; recorded: {known}"
            yield Finding(STALE, message, supposition.place, "Ask for a recorded status.")

    def _differences(self, cassette: Cassette, supposition: Supposition) -> list[Difference]:
        """Return where the stand-in differs, pointers led from the root of `cassette`.

        What its paths name is taken for granted where the stand-in misses it, and the recording does not.
        """
        found, is_missed = self._played(cassette, supposition, granting=False)
        return self._played(cassette, supposition, granting=True)[0] if is_missed else found

    def _played(self, cassette: Cassette, supposition: Supposition, *, granting: bool) -> tuple[list[Difference], bool]:
        """Return where the answers differ, and whether one says of something that it is not there, unlike recorded."""
        self._stage.set_up(_time(supposition))
        matches = [self._api.find(each.request) for each in cassette.interactions]
        for match in matches if granting else ():
            if isinstance(match, Match):
                self._grants.grant(match)
        for name in supposition.after:
            self._precede(name)
        for index, (interaction, match) in enumerate(zip(cassette.interactions, matches, strict=True)):
            if not isinstance(match, Match):
                break  # found by whoever checks the recording
            answered = self._answered(supposed_request(interaction, match.operation, supposition, self._credentials))
            if isinstance(answered, Difference):
                return [_at(index, answered)], False
            recorded = interaction.response
            differences = self._shapes.differences(match.operation, recorded, answered, exact=False)
            if found := _undeclared(cassette, [_at(index, each) for each in differences]):
                return found, answered.status in _GONE and recorded.status not in _GONE
        return [], False

    def _precede(self, name: str) -> None:
        """Send the requests of a recording that comes before, with what that one supposes of its own requests."""
        cassette = self._recordings.get(name)
        for interaction in cassette.interactions if cassette else ():
            match = self._api.find(interaction.request)
            if isinstance(match, Match):
                own = self._suppositions.get(name, _NOTHING)
                self._answered(supposed_request(interaction, match.operation, own, self._credentials))

    def _answered(self, request: Request) -> Response | Difference:
        try:
            return self._stage.answer(request)
        except Exception as error:  # a fault in a behaviour.py, which is anybody's code
            message = f"the stand-in breaks off: {type(error).__name__}: {error}"
            return Difference("stand-in-status", "/status", message)


def _at(index: int, difference: Difference) -> Difference:
    return difference._replace(pointer=pointers.join("/interactions", index, "response") + difference.pointer)


def _undeclared(cassette: Cassette, differences: Iterable[Difference]) -> list[Difference]:
    """Return those of `differences` that `cassette` does not declare as deviations from the document."""
    return [
        each
        for each in differences
        if not any(each.pointer == pointer or each.pointer.startswith(f"{pointer}/") for pointer in cassette.deviates)
    ]


def _findings(cassette: Cassette, differences: Iterable[Difference]) -> Iterator[Finding]:
    for rule, pointer, message in differences:
        yield Finding(rule, message, Place(str(cassette.path), pointer=pointer), REMEDY)


def _time(supposition: Supposition) -> datetime:
    return MOMENT if supposition.clock is None else supposition.clock
