"""Sentences of a document that the vendor publishes: they stand in it, and are told when they change as those of pages are."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from generator.document import pointers
from generator.document.shapes import is_object
from generator.extract.figures import figures
from generator.extract.prose import digest
from generator.extract.provenance import SOURCE
from generator.extract.shapes import walk

if TYPE_CHECKING:
    from collections.abc import Iterator

_TEXTS = ("summary", "description")


def with_sentences(document: dict[str, Any]) -> dict[str, Any]:
    """Return an OpenAPI 3.1 `document` with the hashes and numbers of its sentences, as captured/ has them of a page.

    Sentences are the summaries and descriptions of everything that the OpenAPI Specification names, and what scopes of OAuth
    allow. Places are those of the document in the words of OpenAPI 3.1, which the overlay is made for.
    """
    texts = dict(_sentences(document))
    numbers = {pointer: found for pointer, text in texts.items() if (found := figures(text))}
    prose = {pointer: digest(text) for pointer, text in texts.items()}
    return {**document, SOURCE: {**document.get(SOURCE, {}), "prose": prose, "figures": numbers}}


def _sentences(document: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """Yield the pointer and the text of each sentence, in the order of the document."""
    for shape, part, path in walk(document):
        for key in _TEXTS:
            text = part.get(key)
            if isinstance(text, str) and text:
                yield pointers.join("", *path, key), text
        scopes: Any = part.get("scopes") if shape == "oauth-flow" else None
        for name, text in scopes.items() if is_object(scopes) else ():
            if isinstance(text, str) and text:
                yield pointers.join("", *path, "scopes", name), text
