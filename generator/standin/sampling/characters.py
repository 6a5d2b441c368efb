"""The characters that a class of a regular expression stands for: a few of each, those first that people write."""

from __future__ import annotations

import string
import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import lru_cache

_READABLE = string.ascii_lowercase + string.digits + string.ascii_uppercase + " -_.,:/@#+=&%*()!?;'\"$<>[]{}|\\^`~"
_OTHERS = "\t\n\r\v\f\0äöüßéñčλΩжЯאعあア漢字€…—²½ \u00a0\u0301😀"
_ENOUGH = 80
_FEW = 20
_SCANNED = "".join(map(chr, range(1, 0x3100))) + "漢字"
_WORD = frozenset(string.ascii_letters + string.digits + "_")
_SPACE = frozenset(" \t\n\r\v\f\u00a0\u1680\u2028\u2029\u202f\u205f\u3000\ufeff") | set(map(chr, range(0x2000, 0x200B)))
_CATEGORIES = {
    "Letter": "L", "Uppercase_Letter": "Lu", "Lowercase_Letter": "Ll", "Titlecase_Letter": "Lt", "Modifier_Letter": "Lm",
    "Other_Letter": "Lo", "Mark": "M", "Nonspacing_Mark": "Mn", "Number": "N", "Decimal_Number": "Nd", "digit": "Nd",
    "Letter_Number": "Nl", "Other_Number": "No", "Punctuation": "P", "punct": "P", "Connector_Punctuation": "Pc",
    "Dash_Punctuation": "Pd", "Other_Punctuation": "Po", "Symbol": "S", "Math_Symbol": "Sm", "Currency_Symbol": "Sc",
    "Modifier_Symbol": "Sk", "Other_Symbol": "So", "Separator": "Z", "Space_Separator": "Zs", "Other": "C", "Control": "Cc",
}  # fmt: skip
_BINARY: dict[str, Callable[[str], bool]] = {
    "Alphabetic": str.isalpha, "Alpha": str.isalpha, "Uppercase": str.isupper, "Upper": str.isupper,
    "Lowercase": str.islower, "Lower": str.islower, "White_Space": _SPACE.__contains__, "ASCII": str.isascii,
    "Any": lambda _: True, "ID_Start": str.isidentifier, "ID_Continue": lambda c: ("a" + c).isidentifier(),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Characters:
    """A set of characters, and some that are likely to be in it."""

    contains: Callable[[str], bool]
    likely: str = ""

    def opposite(self) -> Characters:
        """Return the set of all others."""
        return Characters(lambda c: not self.contains(c))

    def some(self) -> str:
        """Return some of the characters, those that are read most easily; "" if none is found."""
        found = [c for c in _READABLE if self.contains(c)]
        return "".join(found or [c for c in dict.fromkeys(self.likely + _OTHERS) if self.contains(c)])[:_ENOUGH]


ANY = Characters(lambda c: c not in "\n\r\u2028\u2029")


def between(first: str, last: str) -> Characters:
    """Return the characters from `first` to `last`."""
    return Characters(lambda c: first <= c <= last, first + last)


def union(sets: Iterable[Characters]) -> Characters:
    """Return the characters that are in any of `sets`."""
    all_of_them = list(sets)
    likely = "".join(each.likely[:_FEW] for each in all_of_them)
    return Characters(lambda c: any(each.contains(c) for each in all_of_them), likely)


def named(letter: str) -> Characters:
    r"""Return what `\d`, `\w`, `\s` (ECMA-262 section 22.2.2.9) contain or, in capitals, do not contain."""
    contains = {"d": string.digits.__contains__, "w": _WORD.__contains__, "s": _SPACE.__contains__}[letter.lower()]
    found = Characters(contains)
    return found.opposite() if letter.isupper() else found


@lru_cache(maxsize=200)
def property_of(text: str) -> Characters:
    r"""Return what `\p{text}` contains: a general category, a script or a binary property of Unicode.

    Raises:
        ValueError: there is none of this name that is known here.
    """
    kind, has_kind, value = text.partition("=")
    name = value if has_kind else text
    if kind in {"Script", "sc", "Script_Extensions", "scx"}:
        return _scanned(_in_script(name), text)
    name = _CATEGORIES.get(name, name)
    if name in _BINARY and not has_kind:
        return _scanned(_BINARY[name], text)
    if name in _CATEGORIES.values():
        return _scanned(lambda c: unicodedata.category(c).startswith(name), text)
    return _scanned(_in_script(name), text)


def _in_script(name: str) -> Callable[[str], bool]:
    start = "CJK UNIFIED " if name in {"Han", "Hani"} else name.upper().replace("_", " ") + " "
    return lambda c: unicodedata.name(c, "").startswith(start)


def _scanned(contains: Callable[[str], bool], name: str) -> Characters:
    likely = [c for c in _SCANNED if contains(c)]
    if not likely:
        msg = f"the property {name!r} is not known"
        raise ValueError(msg)
    return Characters(contains, "".join(likely[:_FEW]))
