"""The verdict on source by evidence: what changed of the package decides what a change of the API does to code."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from generator.drift.surface.comparing import changes_between
from generator.drift.surface.naming import Naming
from generator.drift.surface.reading import read_surface
from generator.drift.verdicts import Level

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence
    from pathlib import Path

    from generator.drift.changes import Change
    from generator.drift.surface.model import Surface

_DOTTED = re.compile(r"[\w.]+")
_RESOURCES = frozenset(f"python-{kind}-{action}" for kind in ("attribute", "module") for action in ("added", "removed"))
_ARGUMENT = re.compile(r"^argument '(\w+)' of ")


def with_surface(changes: Sequence[Change], base_src: Path, revision_src: Path, import_name: str) -> list[Change]:
    """Return `changes` of an API as `judged` does, by the packages in two folders `src`.

    Raises:
        SpecloomError: one of them has no such package, or it is no Python.
    """
    base, revision = read_surface(base_src, import_name), read_surface(revision_src, import_name)
    return judged(changes, changes_between(base, revision), surface_symbols(base))


def surface_symbols(surface: Surface) -> frozenset[str]:
    """Return the symbols of everything public of a package, arguments included."""
    naming = Naming(surface)
    return frozenset(map(naming.symbol, [*surface.symbols, *surface.arguments()]))


def judged(changes: Sequence[Change], on_surface: Sequence[Change], known: Collection[str]) -> list[Change]:
    """Return the changes of an API with the verdict on source that the package shows, and those of it that none explains.

    A change of the API takes the worst verdict of what it did to the package. Where it did nothing to any of the symbols
    that it is about, code notices nothing, whatever its kind would let expect.

    Args:
        changes: of the API, each with its symbols.
        on_surface: what `changes_between` found.
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
        exact = (effect for effect in effects if effect.id not in _RESOURCES)
        symbols = {*change.symbols, *(symbol for effect in exact for symbol in effect.symbols)}
        return replace(change, verdicts=replace(change.verdicts, source=source), symbols=tuple(sorted(symbols)))
    if change.symbols and set(change.symbols) <= set(known):
        return replace(change, verdicts=replace(change.verdicts, source=Level.SAFE))
    return change


def _explains(change: Change, effect: Change) -> bool:
    """Tell whether an effect on the package is one on a symbol that `change` is about.

    A resource comes and goes with its methods, a type has another name wherever it is said, and a parameter that is renamed
    comes under its new name to the methods that had it.
    """
    argument = _ARGUMENT.match(effect.subject)
    focus = {f"{symbol}({argument[1]})" for symbol in effect.symbols} if argument else set[str]()
    if not {*effect.symbols, *focus}.isdisjoint(change.symbols):
        return True
    if argument and change.id == "request-parameter-renamed":
        return any(each.startswith(f"{symbol}(") for symbol in effect.symbols for each in change.symbols)
    if effect.id in _RESOURCES:
        return any(each.startswith(f"{symbol}.") for symbol in effect.symbols for each in change.symbols)
    return change.id == "api-schema-removed" and effect.id.endswith("-type-changed") and _names(effect, change.symbols)


def _names(effect: Change, symbols: Collection[str]) -> bool:
    """Tell whether the type that something had before `effect` names one of `symbols`."""
    said = {each for each in _DOTTED.findall(str(effect.base.value)) if "." in each}
    return any(symbol.endswith(f".{each}") for symbol in symbols for each in said)
