"""`match` and `search` of JSONPath (RFC 9535 sections 2.4.6 and 2.4.7) in time linear in the text."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

import jsonschema_rs
from iregexp_check import check as is_iregexp
from jsonpath_rfc9535.function_extensions import ExpressionType, FilterFunction

if TYPE_CHECKING:
    from collections.abc import Callable

_CHARACTERS_PER_STEP = 16
_COMPILED_BYTES = 1 << 20


class Pattern(FilterFunction):
    """A filter function that holds a text against an I-Regexp (RFC 9485), either all of it or any part of it.

    What is not text, and a pattern that is not an I-Regexp or compiles to more than a mebibyte, never matches. `spend`
    is told the work of every call.
    """

    @property
    def arg_types(self) -> list[ExpressionType]:
        """Two values: the text and the pattern."""
        return [ExpressionType.VALUE, ExpressionType.VALUE]

    @property
    def return_type(self) -> ExpressionType:
        """True or false, for use as a condition."""
        return ExpressionType.LOGICAL

    def __init__(self, *, whole: bool, spend: Callable[[int], None]) -> None:
        self._whole = whole
        self._spend = spend

    def __call__(self, text: object, pattern: object) -> bool:
        """Return whether `text` matches `pattern`."""
        if not isinstance(text, str) or not isinstance(pattern, str):
            return False
        self._spend((len(text) + len(pattern)) // _CHARACTERS_PER_STEP)
        validator = _compiled(pattern, self._whole)
        return validator is not None and validator.is_valid(text)


@lru_cache(maxsize=64)
def _compiled(pattern: str, whole: bool) -> jsonschema_rs.Draft202012Validator | None:
    if not is_iregexp(pattern):
        return None
    expression = _translated(pattern)
    schema = {"pattern": f"^(?:{expression})$" if whole else expression}
    limits = jsonschema_rs.RegexOptions(size_limit=_COMPILED_BYTES)
    try:
        return jsonschema_rs.Draft202012Validator(schema, pattern_options=limits)
    except jsonschema_rs.ValidationError:
        return None


def _translated(pattern: str) -> str:
    """Return an I-Regexp for the engine: a dot is no line end (RFC 9485 section 5.3), `&&` in a class no operator."""
    parts: list[str] = []
    escaped = in_class = False
    for character in pattern:
        part = character
        if escaped:
            escaped = False
        elif character == "\\":
            escaped = True
        elif in_class:
            in_class = character != "]"
            if character in "&~":
                part = f"\\{character}"
        elif character == ".":
            part = r"[^\n\r]"
        elif character == "[":
            in_class = True
        parts.append(part)
    return "".join(parts)
