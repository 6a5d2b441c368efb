"""The ledger: what became of every part of the resolved form on its way to the normal form.

A part (an object or list of the document) is followed by identity: rules move and copy parts through `Ledger.copy`, so at
the end the pointer of each part in the resolved form maps to its pointers in the normal form, and what maps to none must
have an entry that names the rule which took it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from generator.document import pointers
from generator.document.shapes import is_array, is_object

if TYPE_CHECKING:
    from collections.abc import Iterator


@dataclass(frozen=True, slots=True, order=True)
class Entry:
    """One thing that the normal form says otherwise or not at all: where it stood, which rule took it, and why."""

    pointer: str
    rule: str
    detail: str


class Ledger:
    """Follows the parts of one resolved document; `close` computes the map once the normal form is done."""

    def __init__(self, resolved: Any) -> None:
        self.entries: list[Entry] = []
        self.moves: dict[str, list[str]] = {}
        self._origin: dict[int, tuple[Any, str]] = {
            id(node): (node, pointer) for node, pointer in _nodes(resolved) if isinstance(node, (dict, list))
        }
        self._leaves = {pointer: node for node, pointer in _nodes(resolved) if not isinstance(node, (dict, list))}

    @staticmethod
    def plain_copy(document: dict[str, Any]) -> dict[str, Any]:
        """Return a deep copy in which no part is shared, as following parts by identity demands."""
        return _plain_copy(document)  # type: ignore[no-any-return]

    def note(self, pointer: str, rule: str, detail: str) -> None:
        """Record that `rule` changed or took what stands at `pointer` of the resolved form."""
        entry = Entry(pointer, rule, detail)
        if entry not in self.entries:
            self.entries.append(entry)

    def origin(self, node: Any) -> str:
        """Return the pointer in the resolved form where `node` comes from, '' where it was made by a rule."""
        found = self._origin.get(id(node))
        return found[1] if found else ""

    def adopt(self, node: Any, source: Any) -> Any:
        """Return `node`, from now on known to come from where `source` comes from."""
        if id(source) in self._origin:
            self._origin[id(node)] = (node, self._origin[id(source)][1])
        return node

    def copy(self, node: Any) -> Any:
        """Return a deep copy of `node` whose parts keep their origins."""
        if is_object(node):
            return self.adopt({key: self.copy(value) for key, value in node.items()}, node)
        if is_array(node):
            return self.adopt([self.copy(value) for value in list(node)], node)
        return node

    def close(self, normal: Any) -> None:
        """Fill `moves` (pointer in the resolved form to pointers in `normal`) and sort the entries."""
        source_of: dict[str, str] = {}
        for node, pointer in _nodes(normal):
            if isinstance(node, (dict, list)):
                if id(node) in self._origin:
                    source_of[pointer] = self._origin[id(node)][1]
                    self.moves.setdefault(source_of[pointer], []).append(pointer)
            else:
                parent, _, key = pointer.rpartition("/")
                if parent in source_of and self._leaves.get(source := f"{source_of[parent]}/{key}") == node:
                    self.moves.setdefault(source, []).append(pointer)
        self.entries.sort()

    def locate(self, pointer: str) -> list[str]:
        """Return where the part at `pointer` of the resolved form stands in the normal form; [] where a rule took it."""
        return self.moves.get(pointer, [])

    def unexplained(self) -> list[str]:
        """Return the pointers of the resolved form whose value neither stands in the normal form nor under an entry."""
        explained = {entry.pointer for entry in self.entries}
        parts = [pointer for _, pointer in self._origin.values()]
        lost = {pointer for pointer in (*parts, *self._leaves) if pointer not in self.moves}
        return sorted(pointer for pointer in lost if explained.isdisjoint(_prefixes(pointer)))


def _prefixes(pointer: str) -> Iterator[str]:
    while pointer:
        yield pointer
        pointer = pointer.rpartition("/")[0]
    yield ""


def _nodes(value: Any) -> Iterator[tuple[Any, str]]:
    stack: list[tuple[Any, str]] = [(value, "")]
    while stack:
        node, pointer = stack.pop()
        yield node, pointer
        if is_object(node):
            stack.extend((child, pointers.join(pointer, str(key))) for key, child in reversed(list(node.items())))
        elif is_array(node):
            stack.extend((child, pointers.join(pointer, i)) for i, child in reversed(list(enumerate(node))))


def _plain_copy(value: Any) -> Any:
    if is_object(value):
        return {key: _plain_copy(child) for key, child in value.items()}
    return [_plain_copy(child) for child in list(value)] if is_array(value) else value
