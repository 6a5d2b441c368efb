"""Limits that the vendor enforces, as `x-specloom-limits` states them for the API or for one operation."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from generator.document.printable import printable
from generator.document.shapes import is_object
from generator.drift.schemas.judging import BEHAVIOUR, SAFE
from generator.drift.schemas.pairs import change_of
from generator.drift.verdicts import Level, Verdicts

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from generator.drift.comparing.exchanges import Comparison
    from generator.drift.comparing.parts import Part

KEY = "x-specloom-limits"
_TIGHTER = Verdicts(behaviour=Level.BREAKING)


def limits(shared: Comparison, part: Part, subject: str, operations: Iterable[str]) -> None:
    """Report what differs in the limits of `part`: of all that is stated as a number, more is more that is allowed."""
    reached = list(operations)
    for inner in _leaves(part.member(KEY)):
        if inner.is_same:
            continue
        name = printable(inner.pointers[0].rpartition(f"/{KEY}")[2].strip("/").replace("/", "."))
        message = change_of(f"the limit {name}" if name else "the limits", inner.base, inner.revision)
        action, verdicts = _judged(inner)
        shared.collector.report(f"api-limit-{action}", message, verdicts, subject, reached, inner.sides)


def _judged(part: Part) -> tuple[str, Verdicts]:
    if part.is_added:
        return "added", BEHAVIOUR
    if part.is_removed:
        return "removed", SAFE
    if _is_number(part.base) and _is_number(part.revision):
        return ("decreased", _TIGHTER) if part.revision < part.base else ("increased", SAFE)
    return "changed", BEHAVIOUR


def _leaves(part: Part) -> Iterator[Part]:
    """Yield the parts that are no objects; one that is an object on one side alone is yielded whole."""
    stack = [part]
    while stack:
        each = stack.pop()
        if is_object(each.base) and is_object(each.revision):
            stack += [each.member(name) for name in reversed({**each.base, **each.revision})]
        else:
            yield each


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)
