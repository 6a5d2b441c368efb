"""The dialect `gitbook-markdown`: Markdown in which each operation is a fenced fragment of an OpenAPI document.

GitBook publishes every page of an API reference so, at the page's address with `.md` behind it. Nothing but the fences
counts: info strings, headings, quoted descriptions and unrelated sections are furniture. Any Markdown that holds such
fragments, in JSON or YAML, is of this dialect.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from generator.extract import fences, fragments, registry
from generator.extract.merge import merge
from generator.extract.page import Draft, Page
from generator.extract.shapes import mapping
from generator.extract.sight import kind_by_sight

if TYPE_CHECKING:
    from generator.document.findings import Finding

_OPERATION_HEADING = re.compile(r"(GET|PUT|POST|DELETE|OPTIONS|HEAD|PATCH|TRACE|QUERY)\s+(/\S*)")
_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")


class GitbookMarkdown:
    """Reads fragments out of fences and merges them."""

    name = "gitbook-markdown"

    def recognise(self, page: Page) -> float:
        """Return 1 for a page with a fragment, less for one that has only unresolved OpenAPI tags, or is a document itself."""
        if "{" not in page.text and "openapi" not in page.text and "swagger" not in page.text:
            return 0
        outline = fences.outline(page)
        if any(map(fragments.might_be, outline.fences)):
            return 0.9 if kind_by_sight(page.text) else 1
        return 0.5 if outline.tags else 0

    def extract(self, page: Page) -> Draft:
        """Return the document that the page's fragments state together.

        Raises:
            SpecloomError: a fragment is not well-formed, or fragments contradict each other.
        """
        outline = fences.outline(page)
        findings: list[Finding] = []
        found = [fragments.read(fence, page, findings) for fence in outline.fences]
        stated = [fragment for fragment in found if fragment is not None]
        operations = {
            (method, path)
            for fragment in stated
            for path, item in mapping(fragment.content.get("paths")).items()
            for method in mapping(item)
        }
        draft = merge(stated, page) if stated else Draft({})
        draft.findings[:0] = [*findings, *_unresolved(outline, operations, page)]
        return draft


def _unresolved(outline: fences.Outline, stated: set[tuple[str, str]], page: Page) -> list[Finding]:
    """Return a warning for each operation that the page names and none of its fragments states."""
    findings: list[Finding] = []
    for tag in outline.tags:
        method, path = tag.attributes.get("method", "").lower(), tag.attributes.get("path", "")
        if (method, path) not in stated:
            what = f"{method.upper()} {path}".strip() or ", ".join(tag.attributes.values()) or "something"
            message = f"an unresolved `{tag.name}` tag stands for {what}, which is missing"
            findings.append(page.warning("unresolved-tag", message, tag.line))
            stated.add((method, path))  # one warning is enough
    for heading in outline.headings:
        match = _OPERATION_HEADING.fullmatch(_ESCAPE.sub(r"\1", heading.text).strip("` "))
        if match and (match[1].lower(), match[2]) not in stated:
            message = f"the heading names {match[0]}, and no fragment states it"
            findings.append(page.warning("operation-without-fragment", message, heading.line))
    return findings


registry.register(GitbookMarkdown())
