"""What came of running a scenario, and the cassettes that it makes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from generator.contract.cassettes.cassette import Call, Cassette
from generator.contract.cassettes.cassette_dump import cassette_path
from generator.contract.recording.files import deviations_of
from generator.contract.recording.scenarios import Step
from generator.contract.scrubbing.scrub import Scrubber
from generator.document.findings import Finding
from generator.exchange.messages import Interaction
from generator.workspace.paths import ProjectPaths


@dataclass(frozen=True, slots=True)
class Take:
    """A step that was made as it should.

    Attributes:
        step: which.
        client: what a cassette tells of the arguments of its client.
        arguments: those of the call.
        exchanges: the requests of its last call, and their answers.
    """

    step: Step
    client: Mapping[str, Any]
    arguments: Mapping[str, Any]
    exchanges: tuple[Interaction, ...]


@dataclass(slots=True)
class Footage:
    """What came of one scenario.

    Attributes:
        takes: its steps in the order in which they were made, as far as they went well.
        aside: what was exchanged besides calls of the API, such as logins.
        calls: how many requests the API got.
        failures: why the scenario broke off; nothing if it did not.
        left_behind: what cleaning up did not do.
        is_interrupted: whether somebody pressed Ctrl-C.
    """

    takes: list[Take] = field(default_factory=list[Take])
    aside: list[Interaction] = field(default_factory=list[Interaction])
    calls: int = 0
    failures: list[Finding] = field(default_factory=list[Finding])
    left_behind: list[Finding] = field(default_factory=list[Finding])
    is_interrupted: bool = False

    @property
    def is_good(self) -> bool:
        """Whether all steps were made as they should."""
        return not self.failures and not self.is_interrupted

    def cassettes(self, paths: ProjectPaths, vendor: str, provenance: str, scrubber: Scrubber) -> Iterator[Cassette]:
        """Yield a cassette for each take that has a case, scrubbed.

        Raises:
            SpecloomError: a body is no text, or nested too deeply, and a secret in it cannot be ruled out.
        """
        # What a later answer tells of secrets counts for the earlier ones too.
        for interaction in [*self.aside, *(each for take in self.takes for each in take.exchanges)]:
            scrubber.scrub(interaction)
        for take in self.takes:
            step = take.step
            if not step.case:
                continue
            path = cassette_path(paths.fixtures, vendor, step.call, step.case)
            yield scrubber.scrub_cassette(
                Cassette(
                    path=path,
                    vendor=vendor,
                    operation=step.call,
                    case=step.case,
                    provenance=provenance,
                    note=step.note,
                    call=Call(step.call, take.arguments, take.client),
                    raises=step.raises,
                    retries=step.retries,
                    deviates=step.deviates or deviations_of(path),
                    interactions=take.exchanges,
                )
            )
