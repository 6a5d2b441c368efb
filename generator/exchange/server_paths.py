"""What of a path stands below a server (OpenAPI 3.1 section 4.8.5), whose URL may hold variables in its path as well."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from urllib.parse import urlsplit

from generator.exchange.router import match_text

# Of a server whose URL is relative to where the document was found, or whose scheme is left open.
_ORIGIN = re.compile(r"^\{[^{}]*\}:?(?=/)")
_BEHIND_HOST = re.compile(r"[^.:@{}](\{[^{}]*\})\Z")  # `https://api.example.com{base}`
_MOST_SEGMENTS = 8


def prefixes(servers: Iterable[str]) -> tuple[str, ...]:
    """Return the templates of the paths of `servers`: those without variables first, and the root before all."""
    found = {template.rstrip("/") for server in servers for template in _templates(_ORIGIN.sub("", server))}
    return ("", *sorted(found - {""}, key=lambda template: ("{" in template, template)))


def below(prefix: str, path: str) -> Iterator[str]:
    """Yield what is left of `path` below what the template `prefix` may stand for, which may be several segments."""
    if "{" not in prefix:
        if path.startswith(prefix):
            yield path[len(prefix) :]
        return
    ends = [end for end, char in enumerate(path) if char == "/" and end]
    yield from (path[end:] for end in ends[:_MOST_SEGMENTS] if match_text(prefix, path[:end]) is not None)


def _templates(server: str) -> Iterator[str]:
    parts = urlsplit(server)
    yield parts.path
    if found := _BEHIND_HOST.search(parts.netloc):
        yield found[1] + parts.path
