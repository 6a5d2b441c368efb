"""What stands below a row: its description, and the lines that GitBook writes in a fixed form."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from generator.extract.repair import UNKNOWN
from generator.extract.text_rows import Row, innermost

if TYPE_CHECKING:
    from generator.document.findings import Finding
    from generator.extract.page import Page

_FIXED = re.compile(r"(Default|Example|Pattern|Possible values): ?(.*)")
_SENTENCE = 4  # words from which on a default or an enum value is rather a sentence


@dataclass(slots=True)
class Notes:
    """The notes of one row, sorted: the description's paragraphs, and the texts of the fixed forms by their name."""

    description: list[str] = field(default_factory=list[str])
    fixed: dict[str, str] = field(default_factory=dict[str, str])
    values: list[str] = field(default_factory=list[str])


def complete(row: Row, page: Page, findings: list[Finding]) -> str:
    """Add to the row's schema, in place, what its notes state; return its description."""
    notes = _sorted(row)
    schema = row.schema
    if row.has_label:
        message = f"the name {row.name!r} was followed by the label of a discriminator"
        findings.append(page.warning("ambiguous-row", message, row.line))
    if "Default" in notes.fixed:
        schema["default"] = _value(notes.fixed["Default"], schema)
        if isinstance(schema["default"], str) and "type" in schema and "string" not in _types(schema):
            message = f"the default {schema.pop('default')[:80]!r} of {row.name!r} is not of its type; it is left out"
            findings.append(page.warning("unreadable-default", message, row.line))
    if "Example" in notes.fixed:
        schema["examples"] = [_value(notes.fixed["Example"], schema)]
    if notes.fixed.get("Pattern"):
        innermost(schema)["pattern"] = notes.fixed["Pattern"]
    _add_enum(row, notes, page, findings)
    return "\n\n".join(notes.description)


def _sorted(row: Row) -> Notes:
    notes = Notes()
    awaited = ""
    for _, text in row.notes:
        match = _FIXED.fullmatch(text)
        is_long = match is not None and match[1] == "Default" and len(match[2].split()) >= _SENTENCE
        if match is not None and match[1] not in notes.fixed and not is_long:
            notes.fixed[match[1]] = match[2].strip()
            awaited = match[1] if match[1] == "Possible values" or not match[2].strip() else ""
        elif awaited == "Possible values" and len(text.split()) < _SENTENCE and not text.endswith("."):
            notes.values.append(text)
        elif awaited and awaited != "Possible values":
            notes.fixed[awaited] = text
            awaited = ""
        else:
            notes.description.append(text)
    return notes


def _add_enum(row: Row, notes: Notes, page: Page, findings: list[Finding]) -> None:
    schema = innermost(row.schema)
    inline = notes.fixed.get("Possible values")
    if inline is None and "enum" not in schema:
        return
    texts = [*([part for part in re.split(r"[,\s]+", inline) if part] if inline else []), *notes.values]
    values = [_value(text.strip("`"), schema) for text in texts]
    schema["enum"] = [*{json.dumps(value): value for value in values}.values()]
    if not values:
        del schema["enum"]
        schema[UNKNOWN] = True
        findings.append(page.warning("unknown-enum", f"the allowed values of {row.name!r} are not shown", row.line))
    elif len(values) == 1:
        message = f"the one allowed value of {row.name!r} may be several without a space between"
        findings.append(page.warning("ambiguous-enum", message, row.line))


def _types(schema: dict[str, Any]) -> list[str]:
    kind = schema.get("type", [])
    return [kind] if isinstance(kind, str) else kind


def _value(text: str, schema: dict[str, Any]) -> Any:
    """Return `text` as a value of `schema`; text that is no JSON, or should be text, stays text."""
    if "string" in _types(schema) and text != "null":
        return text
    try:
        return json.loads(text, parse_constant=str)
    except (ValueError, RecursionError):
        return text
