"""Text of a document, which anybody may have written, before it is printed anywhere."""

from __future__ import annotations

import unicodedata
from typing import Any

_UNPRINTABLE = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})


def plain(text: Any) -> str:
    """Return the text of an untrusted string, without control characters and bidirectional overrides."""
    value = text.get_untrusted_value() if hasattr(text, "get_untrusted_value") else str(text)
    if value.replace("\n", "").replace("\t", "").isprintable():
        return value
    return "".join(c for c in value if c in "\n\t" or unicodedata.category(c) not in _UNPRINTABLE)
