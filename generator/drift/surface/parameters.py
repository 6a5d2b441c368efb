"""The parameters of methods, as calls give them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.drift.surface.directions import GIVEN
from generator.drift.surface.judging import change
from generator.drift.verdicts import Level

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from generator.drift.changes import Change
    from generator.drift.surface.judging import Pair
    from generator.drift.surface.model import Parameter, Signature


def changes(pair: Pair, path: str, old: Signature, new: Signature) -> Iterator[Change]:
    """Yield what became of the parameters of one way to call the method at `path`."""
    before = {each.name: each for each in old.parameters}
    after = {each.name: each for each in new.parameters}
    swallows = {each.kind for each in new.parameters if each.is_variadic}
    for name, parameter in before.items():
        subject = _subject(pair, path, name)
        if name in after:
            yield from _changed(pair, path, subject, parameter, after[name])
        elif parameter.is_variadic or "variadic keyword" not in swallows:
            yield change("python-parameter-removed", "was removed", Level.BREAKING, subject, _argument(path, name))
    for name, parameter in after.items():
        if name not in before:
            yield _added(_subject(pair, path, name), path, parameter)
    yield from _moved(pair, path, before, after)


def _subject(pair: Pair, path: str, name: str) -> str:
    return f"argument {name!r} of {pair.short(path)}"


def _argument(path: str, name: str) -> str:
    """Return the symbol of an argument; what calls are hit by that do not give it is the method."""
    return f"{path}({name})"


def _added(subject: str, path: str, parameter: Parameter) -> Change:
    if parameter.required:
        message = "was added, and every call must give it"
        return change("python-parameter-added-required", message, Level.BREAKING, subject, path)
    argument = _argument(path, parameter.name)
    return change("python-parameter-added-optional", "was added", Level.SAFE, subject, argument)


def _changed(pair: Pair, path: str, subject: str, old: Parameter, new: Parameter) -> Iterator[Change]:
    argument = _argument(path, old.name)
    if old.required != new.required:
        became = "required" if new.required else "optional"
        level = Level.BREAKING if new.required else Level.SAFE
        hit = path if new.required else argument
        yield change(f"python-parameter-became-{became}", f"became {became}", level, subject, hit)
    elif old.default != new.default:
        message = f"its default changed from {old.default} to {new.default}"
        sides = (old.default, new.default)
        yield change("python-parameter-default-changed", message, Level.RISKY, subject, argument, sides)
    if old.kind != new.kind:
        lost = (old.is_positional and not new.is_positional) or (
            old.kind != "positional-only" and new.kind == "positional-only"
        )
        message = f"was {old.kind} and is now {new.kind}"
        level = Level.BREAKING if lost or old.is_variadic or new.is_variadic else Level.SAFE
        yield change("python-parameter-kind-changed", message, level, subject, argument, (old.kind, new.kind))
    yield from pair.types("parameter", subject, argument, (old.type, new.type), GIVEN)


def _moved(pair: Pair, path: str, before: Mapping[str, Parameter], after: Mapping[str, Parameter]) -> Iterator[Change]:
    """Yield those that are given by their place and have another one."""
    places = {name: i for i, name in enumerate(name for name, each in after.items() if each.is_positional)}
    for i, name in enumerate(name for name, each in before.items() if each.is_positional):
        if name in places and places[name] != i:
            message = f"is the {_ordinal(places[name])} argument now, and was the {_ordinal(i)}"
            subject = _subject(pair, path, name)
            yield change("python-parameter-moved", message, Level.BREAKING, subject, _argument(path, name))


def _ordinal(index: int) -> str:
    number = index + 1
    ending = "th" if number % 100 in {11, 12, 13} else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"
