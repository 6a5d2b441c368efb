"""The ids of what an upstream page changed beside the facts of the document, and those of findings about pages."""

from __future__ import annotations

from typing import Final

PROSE: Final[dict[str, str]] = {
    "prose-added": "a sentence is new at a place that was there before",
    "prose-changed": "a sentence reads otherwise than when captured/ was made",
    "prose-removed": "a sentence is gone from a place that is still there",
    "prose-figure-unread": "a page that a document was written from states a figure in words that no limit is read from",
}
"""Ids of changes, in the manner of the published ones."""

FINDINGS: Final[dict[str, str]] = {
    "extractor-regression": "the page is as it was, and cannot be read any more: ours to mend",
    "page-changed": "the page cannot be read and is another than it was: the vendor changed it",
    "page-unreadable": "the page cannot be read, and no fingerprint tells why",
    "page-structure-changed": "the page is built otherwise than it was and can still be read: look whether all of it is",
    "page-headings-changed": "the page's headings are others than they were",
    "pages-do-not-fit": "what the pages state now does not go together with one another or with the overlay",
    "page-states-otherwise": "the page states what the document that was written from it does not, or the other way round",
    "page-contradicts-itself": "the page states two values of one limit",
    "inferred-is-stated": "the page states by now what the document marks as our conclusion",
    "overlay-not-applied": "an overlay action does not add a part any more that it added to captured/",
    "region-without-server": "a region of vendor.yaml is at a URL that is no server of the API any more",
    "idle-link": "an overlay action rests on a sentence that captured/ does not have",
    "no-provenance": "captured/ does not say what the page was like: it was made by an older version, or never",
}
"""Rules of findings."""
