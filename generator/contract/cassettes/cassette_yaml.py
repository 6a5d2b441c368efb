"""The YAML of cassettes, written so that YAML 1.1 (vcrpy) and YAML 1.2 (this project) read the same."""

# PyYAML has no types.
# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false, reportUnknownArgumentType=false

from __future__ import annotations

import io
import re
import sys
from typing import Any

from yaml.emitter import Emitter
from yaml.nodes import ScalarNode
from yaml.representer import SafeRepresenter
from yaml.resolver import Resolver
from yaml.serializer import Serializer

_WIDTH = 120
_TAG = "tag:yaml.org,2002:"
# What a block or a plain scalar cannot hold, or would fold (YAML 1.2 sections 5.1 and 5.4).
_ESCAPED = re.compile("[^\t\n\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010fffe]")
# What YAML 1.2 takes for a number and 1.1 does not (section 10.3.2).
_NUMBERS = re.compile(r"(?:0o[0-7]+|[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?)\Z")


class _Dumper(Emitter, Serializer, SafeRepresenter, Resolver):  # type: ignore[misc]
    """Texts of several lines as literal blocks, no anchors, and in quotes what either version would misread."""

    best_width: int

    def __init__(self, stream: io.StringIO) -> None:
        Emitter.__init__(self, stream, width=_WIDTH, allow_unicode=True)
        Serializer.__init__(self)
        SafeRepresenter.__init__(self, default_flow_style=False, sort_keys=False)
        Resolver.__init__(self)

    def ignore_aliases(self, data: Any) -> bool:
        return True

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:
        super().increase_indent(flow, False)

    def write_double_quoted(self, text: str, split: bool = True) -> None:
        super().write_double_quoted(text, split=False)

    def write_single_quoted(self, text: str, split: bool = True) -> None:
        super().write_single_quoted(text, split=split and "  " not in text)

    def write_plain(self, text: str, split: bool = True) -> None:
        """Write `text`, folded between words where the next one would not fit."""
        width, self.best_width = self.best_width, sys.maxsize
        words = text.split(" ") if split and "  " not in text and not self.root_context else [text]
        super().write_plain(words[0], split=False)
        for word in words[1:]:
            is_folded = self.column + 1 + len(word) > width
            if is_folded:
                self.write_indent()
            written = word if is_folded else f" {word}"
            self.stream.write(written)
            self.column += len(written)
            self.whitespace = self.indention = False
        self.best_width = width

    def represent_text(self, data: str) -> ScalarNode:
        style = None
        if _ESCAPED.search(data):
            style = '"'
        elif "\n" in data and not data.startswith((" ", "\n", "\t")):
            style = "|"
        return self.represent_scalar(f"{_TAG}str", data, style)


_Dumper.add_representer(str, _Dumper.represent_text)
_Dumper.add_implicit_resolver(f"{_TAG}float", _NUMBERS, list("-+.0123456789"))


def dumps(data: Any) -> str:
    """Return `data` (dicts, lists, bytes and scalars) as YAML, keys in the order given, folded at 120 characters."""
    stream = io.StringIO()
    dumper = _Dumper(stream)
    dumper.open()
    dumper.represent(data)
    dumper.close()
    return stream.getvalue()
