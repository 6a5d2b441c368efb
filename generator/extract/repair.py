"""What fragments in the wild leave out, made up so that the document is valid, marked as unknown, and reported."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from generator.document import pointers
from generator.document.references import follow
from generator.extract.fragments import METHODS
from generator.extract.shapes import mapping, sequence, walk

if TYPE_CHECKING:
    from generator.extract.page import Draft, Page

UNKNOWN = "x-specloom-unknown"  # true: this may be any JSON; a list: these parts are what the page does not tell
_BRACES = re.compile(r"\{([^{}]*)\}")


def unknown_schema() -> dict[str, Any]:
    """Return the schema of what the page could not tell."""
    return {UNKNOWN: True}


class Repair:
    """Repairs `draft` in place; each repair is a warning in its findings."""

    def __init__(self, draft: Draft, page: Page) -> None:
        self.draft = draft
        self.page = page

    def run(self) -> None:
        """Complete the root, each operation, parameter and server variable."""
        self._root()
        parts = [*walk(self.draft.document)]
        for shape, value, path in parts:
            pointer = pointers.join("", *path)
            if shape == "operation" and path[-2:-1] != ("additionalOperations",):
                self._responses(value, pointer)
            elif shape == "parameter" and path[-2:-1] != ("headers",):
                self._parameter(value, pointer)
            elif shape == "server-variable":
                self._server_variable(value, pointer)
        for template, item in mapping(self.draft.document.get("paths")).items():
            if template.startswith("/"):
                self._path_parameters(template, mapping(item))
        self._security(parts)

    def _warn(self, rule: str, message: str, pointer: str) -> None:
        self.draft.findings.append(self.page.warning(rule, message, self.draft.line(pointer), pointer))

    def _root(self) -> None:
        document = self.draft.document
        info = document.setdefault("info", {})
        for key, stand_in in (("title", "Untitled"), ("version", "0")):
            if not isinstance(info.get(key), str) and info.get(key) is not None:
                info[key] = str(info[key])
            elif not info.get(key):
                info[key] = stand_in
                document.setdefault(UNKNOWN, []).append(f"info.{key}")
                self._warn("unknown-info", f"the page does not tell the API's {key}", f"/info/{key}")
        if str(document["openapi"]).startswith("3.0"):
            document.setdefault("paths", {})  # required up to 3.0 (OpenAPI 3.0 section 4.7.1)

    def _responses(self, operation: dict[str, Any], pointer: str) -> None:
        if not mapping(operation.get("responses")):
            schema = {"application/json": {"schema": unknown_schema()}}
            operation["responses"] = {"default": {"content": schema, UNKNOWN: True}}
            self._warn("missing-responses", "the operation states no responses; they are marked unknown", pointer)

    def _parameter(self, parameter: dict[str, Any], pointer: str) -> None:
        if "$ref" in parameter:
            return
        name = parameter.get("name")
        if parameter.get("in") == "path" and parameter.get("required") is not True:
            parameter["required"] = True
            self._warn("optional-path-parameter", f"the path parameter {name!r} was not marked as required", pointer)
        if "schema" not in parameter and "content" not in parameter:
            parameter["schema"] = unknown_schema()
            self._warn("missing-schema", f"the parameter {name!r} states no schema; it is marked unknown", pointer)

    def _server_variable(self, variable: dict[str, Any], pointer: str) -> None:
        if isinstance(variable.get("default"), str):
            return
        values = [str(value) for value in sequence(variable.get("enum"))]
        given = variable.get("default")
        variable["default"] = str(given) if given is not None else values[0] if values else ""
        if given is None:
            variable[UNKNOWN] = ["default"]
            message = f"the server variable {pointers.split(pointer)[-1]!r} states no default; it is marked unknown"
            self._warn("missing-default", message, pointer)

    def _path_parameters(self, path: str, item: dict[str, Any]) -> None:
        names = dict.fromkeys(_BRACES.findall(path))
        shared = self._names(item)
        for method in METHODS:
            operation = mapping(item.get(method))
            if not operation:
                continue
            pointer = pointers.join("/paths", path, method)
            stated = shared | self._names(operation)
            for name in names:
                if name not in stated:
                    made_up = {"name": name, "in": "path", "required": True, "schema": unknown_schema()}
                    operation["parameters"] = [*sequence(operation.get("parameters")), made_up]
                    self._warn(
                        "missing-parameter", f"the path parameter {name!r} is not stated; it is marked unknown", pointer
                    )
            for name in sorted(stated - names.keys()):
                self._warn("stray-parameter", f"the path parameter {name!r} does not occur in the path {path}", pointer)

    def _names(self, holder: dict[str, Any]) -> set[str]:
        parameters = [follow(self.draft.document, each) for each in sequence(holder.get("parameters"))]
        return {str(each.get("name")) for each in map(mapping, parameters) if each.get("in") == "path"}

    def _security(self, parts: list[tuple[str, Any, tuple[str | int, ...]]]) -> None:
        schemes = mapping(mapping(self.draft.document.get("components")).get("securitySchemes"))
        reported: set[str] = set()
        for shape, value, path in parts:
            if shape in {"document", "operation"}:
                pointer = pointers.join("", *path, "security")
                for name in (name for requirement in sequence(value.get("security")) for name in mapping(requirement)):
                    if name not in schemes and name not in reported:
                        reported.add(name)
                        self._warn("undefined-security-scheme", f"the security scheme {name!r} is not defined", pointer)
