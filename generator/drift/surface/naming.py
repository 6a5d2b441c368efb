"""What code that uses a package calls its parts: a method by the way to it from the client.

`AsyncThings` and `RawThings` are called as `Things` is: what changes of all of them is one change.
"""

from __future__ import annotations

import re
from collections import deque
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

from generator.drift.surface.model import Attribute, Class

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from generator.drift.changes import Change
    from generator.drift.surface.model import Surface

_TWIN = re.compile(r"\b(?:AsyncRaw|Async|Raw)(?=[A-Z])")
_MEMBER = re.compile(r"^python-(?:method|attribute)-(added|removed)$")


class Naming:
    """The names of everything in two surfaces of one package."""

    def __init__(self, *surfaces: Surface) -> None:
        """Follow the attributes of the classes that the package itself exports to the resources."""
        self.root = surfaces[0].root
        self._paths = frozenset(path for surface in surfaces for path in surface.symbols)
        self._ways: dict[str, str] = {}
        for surface in surfaces:
            for path, way in self._reached(surface):
                self._ways.setdefault(path, way)
        self.symbol = cache(self._symbol)

    def short(self, path: str) -> str:
        """Return the symbol of `path` as messages say it."""
        return self.symbol(path).removeprefix(f"{self.root}.")

    def _symbol(self, path: str) -> str:
        """Return what the thing at `path` is called: `celigo_scripts.Celigo.scripts.create`, `celigo_scripts.models.Script`."""
        path, opened, argument = path.partition("(")
        parts: list[str] = []
        for part in path.split("."):
            other = _TWIN.sub("", part)
            parts.append(other if ".".join([*parts, other]) in self._paths else part)
            if (way := self._ways.get(".".join(parts))) is not None:
                parts = way.split(".")
        name = ".".join(parts)
        return name.removesuffix(".__init__") + opened + argument

    def joined(self, changes: Iterable[Change]) -> list[Change]:
        """Return `changes` with what is the same of a class and its twins made one, and with symbols in place of paths."""
        groups: dict[tuple[str, ...], list[Change]] = {}
        for change in changes:
            groups.setdefault(_key(change), []).append(change)
        return [self._one(group) for group in groups.values()]

    def _one(self, group: list[Change]) -> Change:
        worst = max(change.verdicts.worst for change in group)
        first = min((each for each in group if each.verdicts.worst == worst), key=_plainness)
        symbols = {self.symbol(symbol) for change in group for symbol in change.symbols}
        return replace(first, symbols=tuple(sorted(symbols)))

    def _reached(self, surface: Surface) -> Iterator[tuple[str, str]]:
        """Yield the classes that a class of the package itself leads to by attributes, each with the shortest way there."""
        leads: dict[str, list[tuple[str, str]]] = {}
        for path, symbol in surface.symbols.items():
            if isinstance(symbol, Attribute) and symbol.type is not None and len(symbol.type) == 1:
                [atom] = symbol.type
                owner, _, name = path.rpartition(".")
                if isinstance(surface.symbols.get(atom.name), Class):
                    leads.setdefault(owner, []).append((name, atom.name))
        exported = [path for path in surface.symbols if path.count(".") == 1 and path in leads]
        seen = set(exported)
        pending = deque((path, path) for path in exported)
        while pending:
            path, way = pending.popleft()
            if path != way:
                yield path, way
            for name, target in leads.get(path, ()):
                if target not in seen and ".resources." in target:
                    seen.add(target)
                    pending.append((target, f"{way}.{name}"))


def _key(change: Change) -> tuple[str, ...]:
    """Return what a change has in common with that of a twin; what gives raw responses has attributes for methods."""
    rule = _MEMBER.sub(r"python-member-\1", change.id)
    subject = change.subject if rule == change.id else change.subject.partition(" ")[2]
    said = (change.message, str(change.base.value), str(change.revision.value))
    return (rule, subject, *(_TWIN.sub("", text) for text in said))


def _plainness(change: Change) -> tuple[bool, str]:
    return bool(_TWIN.search(" ".join((change.message, *change.symbols)))), change.id
