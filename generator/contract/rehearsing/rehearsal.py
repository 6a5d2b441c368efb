"""Recordings that scenarios made: the scenarios are run again, and the answers of their steps compared."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

import httpx2

from generator.contract.cassettes.cassette import Cassette
from generator.contract.recording import account as accounts
from generator.contract.recording.footage import Take
from generator.contract.recording.plan import Plan, Planner
from generator.contract.recording.recorder import Recorder
from generator.contract.recording.scenario_calls import default_verb, misfits
from generator.contract.recording.scenarios import Scenario
from generator.contract.rehearsing.shape import Shapes
from generator.contract.rehearsing.stage import Stage
from generator.contract.replaying.packages import Package, imported
from generator.contract.subject import Subject
from generator.document import pointers
from generator.document.findings import Finding, Place
from generator.emit.settings import vendor_package
from generator.exchange.messages import Interaction
from generator.exchange.operations import Match


@dataclass(slots=True)
class Rehearsed:
    """What came of running the scenarios: what is wrong, and the recordings that they make, each with its scenario.

    `held` were compared, or their scenario broke off before; `elsewhere` are made against a live account alone, or by
    scenarios that cannot be run.
    """

    findings: list[Finding] = field(default_factory=list[Finding])
    held: dict[str, str] = field(default_factory=dict[str, str])
    elsewhere: dict[str, str] = field(default_factory=dict[str, str])


class Rehearsal:
    """Runs the scenarios of one vendor against a stand-in."""

    def __init__(self, subject: Subject, stage: Stage, shapes: Shapes, recordings: Mapping[str, Cassette]) -> None:
        """Take what is compared with what; `recordings` are those that scenarios made, by name."""
        self._subject = subject
        self._stage = stage
        self._shapes = shapes
        self._recordings = recordings
        self._facts = vendor_package(subject.api.document, subject.vendor)

    def run(self, scenarios: Iterable[Scenario]) -> Rehearsed:
        """Run those of `scenarios` that made a recording.

        Raises:
            SpecloomError: the package cannot be used.
        """
        wanted = [each for each in scenarios if any(name in self._recordings for name in _cases(each))]
        if not wanted:
            return Rehearsed()
        paths, vendor = self._subject.paths, self._subject.vendor.vendor
        with (
            httpx2.Client(transport=self._stage.transport(), trust_env=False) as http,
            imported(paths.generated / vendor, self._facts) as package,
        ):
            wrong = list(misfits(package, [step for each in wanted for step in each.all_steps]))
            if wrong:
                return Rehearsed(wrong, elsewhere={name: each.name for each in wanted for name in _cases(each)})
            return self._run(wanted, package, http)

    def _run(self, scenarios: list[Scenario], package: Package, http: httpx2.Client) -> Rehearsed:
        target = self._stage.target()
        plan = Planner(self._subject.api, lambda call: default_verb(package, call)).plan(
            scenarios, target, allow_writes=True, has=lambda _: True
        )
        accepted = self._stage.standin.behaviour.settings.get("credentials", {}).get("accepted", {})
        account = accounts.of_standin(self._facts, accepted)
        recorder = Recorder(package, account, target, http, lambda _: None)
        done = Rehearsed(elsewhere=_elsewhere(scenarios, plan))
        for turn in plan.turns:
            scenario = turn.scenario
            done.held |= {f"{step.call}/{step.case}": scenario.name for step in turn.recorded}
            footage = recorder.run(turn, {name: need.standin for name, need in scenario.needs.items()})
            if footage.is_interrupted:
                raise KeyboardInterrupt
            done.findings += [*footage.failures, *footage.left_behind]
            for take in footage.takes:
                cassette = self._recordings.get(f"{take.step.call}/{take.step.case}")
                if cassette is not None:
                    done.findings += self._findings(scenario, take, cassette)
        return done

    def _findings(self, scenario: Scenario, take: Take, cassette: Cassette) -> Iterator[Finding]:
        is_exact = cassette.provenance == "stand-in"
        remedy = (
            "Correct the stand-in's behaviour"
            + (f", or record it again: specloom record {cassette.vendor} --only {scenario.name}" if is_exact else "")
            + "."
        )

        def finding(rule: str, pointer: str, message: str) -> Finding:
            said = f"in the scenario {scenario.name!r} {message}"
            return Finding(rule, said, Place(str(cassette.path), pointer=pointer), remedy)

        recorded, now = cassette.interactions, take.exchanges
        if is_exact and len(recorded) != len(now):
            yield finding(
                "stand-in-request", "/interactions", f"{len(now)} requests are made instead of {len(recorded)}"
            )
        for index, (before, after) in enumerate(zip(recorded, now, strict=False)):
            pointer = pointers.join("/interactions", index)
            match, other = self._subject.api.find(before.request), self._subject.api.find(after.request)
            if not isinstance(match, Match):
                return  # found by whoever checks the recording
            if not isinstance(other, Match) or other.operation.id != match.operation.id:
                yield finding("stand-in-request", f"{pointer}/request", f"another call is made: {_said(after)}")
                return
            answers = before.response, after.response
            for each in self._shapes.differences(match.operation, *answers, exact=is_exact):
                yield finding(each.rule, f"{pointer}/response{each.pointer}", each.message)


def _cases(scenario: Scenario) -> Iterator[str]:
    return (f"{step.call}/{step.case}" for step in scenario.all_steps if step.case)


def _elsewhere(scenarios: list[Scenario], plan: Plan) -> dict[str, str]:
    """Return the recordings of steps that the plan leaves out, each with its scenario."""
    skipped = {name for name, _ in plan.skipped}
    found = {name: each.name for each in scenarios if each.name in skipped for name in _cases(each)}
    left_out = ((turn.scenario.name, step) for turn in plan.turns for step, _ in turn.left_out)
    return found | {f"{step.call}/{step.case}": name for name, step in left_out if step.case}


def _said(interaction: Interaction) -> str:
    return f"{interaction.request.method} {interaction.request.path}"
