"""The ledger: what became of every part of the resolved form on its way to the normal form.

A part (an object or list of the document) is followed by identity: rules copy, move and join parts through `Ledger.copy`
and `Ledger.adopt`, so at the end the pointer of each part in the resolved form maps to its pointers in the normal form.
What maps to none must have an entry that names the rule which took it, or stand inside something taken with one.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeVar

from generator.document import pointers
from generator.document.copies import Copier
from generator.document.shapes import is_array, is_object

if TYPE_CHECKING:
    from collections.abc import Iterator

_T = TypeVar("_T")


@dataclass(frozen=True, slots=True, order=True)
class Entry:
    """One thing that the normal form says otherwise or not at all: where it stood, which rule took it, and why."""

    pointer: str
    rule: str
    detail: str


class Ledger:
    """Follows the parts of one resolved document; `close` computes the map once the normal form is done."""

    def __init__(self, resolved: dict[str, Any], name: str = "") -> None:
        """Follow the parts of `resolved`, in which none may be shared; `name` stands for the file in messages."""
        self.moves: dict[str, list[str]] = {}
        self._entries: dict[Entry, None] = {}
        self._copier = Copier(resolved, name)
        self._origins: dict[int, tuple[Any, tuple[str, ...]]] = {}
        self._known: set[str] = set()
        self._leaves: dict[str, Any] = {}
        self._items: dict[tuple[str, str], list[str]] = {}
        for node, pointer in _nodes(resolved):
            self._known.add(pointer)
            if _is_part(node):
                self._origins[id(node)] = node, (pointer,)
            else:
                self._leaves[pointer] = node
                self._items.setdefault((pointer.rpartition("/")[0], repr(node)), []).append(pointer)

    @property
    def entries(self) -> list[Entry]:
        """All entries, by pointer."""
        return sorted(self._entries)

    def note(self, pointer: str | None, rule: str, detail: str) -> None:
        """Record that `rule` changed or took what stands at `pointer` of the resolved form; None stands nowhere in it."""
        if pointer is not None:
            self._entries[Entry(pointer, rule, detail)] = None

    def note_part(self, node: Any, rule: str, detail: str) -> None:
        """Record the same of `node`, wherever it comes from."""
        for pointer in self._origins.get(id(node), (None, ()))[1]:
            self.note(pointer, rule, detail)

    def note_member(self, node: Any, key: str | int, rule: str, detail: str) -> None:
        """Record the same of the member `key` of `node`, wherever that has it from."""
        for parent in self._origins.get(id(node), (None, ()))[1]:
            pointer = pointers.join(parent, key)
            if pointer in self._known:
                self.note(pointer, rule, detail)

    def note_item(self, items: list[Any], i: int, rule: str, detail: str) -> None:
        """Record the same of item `i` of `items`, which may have moved in its list."""
        if _is_part(items[i]):
            self.note_part(items[i], rule, detail)
            return
        for parent in self._origins.get(id(items), (None, ()))[1]:
            for pointer in self._items.get((parent, repr(items[i])), []):
                self.note(pointer, rule, detail)

    def place(self, node: Any, *tokens: str | int) -> str | None:
        """Return the pointer in the resolved form where `node`, or its member at `tokens`, comes from first.

        None where a rule made `node`: then nothing of the input can be lost with it.
        """
        origins = self._origins.get(id(node), (None, ()))[1]
        return pointers.join(origins[0], *tokens) if origins else None

    def adopt(self, node: _T, *sources: Any) -> _T:
        """Return `node`, from now on known to come from wherever `sources` come from."""
        origins = [pointer for source in sources for pointer in self._origins.get(id(source), (None, ()))[1]]
        if origins:
            self._origins[id(node)] = node, tuple(dict.fromkeys(origins))
        return node

    def copy(self, node: Any) -> Any:
        """Return a deep copy of `node` whose parts keep their origins.

        Raises:
            SpecloomError: the document grows beyond what its size allows.
        """
        copied = self._copier.copy(node)
        pairs = [(node, copied)]
        while pairs:
            old, new = pairs.pop()
            if is_object(old):
                pairs.extend((child, new[key]) for key, child in old.items())
            elif is_array(old):
                pairs.extend(zip(old, new, strict=True))
            else:
                continue
            self.adopt(new, old)
        return copied

    def unite(self, kept: Any, other: Any, rule: str, detail: str) -> None:
        """Note that `kept` stands for `other` as well, and `detail` of whatever `other` says otherwise, at any depth."""
        pairs = [(kept, other)]
        while pairs:
            mine, gone = pairs.pop()
            self.adopt(mine, mine, gone)
            both = is_object(mine) and is_object(gone)
            members: list[Any] = list(gone) if is_object(gone) else list(range(len(gone)))
            for key in members:
                here = (
                    mine.get(key, _NOTHING)
                    if both
                    else mine[key]
                    if not is_object(mine) and key < len(mine)
                    else _NOTHING
                )
                if type(here) is type(gone[key]) and _is_part(here):
                    pairs.append((here, gone[key]))
                elif here is _NOTHING or repr(here) != repr(gone[key]):
                    self.note_member(gone, key, rule, detail)

    def close(self, normal: dict[str, Any]) -> None:
        """Fill `moves`: from pointers in the resolved form to pointers in `normal`."""
        sources: dict[str, tuple[tuple[str, ...], bool]] = {}
        for node, pointer in _nodes(normal):
            if _is_part(node):
                origins = self._origins.get(id(node), (None, ()))[1]
                sources[pointer] = origins, is_array(node)
                for origin in origins:
                    self.moves.setdefault(origin, []).append(pointer)
                continue
            parent, _, key = pointer.rpartition("/")
            origins, is_item = sources[parent]
            for origin in origins:
                for source in self._same(origin, key, node, is_item=is_item):
                    self.moves.setdefault(source, []).append(pointer)

    def _same(self, parent: str, key: str, value: Any, *, is_item: bool) -> list[str]:
        """Return the pointers of the scalars in the part at `parent` that `value` is: an item may have moved."""
        if is_item:
            return self._items.get((parent, repr(value)), [])
        source = f"{parent}/{key}"
        return [source] if source in self._leaves and repr(self._leaves[source]) == repr(value) else []

    def locate(self, pointer: str) -> list[str]:
        """Return where the part at `pointer` of the resolved form stands in the normal form; [] where a rule took it."""
        return self.moves.get(pointer, [])

    def unexplained(self) -> list[str]:
        """Return the pointers of the resolved form that the normal form has not and that no entry explains.

        An entry explains its own pointer and, where what stood there is gone as a whole, everything below it.
        """
        lost = self._known - self.moves.keys()
        taken = {entry.pointer for entry in self._entries} & lost
        return sorted(pointer for pointer in lost - taken if taken.isdisjoint(_above(pointer)))


_NOTHING = object()


def _is_part(node: Any) -> bool:
    return is_object(node) or is_array(node)


def _above(pointer: str) -> Iterator[str]:
    while pointer:
        pointer = pointer.rpartition("/")[0]
        yield pointer


def _nodes(value: Any) -> Iterator[tuple[Any, str]]:
    stack: list[tuple[Any, str]] = [(value, "")]
    while stack:
        node, pointer = stack.pop()
        yield node, pointer
        if is_object(node):
            stack.extend((child, f"{pointer}/{pointers.escape(key)}") for key, child in reversed(node.items()))
        elif is_array(node):
            stack.extend((child, f"{pointer}/{i}") for i, child in reversed(list(enumerate(node))))
