"""The places that parts of other documents get: a good name in the section of their kind, each part one place."""

from __future__ import annotations

import re
from pathlib import PurePosixPath
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from generator.document import names, pointers
from generator.document.keywords import HOLDS_LIST, HOLDS_NAMED
from generator.normalise.schemas import METHODS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.normalise.bundle.library import Spot

_SAFE = re.compile(r"[^\w.-]+")
_SCHEMA_FILE = re.compile(r"(?<=.)[._-](schema|openapi|swagger)$", re.IGNORECASE)
_LONGEST = 100
# Tokens of pointers that say what kind of thing follows, not what it is.
_PLUMBING = frozenset({
    *HOLDS_NAMED, *HOLDS_LIST, "schema", "schemas", "definitions", "components",
    "parameters", "responses", "requestBodies", "requestBody", "headers", "examples", "links", "callbacks", "pathItems",
    "securitySchemes", "content", "value", "paths",
})  # fmt: skip
_INNER = {"items": "Item", "additionalProperties": "Value"}
_ENDS = {*_INNER.values(), *(method.capitalize() for method in METHODS)}
"""Words that are no name alone."""


def name_for(spot: Spot, file: str, taken: names.Taken) -> str:
    """Return a name for the part at `spot`, and take it: its last word, with more before it where that is taken.

    Args:
        spot: where it stands.
        file: its document's path or URL.
        taken: the names of its section, case ignored.
    """
    tokens = pointers.split(spot.pointer)
    words = [*_folders(file), *([tokens[-1]] if _is_name(tokens) else _words(tokens))]
    own = 2 if len(words) > 1 and words[-1] in _ENDS and not _is_name(tokens) else 1
    candidates = [_joined(words[-count:]) for count in range(own, len(words) + 1)]
    free = next((name for name in candidates if name not in taken), candidates[0])
    return taken.claim(free, separator="")


def _is_name(tokens: list[str]) -> bool:
    if not tokens or tokens[-1] in _PLUMBING or tokens[-1] in _INNER or "content" in tokens[-2:-1]:
        return False
    return bool(names.words(tokens[-1])) and not tokens[-1].isdecimal()


def _words(tokens: list[str]) -> Iterator[str]:
    for before, token in zip(["", *tokens], tokens, strict=False):
        if token in _INNER:
            yield _INNER[token]
        elif token not in _PLUMBING and before != "content" and not token.isdecimal() and names.words(token):
            yield names.pascal(token)


def _folders(file: str) -> list[str]:
    """Return the folders of a file and its own name without the endings that only say what it holds."""
    path = PurePosixPath(unquote(urlsplit(file).path) if "://" in file else file)
    stem = path.stem if path.suffix else path.name
    return [part for part in [*path.parent.parts[-2:], _SCHEMA_FILE.sub("", stem)] if names.words(part)] or ["Part"]


def _joined(words: list[str]) -> str:
    name = words[0] if len(words) == 1 else "".join(names.pascal(word) for word in words)
    return _SAFE.sub("_", name)[:_LONGEST]
