"""Fenced code to OpenAPI fragments: which fences are meant to be one, and what they say."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from generator.document import pointers
from generator.document.findings import Finding, SpecloomError
from generator.document.load import loads
from generator.extract.shapes import mapping, misshapen, prune_nulls

if TYPE_CHECKING:
    from generator.extract.fences import Fence
    from generator.extract.page import Page

METHODS = ("get", "put", "post", "delete", "options", "head", "patch", "trace", "query")
SECTIONS = frozenset({
    "schemas", "responses", "parameters", "examples", "requestBodies", "headers", "securitySchemes", "links",
    "callbacks", "pathItems", "mediaTypes",
})  # fmt: skip

_START = 4096  # characters within which a fence must show that it is a fragment, should it not be well-formed
_JSON_START = re.compile(
    r'\{\s*(?:"(?:openapi|swagger)"\s*(?:\Z|:\s*"?(?:[0-9]|\Z))|"paths"\s*:\s*\{\s*"/'
    r'|"components"\s*:\s*\{\s*"(?:schemas|securitySchemes)")'
)
_JSON_VERSION = re.compile(r'"(?:openapi|swagger)"\s*:\s*"[23]\.')
_YAML_START = re.compile(
    r"^(?:[\"']?(?:openapi|swagger)[\"']?[ \t]*:[ \t]*[\"']?[0-9]|(?:paths|components)[ \t]*:)", re.MULTILINE
)
_YAML_VERSION = re.compile(r"^[\"']?(?:openapi|swagger)[\"']?[ \t]*:[ \t]*[\"']?[23]\.", re.MULTILINE)
_FENCE_MARK = re.compile(r"^\s*(?:>\s*)*(?:`{3,}|~{3,})", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Fragment:
    """A part of an OpenAPI document as one fence states it, and the line (1-based) where the fence's text begins."""

    content: dict[str, Any]
    line: int

    @property
    def version(self) -> str | None:
        """The OpenAPI version that the fragment names, as text."""
        value = self.content.get("openapi")
        return None if value is None else str(value)


def might_be(fence: Fence) -> bool:
    """Return whether `fence`, judged by its beginning, is meant to be an OpenAPI fragment."""
    start = fence.content[:_START].lstrip()
    if start.startswith("{"):
        return bool(_JSON_START.match(start) or _JSON_VERSION.search(start))
    return bool(_YAML_START.search(start))


def read(fence: Fence, page: Page, findings: list[Finding]) -> Fragment | None:
    """Return the fragment that `fence` holds, or None if it holds something else, such as an example.

    Raises:
        SpecloomError: it begins like a fragment and is not well-formed; names file and line.
    """
    start = fence.content[:_START].lstrip()
    is_json = start.startswith("{")
    if not is_json and not _YAML_START.search(start):
        return None
    try:
        content = _json(fence, page, findings) if is_json else loads(fence.content, page.name)
    except SpecloomError as error:
        if might_be(fence) and (is_json or _YAML_VERSION.search(start)):
            raise _placed(error, fence, page) from error
        return None
    if not _is_fragment(content):
        return None
    prune_nulls("document", content)
    wrong = next(misshapen("document", content), None)
    if wrong:
        message = f"#{pointers.join('', *wrong[0])} of the OpenAPI fragment is not {wrong[1]}"
        raise page.error("invalid-fragment", message, fence.line)
    return Fragment(content, fence.line)


def _json(fence: Fence, page: Page, findings: list[Finding]) -> Any:
    text = fence.content
    if not fence.closed and might_be(fence):
        end = _end_of_value(text)
        if end is not None and not _FENCE_MARK.search(text, end):
            findings.append(
                page.warning("unclosed-fence", "the code block of this fragment is not closed", fence.line - 1)
            )
            text = text[:end]
    return loads(text, "fragment.json")  # the name makes faults of JSON be reported as such


def _end_of_value(text: str) -> int | None:
    try:
        return json.JSONDecoder().raw_decode(text, len(text) - len(text.lstrip()))[1]
    except (ValueError, RecursionError):
        return None


def _placed(error: SpecloomError, fence: Fence, page: Page) -> SpecloomError:
    cause = error.findings[0]
    line = fence.line + (cause.place.line or 1) - 1
    begin = "" if line == fence.line else f" that begins on line {fence.line}"
    message = f"the OpenAPI fragment{begin} {cause.message}"
    is_broken = cause.rule in {"invalid-json", "invalid-yaml"}
    remedy = (
        "It may be cut off, or its code block not closed: fetch the page again, whole." if is_broken else cause.remedy
    )
    return SpecloomError(replace(cause, place=page.at(line), message=message, remedy=remedy, rule="invalid-fragment"))


def _is_fragment(content: Any) -> bool:
    root = mapping(content)
    if "swagger" in root or isinstance(root.get("openapi"), str | float):
        return bool(root.keys() & {"info", "paths", "components", "webhooks", "swagger", "servers"})
    components = mapping(root.get("components"))
    if (
        components
        and components.keys() <= SECTIONS
        and all(isinstance(section, dict) for section in components.values())
    ):
        return True
    paths = mapping(root.get("paths"))
    return bool(paths) and all(
        path.startswith("/") and mapping(item).keys() & set(METHODS) for path, item in paths.items()
    )
