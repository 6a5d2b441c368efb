"""How many lines a component comes to as a model, near enough to share models out among modules."""

from __future__ import annotations

import json
from typing import Any

from generator.document.shapes import is_array, is_object
from generator.emit.aliases import MANY
from generator.emit.text import plain

_WIDTH = 110


def lines(schema: Any) -> int:
    """Return about how many lines of Python a component schema of the normal form makes, blank lines around included."""
    if not is_object(schema):
        return 4
    properties: dict[str, Any] = schema.get("properties", {})
    if properties:
        return 4 + _said(schema) + sum(1 + _said(member) for member in properties.values() if is_object(member))
    branches = [each for key in ("enum", "anyOf", "oneOf") if is_array(schema.get(key)) for each in schema[key]]
    written = sum(len(json.dumps(branch)) + 2 for branch in branches)
    rows = 1 if written <= _WIDTH // 2 else written // _WIDTH + 4 if len(branches) > MANY else len(branches) + 4
    return 3 + _said(schema) + rows


def _said(schema: dict[str, Any]) -> int:
    """Return the lines of what describes `schema`: one, or its own and those of the quotes."""
    text = schema.get("description")
    said = plain(text).strip() if isinstance(text, str) else ""
    return 0 if not said else 1 if "\n" not in said else said.count("\n") + 3
