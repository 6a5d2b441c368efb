"""The limits of a document against those that a page states."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from generator.document import pointers
from generator.document.shapes import is_object
from generator.drift.upstream.resting import LIMITS

if TYPE_CHECKING:
    from generator.drift.upstream.differences import Called, Differences
    from generator.drift.upstream.limit_sentences import StatedLimit

_READ = frozenset({"simultaneous.calls", "simultaneous.per", "duration_seconds", "header_bytes"})
"""The members that sentences are read for; a document's other ones are not looked for on the page."""
_MISSING = object()


def compare_limits(
    holder: dict[str, Any], pointer: str, said: list[StatedLimit], called: Called, found: Differences, line: int
) -> None:
    """Make an operation, or the document, have the limits that a page states of it.

    Args:
        holder: what has them, at `pointer`; changed in place.
        pointer: "" for the document: what the page does not state of the whole API, another one may.
        said: what the page states; of two that exclude each other the first one counts.
        called: what `holder` is.
        found: takes what differs.
        line: where the page is about it.
    """
    stated: dict[str, StatedLimit] = {}
    for limit in said:
        first = stated.setdefault(limit.name, limit)
        if not {*first.values} & {*limit.values}:
            found.add_contradiction(limit, first, pointer, called)
    kept = _leaves(holder.get(LIMITS, {}))
    result = {name: value for name, value in kept.items() if name not in _READ or not pointer}
    for name in {**{name: None for name in kept if name in _READ and pointer}, **stated}:
        have, now = kept.get(name, _MISSING), stated.get(name)
        at = pointers.join(pointer, LIMITS, *name.split("."))
        if now is None:
            found.add(f"states no limit {name} of ", line, at, called)
        elif have in now.values:
            result[name] = have
        else:
            found.add(f"states the limit {name} of ", now.line, at, called, f" as {now.values[0]}")
            found.told.update(limit.line for limit in said if limit.name == name)
            result[name] = now.values[0]
    holder.pop(LIMITS, None)
    if result:
        holder[LIMITS] = _nested(result)


def _leaves(limits: Any, prefix: str = "") -> dict[str, Any]:
    found: dict[str, Any] = {}
    for key, value in limits.items() if is_object(limits) else ():
        found.update(_leaves(value, f"{prefix}{key}.") if is_object(value) else {f"{prefix}{key}": value})
    return found


def _nested(leaves: dict[str, Any]) -> dict[str, Any]:
    result: dict[str, Any] = {}
    for name, value in leaves.items():
        *outer, last = name.split(".")
        holder = result
        for key in outer:
            holder = holder.setdefault(key, {})
        holder[last] = value
    return result
