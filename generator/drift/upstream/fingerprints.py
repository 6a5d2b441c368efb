"""A page against the fingerprint of the one that captured/ was made from: who changed, the vendor or our extractor."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from generator.document.findings import Finding, Place, Severity, SpecloomError
from generator.drift.upstream.torn import blame_for_document, other_kind
from generator.extract.layout import blocks
from generator.extract.prose import digest
from generator.extract.structure import heading_digest, headings, structure
from generator.workspace.fetch import looks_like_html
from generator.workspace.published import DIALECT

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_MOST = 5
# What an extractor says when it understood the statements of a page and they exclude one another.
_CONTRADICTIONS = frozenset(
    {
        "conflicting-parts",
        "different-methods",
        "mixed-versions",
        "path-parameters",
        "repeated-parameter",
        "several-apis",
    }
)


def why_unreadable(text: str, error: SpecloomError, known: Mapping[str, Any] | None, page: str) -> list[Finding]:
    """Return who must act on a page that cannot be read, and below it what the extractor said.

    Args:
        text: the page today.
        error: why it cannot be read.
        known: `x-specloom-source` of the page that captured/ was made from; None where there is none.
        page: the page's name.
    """
    reasons = error.findings[:_MOST]
    return [_blame(text, known, page, {each.rule for each in reasons}), *reasons]


def advisories(text: str, known: Mapping[str, Any] | None, page: str) -> list[Finding]:
    """Return what is worth a look on a page that can be read: another structure, other headings. Arguments as above."""
    if not known or "structure" not in known:
        message = "was never captured with the fingerprint of its structure: whether it changed cannot be told"
        return [_warning("no-provenance", message, page, "Run 'specloom refresh'.")]
    if digest(text) == known.get("sha256"):
        return []
    if known.get("dialect") == DIALECT:
        return other_kind(text, known, page)
    now = structure(blocks(text))
    if now["layout"] != known["structure"].get("layout"):
        message = f"is built otherwise than it was{_said_of_headings(text, known)}"
        return [_warning("page-structure-changed", message, page, "Check whether all of it is read.")]
    said = _said_of_headings(text, known)
    return [_warning("page-headings-changed", f"has other headings{said}", page, "")] if said else []


def _blame(text: str, known: Mapping[str, Any] | None, page: str, rules: set[str]) -> Finding:
    what = _unlike_a_page(text)
    if not known or "structure" not in known:
        message = f"cannot be read{what}, and captured/ has no fingerprint that tells why"
        return Finding(
            "page-unreadable", message, Place(page), "Compare it with the page that captured/ was made from."
        )
    if known.get("dialect") == DIALECT:
        return blame_for_document(text, known, page, rules)
    if digest(text) == known.get("sha256"):
        message = "cannot be read any more, and is the very page that captured/ was made from"
        return Finding("extractor-regression", message, Place(page), "The extractor broke: mend it.")
    remedy = "Look at the page: it may have moved, or need another dialect. captured/ stays as it is."
    if structure(blocks(text))["layout"] != known["structure"].get("layout"):
        said = what or f" and is built otherwise than it was{_said_of_headings(text, known)}"
        return Finding("page-changed", f"cannot be read{said}: the vendor changed it", Place(page), remedy)
    if rules and rules <= _CONTRADICTIONS:
        message = "is built as it was, and its statements exclude one another: the vendor changed them"
        return Finding("page-changed", message, Place(page), "Report it to the vendor. captured/ stays as it is.")
    message = "cannot be read any more, though it is built as it was"
    return Finding("extractor-regression", message, Place(page), "The extractor should cope with it: mend it.")


def _unlike_a_page(text: str) -> str:
    if not text.strip():
        return ": it is empty"
    return ": it is HTML" if looks_like_html(text) else ""


def _said_of_headings(text: str, known: Mapping[str, Any]) -> str:
    """Return how many headings are gone, and on which lines there are new ones; "" where they are the same."""
    before = list(map(str, known["structure"].get("outline", [])))
    now = [(heading_digest(each), each.line) for each in headings(blocks(text))]
    gone = len(before) - len({*before} & {each for each, _ in now}) if before else 0
    new = [line for each, line in now if each not in {*before}]
    said = [f"{gone} of {len(before)} headings gone"] if gone > 0 else []
    if new:
        noun = "" if said else " heading" + "s" * (len(new) > 1)
        said.append(f"{len(new)} new{noun} ({', '.join(_lines(new))})")
    return f": {', '.join(said)}" if said else ""


def _lines(numbers: list[int]) -> Iterator[str]:
    yield from (f"line {number}" for number in numbers[:_MOST])
    if len(numbers) > _MOST:
        yield "…"


def _warning(rule: str, message: str, page: str, remedy: str) -> Finding:
    return Finding(rule, message, Place(page), remedy, Severity.WARNING)
