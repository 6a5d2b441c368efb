"""Lines of keys in a YAML text, for the messages about them."""

from __future__ import annotations

from typing import Any

from generator.document import pointers
from generator.document.findings import SpecloomError


class Lines:
    """Answers where in a text the key or list item of a JSON pointer stands; reads the text once, when first asked."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._root: Any = None
        self._read = False

    def of(self, pointer: str) -> int | None:
        """Return the 1-based line of the key or item that `pointer` names, or None where the text has none."""
        node, line = self._root_node(), 1
        if node is None:
            return None
        for token in pointers.split(pointer):
            found = _child(node, token)
            if found is None:
                return None
            line, node = found
        return line

    def _root_node(self) -> Any:
        if not self._read:
            self._read = True
            from generator.document import yaml_text

            try:
                self._root = yaml_text.read(self._text, "")
            except SpecloomError:
                self._root = None
        return self._root


def _child(node: Any, token: str) -> tuple[int, Any] | None:
    children: list[Any] = node.value
    if node.id == "mapping":
        for key, value in children:
            if key.value == token:
                return int(key.start_mark.line) + 1, value
    elif node.id == "sequence" and token.isdecimal() and int(token) < len(children):
        item = children[int(token)]
        return int(item.start_mark.line) + 1, item
    return None
