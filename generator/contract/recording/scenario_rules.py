"""The rules between the parts of scenarios.yaml, which its schema cannot state."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from generator.contract.recording import scenario_values as values
from generator.contract.recording.scenario_steps import steps_of
from generator.document import pointers
from generator.exchange.operations import Api
from generator.workspace.suggest import among

Statement = tuple[str, str, str]
"""A pointer, what is wrong there, and the remedy."""


def broken(scenarios: Mapping[str, Any], api: Api) -> Iterator[Statement]:
    """Yield what breaks a rule in `scenarios`, which the schema allows; `api` knows the methods."""
    recorded: dict[tuple[str, str], str] = {}
    for name, scenario in scenarios.items():
        pointer = pointers.join("/scenarios", name)
        yield from _names(pointer, scenario)
        known = {*scenario.get("needs", {})}
        for where, step in _steps(pointer, scenario):
            yield from _call(where, step, api)
            yield from _references(where, step, known)
            known |= {step["as"]} if "as" in step else set()
            yield from _recording(where, step, recorded)


def _steps(pointer: str, scenario: Mapping[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    for key in ("steps", "finally"):
        yield from steps_of(pointer, scenario, key)


def _names(pointer: str, scenario: Mapping[str, Any]) -> Iterator[Statement]:
    taken = dict.fromkeys(scenario.get("needs", {}), "a need")
    for name in [name for name in values.RESERVED if name in taken]:
        yield pointers.join(pointer, "needs", name), f"{name!r} means something already", "Choose another name."
    named = [(where, str(step["as"])) for where, step in _steps(pointer, scenario) if "as" in step]
    for where, name in named:
        if name in values.RESERVED:
            yield pointers.join(where, "as"), f"{name!r} means something already", "Choose another name."
        elif name in taken:
            yield pointers.join(where, "as"), f"{name!r} is the name of {taken[name]} already", "Choose another name."
        else:
            taken[name] = "another step"


def _call(where: str, step: Mapping[str, Any], api: Api) -> Iterator[Statement]:
    methods = [operation.sdk_method for operation in api.operations]
    if step["call"] not in methods:
        remedy = among(step["call"], dict.fromkeys(methods), "methods")
        yield pointers.join(where, "call"), f"{step['call']!r} is no method of this API", remedy
        return
    answer = step.get("answer")
    operations = [operation for operation in api.operations if operation.sdk_method == step["call"]]
    if answer is not None and not any(operation.response(answer) for operation in operations):
        known = dict.fromkeys(status for operation in operations for status in operation.responses)
        message = f"{answer} is no documented status of {step['call']}"
        yield pointers.join(where, "answer"), message, f"Documented: {', '.join(known)}."
    if "until" in step and "raises" in step:
        message = "goes with an answer; this step expects an error"
        yield pointers.join(where, "until"), message, "Remove one of until and raises."


def _references(where: str, step: Mapping[str, Any], known: set[str]) -> Iterator[Statement]:
    for key in ("arguments", "client"):
        for reference in values.references(step.get(key)):
            pointer = pointers.join(where, key)
            name = values.name_in(reference)
            if name is None:
                message = f"'${{{reference}}}' is no reference"
                yield pointer, message, "Write ${made.id}, ${now+30m}, or $${ for the signs themselves."
            elif name == values.ACCOUNT and key != "client":
                message = "uses a credential, which is for the client alone"
                yield pointer, message, "Give it under 'client'."
            elif name not in {*known, *values.RESERVED}:
                message = f"refers to {name!r}, which no step before it carries on"
                yield pointer, message, among(name, sorted({*known, *values.RESERVED}), "names")


def _recording(where: str, step: Mapping[str, Any], recorded: dict[tuple[str, str], str]) -> Iterator[Statement]:
    if "case" not in step:
        return
    if "note" not in step:
        yield where, "has a case, but no note", "Say in one sentence what the recording shows."
    first = recorded.get((step["call"], step["case"]))
    recorded[step["call"], step["case"]] = where
    if first is not None:
        message = f"{step['call']} has the case {step['case']!r} already, at #{first}"
        yield pointers.join(where, "case"), message, "Choose another case."
