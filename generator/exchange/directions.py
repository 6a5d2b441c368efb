"""A document as one side of an exchange sees it: what only the other side sends is neither required nor, of answers, there.

`readOnly` and `writeOnly` members that are required are so in one direction alone (OpenAPI 3.1 section 4.8.24.4, more
plainly in OpenAPI 3.0 section 4.7.24.3).
"""

from __future__ import annotations

from typing import Any, Literal, TypeAlias, cast

from generator.document.keywords import DATA, NAME_MAPS
from generator.document.references import follow
from generator.document.shapes import is_array, is_object

Direction: TypeAlias = Literal["request", "response"]

_MARKS: dict[Direction, str] = {"request": "readOnly", "response": "writeOnly"}


def as_seen(document: dict[str, Any], direction: Direction, *, is_closed: bool = False) -> dict[str, Any]:
    """Return a copy of `document` whose schemas are those of `direction`.

    Of requests, members that are `readOnly` are not required; they may be sent. Of responses, members that are
    `writeOnly` are not there; where the copy `is_closed`, no other member may have their names either. Where nothing is
    marked so, the document itself is returned.
    """
    mark = _MARKS[direction]
    if not _has_mark(document, mark):
        return document
    return cast("dict[str, Any]", _Seen(document, mark, is_closed=is_closed).copy(document))


def _has_mark(document: dict[str, Any], mark: str) -> bool:
    stack: list[Any] = [document]
    while stack:
        node = stack.pop()
        if is_object(node):
            if node.get(mark) is True:
                return True
            stack.extend(node.values())
        elif is_array(node):
            stack.extend(node)
    return False


class _Seen:
    """Copies parts of one document, without what bears the mark."""

    def __init__(self, document: dict[str, Any], mark: str, *, is_closed: bool) -> None:
        self._document = document
        self._mark = mark
        self._is_closed = is_closed

    def copy(self, node: Any, hidden: frozenset[str] = frozenset()) -> Any:
        """Return a copy of `node`; `hidden` are marked members of a schema that this one is a part of, by `allOf`."""
        if is_array(node):
            return [self.copy(child) for child in node]
        if not is_object(node):
            return node
        hidden |= _marked(self._document, node, self._mark)
        made: dict[str, Any] = {}
        for key, value in node.items():
            if key in DATA:
                made[key] = value
            elif key == "allOf" and is_array(value):
                made[key] = [self.copy(part, hidden) for part in value]
            elif key == "required" and is_array(value):
                made[key] = [name for name in value if name not in hidden]
            elif key == "properties" and is_object(value):
                made[key] = self._properties(value, hidden)
            elif key in NAME_MAPS and is_object(value):
                made[key] = {name: self.copy(child) for name, child in value.items()}
            else:
                made[key] = self.copy(value)
        return made

    def _properties(self, members: dict[str, Any], hidden: frozenset[str]) -> dict[str, Any]:
        if self._mark == "readOnly":
            return {name: self.copy(child) for name, child in members.items()}
        kept = {name: self.copy(child) for name, child in members.items() if name not in hidden}
        return {**kept, **{name: False for name in members if name in hidden}} if self._is_closed else kept


def _marked(document: dict[str, Any], node: dict[str, Any], mark: str) -> frozenset[str]:
    """Return the marked members of an object, with those of the parts that it is made of by `allOf`."""
    names: set[str] = set()
    parts, seen = [node], set[int]()
    while parts:
        part = parts.pop()
        if id(part) in seen:
            continue
        seen.add(id(part))
        members = part.get("properties")
        for name, member in members.items() if is_object(members) else ():
            target = follow(document, member)
            if (is_object(member) and member.get(mark) is True) or (is_object(target) and target.get(mark) is True):
                names.add(name)
        branches = part.get("allOf")
        parts += [
            each for branch in (branches if is_array(branches) else ()) if is_object(each := follow(document, branch))
        ]
    return frozenset(names)
