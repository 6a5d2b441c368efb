"""The steps of a scenario as they are made: with its defaults, and each as often as `each` says."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from generator.document import pointers


def steps_of(pointer: str, scenario: Mapping[str, Any], key: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield the steps under `key` of a scenario that stands at `pointer`, each with its own pointer.

    What `defaults` say holds for every step of `steps`, unless it says otherwise. A step with `each` becomes one for
    each value of the argument that it names, whose case ends with that value.
    """
    defaults: dict[str, Any] = scenario.get("defaults", {}) if key == "steps" else {}
    for index, step in enumerate(scenario.get(key, ())):
        whole = {**defaults, **step}
        each: dict[str, Any] = whole.pop("each", {})
        for made in _made(whole, each):
            yield pointers.join(pointer, key, index), made


def _made(step: dict[str, Any], each: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    if not each:
        yield step
    for name, values in each.items():
        for value in values:
            made = {**step, "arguments": {**step.get("arguments", {}), name: value}}
            yield made | ({"case": f"{step['case']}-{str(value).lower().replace('_', '-')}"} if "case" in step else {})
