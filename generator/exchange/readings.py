"""What a text of a parameter or of a form may stand for."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

_NUMBER = re.compile(r"-?(0|[1-9][0-9]{0,300})(\.[0-9]{1,300})?([eE][+-]?[0-9]{1,3})?")
_WORDS: dict[str, Any] = {"true": True, "false": False, "null": None}


def scalars(text: str) -> Iterator[Any]:
    """Yield `text`, and the boolean, number or null that it may be as well."""
    yield text
    if text in _WORDS:
        yield _WORDS[text]
    elif _NUMBER.fullmatch(text):
        yield json.loads(text)


def as_json(text: str) -> Any:
    """Return what `text` is as JSON, the text itself where it is none."""
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return text


def without_prefixes(style: str, name: str, text: str, *, is_exploded: bool) -> tuple[str, list[str]]:
    """Return the value in a text of style `label` or `matrix`, as a whole and in its parts (RFC 6570 sections 3.2.5, 3.2.7).

    `name` is that of the parameter, which stands in a matrix before its value, exploded before each one.
    """
    if style == "label":
        whole = text.removeprefix(".")
        return whole, whole.split("." if is_exploded else ",")
    parts = [part.removeprefix(f"{name}=") for part in text.removeprefix(";").split(";")]
    return parts[0], parts if is_exploded else parts[0].split(",")
