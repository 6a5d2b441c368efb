"""Which operations a path fits: templates in a tree of segments, concrete ones first (OpenAPI 3.1 section 4.8.8)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Generic, TypeVar
from urllib.parse import unquote

T = TypeVar("T")

_VARIABLE = re.compile(r"\{([^{}/]+)\}")


@dataclass(slots=True)
class _Node(Generic[T]):
    literals: dict[str, _Node[T]] = field(default_factory=dict[str, "_Node[T]"])
    templates: dict[str, _Node[T]] = field(default_factory=dict[str, "_Node[T]"])
    found: list[T] = field(default_factory=list[T])


class Router(Generic[T]):
    """Finds what stands under the path templates that a path fits, in a time that depends on the path alone.

    Of a template, what follows a number sign does not count: it is never sent (RFC 9110 section 7.1).
    """

    def __init__(self, routes: Iterable[tuple[str, T]]) -> None:
        self._root = _Node[T]()
        for template, value in routes:
            node = self._root
            for segment in template.partition("#")[0].split("/"):
                children = node.templates if _VARIABLE.search(segment) else node.literals
                node = children.setdefault(segment, _Node[T]())
            node.found.append(value)

    def find(self, path: str) -> Iterator[tuple[T, dict[str, str]]]:
        """Yield what stands under each template that fits `path`, percent-encoded as sent, with the decoded variables.

        Where templates differ in a segment, the literal one comes before those with variables.
        """
        yield from _walk(self._root, path.split("/"), 0, {})


def match_text(template: str, text: str) -> dict[str, str] | None:
    """Return what the `{variables}` of `template` stand for in `text`, each as short as the next literal allows."""
    first, *rest = _VARIABLE.split(template)
    if not rest:
        return {} if template == text else None
    if not text.startswith(first):
        return None
    values: dict[str, str] = {}
    position = len(first)
    pairs = list(zip(rest[::2], rest[1::2], strict=True))
    for index, (name, literal) in enumerate(pairs):
        last = index == len(pairs) - 1
        end = len(text) - len(literal) if last else text.find(literal, position + 1)
        if end <= position or not text.startswith(literal, end):
            return None
        values[name] = text[position:end]
        position = end + len(literal)
    return values


def _walk(node: _Node[T], segments: list[str], at: int, values: dict[str, str]) -> Iterator[tuple[T, dict[str, str]]]:
    if at == len(segments):
        yield from ((found, dict(values)) for found in node.found)
        return
    segment = segments[at]
    child = node.literals.get(segment) or node.literals.get(unquote(segment))
    if child is not None:
        yield from _walk(child, segments, at + 1, values)
    for template, child in node.templates.items():
        own = match_text(template, segment)
        if own is not None:
            decoded = {name: unquote(value) for name, value in own.items()}
            yield from _walk(child, segments, at + 1, values | decoded)
