"""Types as the code of a test can write them."""

from __future__ import annotations

import builtins
from typing import TYPE_CHECKING

from generator.drift.surface.model import Alias
from generator.drift.surface.types import NONE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.drift.surface.model import Surface
    from generator.drift.surface.types import Atom, Type

MODULES = ("collections.abc", "datetime", "pydantic", "typing", "typing_extensions")
"""What types of packages are made of, besides their own and Python's."""
_MOMENT = "._runtime.timestamps.AwareDatetime"
"""Its definition is the runtime's own affair; to a type checker it is a moment."""


def spelled(kind: Type, surface: Surface) -> str:
    """Return `kind` with the full names of everything, "" where it names what is private, or of packages unknown here."""
    literals = ", ".join(sorted(atom.name for atom in kind if atom.literal))
    others = sorted(_atom(atom, surface) for atom in kind if not atom.literal and atom != NONE)
    if "" in others:
        return ""
    parts = [f"typing.Literal[{literals}]"] * bool(literals) + others + ["None"] * (NONE in kind)
    return " | ".join(parts)


def flat(kind: Type, surface: Surface, depth: int = 10) -> Iterator[Atom]:
    """Yield what `kind` may be, with the aliases of the package followed."""
    for atom in kind:
        found = surface.symbols.get(atom.name)
        if isinstance(found, Alias) and depth > 0:
            yield from flat(found.type, surface, depth - 1)
        else:
            yield atom


def is_moment(atom: Atom) -> bool:
    """Tell whether `atom` is the class of moments."""
    return atom.name == "datetime.datetime" or atom.name.endswith(_MOMENT)


def _atom(atom: Atom, surface: Surface) -> str:
    if atom.name.endswith(_MOMENT):
        return "datetime.datetime"
    if not _is_known(atom.name, surface):
        return ""
    inside = [spelled(argument, surface) for argument in atom.arguments]
    if "" in inside:
        return ""
    return f"{atom.name}[{', '.join(inside)}]" if inside else atom.name


def _is_known(name: str, surface: Surface) -> bool:
    if name in surface.symbols:
        return not any(part.startswith("_") for part in name.split("."))
    module, _, last = name.rpartition(".")
    return module in MODULES if module else hasattr(builtins, last)
