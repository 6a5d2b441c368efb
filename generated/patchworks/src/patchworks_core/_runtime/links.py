"""The Link header (RFC 8288)."""

from __future__ import annotations

import re

_TARGET = re.compile(r"[\s,]*<([^<>]*)>")
_PARAMETER = re.compile(r"""\s*;\s*([^\s=;,"]+)\s*(?:=\s*("(?:[^"\\]|\\.)*"|[^\s;,"]*))?""")


def link_target(header: str, relation: str) -> str | None:
    """Return the target of the first link with a relation type, as it is written; None if there is none.

    A header that is no Link header gives the links before the place where it stops being one.
    """
    position = 0
    while target := _TARGET.match(header, position):
        position = target.end()
        parameters: dict[str, str] = {}
        while parameter := _PARAMETER.match(header, position):
            position = parameter.end()
            value = parameter[2] or ""
            # Of a repeated parameter the first counts (section 3.3).
            parameters.setdefault(parameter[1].lower(), value[1:-1] if value.startswith('"') else value)
        # A link with an anchor is about something else than this answer (section 3.2).
        if "anchor" not in parameters and relation in parameters.get("rel", "").lower().split():
            return target[1]
        comma = re.compile(r"\s*(?:;\s*)*(?=,|$)").match(header, position)
        if comma is None:
            return None
        position = comma.end()
    return None
