"""The normal form is a valid document: what the specification does not allow outside of schemas is repaired, or leaves.

It leaves where it means nothing, and is written as the specification has it where its meaning is plain: a path without its
slash, a boolean schema where an object belongs.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from generator.document.shapes import is_object
from generator.normalise import parts
from generator.normalise.fields import FIELDS, WITHOUT_SCHEMAS
from generator.normalise.schemes import RULE, repair_schemes

if TYPE_CHECKING:
    from collections.abc import Callable

    from generator.normalise.ledger import Ledger

_STATUS = re.compile(r"[1-5]([0-9]{2}|XX)|default")
_STYLES = {
    "path": ["matrix", "label", "simple"],
    "query": ["form", "spaceDelimited", "pipeDelimited", "deepObject"],
    "header": ["simple"],
    "cookie": ["form", "cookie"],
}


def repair_document(document: dict[str, Any], ledger: Ledger) -> None:
    """Repair the resolved `document` in place; `ledger` learns of what that changes."""
    repairer = _Repairer(ledger)
    repairer.paths(document.get("paths", {}))
    for kind, part, _ in list(parts.reached(document, WITHOUT_SCHEMAS)):
        if kind in repairer.by_kind and "$ref" not in part:
            repairer.by_kind[kind](part)
        if kind in FIELDS:
            repairer.only_fields(part, FIELDS[kind])
    schemas = document.get("components", {}).get("schemas", {})
    for name in schemas:
        repairer.spelt_out(schemas, name)
    repair_schemes(document, ledger)


class _Repairer:
    def __init__(self, ledger: Ledger) -> None:
        self.ledger = ledger
        self.by_kind: dict[str, Callable[[dict[str, Any]], None]] = {
            "document": self.documented,
            "info": self.info,
            "server variable": self.variable,
            "tag": self.documented,
            "operation": self.operation,
            "parameter": self.parameter,
            "header": self.valued,
            "request body": self.body,
            "media type": self.media,
            "encoding": self.encoding,
            "responses": self.responses,
            "response": self.response,
            "example": self.example,
        }

    def drop(self, part: dict[str, Any], key: str, why: str) -> None:
        self.ledger.note_member(part, key, RULE, why)
        del part[key]

    def only_fields(self, part: dict[str, Any], fields: frozenset[str]) -> None:
        for key in [key for key in part if key not in fields and not key.startswith("x-")]:
            self.drop(part, key, "no field of the specification")

    def documented(self, part: dict[str, Any]) -> None:
        docs = part.get("externalDocs")
        if is_object(docs):
            if not isinstance(docs.get("url"), str):
                self.drop(part, "externalDocs", "leads nowhere")
            else:
                self.only_fields(docs, frozenset({"description", "url"}))

    def operation(self, part: dict[str, Any]) -> None:
        """Leave out answers of no status: there is one at least, or none are declared (OpenAPI 3.1 section 4.8.16)."""
        self.documented(part)
        responses = part.get("responses")
        if is_object(responses) and not any(_STATUS.fullmatch(status) for status in responses):
            self.drop(part, "responses", "holds no status of an answer")

    def info(self, part: dict[str, Any]) -> None:
        for key, fields in (("contact", {"name", "url", "email"}), ("license", {"name", "identifier", "url"})):
            inner = part.get(key)
            if inner is not None and not is_object(inner):
                self.drop(part, key, "no object")
            elif is_object(inner):
                for name in [name for name in inner if name in fields and not isinstance(inner[name], str)]:
                    self.drop(inner, name, "no text")
                self.only_fields(inner, frozenset(fields))
        terms, licence = part.get("termsOfService", ""), part.get("license")
        if not isinstance(terms, str):
            self.drop(part, "termsOfService", "no text")
        if is_object(licence) and "name" not in licence:
            licence["name"] = licence.get("identifier") or licence.get("url") or "unnamed"
        if is_object(licence) and {"identifier", "url"} <= licence.keys():
            self.drop(licence, "url", "the identifier says it")

    def variable(self, part: dict[str, Any]) -> None:
        if part.get("enum") == []:
            self.drop(part, "enum", "lists nothing")
        if not isinstance(part.get("default", ""), str):
            part["default"] = str(part["default"])
        part.get("enum", [])[:] = map(str, part.get("enum", []))

    def paths(self, part: dict[str, Any]) -> None:
        """Give each path the slash that it must begin with (OpenAPI 3.1 section 4.8.8); what is no path item leaves."""
        for path in [path for path, item in part.items() if not path.startswith(("/", "x-")) and not is_object(item)]:
            self.drop(part, path, "no field of the specification")
        named: dict[str, Any] = {}
        for path, item in part.items():
            right = path if path.startswith(("/", "x-")) else f"/{path.strip().lstrip('/')}"
            if right != path and (right in part or right in named):
                right = f"/{right}"
            if right != path:
                self.ledger.note_member(part, path, RULE, f"the path is {right}")
            named[right] = item
        if list(named) != list(part):
            part.clear()
            part.update(named)

    def parameter(self, part: dict[str, Any]) -> None:
        where = part["in"]
        if where == "path" and part.get("required") is not True:
            self.ledger.note_member(part, "required", RULE, "what stands in a path is required")
            part["required"] = True
        if "style" in part and part["style"] not in _STYLES.get(where, [part["style"]]):
            self.drop(part, "style", f"no style of what stands in a {where}")
        if where != "query" and "allowEmptyValue" in part:
            self.drop(part, "allowEmptyValue", f"says nothing in a {where}")
        self.valued(part)

    def valued(self, part: dict[str, Any]) -> None:
        """Give a parameter or header exactly one of `schema` and `content` (OpenAPI 3.1 section 4.8.12.2)."""
        content = part.get("content")
        if is_object(content) and ("schema" in part or not content):
            self.drop(part, "content", "the schema says it" if content else "holds nothing")
        elif is_object(content) and len(content) > 1:
            first = next((each for each in content if "json" in each), next(iter(content)))
            for media_type in [each for each in content if each != first]:
                self.drop(content, media_type, f"is sent as {first}")
        if "schema" not in part and "content" not in part:
            part["schema"] = {}
        if part.get("style") != "simple" and "style" in part and "in" not in part:
            self.drop(part, "style", "no style of a header")
        self.spelt_out(part, "schema")

    def media(self, part: dict[str, Any]) -> None:
        self.spelt_out(part, "schema")

    def spelt_out(self, part: dict[str, Any], key: str) -> None:
        """Write a boolean schema (JSON Schema 2020-12, section 4.3.2) as the object that it stands for."""
        schema = part.get(key)
        if isinstance(schema, bool):
            self.ledger.note_member(part, key, RULE, "true allows anything: {}" if schema else "false is {not: {}}")
            part[key] = {} if schema else {"not": {}}

    def body(self, part: dict[str, Any]) -> None:
        part.setdefault("content", {})

    def encoding(self, part: dict[str, Any]) -> None:
        if "style" in part and part["style"] not in _STYLES["query"]:
            self.drop(part, "style", "no style of what is in a form")

    def responses(self, part: dict[str, Any]) -> None:
        for status in [status for status in part if not _STATUS.fullmatch(status)]:
            self.drop(part, status, "no status of an answer")

    def response(self, part: dict[str, Any]) -> None:
        """Leave out links that lead nowhere, or say twice where they lead."""
        links = part.get("links", {})
        for name in list(links):
            link = links[name]
            if is_object(link) and {"operationRef", "operationId"} <= link.keys():
                self.drop(link, "operationRef", "operationId says it")
            elif is_object(link) and "$ref" not in link and not {"operationRef", "operationId"} & link.keys():
                self.drop(links, name, "leads nowhere")

    def example(self, part: dict[str, Any]) -> None:
        if {"value", "externalValue"} <= part.keys():
            self.drop(part, "externalValue", "the value is there")
