"""The operations of two states that stand for one another, and the same part in each of several operations."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from generator.document import pointers
from generator.document.shapes import is_array, is_object
from generator.drift.comparing.operations import match, operations
from generator.drift.impact.places import spot_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.drift.impact.state import State


def pairs_of(base: State, revision: State) -> Iterator[tuple[str, tuple[str, str]]]:
    """Yield the pointers of each operation in both states, "" where it is not there, by the name that changes give it."""
    matches = match(*(operations(state.resolved.get("paths"), "/paths") for state in (base, revision)))
    for old, new in (*matches.pairs, *matches.moved):
        yield old.label, (old.pointer, new.pointer)
    for old in matches.removed:
        yield old.label, (old.pointer, "")
    taken = {old.label for old, _ in (*matches.pairs, *matches.moved)} | {old.label for old in matches.removed}
    for new in matches.added:
        if new.label not in taken:
            yield new.label, ("", new.pointer)


def moved(pointer: str, operation: str, document: dict[str, Any]) -> str | None:
    """Return where in `operation` stands what is at `pointer` in another operation; None where nothing does.

    Parameters are found by place and name, since each operation counts its own. A pointer outside operations stays.
    """
    spot = spot_of(pointer)
    if spot is None or spot.operation == operation:
        return pointer
    rest: list[str | int] = list(spot.rest)
    if len(rest) > 1 and rest[0] == "parameters":
        index = _twin(_parameters(document, spot.operation), str(rest[1]), _parameters(document, operation))
        if index is None:
            return None
        rest[1] = index
    result = pointers.join(operation, *rest)
    try:
        pointers.get(document, result)
    except KeyError:
        return None
    return result


def _parameters(document: dict[str, Any], operation: str) -> list[Any]:
    found = pointers.get(document, operation).get("parameters", [])
    return found if is_array(found) else []


def _twin(ours: list[Any], index: str, theirs: list[Any]) -> int | None:
    """Return the index in `theirs` of the parameter that `index` is of `ours`."""
    if not index.isdecimal() or int(index) >= len(ours) or not is_object(ours[int(index)]):
        return None
    wanted = {key: ours[int(index)].get(key) for key in ("in", "name")}
    found = (i for i, each in enumerate(theirs) if is_object(each) and wanted.items() <= each.items())
    return next(found, None)
