"""Plain data to canonical YAML: the same data always gives the same bytes."""

# ruamel.yaml gives its nodes and errors no types.
# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false

from __future__ import annotations

import io
import re
import sys
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.emitter import Emitter
from ruamel.yaml.representer import SafeRepresenter

# What a block or a plain scalar cannot hold, or would fold: control characters, line breaks other than LF (YAML 1.2
# section 5.1 and 5.4), the byte order mark.
_ESCAPED = re.compile("[^\t\n\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]")


class _Representer(SafeRepresenter):
    """Multi-line strings as literal blocks; no anchors, so that every value stands where it is used."""

    def ignore_aliases(self, data: Any) -> bool:
        return True


class _Emitter(Emitter):
    """Keeps on one line what reading would not put together again: text broken between two spaces loses one of them."""

    def write_double_quoted(self, text: Any, split: Any = True) -> None:
        super().write_double_quoted(text, split=False)

    def write_single_quoted(self, text: Any, split: Any = True) -> None:
        super().write_single_quoted(text, split=split and "  " not in text)

    def write_plain(self, text: Any, split: Any = True) -> None:
        """Write `text`, folded without the trailing spaces that ruamel.yaml leaves."""
        width: int = self.best_width
        self.best_width = sys.maxsize
        words: list[str] = text.split(" ") if split and "  " not in text and not self.root_context else [text]
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


def _string(representer: SafeRepresenter, data: str) -> Any:
    style: str | None = None
    if _ESCAPED.search(data):
        style = '"'
    elif "\n" in data and not data.startswith((" ", "\n", "\t")):
        style = "|"
    return representer.represent_scalar("tag:yaml.org,2002:str", data, style)


_Representer.add_representer(str, _string)


def dumps(data: Any) -> str:
    """Return `data` (dicts, lists and scalars) as YAML 1.2, keys in the order given, folded at 120 characters."""
    yaml = YAML(typ="safe", pure=True)
    yaml.Representer = _Representer
    yaml.Emitter = _Emitter
    yaml.default_flow_style = False
    yaml.sort_base_mapping_type_on_output = False  # type: ignore[assignment]
    yaml.allow_unicode = True
    yaml.width = 120
    yaml.indent(mapping=2, sequence=4, offset=2)
    stream = io.StringIO()
    yaml.dump(data, stream)
    return stream.getvalue()
