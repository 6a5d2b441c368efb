"""YAML text to a node graph through libyaml, many times faster than in Python; what it refuses is not judged here.

PyYAML's own resolver is that of YAML 1.1; the one here is the core schema of YAML 1.2 (section 10.3.2).
"""

# PyYAML has no types.
# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false, reportUnknownArgumentType=false

from __future__ import annotations

import re
from typing import Any

from yaml.cyaml import CParser  # pyright: ignore[reportAttributeAccessIssue]
from yaml.error import YAMLError
from yaml.events import CollectionEndEvent, CollectionStartEvent
from yaml.resolver import BaseResolver

_TAG = "tag:yaml.org,2002:"
_CORE: tuple[tuple[str, str, str], ...] = (
    ("null", r"~|null|Null|NULL|", "~nN"),
    ("bool", r"true|True|TRUE|false|False|FALSE", "tTfF"),
    ("int", r"[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+", "-+0123456789"),
    (
        "float",
        r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?|[-+]?\.(inf|Inf|INF)|\.(nan|NaN|NAN)",
        "-+.0123456789",
    ),
    ("merge", r"<<", "<"),
)


class _Reader(CParser, BaseResolver):  # type: ignore[misc]
    """Composes nodes in C, with our resolver."""

    def __init__(self, text: str) -> None:
        CParser.__init__(self, text)
        BaseResolver.__init__(self)


for _kind, _pattern, _first in _CORE:
    _Reader.add_implicit_resolver(_TAG + _kind, re.compile(f"(?:{_pattern})\\Z"), list(_first))
_Reader.add_implicit_resolver(_TAG + "null", re.compile(r"\Z"), [""])


def compose(text: str, max_nodes: int, max_depth: int) -> Any | None:
    """Return the node graph of the one document in `text`.

    None stands for everything that is for a slower reader to judge: text that libyaml refuses, that holds nothing, or that
    goes beyond `max_nodes` values or `max_depth` levels (composing is recursive in C, so that depth must be known before).
    """
    try:
        return _Reader(text).get_single_node() if _is_bounded(text, max_nodes, max_depth) else None
    except (YAMLError, ValueError):
        return None


def _is_bounded(text: str, max_nodes: int, max_depth: int) -> bool:
    reader = _Reader(text)
    depth = nodes = 0
    while reader.check_event():
        event = reader.get_event()
        nodes += 1
        if isinstance(event, CollectionStartEvent):
            depth += 1
        elif isinstance(event, CollectionEndEvent):
            depth -= 1
        if depth > max_depth or nodes > 2 * max_nodes:
            return False
    return True
