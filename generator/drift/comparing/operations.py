"""Which operations of two documents stand for one another: by method and path, whatever path parameters are called."""

from __future__ import annotations

import re
from collections import Counter, deque
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final, Literal

from generator.document import pointers
from generator.document.printable import printable
from generator.document.shapes import is_object
from generator.normalise.schemas import operations_of

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterable

Kind = Literal["path", "webhook", "callback"]
PLACEHOLDER: Final = re.compile(r"\{([^{}]*)\}")


@dataclass(frozen=True, slots=True)
class Operation:
    """An operation of one document.

    Attributes:
        method: in lower case.
        path: its path, the name of its webhook, or the expression of its callback.
        value: the operation object.
        pointer: where it stands.
        kind: what it is an operation of.
    """

    method: str
    path: str
    value: dict[str, Any]
    pointer: str
    kind: Kind = "path"

    @property
    def label(self) -> str:
        """Its name for people: `GET /pets/{id}`."""
        return f"{self.method.upper()} {'webhook ' if self.kind == 'webhook' else ''}{printable(self.path)}"

    @property
    def shape(self) -> str:
        """Its path without the names of the parameters in it."""
        return shape(self.path) if self.kind == "path" else self.path


@dataclass(slots=True)
class Matches:
    """Which operations stand for one another.

    Attributes:
        pairs: those of both documents at one method and path.
        moved: those of both documents that only their `operationId` holds together.
        removed: those of the older document alone.
        added: those of the newer one alone.
    """

    pairs: list[tuple[Operation, Operation]] = field(default_factory=list[tuple[Operation, Operation]])
    moved: list[tuple[Operation, Operation]] = field(default_factory=list[tuple[Operation, Operation]])
    removed: list[Operation] = field(default_factory=list[Operation])
    added: list[Operation] = field(default_factory=list[Operation])


def shape(path: str) -> str:
    """Return `path` without the names of the parameters in it."""
    return PLACEHOLDER.sub("{}", path)


def operations(items: Any, pointer: str, kind: Kind = "path") -> list[Operation]:
    """Return the operations of the path items of `items`, which stand by path at `pointer`."""
    return [
        Operation(method, path, value, here, kind)
        for path, item in (items.items() if is_object(items) else ())
        if is_object(item) and not path.startswith("x-")
        for method, value, here in operations_of(item, pointers.join(pointer, path))
    ]


def match(base: list[Operation], revision: list[Operation]) -> Matches:
    """Return which operations stand for one another, in the order of the older document."""
    result = Matches()
    base, revision = _pair(base, revision, lambda each: (each.method, each.path), result.pairs)
    base, revision = _pair(base, revision, lambda each: (each.method, each.shape), result.pairs)
    unique = _unique(base) & _unique(revision)
    ours = [each for each in base if each.value.get("operationId") in unique]
    theirs = [each for each in revision if each.value.get("operationId") in unique]
    _pair(ours, theirs, lambda each: each.value["operationId"], result.moved)
    result.removed, result.added = base, revision
    return result


def _pair(
    base: list[Operation],
    revision: list[Operation],
    key: Callable[[Operation], Hashable],
    pairs: list[tuple[Operation, Operation]],
) -> tuple[list[Operation], list[Operation]]:
    """Move operations of the same key to `pairs`; return the rest of both."""
    waiting: dict[Hashable, deque[Operation]] = {}
    for each in revision:
        waiting.setdefault(key(each), deque()).append(each)
    rest: list[Operation] = []
    taken: set[str] = set()
    for each in base:
        if candidates := waiting.get(key(each)):
            twin = candidates.popleft()
            taken.add(twin.pointer)
            pairs.append((each, twin))
        else:
            rest.append(each)
    return rest, [each for each in revision if each.pointer not in taken]


def _unique(found: Iterable[Operation]) -> set[str]:
    ids = (each.value.get("operationId") for each in found)
    return {
        each for each, count in Counter(each for each in ids if isinstance(each, str)).items() if count == 1 and each
    }
