"""Operations whose paths differ in nothing that is sent, such as `/files/{id}` and `/files/{id}#lock`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.exchange.messages import Request
from generator.exchange.operations import Api, Match, Operation

if TYPE_CHECKING:
    from generator.exchange.conformance import Conformance


class Twins:
    """Tells which of several operations with the same path and method a request means: one that it conforms to."""

    def __init__(self, api: Api, conformance: Conformance) -> None:
        self._conformance = conformance
        groups: dict[tuple[str, str], list[Operation]] = {}
        for operation in api.operations:
            sent = operation.path.partition("#")[0]  # the rest of a URL stays with the client (RFC 9110 section 7.1)
            groups.setdefault((operation.method, sent), []).append(operation)
        self._twins = {each.id: group for group in groups.values() if len(group) > 1 for each in group}

    def meant(self, match: Match, request: Request) -> Match:
        """Return the operation of `match`, or the twin of it that `request` conforms to and that asks for the most."""
        twins = [Match(each, match.values) for each in self._twins.get(match.operation.id, ())]
        fitting = [twin for twin in twins if not any(self._conformance.request_faults(twin, request))]
        return max(fitting, key=_demands) if fitting else match


def _demands(match: Match) -> int:
    """Return how much an operation requires: a request that brings what only one of them asks for means that one."""
    operation = match.operation
    required = sum(bool(parameter.get("required")) for parameter in operation.parameters)
    return required + bool(operation.body and operation.body.get("required"))
