"""The sections Body and Responses of rendered text to a request body and responses."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from generator.extract.repair import UNKNOWN, unknown_schema
from generator.extract.text_notes import complete
from generator.extract.text_rows import Row, looks_like_row, parse_row, parse_type
from generator.extract.text_sections import ICONS, MEDIA_TYPE, SEPARATORS, STATUS, Line, is_root_row
from generator.extract.text_tables import read_rows

if TYPE_CHECKING:
    from generator.document.findings import Finding
    from generator.extract.page import Page

_JSON = "application/json"
_OTHER = "Other properties"  # GitBook's name for what `additionalProperties` describes
_WITHOUT_CONTENT = frozenset({"204", "205", "304"})
_CHEVRONS = frozenset({"chevron-right", "chevron-down"})


def request_body(lines: list[Line], page: Page, findings: list[Finding]) -> dict[str, Any]:
    """Return the request body (OpenAPI 3.1 section 4.8.13) that the section Body shows."""
    unknown = ["required"]
    content = _content(lines, page, findings)
    if "" in content:
        content[_JSON] = content.pop("")
        unknown.append("media-types")
    return {"content": content, UNKNOWN: unknown}


def responses(lines: list[Line], page: Page, findings: list[Finding]) -> dict[str, Any]:
    """Return the responses by status (OpenAPI 3.1 section 4.8.16) that the section Responses shows."""
    has_chevrons = any(line in _CHEVRONS for _, line in lines)
    parts: list[tuple[str, int, list[Line]]] = []
    for index, (number, line) in enumerate(lines):
        follows_chevron = index > 0 and lines[index - 1][1] in _CHEVRONS
        if STATUS.fullmatch(line) and (follows_chevron or not has_chevrons):
            parts.append((line, number, []))
        elif parts and line not in ICONS:
            parts[-1][2].append((number, line))
        elif line not in ICONS:
            raise page.error("unknown-response", f"expects a status where {line[:80]!r} stands", number)
    found: dict[str, Any] = {}
    for status, number, body in parts:
        if status in found:
            raise page.error("repeated-status", f"the operation states the response {status} twice", number)
        found[status] = _response(status, body, page, findings)
    return found


def _response(status: str, lines: list[Line], page: Page, findings: list[Finding]) -> dict[str, Any]:
    start = next((i for i, (_, line) in enumerate(lines) if _is_content(line)), len(lines))
    description = "\n\n".join(line for _, line in lines[:start])
    response: dict[str, Any] = {"description": description} if description else {}
    if start < len(lines):
        content = _content(lines[start:], page, findings)
        if "" in content:
            content[_JSON] = content.pop("")
            response[UNKNOWN] = ["media-types"]
        response["content"] = content
    elif status not in _WITHOUT_CONTENT and not status.startswith("1"):
        response[UNKNOWN] = ["content"]
    return response


def _is_content(line: str) -> bool:
    return (
        MEDIA_TYPE.fullmatch(line) is not None
        or parse_row(line, 0) is not None
        or looks_like_row(line)
        or is_root_row(line)
    )


def _content(lines: list[Line], page: Page, findings: list[Finding]) -> dict[str, Any]:
    """Return the media types; rows belong to the type above them. Rows without a type above are under ""."""
    parts: dict[str, list[Line]] = {}
    current = ""
    for number, line in lines:
        if MEDIA_TYPE.fullmatch(line):
            current = line
            parts.setdefault(current, [])
        else:
            parts.setdefault(current, []).append((number, line))
    return {media_type: {"schema": _schema(part, page, findings)} for media_type, part in parts.items()}


def _schema(lines: list[Line], page: Page, findings: list[Finding]) -> dict[str, Any]:
    separators = [number for number, line in lines if line in SEPARATORS]
    if separators:
        message = "the alternatives of this schema cannot be told apart; it is marked unknown"
        findings.append(page.warning("unknown-composition", message, separators[0]))
        return unknown_schema()
    if lines and is_root_row(lines[0][1]):
        return _unmarked_root(lines, page, findings)
    start = next((i for i, (_, line) in enumerate(lines) if _is_content(line)), len(lines))
    schema = _of_rows(read_rows(lines[start:], page, "property"), page, findings)
    description = "\n\n".join(line for _, line in lines[:start] if line not in ICONS)
    return {**schema, **({"description": description} if description else {})}


def _of_rows(rows: list[Row], page: Page, findings: list[Finding]) -> dict[str, Any]:
    for row in rows:
        description = complete(row, page, findings)
        if description:
            row.schema["description"] = description
    if not rows:
        return unknown_schema()
    if rows[0].name:
        return _object(rows, page)
    if len(rows) > 1:
        message = "a root schema is followed by properties, which cannot be told from its own; it is marked unknown"
        findings.append(page.warning("unknown-composition", message, rows[1].line))
        return unknown_schema()
    return rows[0].schema


def _unmarked_root(lines: list[Line], page: Page, findings: list[Finding]) -> dict[str, Any]:
    parsed = parse_type(lines[0][1])
    assert parsed is not None
    root = Row("", parsed[1], required=False, line=lines[0][0], notes=lines[1:])
    if any(parse_row(line, number) for number, line in lines[1:]):
        message = "the rows below the response's root cannot be told from its own; it is marked unknown"
        findings.append(page.warning("unknown-composition", message, root.line))
        return unknown_schema()
    description = complete(root, page, findings)
    return {**root.schema, **({"description": description} if description else {})}


def _object(rows: list[Row], page: Page) -> dict[str, Any]:
    schema: dict[str, Any] = {"type": "object", "properties": {}}
    for row in rows:
        if not row.name:
            raise page.error("nameless-row", "a property has a type and no name", row.line)
        if row.name == _OTHER:
            schema["additionalProperties"] = row.schema
        elif row.name in schema["properties"]:
            raise page.error("repeated-property", f"the property {row.name!r} is stated twice", row.line)
        else:
            schema["properties"][row.name] = row.schema
    required = [row.name for row in rows if row.required and row.name != _OTHER]
    return {**schema, **({"required": required} if required else {})}
