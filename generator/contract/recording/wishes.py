"""A recording as the one who asks for it sees it: what is wished for, who is asked and told, and what came of it."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass, field

from generator.contract.recording.account import Ask
from generator.contract.recording.footage import Footage
from generator.document.findings import Finding


@dataclass(frozen=True, slots=True)
class Wishes:
    """What is to be recorded, and how.

    Attributes:
        base_url: where the API is; "" starts a stand-in for it.
        only: names of scenarios; none are all.
        allow_writes: whether a live account may be changed.
        replace: whether a live recording may take the place of one from a stand-in, or the other way round.
        dry_run: whether to plan and announce alone.
    """

    base_url: str = ""
    only: Collection[str] = ()
    allow_writes: bool = False
    replace: bool = False
    dry_run: bool = False


@dataclass(frozen=True, slots=True)
class Person:
    """Who records.

    Attributes:
        tell: takes lines to read before anything is done.
        say: is told what is being done.
        ask: asks for a value; None where nobody can be asked.
    """

    tell: Callable[[str], None]
    say: Callable[[str], None] = lambda _: None
    ask: Ask | None = None


@dataclass(slots=True)
class Report:
    """What came of recording one vendor.

    Attributes:
        scenarios: the names of those that were run.
        skipped: the names of those that were not.
        calls: how many requests the API got.
        written: paths of cassettes that are new or other than before.
        unchanged: how many would have been written as they were.
        refused: cassettes that were not written, by what stood in the way.
        failures: scenarios that broke off.
        left_behind: what cleaning up did not do.
        is_interrupted: whether somebody pressed Ctrl-C.
    """

    scenarios: list[str] = field(default_factory=list[str])
    skipped: list[str] = field(default_factory=list[str])
    calls: int = 0
    written: list[str] = field(default_factory=list[str])
    unchanged: int = 0
    refused: list[Finding] = field(default_factory=list[Finding])
    failures: list[Finding] = field(default_factory=list[Finding])
    left_behind: list[Finding] = field(default_factory=list[Finding])
    is_interrupted: bool = False

    @property
    def findings(self) -> list[Finding]:
        """All that went wrong."""
        return [*self.failures, *self.refused, *self.left_behind]

    def add(self, scenario: str, footage: Footage) -> None:
        """Count a scenario that was run."""
        self.scenarios.append(scenario)
        self.calls += footage.calls
        self.failures += footage.failures
        self.left_behind += footage.left_behind
        self.is_interrupted = self.is_interrupted or footage.is_interrupted
