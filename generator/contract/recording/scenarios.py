"""specs/<vendor>/scenarios.yaml: the calls that are recorded, in the order in which they lead to one another."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from generator.contract.recording import scenario_rules
from generator.contract.recording.scenario_steps import steps_of
from generator.document import pointers
from generator.document.findings import Place
from generator.document.lines import Lines
from generator.exchange.operations import Api
from generator.workspace.checked_file import read_checked

FILE_NAME = "scenarios.yaml"
RULE = "invalid-scenarios"
TRIES = 60
"""How often a step with `until` is made at most."""


@dataclass(frozen=True, slots=True)
class Need:
    """A value that an account has to bring: which one, the variable that holds it, and what stands for it in a stand-in."""

    note: str
    environment: str
    standin: str


@dataclass(frozen=True, slots=True)
class Step:
    """One call.

    Attributes:
        place: where it stands.
        call: the dotted SDK method.
        arguments: those of the call; texts in them may hold references.
        client: arguments of the client that differ; null takes away what it would be given.
        case: the case under which it is recorded; "" for one that is not.
        note: what the recording shows.
        name: under which its answer is carried on; "" for one that is not.
        raises: the error class that it ends with.
        retries: how often the client may repeat a request; None is its default.
        deviates: what the recording has and the document does not allow, by pointer, with the reason for it.
        answer: the documented status that a stand-in is asked for.
        only: `stand-in` or `live` where it is made against nothing else.
        pages: how many pages of a list are read; None is all.
        times: how often it is made; of the answers the last one counts.
        until: values, by path in the answer, with which it is not made again.
        wait: seconds before it is made again.
    """

    place: Place
    call: str
    arguments: Mapping[str, Any] = field(default_factory=dict[str, Any])
    client: Mapping[str, Any] = field(default_factory=dict[str, Any])
    case: str = ""
    note: str = ""
    name: str = ""
    raises: str | None = None
    retries: int | None = None
    deviates: Mapping[str, str] = field(default_factory=dict[str, str])
    answer: int | None = None
    only: str = ""
    pages: int | None = None
    times: int = 1
    until: Mapping[str, Any] = field(default_factory=dict[str, Any])
    wait: float = 0.0


@dataclass(frozen=True, slots=True)
class Scenario:
    """Steps that belong together, and those that clean up after them, however they ended."""

    name: str
    note: str
    steps: tuple[Step, ...]
    clean_up: tuple[Step, ...] = ()
    needs: Mapping[str, Need] = field(default_factory=dict[str, Need])
    only: str = ""

    @property
    def all_steps(self) -> tuple[Step, ...]:
        """All of its steps, the cleaning up behind the others."""
        return self.steps + self.clean_up


def load_scenarios(folder: Path, api: Api) -> dict[str, Scenario]:
    """Return the scenarios of `folder`/scenarios.yaml by name, in their order.

    Raises:
        SpecloomError: the file cannot be read, is not what it must be, or calls what `api` has not; names file, line and
            JSON pointer.
    """
    path = folder / FILE_NAME
    file = read_checked(path, _schema(), RULE, lambda data: scenario_rules.broken(data["scenarios"], api))
    return {name: _scenario(name, value, str(path), file.lines) for name, value in file.data["scenarios"].items()}


@cache
def _schema() -> dict[str, Any]:
    schema: dict[str, Any] = json.loads(Path(__file__).with_name("scenarios.schema.json").read_text("utf-8"))
    return schema


def _scenario(name: str, data: Mapping[str, Any], file: str, lines: Lines) -> Scenario:
    def steps(key: str) -> Iterator[Step]:
        for pointer, step in steps_of(pointers.join("/scenarios", name), data, key):
            yield _step(step, Place(file, lines.of(pointer), pointer))

    return Scenario(
        name=name,
        note=data["note"],
        steps=tuple(steps("steps")),
        clean_up=tuple(steps("finally")),
        needs={
            key: Need(need["note"], need["environment"], need["stand-in"])
            for key, need in data.get("needs", {}).items()
        },
        only=data.get("only", ""),
    )


def _step(data: Mapping[str, Any], place: Place) -> Step:
    given = {("name" if key == "as" else key): value for key, value in data.items()}
    return Step(place=place, **given)
