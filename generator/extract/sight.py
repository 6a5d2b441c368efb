"""What kind of document a text is by the look of it: nothing is parsed, so that a torn one is known as well."""

from __future__ import annotations

import re

_KEY = r"""["']?(openapi|swagger)["']?[ \t]*:[ \t]*["']?([0-9]+(?:\.[0-9]+)?)"""
_LINE = re.compile(rf"^{_KEY}", re.MULTILINE)
_MEMBER = re.compile(rf"[{{,\s]{_KEY}")
_OBJECT = re.compile(r"\s*\{(?!%)")
_FENCE = re.compile(r"^(?:```|~~~)", re.MULTILINE)  # no line of YAML begins so


def kind_by_sight(text: str) -> str:
    """Return "openapi 3.1" for an OpenAPI document of this version, in JSON or YAML, "swagger 2.0" likewise; "" for others.

    In JSON, the version stands anywhere; in YAML at the beginning of a line. Behind a fence of Markdown it is none.
    """
    text = text.removeprefix("\ufeff")
    key = _MEMBER if _OBJECT.match(text) is not None else _LINE
    found = key.search(text)
    if found is None or _FENCE.search(text, 0, found.start()) is not None:
        return ""
    return f"{found[1]} {found[2] if '.' in found[2] else f'{found[2]}.0'}"
