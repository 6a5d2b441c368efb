"""Recorded calls as the functions of a Python module, written against the package as it was."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from generator.document.printable import printable
from generator.drift.surface.model import Attribute, Class, Function
from generator.drift.surface.types import NOTHING
from generator.drift.typed.reads import Reads
from generator.drift.typed.spelling import MODULES, flat, is_moment, spelled

if TYPE_CHECKING:
    from collections.abc import Iterable

    from generator.drift.surface.model import Signature, Surface
    from generator.drift.surface.types import Type
    from generator.drift.typed.calls import Call


@dataclass(frozen=True, slots=True)
class Written:
    """A module of tests, and the recording that each of its lines comes from, "" for those of none."""

    text: str
    origins: tuple[str, ...]


def written_calls(calls: Iterable[Call], surface: Surface) -> Written:
    """Return the module that makes `calls` and reads their answers; a call that `surface` does not have is left out."""
    writer = _Writer(surface)
    lines = [f'"""Calls of {surface.root} as they were recorded."""', ""]
    lines += [f"import {name}" for name in (*MODULES, surface.root, f"{surface.root}.models")]
    origins = [""] * len(lines)
    for number, call in enumerate(calls, 1):
        body = writer.body(call)
        if body:
            head = f"def test_{number}(client: {writer.client}) -> None:"
            added = ["", "", f"# {printable(call.recording)}", head, *(f"    {line}" for line in body)]
            lines += added
            origins += [call.recording] * len(added)
    return Written("\n".join(lines) + "\n", tuple(origins))


class _Writer:
    def __init__(self, surface: Surface) -> None:
        self._surface = surface
        self._reads = Reads(surface)
        self.client = next(iter(_clients(surface)), "")

    def body(self, call: Call) -> list[str]:
        """Return the statements of one call, [] where the package has no such method or no such arguments."""
        method = self._method(call.method)
        ways = method.signatures if method else ()
        way = next((way for way in ways if call.arguments.keys() <= {each.name for each in way.parameters}), None)
        if way is None:
            return []
        given = ", ".join(f"{name}={self._argument(way, name, value)}" for name, value in call.arguments.items())
        source = f"client.{'.'.join(call.method)}({given})"
        if call.raises or way.returns is None or way.returns == NOTHING:
            return [source]
        return self._reads.statements(source, way.returns, call.answer)

    def _method(self, names: tuple[str, ...]) -> Function | None:
        """Return the method that `names` lead to from the client."""
        owner = self.client
        for name in names[:-1]:
            found = self._surface.symbols.get(f"{owner}.{name}")
            if not isinstance(found, Attribute) or found.type is None or len(found.type) != 1:
                return None
            [atom] = found.type
            owner = atom.name
        method = self._surface.symbols.get(f"{owner}.{names[-1]}")
        return method if isinstance(method, Function) else None

    def _argument(self, way: Signature, name: str, value: Any) -> str:
        """Return the source of an argument: a value that can be written, else one that is said to be of the type."""
        kind = next(each.type for each in way.parameters if each.name == name)
        if kind is not None and self._is_plain(value, kind):
            return repr(value)
        written = spelled(kind, self._surface) if kind is not None else ""
        return f"typing.cast({written or 'typing.Any'}, None)"

    def _is_plain(self, value: Any, kind: Type) -> bool:
        """Tell whether `value` is of `kind` as it stands in a recording: a scalar that is not the text of a moment."""
        atoms = list(flat(kind, self._surface))
        if value is None or isinstance(value, bool | int | float):
            return True
        return isinstance(value, str) and not any(map(is_moment, atoms))


def _clients(surface: Surface) -> list[str]:
    """Return the classes that the package itself exports and that lead to resources, the one that is not awaited first."""
    found: set[str] = set()
    for path, symbol in surface.symbols.items():
        owner = path.rpartition(".")[0]
        is_exported = owner.count(".") == 1 and isinstance(surface.symbols.get(owner), Class)
        kind = (symbol.type or ()) if isinstance(symbol, Attribute) and is_exported else ()
        if any(atom.name.startswith(f"{surface.root}.resources.") for atom in kind):
            found.add(owner)
    return sorted(found, key=lambda path: (path.rpartition(".")[2].startswith("Async"), path))
