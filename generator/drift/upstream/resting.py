"""What of ours rests on a sentence of the vendor's: overlay actions and limits.

An overlay action names what it rests on in `x-specloom-rests-on`, a list of JSON pointers to sentences of captured/.
Beside that, an action that states facts on the object whose description the sentence is rests on it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from generator.document import load, pointers
from generator.document.findings import Finding, Place
from generator.document.lines import Lines
from generator.document.shapes import is_array, is_object
from generator.drift.upstream.additions import Additions
from generator.normalise import overlay
from generator.normalise.schemas import operations

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator
    from pathlib import Path

    from generator.drift.upstream.prose import Sentence

LINK = "x-specloom-rests-on"
LIMITS = "x-specloom-limits"
_TEXTS = frozenset({"description", "summary", "title"})
_SHOWN = frozenset({"example", "examples"})
_APART = frozenset({"security", "servers", "tags", "parameters", "operationId"})  # descriptions are not about these
_TRANSPARENT = frozenset({"schema", "items", "additionalProperties", "content"})
_LISTS = frozenset({"allOf", "anyOf", "oneOf", "prefixItems"})

_Place = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Rest:
    """What rests on a sentence.

    Attributes:
        facts: what states facts on the strength of it, in words.
        texts: the overlay actions that say it in words of ours.
    """

    facts: tuple[str, ...] = ()
    texts: tuple[str, ...] = ()


def numbers_of(sentence: Sentence | None) -> tuple[str, ...]:
    """Return the numbers in a sentence, none where there is none."""
    return () if sentence is None else sentence.figures


class Resting:
    """The overlay and the limits of one vendor, by the places that they are about."""

    def __init__(self, file: Path, document: dict[str, Any], resolved: dict[str, Any]) -> None:
        """Read the overlay in `file`, if there is one.

        Args:
            file: overlay.yaml.
            document: what the overlay is made for.
            resolved: the resolved form that it gives.

        Raises:
            SpecloomError: the overlay cannot be used.
        """
        self._file = file
        self._facts: dict[str, dict[int, None]] = {}
        self._texts: dict[str, dict[int, None]] = {}
        self._links: dict[str, dict[int, None]] = {}
        self._limits = list(_limits(resolved))
        self._lines: Lines | None = None
        self.additions = Additions({}, self._place)
        if file.is_file():
            text = load.read_text(file)
            self._lines = Lines(text)
            self._read(load.loads(text, str(file)), document)

    def on(self, before: Sentence | None, now: Sentence | None) -> Rest:
        """Return what rests on a sentence of captured/, given as it was and as it is."""
        each = before or now
        return Rest() if each is None else self._on(each.pointer, {*numbers_of(before), *numbers_of(now)})

    def limits_of(self, sentence: Sentence) -> list[str]:
        """Return the limits, of operations and of the API, that have one of the numbers of `sentence`."""
        return [name for name, _, spoken in self._limits if not spoken.isdisjoint(sentence.figures)]

    def _on(self, pointer: str, numbers: Collection[str]) -> Rest:
        holder = pointer.rpartition("/")[0]
        facts = {**self._links.get(pointer, {}), **self._facts.get(holder, {})}
        texts = [each for each in self._texts.get(holder, {}) if each not in facts]
        limits = [name for name, at, spoken in self._limits if _is_about(at, pointer, spoken, numbers)]
        return Rest((*map(self._called, facts), *limits), tuple(map(self._called, texts)))

    def idle_links(self, known: Collection[str]) -> list[Finding]:
        """Return a finding for each link that leads to no sentence; `known` has the places of all of them."""
        return [
            Finding(
                "idle-link",
                f"rests on {pointer}, where captured/ has no sentence",
                self._place(index),
                f"Correct or remove the entry of {LINK}.",
            )
            for pointer, actions in self._links.items()
            for index in actions
            if pointer not in known
        ]

    def _read(self, stated: dict[str, Any], document: dict[str, Any]) -> None:
        traced = overlay.trace(document, stated, name=str(self._file))
        self.additions = Additions(traced.added, self._place)
        for index, locations in enumerate(traced.selected):
            action = stated["actions"][index]
            links = action.get(LINK, [])
            for pointer in links if is_array(links) else ():
                self._links.setdefault(str(pointer), {})[index] = None
            for location in locations:
                self._note(index, action, location)

    def _note(self, index: int, action: dict[str, Any], location: _Place) -> None:
        if location and (location[-1] in _APART or str(location[-1]).startswith("x-")):
            return
        if action.get("remove") or "copy" in action:
            for holder in (location, location[:-1]):
                self._facts.setdefault(pointers.join("", *holder), {})[index] = None
            return
        for is_fact, place in _written(action.get("update"), location):
            for holder in _holders(place) if is_fact else [place]:
                kept = self._facts if is_fact else self._texts
                kept.setdefault(pointers.join("", *holder), {})[index] = None

    def _place(self, index: int) -> Place:
        pointer = f"/actions/{index}"
        return Place(str(self._file), self._lines.of(pointer) if self._lines is not None else None, pointer)

    def _called(self, index: int) -> str:
        return f"action {index + 1} of {self._file.name} (line {self._place(index).line})"


def _written(value: Any, at: _Place) -> Iterator[tuple[bool, _Place]]:
    """Yield the places that an `update` writes to: whether it states a fact there, or says something in words."""
    if not is_object(value):
        yield True, at[:-1] if at and not isinstance(at[-1], int) else at
        return
    for key, inner in value.items():
        if key in _SHOWN or (key in _TEXTS and isinstance(inner, str)):
            yield False, at
        elif is_object(inner) and inner and not key.startswith("x-"):
            yield from _written(inner, (*at, key))
        elif key not in _APART:
            yield True, at


def _holders(place: _Place) -> Iterator[_Place]:
    """Yield a place, and the ones around it of which it is a part without a name: the parameter around a schema."""
    while True:
        yield place
        if place and place[-1] in _TRANSPARENT:
            place = place[:-1]
        elif len(place) > 1 and (place[-2] == "content" or place[-2] in _LISTS):
            place = place[:-2]
        else:
            return


def _limits(resolved: dict[str, Any]) -> Iterator[tuple[str, str, frozenset[str]]]:
    """Yield each set of limits: what it is called, the pointer of its operation, and how its numbers may be spoken."""
    if LIMITS in resolved:
        numbers = frozenset(map(_figure, _numbers(resolved[LIMITS])))
        yield f"{LIMITS} of the API", "", numbers
    for path, method, operation, pointer in operations(resolved):
        if LIMITS in operation:
            spoken = frozenset(text for number in _numbers(operation[LIMITS]) for text in _spoken(number))
            yield f"{LIMITS} of {method.upper()} {path}", pointer, spoken


def _is_about(at: str, pointer: str, spoken: frozenset[str], numbers: Collection[str]) -> bool:
    if at and pointer == f"{at}/description":
        return True
    return (not at or pointer.startswith(f"{at}/")) and not spoken.isdisjoint(numbers)


def _numbers(value: Any) -> Iterator[float]:
    if is_object(value):
        for inner in value.values():
            yield from _numbers(inner)
    elif isinstance(value, int | float) and not isinstance(value, bool):
        yield value


def _spoken(number: float) -> Iterator[str]:
    """Yield the figures by which people say a number of seconds or bytes."""
    for unit in (1, 60, 3600, 1000, 1024):
        if number % unit == 0:
            yield _figure(number / unit)


def _figure(number: float) -> str:
    return str(int(number)) if number == int(number) else str(number)
