"""The dialect `openapi`: an OpenAPI or Swagger document, in JSON or YAML, which the vendor publishes itself.

It is what the vendor states, descriptions included, and is taken as a whole. Everything it refers to is in it: nothing else
is read.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from generator.document import load
from generator.document.alone import names_a_file, refused
from generator.document.findings import SpecloomError
from generator.document.lines import Lines
from generator.document.references import objects, references
from generator.document.shapes import is_object
from generator.extract import registry
from generator.extract.page import Draft, Page
from generator.extract.sight import kind_by_sight
from generator.workspace.published import DIALECT

if TYPE_CHECKING:
    from generator.document.findings import Finding

_MOST = 20
_CONTENT = ("paths", "webhooks", "components", "definitions", "x-ms-paths", "x-webhooks")
_REMEDY = "Give the vendor's document itself, in JSON or YAML."


class OpenApi:
    """Reads the document."""

    name = DIALECT

    def recognise(self, page: Page) -> float:
        """Return 1 for what looks like a document, whether it can be read or not."""
        return 1 if kind_by_sight(page.text) else 0

    def extract(self, page: Page) -> Draft:
        """Return the document, with a warning for each key that it has twice and each number that JSON cannot have.

        Raises:
            SpecloomError: the page is no JSON or YAML, no OpenAPI document, states nothing, or refers to other documents.
        """
        findings: list[Finding] = []
        document = load.loads(page.text, page.name, findings)
        if not is_object(document) or not ("openapi" in document or "swagger" in document):
            message = "is no OpenAPI document: it is no object with the key 'openapi' or 'swagger'"
            raise page.error("not-openapi", message, None, _REMEDY)
        if not any(is_object(document.get(key)) and document[key] for key in _CONTENT):
            message = "states no operation and no component"
            raise page.error("nothing-to-extract", message, None, "Is it the right document?")
        _require_api(document, page)
        _refuse_others(document, page)
        return Draft(document, findings, is_published=True)


def _require_api(document: dict[str, Any], page: Page) -> None:
    info: Any = document.get("info")
    title = info.get("title") if is_object(info) else None
    if page.api is not None and page.api != title:
        raise page.error("unknown-api", f"does not show an API called {page.api!r}", None, "Leave the API's title out.")


def _refuse_others(document: dict[str, Any], page: Page) -> None:
    """Refuse references to other documents; where a document has URLs for its own parts, that is told when it is resolved."""
    found = [(holder["$ref"], pointer) for holder, pointer in references(document) if names_a_file(holder["$ref"])]
    if not found or _has_names(document):
        return
    lines = Lines(page.text)
    places = ((said, page.at(lines.of(f"{pointer}/$ref"), f"{pointer}/$ref")) for said, pointer in found[:_MOST])
    raise SpecloomError(refused(said, place).findings[0] for said, place in places)


def _has_names(document: dict[str, Any]) -> bool:
    """Tell whether the document, or a schema in it, says which URL is its own (JSON Schema 2020-12 section 8.2.1)."""
    return "$self" in document or any(isinstance(each.get("$id"), str) for each, _ in objects(document))


registry.register(OpenApi())
