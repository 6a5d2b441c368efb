"""Regular expressions of ECMA-262 (section 22.2), as JSON Schema has them, from text to parts that text can be made from."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NoReturn

from generator.standin.sampling import characters
from generator.standin.sampling.characters import Characters
from generator.standin.sampling.nodes import EMPTY, MOST, Again, Ahead, Either, Group, Node, One, Repeat, Row

_DEEPEST = 50
_LONGEST = 5_000
_WIDEST = 300  # members of a class
_BRACES = re.compile(r"\{(\d{1,12})(?:(,)(\d{0,12}))?\}")
_GROUP = re.compile(
    r"\?(?:(?P<plain>:)|P?<(?P<name>[A-Za-z_$][\w$]*)>|(?P<flags>[a-z]*(?:-[a-z]+)?)(?P<end>[:)])|(?P<look><?[=!]))"
)
_CONTROLS = {"t": "\t", "n": "\n", "v": "\v", "f": "\f", "r": "\r", "0": "\0"}
_NAME = re.compile(r"<([\w$]{1,60})>")
_PROPERTY = re.compile(r"\{([\w=]{1,60})\}|([A-Z])")
_LOW_SURROGATE = re.compile(r"\\u([Dd][C-Fc-f][0-9A-Fa-f]{2})")
_HEX = re.compile(r"x([0-9A-Fa-f]{2})|u\{([0-9A-Fa-f]{1,6})\}|u([0-9A-Fa-f]{4})")


def parse(pattern: str) -> Node:
    """Return the parts of `pattern`. Anchors, word boundaries and what must not follow or precede are left out.

    Raises:
        ValueError: it is no regular expression, is too long or nested too deeply, or uses what is not known here.
    """
    if len(pattern) > _LONGEST:
        msg = "it is too long"
        raise ValueError(msg)
    parser = _Parser(pattern)
    node = parser.either(0)
    if parser.at < len(pattern):
        parser.refuse("a group that was not opened is closed")
    return node


class _Parser:
    def __init__(self, pattern: str) -> None:
        self.pattern = pattern
        self.at = 0
        self._groups = 0

    def refuse(self, why: str) -> NoReturn:
        msg = f"{why} at {self.at}"
        raise ValueError(msg)

    def either(self, depth: int) -> Node:
        if depth > _DEEPEST:
            self.refuse("groups are nested too deeply")
        options = [self._row(depth)]
        while self._take("|"):
            options.append(self._row(depth))
        if len(options) == 1:
            return options[0]
        return Either(min(o.shortest for o in options), max(o.longest for o in options), tuple(options))

    def _row(self, depth: int) -> Node:
        parts: list[Node] = []
        while self.at < len(self.pattern) and self.pattern[self.at] not in "|)":
            parts.append(self._repeated(self._atom(depth)))
        if len(parts) == 1:
            return parts[0]
        return Row(_add(p.shortest for p in parts), _add(p.longest for p in parts), tuple(parts))

    def _repeated(self, part: Node) -> Node:
        if self._take("*"):
            low, high = 0, MOST
        elif self._take("+"):
            low, high = 1, MOST
        elif self._take("?"):
            low, high = 0, 1
        elif (found := _BRACES.match(self.pattern, self.at)) is not None:
            self.at = found.end()
            low = int(found[1])
            high = low if found[2] is None else int(found[3]) if found[3] else MOST
            if low > high:
                self.refuse("a repeat ends before it begins")
        else:
            return part
        if not self._take("?"):
            self._take("+")  # as few, or as many, as can be: for us the same
        low, high = min(low, MOST), min(high, MOST)
        return Repeat(min(low * part.shortest, MOST), min(high * part.longest, MOST), part, low, high)

    def _atom(self, depth: int) -> Node:
        char = self._next()
        if char == "(":
            return self._group(depth)
        if char == "[":
            return self._class()
        if char == "\\":
            return self._escape()
        if char in "^$":
            return EMPTY
        if char in "*+?":
            self.refuse("nothing to repeat")
        return _one(characters.ANY) if char == "." else One(1, 1, char)

    def _group(self, depth: int) -> Node:
        found = _GROUP.match(self.pattern, self.at)
        if found is None:
            if self._peek() == "?":
                self.refuse("an unknown kind of group")
            return self._kept(depth, ())
        self.at = found.end()
        if found["name"]:
            return self._kept(depth, (found["name"],))
        if found["end"] == ")":
            return EMPTY
        part = self._closed(depth)
        if found["look"]:
            return Ahead(0, 0, part) if found["look"] == "=" else EMPTY
        return part

    def _kept(self, depth: int, names: tuple[str, ...]) -> Node:
        self._groups += 1
        names = (str(self._groups), *names)
        part = self._closed(depth)
        return Group(part.shortest, part.longest, part, names)

    def _closed(self, depth: int) -> Node:
        part = self.either(depth + 1)
        if not self._take(")"):
            self.refuse("a group is not closed")
        return part

    def _escape(self) -> Node:
        char = self._next()
        if char in "dDwWsS":
            return _one(characters.named(char))
        if char in "bB":
            return EMPTY
        if char in "pP":
            return _one(self._property(char))
        if char in "123456789":
            while self._peek().isdigit():
                char += self._next()
            return Again(0, MOST, char)
        if char == "k" and (found := _NAME.match(self.pattern, self.at)):
            self.at = found.end()
            return Again(0, MOST, found[1])
        return One(1, 1, self._letter(char))

    def _letter(self, char: str) -> str:
        """Return the character that an escape stands for whose first character is `char`."""
        if char in _CONTROLS:
            return _CONTROLS[char]
        if char == "c" and self._peek().isascii() and self._peek().isalpha():
            return chr(ord(self._next()) % 32)
        if (found := _HEX.match(self.pattern, self.at - 1)) is not None:
            self.at = found.end()
            return self._point(int(found[1] or found[2] or found[3], 16))
        if char.isalnum() and char.isascii():
            self.refuse(f"an unknown escape \\{char}")
        return char

    def _point(self, point: int) -> str:
        if 0xD800 <= point < 0xDC00 and (
            low := re.compile(r"\\u([Dd][C-Fc-f][0-9A-Fa-f]{2})").match(self.pattern, self.at)
        ):
            self.at = low.end()
            point = 0x10000 + ((point - 0xD800) << 10) + int(low[1], 16) - 0xDC00
        if point > 0x10FFFF or 0xD800 <= point < 0xE000:
            self.refuse("there is no such character")
        return chr(point)

    def _property(self, char: str) -> Characters:
        found = _PROPERTY.match(self.pattern, self.at)
        if found is None:
            self.refuse("a property without a name")
        self.at = found.end()
        named = characters.property_of(found[1] or found[2])
        return named.opposite() if char == "P" else named

    def _class(self) -> Node:
        is_opposite = self._take("^")
        members: list[Characters] = []
        while not self._take("]"):
            members.append(self._class_member())
            if len(members) > _WIDEST:
                self.refuse("a class has too many members")
        union = characters.union(members)
        return _one(union.opposite() if is_opposite else union)

    def _class_member(self) -> Characters:
        first = self._class_atom()
        has_range = self._peek() == "-" and self.pattern[self.at + 1 : self.at + 2] not in {"]", ""}
        if isinstance(first, Characters) or not has_range:
            return first if isinstance(first, Characters) else characters.between(first, first)
        self.at += 1
        last = self._class_atom()
        if isinstance(last, Characters) or last < first:
            self.refuse("a range without an end")
        return characters.between(first, last)

    def _class_atom(self) -> str | Characters:
        char = self._next()
        if char != "\\":
            return char
        char = self._next()
        if char in "dDwWsS":
            return characters.named(char)
        if char in "pP":
            return self._property(char)
        return "\b" if char == "b" else self._letter(char)

    def _take(self, char: str) -> bool:
        if self.pattern.startswith(char, self.at):
            self.at += 1
            return True
        return False

    def _peek(self) -> str:
        return self.pattern[self.at : self.at + 1]

    def _next(self) -> str:
        char = self._peek()
        if not char:
            self.refuse("it ends too early")
        self.at += 1
        return char


def _one(set_: Characters) -> Node:
    return One(1, 1, set_.some())


def _add(lengths: Iterable[int]) -> int:
    return min(sum(lengths), MOST)
