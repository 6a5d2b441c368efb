"""The dialect `gitbook-text`: the visible text of a GitBook page that shows an API reference.

Text shows less than a fragment does. What it never tells is listed at the root of the document, in
`x-specloom-unknown`, with these words: `info.version`, `servers`, `tags`, `operation-ids`, `security-alternatives`
(only the selected scheme is shown), `component-names`. An operation lists `errors` when no error response is shown, and
`security` when its authorizations cannot be understood; a request body lists `required`; a body lists `media-types`
when none is shown; a response lists `content` when nothing of it is shown; a security scheme lists `in` when its place
is a guess. A schema that is not shown is `x-specloom-unknown: true`, and so is an object without its properties.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, Any

from generator.document import pointers
from generator.extract import registry
from generator.extract.page import Draft, Page
from generator.extract.repair import UNKNOWN
from generator.extract.text_bodies import request_body, responses
from generator.extract.text_notes import complete
from generator.extract.text_rows import parse_row
from generator.extract.text_sections import Block, Line, blocks, closings, lines_of
from generator.extract.text_tables import read_rows

if TYPE_CHECKING:
    from generator.extract.text_rows import Row

_VERSION = "3.1.0"
_NEVER_SHOWN = ["info.version", "servers", "tags", "operation-ids", "security-alternatives", "component-names"]
_LOCATIONS = {
    "Path parameters": "path",
    "Query parameters": "query",
    "Header parameters": "header",
    "Cookie parameters": "cookie",
}
_BRACES = re.compile(r"\{([^{}]*)\}")
_ORIGIN = re.compile(r"https?://[^/]+")
_BEARER = "Bearer authentication header"  # GitBook's own words for the scheme `http` `bearer`


class GitbookText:
    """Reads operations out of lines."""

    name = "gitbook-text"

    def recognise(self, page: Page) -> float:
        """Return 0.9 for a page with a section "Responses" and the method and path that end an operation."""
        lines = lines_of(page)
        return 0.9 if any(line == "Responses" for _, line in lines) and closings(lines) else 0

    def extract(self, page: Page) -> Draft:
        """Return the document that the page's operations state.

        Raises:
            SpecloomError: an operation does not end as it begins, a row cannot be understood, two operations are the
                same, or the path parameters are not those of the path.
        """
        lines = lines_of(page)
        found = blocks(page, lines)
        info = {"title": lines[0][1], "version": "0"} if lines else {}
        if page.api is not None and page.api != info.get("title"):
            raise page.error(
                "unknown-api", f"does not show an API called {page.api!r}", 1, "Leave the API's title out."
            )
        draft = Draft({"openapi": _VERSION, "info": info, "paths": {}, UNKNOWN: [*_NEVER_SHOWN]})
        for block in found:
            _Operation(block, page, draft).add()
        if not found:
            return Draft({})
        _share_security(draft.document)
        _share_servers(draft.document)
        return draft


class _Operation:
    def __init__(self, block: Block, page: Page, draft: Draft) -> None:
        self.block = block
        self.page = page
        self.draft = draft
        origin = _ORIGIN.match(block.path)
        self.origin = origin[0] if origin else None
        self.path = block.path[len(self.origin or "") :] or "/"

    def add(self) -> None:
        """Put the operation into the draft's document."""
        block, document = self.block, self.draft.document
        item = document["paths"].setdefault(self.path, {})
        if block.method in item:
            first = self.draft.lines[pointers.join("/paths", self.path, block.method)]
            message = f"{block.method.upper()} {self.path} is stated twice, on lines {first} and {block.number}"
            raise self.page.error("conflicting-parts", message, block.number)
        self.draft.lines[pointers.join("/paths", self.path, block.method)] = block.number
        item[block.method] = self._operation()

    def _operation(self) -> dict[str, Any]:
        block = self.block
        operation: dict[str, Any] = {"summary": block.title} if block.title else {}
        if not block.title:
            self._warn("missing-title", "the operation has no title", block.number)
        if block.description:
            operation["description"] = "\n\n".join(block.description)
        if block.deprecated:
            operation["deprecated"] = True
        if self.origin is not None:
            operation["servers"] = [{"url": self.origin}]
        security = self._security(block.sections.get("Authorizations", []))
        if security:
            operation["security"] = [security]
        parameters = [
            self._parameter(row, where) for heading, where in _LOCATIONS.items() for row in self._rows(heading, where)
        ]
        self._check_path(parameters)
        if parameters:
            operation["parameters"] = parameters
        if "Body" in block.sections:
            operation["requestBody"] = request_body(block.sections["Body"], self.page, self.draft.findings)
        operation["responses"] = responses(block.sections.get("Responses", []), self.page, self.draft.findings)
        unknown = ["security"] if "Authorizations" in block.sections and not security else []
        if not any(status == "default" or status[0] in "45" for status in operation["responses"]):
            unknown.append("errors")
        return {**operation, **({UNKNOWN: unknown} if unknown else {})}

    def _rows(self, heading: str, what: str) -> list[Row]:
        return read_rows(self.block.sections.get(heading, []), self.page, f"{what} parameter")

    def _parameter(self, row: Row, where: str) -> dict[str, Any]:
        if not row.name:
            raise self.page.error("nameless-row", f"the {where} parameter has a type and no name", row.line)
        description = complete(row, self.page, self.draft.findings)
        parameter: dict[str, Any] = {"name": row.name, "in": where, "required": row.required or where == "path"}
        if where == "path" and not row.required:
            self._warn(
                "optional-path-parameter", f"the path parameter {row.name!r} was not marked as required", row.line
            )
        if row.schema.pop("deprecated", False):
            parameter["deprecated"] = True
        return {**parameter, "schema": row.schema, **({"description": description} if description else {})}

    def _check_path(self, parameters: list[dict[str, Any]]) -> None:
        called = f"{self.block.method.upper()} {self.path}"
        for (where, name), count in Counter((each["in"], each["name"]) for each in parameters).items():
            if count > 1:
                message = f"{called} has {count} {where} parameters called {name!r}"
                raise self.page.error("repeated-parameter", message, self.block.number)
        braces = set(_BRACES.findall(self.path))
        listed = {each["name"] for each in parameters if each["in"] == "path"}
        if braces != listed:
            shown = ", ".join(f"{{{name}}}" if name in braces else repr(name) for name in sorted(braces ^ listed))
            message = f"the path parameters of {called} are not those of its braces: {shown}"
            raise self.page.error("path-parameters", message, self.block.end)

    def _security(self, lines: list[Line]) -> dict[str, Any]:
        """Return the security requirement that the section shows; of OAuth 2 it shows too little for a scheme."""
        requirement: dict[str, Any] = {}
        if lines and parse_row(lines[0][1], 0) is None:
            message = f"the authorization {lines[0][1][:80]!r} cannot be understood; the security is marked unknown"
            self._warn("unknown-authorization", message, lines[0][0])
            return requirement
        for row in read_rows(lines, self.page, "authorization"):
            name = row.name or "Authorization"
            scheme = _scheme(name, complete(row, self.page, self.draft.findings))
            known = self.draft.document.setdefault("components", {}).setdefault("securitySchemes", {})
            key = re.sub(r"[^A-Za-z0-9._-]", "_", name)
            if known.setdefault(key, scheme)["type"] != scheme["type"]:
                key = f"{key}-{scheme['type']}"
                known.setdefault(key, scheme)
            requirement[key] = []
        return requirement

    def _warn(self, rule: str, message: str, line: int) -> None:
        self.draft.findings.append(self.page.warning(rule, message, line))


def _scheme(name: str, description: str) -> dict[str, Any]:
    text = {"description": description} if description else {}
    if name == "Authorization" and description.startswith(_BEARER):
        return {"type": "http", "scheme": "bearer", **text}
    guess = {} if name == "Authorization" else {UNKNOWN: ["in"]}
    return {"type": "apiKey", "in": "header", "name": name, **text, **guess}


def _operations(document: dict[str, Any]) -> list[dict[str, Any]]:
    return [operation for item in document["paths"].values() for operation in item.values()]


def _share_security(document: dict[str, Any]) -> None:
    """State at the root what every operation states."""
    operations = _operations(document)
    stated = [operation.get("security") for operation in operations]
    if stated[0] is not None and all(each == stated[0] for each in stated):
        document["security"] = stated[0]
        for operation in operations:
            del operation["security"]


def _share_servers(document: dict[str, Any]) -> None:
    operations = _operations(document)
    stated = [operation.get("servers") for operation in operations]
    if all(stated):
        document[UNKNOWN].remove("servers")
    if stated[0] is not None and all(each == stated[0] for each in stated):
        document["servers"] = stated[0]
        for operation in operations:
            del operation["servers"]


registry.register(GitbookText())
