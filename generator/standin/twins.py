"""Operations that the same requests may call: their paths differ in what is not sent, or in the names of variables.

Such are `/files/{id}` and `/files/{id}#lock`, `/files` and `/files?list`, `/pets/{id}` and `/pets/{name}`.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING

from generator.exchange.messages import Request
from generator.exchange.operations import Api, Match, Operation

if TYPE_CHECKING:
    from generator.exchange.conformance import Conformance

_VARIABLE = re.compile(r"\{[^{}/]+\}")


class Twins:
    """Tells which of several operations with the same path and method a request means: one that it conforms to."""

    def __init__(self, api: Api, conformance: Conformance) -> None:
        self._conformance = conformance
        shapes = {each.id: _shape(each) for each in api.operations}
        shared = Counter(shapes.values())
        self._shapes = {name: shape for name, shape in shapes.items() if shared[shape] > 1}

    def meant(self, matches: Sequence[Match], request: Request) -> Match:
        """Return the first of `matches`, or the twin of it that `request` conforms to and that asks for the most.

        Where it conforms to none of them, that one counts whose path states the most.
        """
        first = matches[0]
        shape = self._shapes.get(first.operation.id)
        twins = [match for match in matches if self._shapes.get(match.operation.id) == shape] if shape else []
        if len(twins) < 2:
            return first
        fitting = [twin for twin in twins if not any(self._conformance.request_faults(twin, request))]
        return max(fitting, key=_demands) if fitting else max(twins, key=lambda twin: len(twin.operation.query))


def _shape(operation: Operation) -> tuple[str, str]:
    return operation.method, _VARIABLE.sub("{}", operation.bare_path)


def _demands(match: Match) -> tuple[int, int]:
    """Return how much an operation requires: a request that brings what only one of them asks for means that one."""
    operation = match.operation
    required = sum(bool(parameter.get("required")) for parameter in operation.parameters)
    return len(operation.query), required + bool(operation.body and operation.body.get("required"))
