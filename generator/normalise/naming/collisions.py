"""Two operations of one name: the one whose path says the name keeps it, the other adds what its own path says besides.

This is the only place where the name of an operation depends on another one, and the last resort: `operation_name` tells apart
what differs in more than spelling. Whoever loses gets a suffix made of itself, so that no third operation renames it.
"""

from __future__ import annotations

from dataclasses import dataclass

from generator.document import names


@dataclass(frozen=True, slots=True)
class Candidate:
    """An operation that wants a name.

    Attributes:
        key: its HTTP method and path, which no other has.
        resource: its resource.
        method: the name of its method.
        second: another name for the method, '' for none.
        losses: how far the name is from the path; the lowest keeps the name.
        is_given: the document or vendor.yaml gives the name.
    """

    key: str
    resource: str
    method: str
    second: str = ""
    losses: int = 0
    is_given: bool = False

    @property
    def rank(self) -> tuple[bool, int, bool, int, str]:
        """The order in which operations of one name get it."""
        return not self.is_given, self.losses, self.key.startswith("POST "), len(self.key), self.key


def identifier(resource: str, method: str) -> str:
    """Return the operationId of a resource and method: `plants.leaves` and `list` give `plants_leaves_list`."""
    return names.operation_prefix(resource) + method


def settle(candidates: list[Candidate]) -> dict[str, str]:
    """Return the method of each candidate by its key, such that all operationIds differ."""
    methods: dict[str, str] = {}
    taken: set[str] = set()
    losers: list[Candidate] = []
    for each in sorted(candidates, key=lambda each: each.rank):
        wanted = identifier(each.resource, each.method)
        if wanted in taken:
            losers.append(each)
        else:
            taken.add(wanted)
            methods[each.key] = each.method
    for each in losers:
        methods[each.key] = _other(each, taken)
        taken.add(identifier(each.resource, methods[each.key]))
    return methods


def _other(candidate: Candidate, taken: set[str]) -> str:
    if candidate.second and identifier(candidate.resource, candidate.second) not in taken:
        return candidate.second
    base, length = candidate.method.rstrip("_"), 4
    while identifier(candidate.resource, f"{base}_{names.mark(candidate.key, length)}") in taken:
        length += 4
    return f"{base}_{names.mark(candidate.key, length)}"
