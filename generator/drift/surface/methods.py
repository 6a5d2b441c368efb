"""Methods: the ways to call them, what they return, and what they raise."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from generator.drift.surface import parameters
from generator.drift.surface.directions import RECEIVED
from generator.drift.surface.judging import change
from generator.drift.surface.model import Function
from generator.drift.surface.types import NOTHING
from generator.drift.verdicts import Level, Verdicts

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from generator.drift.changes import Change
    from generator.drift.surface.judging import Pair
    from generator.drift.surface.model import Signature


def changes(pair: Pair) -> Iterator[Change]:
    """Yield what became of the methods and functions that both surfaces have."""
    for old, new in pair.shared(Function):
        pairs, lost, gained = matched(old.signatures, new.signatures)
        for before, after in pairs:
            yield from parameters.changes(pair, old.path, before, after)
            yield from _result(pair, old.path, before, after)
        for way, action in [*((way, "removed") for way in lost), *((way, "added") for way in gained)]:
            level = Level.BREAKING if action == "removed" else Level.SAFE
            message = f"the way to call it with {_arguments(way)} was {action}"
            yield change(f"python-overload-{action}", message, level, f"method {pair.short(old.path)}", old.path)
        yield from _raised(pair, old, new)
        yield from _deprecated(pair, old, new)


def matched(
    old: Sequence[Signature], new: Sequence[Signature]
) -> tuple[list[tuple[Signature, Signature]], list[Signature], list[Signature]]:
    """Return the overloads of two states that are most alike in pairs, those left of the old, and those left of the new.

    Likeness is the share of parameters' names that both have (Jaccard index); among equals the order in the source counts.
    """
    likeness = sorted(
        ((-_likeness(before, after), i, j) for i, before in enumerate(old) for j, after in enumerate(new)),
    )
    of_old: dict[int, int] = {}
    for _, i, j in likeness:
        if i not in of_old and j not in of_old.values():
            of_old[i] = j
    pairs = [(old[i], new[j]) for i, j in sorted(of_old.items())]
    lost = [way for i, way in enumerate(old) if i not in of_old]
    gained = [way for j, way in enumerate(new) if j not in of_old.values()]
    return pairs, lost, gained


def _likeness(one: Signature, other: Signature) -> float:
    mine, theirs = ({each.name for each in way.parameters} for way in (one, other))
    return len(mine & theirs) / len(mine | theirs) if mine | theirs else 1.0


def _arguments(way: Signature) -> str:
    required = [repr(each.name) for each in way.parameters if each.required]
    return ", ".join(required or [repr(each.name) for each in way.parameters]) or "no argument"


def _result(pair: Pair, path: str, old: Signature, new: Signature) -> Iterator[Change]:
    subject = f"what {pair.short(path)} returns"
    if old.asynchronous != new.asynchronous:
        became = "async" if new.asynchronous else "sync"
        message = "must be awaited now" if new.asynchronous else "must not be awaited any more"
        yield change(f"python-method-became-{became}", message, Level.BREAKING, subject, path)
    if old.returns == NOTHING and new.returns != NOTHING:  # nobody reads what is always None
        return
    yield from pair.types("return", subject, path, (old.returns, new.returns), RECEIVED)


def _deprecated(pair: Pair, old: Function, new: Function) -> Iterator[Change]:
    """Yield that calls warn, or no longer do: PEP 702. Where warnings are errors, code does not check or run any more."""
    subject = f"method {pair.short(old.path)}"
    if new.is_deprecated and not old.is_deprecated:
        yield change("python-method-deprecated", "is deprecated: calls of it warn", Level.RISKY, subject, old.path)
    elif old.is_deprecated and not new.is_deprecated:
        yield change("python-method-reactivated", "is not deprecated any more", Level.SAFE, subject, old.path)


def _raised(pair: Pair, old: Function, new: Function) -> Iterator[Change]:
    """Yield the exceptions that the docstring names or names no more: code still runs, and may meet one it does not catch."""
    subject = f"method {pair.short(old.path)}"
    for action, names in (("added", set(new.raises) - set(old.raises)), ("removed", set(old.raises) - set(new.raises))):
        for name in sorted(names):
            found = change(
                f"python-exception-{action}", f"the exception {name} was {action}", Level.SAFE, subject, old.path
            )
            yield replace(found, verdicts=Verdicts(behaviour=Level.RISKY)) if action == "added" else found
