"""The numbers in a sentence: facts, where the sentence itself is the vendor's."""

from __future__ import annotations

import re

_FIGURE = re.compile(r"(?<![\w.,{/-])[0-9]{1,3}(?:,[0-9]{3})+(?![\w,])|(?<![\w.{/-])[0-9]+(?:\.[0-9]+)?")
_MOST = 20
_LONGEST = 15


def figures(text: str) -> list[str]:
    """Return the numbers in `text` in its order, at most twenty, "1,024" as "1024".

    Digits inside a name, a path or a longer number with dots are none; a unit may stand right behind ("256kb").
    """
    found = (match[0].replace(",", "") for match in _FIGURE.finditer(text))
    return [each for each in found if len(each) <= _LONGEST][:_MOST]
