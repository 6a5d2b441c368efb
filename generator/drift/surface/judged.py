"""The verdict on source by evidence: what changed of the package decides what a change of the API does to code."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from generator.drift.surface.naming import Naming
from generator.drift.surface.reading import read_surface
from generator.drift.verdicts import Level

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence
    from pathlib import Path

    from generator.drift.changes import Change

_ARGUMENT = re.compile(r"^argument '(\w+)' of ")


def surface_symbols(src: Path, import_name: str) -> frozenset[str]:
    """Return the symbols of everything public of the package in the folder `src`, arguments included.

    Raises:
        SpecloomError: there is no such package, or it is no Python.
    """
    surface = read_surface(src, import_name)
    naming = Naming(surface)
    return frozenset(map(naming.symbol, [*surface.symbols, *surface.arguments()]))


def judged(changes: Sequence[Change], on_surface: Sequence[Change], known: Collection[str]) -> list[Change]:
    """Return the changes of an API with the verdict on source that the package shows, and those of it that none explains.

    A change of the API takes the worst verdict of what it did to the package. Where it did nothing to any of the symbols
    that it is about, code notices nothing, whatever its kind would let expect.

    Args:
        changes: of the API, each with its symbols.
        on_surface: what `surface_changes` found.
        known: the symbols that the package had, see `surface_symbols`: what is said of others is no evidence.
    """
    explained: set[int] = set()
    result: list[Change] = []
    for change in changes:
        effects = [i for i, effect in enumerate(on_surface) if _explains(change, effect)]
        explained.update(effects)
        result.append(_judged(change, [on_surface[i] for i in effects], known))
    return [*result, *(effect for i, effect in enumerate(on_surface) if i not in explained)]


def _judged(change: Change, effects: Sequence[Change], known: Collection[str]) -> Change:
    if effects:
        source = max(effect.verdicts.source for effect in effects)
        symbols = {*change.symbols, *(symbol for effect in effects for symbol in effect.symbols)}
        return replace(change, verdicts=replace(change.verdicts, source=source), symbols=tuple(sorted(symbols)))
    if change.symbols and set(change.symbols) <= set(known):
        return replace(change, verdicts=replace(change.verdicts, source=Level.SAFE))
    return change


def _explains(change: Change, effect: Change) -> bool:
    """Tell whether an effect on the package is one on a symbol that `change` is about."""
    argument = _ARGUMENT.match(effect.subject)
    focus = {f"{symbol}({argument[1]})" for symbol in effect.symbols} if argument else set[str]()
    return not {*effect.symbols, *focus}.isdisjoint(change.symbols)
