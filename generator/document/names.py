"""Names from the wire to Python: words, snake_case and PascalCase, one implementation for every layer."""

from __future__ import annotations

import builtins
import hashlib
import keyword
import re
import unicodedata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

_WORD = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|[0-9]+")


def words(text: str) -> list[str]:
    """Return the words of `text` in ASCII: `getHTTPUrl2` gives get, HTTP, Url, 2."""
    ascii_text = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    return _WORD.findall(ascii_text)


def snake(text: str, fallback: str = "value") -> str:
    """Return `text` as a Python identifier in snake_case: no keyword, no leading digit or underscore, never empty.

    `text` without a letter or digit of ASCII gives `fallback`.
    """
    name = re.sub(r"(?<=[a-z])_(?=[0-9])", "", "_".join(words(text)).lower()) or fallback
    if name[0].isdigit():
        name = f"{fallback}_{name}"
    return f"{name}_" if keyword.iskeyword(name) or name in {"self", "cls"} else name


def pascal(text: str, fallback: str = "Schema") -> str:
    """Return `text` as a class name in PascalCase that no builtin and no keyword has.

    Words in capitals stay so (`IAResource`), others are capitalised: both code generators leave such a name as it is.
    """
    name = "".join(word if word.isupper() else word.capitalize() for word in words(text)) or fallback
    if name[0].isdigit():
        name = f"{fallback}{name}"
    return f"{name}Schema" if hasattr(builtins, name) or keyword.iskeyword(name) else name


def operation_prefix(resource: str) -> str:
    """Return how the operationIds of a `resource` begin, dotted or not: `plants.leaves` gives `plants_leaves_`."""
    return "_".join(filter(None, resource.replace(".", "_").split("_"))) + "_"


def mark(text: str, length: int = 4) -> str:
    """Return `length` letters (at most 20) that stand for `text` alone: a suffix that no other text changes."""
    number = int.from_bytes(hashlib.sha256(text.encode("utf-8", "surrogatepass")).digest()[:12], "big")
    letters = ""
    for _ in range(min(length, 20)):
        number, rest = divmod(number, 20)
        letters += "bcdfghjklmnpqrstvwxz"[rest]
    return letters


def unique(name: str, taken: Iterable[str], *, separator: str = "_") -> str:
    """Return `name`, or `name` with the first number from 2 that makes it differ from all `taken`, case ignored."""
    return Taken(taken).claim(name, separator=separator)


class Taken:
    """Names that are taken, case ignored; hands out names that are not."""

    def __init__(self, names: Iterable[str] = ()) -> None:
        """Take `names` as taken."""
        self._folded = {name.casefold() for name in names}
        self._numbers: dict[str, int] = {}

    def __contains__(self, name: str) -> bool:
        return name.casefold() in self._folded

    def add(self, name: str) -> None:
        """Take `name` as taken."""
        self._folded.add(name.casefold())

    def claim(self, name: str, *, separator: str = "_") -> str:
        """Return `name`, or `name` with the first number from 2 that makes it differ, and take it."""
        result, number = name, self._numbers.get(name, 1)
        while result in self:
            number += 1
            result = f"{name}{separator}{number}"
        self._numbers[name] = number
        self.add(result)
        return result
