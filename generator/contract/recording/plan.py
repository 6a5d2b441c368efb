"""What recording will do, before anything of it is done: which scenarios are run, what they call, what they change."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from generator.contract.recording.scenarios import Need, Scenario, Step
from generator.contract.recording.target import Target
from generator.exchange.operations import Api, Operation

# RFC 9110 section 9.2.1.
_SAFE = frozenset({"GET", "HEAD", "OPTIONS"})

DefaultVerb = Callable[[str], str]
"""Returns the HTTP method that an SDK method joined of several operations takes unless it is given one."""


@dataclass(frozen=True, slots=True)
class Turn:
    """A scenario as it will be run: the steps that are made, and those that are left out, each with the reason."""

    scenario: Scenario
    steps: tuple[Step, ...]
    clean_up: tuple[Step, ...]
    left_out: tuple[tuple[Step, str], ...] = ()

    @property
    def recorded(self) -> tuple[Step, ...]:
        """The steps that become cassettes."""
        return tuple(step for step in self.steps + self.clean_up if step.case)


@dataclass(frozen=True, slots=True)
class Plan:
    """What will be done at `target`: the scenarios that are run, and those that are not, with the reason."""

    target: Target
    turns: tuple[Turn, ...]
    skipped: tuple[tuple[str, str], ...]


class Planner:
    """Plans recordings of one API."""

    def __init__(self, api: Api, default_verb: DefaultVerb) -> None:
        self._default_verb = default_verb
        self._operations: dict[str, list[Operation]] = {}
        for operation in api.operations:
            self._operations.setdefault(operation.sdk_method, []).append(operation)

    def plan(
        self, scenarios: Iterable[Scenario], target: Target, *, allow_writes: bool, has: Callable[[Need], bool]
    ) -> Plan:
        """Return the plan for `scenarios`; `has` tells whether the account's need is known or can be asked for."""
        turns: list[Turn] = []
        skipped: list[tuple[str, str]] = []
        for scenario in scenarios:
            turn = _turn(scenario, target)
            reason = self._reason(turn, target, allow_writes=allow_writes, has=has)
            if reason:
                skipped.append((scenario.name, reason))
            else:
                turns.append(turn)
        return Plan(target, tuple(turns), tuple(skipped))

    def verb(self, step: Step) -> str:
        """Return the HTTP method of a step."""
        operations = self._operations[step.call]
        if len(operations) == 1:
            return operations[0].method
        return str(step.arguments.get("method", self._default_verb(step.call)))

    def writes(self, step: Step) -> bool:
        """Tell whether a step may change something. What takes several methods does the same with each, whatever it is."""
        return len(self._operations[step.call]) > 1 or self.verb(step) not in _SAFE

    def lines(self, plan: Plan, vendor: str, credentials: Iterable[str]) -> Iterator[str]:
        """Yield the plan in words; `credentials` are the names of the credentials that go along."""
        target = plan.target
        names = ", ".join(credentials)
        account = f"a live account{f', with {names}' if names else ''}"
        standin = "a stand-in that was started for it" if target.is_own else "a stand-in"
        what = standin if target.is_standin else account
        yield f"{vendor} at {target.base_url}: {what}"
        for turn in plan.turns:
            yield f"  {turn.scenario.name}: {self._calls(turn.steps)}"
            if not target.is_standin:
                yield from self._changes(turn)
            for step, reason in turn.left_out:
                yield f"    without {step.call}{f' ({step.case})' if step.case else ''}: {reason}"
        for name, reason in plan.skipped:
            yield f"  {name}: skipped, {reason}"

    def _changes(self, turn: Turn) -> Iterator[str]:
        writing = _calls(step for step in turn.steps if self.writes(step))
        yield f"    writes: {writing}" if writing else "    only reads"
        if turn.clean_up:
            yield f"    then cleans up: {_calls(turn.clean_up)}"

    def _calls(self, steps: Iterable[Step]) -> str:
        counts: Counter[str] = Counter()
        for step in steps:
            counts[self.verb(step)] += step.times
        total = sum(counts.values())
        by_verb = ", ".join(f"{count} {verb}" for verb, count in sorted(counts.items()))
        return f"{total} {'call' if total == 1 else 'calls'} or more ({by_verb})"

    def _reason(self, turn: Turn, target: Target, *, allow_writes: bool, has: Callable[[Need], bool]) -> str:
        """Return why a scenario is not run, "" where it is."""
        scenario = turn.scenario
        if scenario.only not in {"", target.provenance}:
            return _only(scenario.only)
        if not turn.steps:
            return "no step of it can be made here"
        writing = _calls(step for step in turn.steps + turn.clean_up if self.writes(step))
        if writing and not target.is_standin and not allow_writes:
            return f"it writes ({writing}), which takes --allow-writes"
        missing = [need for need in scenario.needs.values() if not target.is_standin and not has(need)]
        return "; ".join(f"it needs {need.environment}: {need.note}" for need in missing)


def _turn(scenario: Scenario, target: Target) -> Turn:
    return Turn(
        scenario=scenario,
        steps=tuple(step for step in scenario.steps if not _left_out(step, target)),
        clean_up=tuple(step for step in scenario.clean_up if not _left_out(step, target)),
        left_out=tuple((step, reason) for step in scenario.all_steps if (reason := _left_out(step, target))),
    )


def _left_out(step: Step, target: Target) -> str:
    if step.only not in {"", target.provenance}:
        return _only(step.only)
    if step.answer is not None and not target.is_standin:
        return f"only a stand-in answers {step.answer} for the asking"
    return ""


def _only(where: str) -> str:
    return "only against a stand-in" if where == "stand-in" else "only against a live account"


def _calls(steps: Iterable[Step]) -> str:
    return ", ".join(dict.fromkeys(step.call for step in steps))
