"""A documentation page to an OpenAPI document of facts."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from generator.document import pointers
from generator.document.findings import Finding, SpecloomError
from generator.document.reasons import reason_phrase
from generator.document.references import unresolved
from generator.extract import phrases, prose, registry
from generator.extract.layout import blocks
from generator.extract.page import Draft, Page
from generator.extract.paragraphs import unplaced
from generator.extract.provenance import SOURCE, of_document, of_extraction
from generator.extract.repair import Repair
from generator.extract.shapes import mapping, walk

if TYPE_CHECKING:
    from collections.abc import Mapping

    from generator.extract.paragraphs import Paragraph

_STATUS = re.compile(r"(?<![0-9])[1-5][0-9][0-9](?![0-9])")


@dataclass(frozen=True)
class Extraction:
    """What a page states: the document, the dialect it was read in, and warnings on what is missing or was repaired.

    `lines` says on which line of the page the part of the document at a JSON pointer was read; `paragraphs` are the
    sentences that belong to no part of it.
    """

    document: dict[str, Any]
    dialect: str
    findings: tuple[Finding, ...]
    lines: Mapping[str, int] = field(default_factory=dict[str, int])
    paragraphs: tuple[Paragraph, ...] = ()


def extract(text: str, name: str, dialect: str | None = None, api: str | None = None) -> Extraction:
    """Return the facts of the documentation page `text` as an OpenAPI document; a page that is one is returned as it is.

    Its root's `x-specloom-source` says where they are from, see `generator.extract.provenance`. `x-specloom-unknown` marks
    what the page cannot tell.

    Args:
        text: the page.
        name: its file or URL, for messages and provenance.
        dialect: the dialect it is in; recognised by its content if not given.
        api: the title of the API to take from a page that shows several.

    Raises:
        SpecloomError: the dialect is unknown or the page is not of it, a fragment is cut off or not well-formed,
            statements contradict each other, or a reference leads nowhere; with file and line.
    """
    page = Page(text, name, api)
    reader = registry.named(dialect) if dialect is not None else registry.recognised(page)
    draft = reader.extract(page)
    if draft.is_published:
        document = {**draft.document, SOURCE: of_document(page, reader.name)}
        return Extraction(document, reader.name, tuple(draft.findings))
    _refuse_empty(draft, page, reader.name)
    _refuse_unresolved(draft, page)
    Repair(draft, page).run()
    phrases.apply(draft.document)
    document, dropped = prose.strip(draft.document)
    _describe_responses(document)
    layout = blocks(text)
    paragraphs = unplaced(layout, dropped.values())
    document[SOURCE] = of_extraction(page, reader.name, dropped, layout, paragraphs)
    return Extraction(document, reader.name, tuple(draft.findings), draft.lines, tuple(paragraphs))


def _refuse_empty(draft: Draft, page: Page, dialect: str) -> None:
    document = draft.document
    if not any(mapping(document.get(key)) for key in ("paths", "webhooks", "components")):
        missing = "".join(f"\n{finding}" for finding in draft.findings[:20])
        message = f"states no operation and no component that the dialect {dialect} can read{missing}"
        raise page.error("nothing-to-extract", message, None, "Is it the right page, and the right dialect?")


def _refuse_unresolved(draft: Draft, page: Page) -> None:
    findings = unresolved(draft.document, page.name)
    if findings:
        raise SpecloomError(
            replace(each, place=replace(each.place, line=draft.line(each.place.pointer or "")))
            for each in findings[:20]
        )


def _describe_responses(document: dict[str, Any]) -> None:
    """Give each response the reason phrase of its status (RFC 9110 section 15) in place of the vendor's description."""
    users: dict[str, set[str]] = {}
    for shape, value, path in walk(document):
        if shape == "response" and path[-2] == "responses" and path[0] != "components" and "$ref" in value:
            users.setdefault(str(value["$ref"]), set()).add(str(path[-1]))
    for shape, value, path in walk(document):
        if shape == "response" and "$ref" not in value:
            status = str(path[-1])
            if path[:2] == ("components", "responses"):
                statuses = users.get("#" + pointers.join("", *path), set())
                named = _STATUS.findall(status)
                status = next(iter(statuses)) if len(statuses) == 1 else named[0] if named else "default"
            value["description"] = reason_phrase(status)
