"""The fingerprint of a page's structure: how its blocks follow one another, and its headings; no fact, no prose."""

from __future__ import annotations

import hashlib
import itertools
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.extract.layout import Block

_DIGITS = 12
_TEXT = {"words": "text", "prose": "text"}  # whether a sentence ends with a full stop is no matter of structure
_BEFORE_A_PART = frozenset({"method", "prose", "request", "mark Request", "mark Authorizations"})


def structure(blocks: list[Block]) -> dict[str, Any]:
    """Return the fingerprint of the page that is laid out in `blocks`.

    `layout` is the SHA-256 of which kind of block follows which, wherever and however often: one more operation, row or
    sentence of the forms that are there leaves it as it is. `outline` has the beginning of the SHA-256 of each heading.
    """
    kinds = [kind for kind, _ in itertools.groupby(_TEXT.get(block.kind, block.kind) for block in blocks)]
    steps = sorted(set(itertools.pairwise(["begin", *kinds, "end"])))
    text = "\n".join(f"{one}\t{other}" for one, other in steps)
    return {
        "layout": hashlib.sha256(text.encode()).hexdigest(),
        "outline": [heading_digest(block) for block in headings(blocks)],
    }


def headings(blocks: list[Block]) -> Iterator[Block]:
    """Yield the headings: those of Markdown, and in visible text short lines that stand before what belongs to them."""
    is_markdown = any(block.kind[0] == "h" and block.kind[1:].isdigit() for block in blocks)
    for index, block in enumerate(blocks):
        if is_markdown:
            if block.kind[0] == "h" and block.kind[1:].isdigit():
                yield block
        elif block.kind == "words" and block.text[:1].isupper():
            following = blocks[index + 1].kind if index + 1 < len(blocks) else ""
            if following in _BEFORE_A_PART or following.startswith("item "):
                yield block


def heading_digest(heading: Block) -> str:
    """Return what stands for a heading in `outline`."""
    return hashlib.sha256(f"{heading.kind} {heading.text}".encode()).hexdigest()[:_DIGITS]
