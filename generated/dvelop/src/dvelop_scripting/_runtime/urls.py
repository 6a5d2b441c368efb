"""URLs as text: their query and their origin."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl, quote, unquote_plus

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

_LOCAL = re.compile(r"http://(localhost|127(\.\d{1,3}){3}|\[::1\])(:\d+)?(/|$)")


def query_of(url: str) -> dict[str, str]:
    """Return the query parameters of a URL; of a repeated one the last."""
    return dict(parse_qsl(url.partition("?")[2], keep_blank_values=True))


def with_query(url: str, changes: Mapping[str, str]) -> str:
    """Return a URL with some query parameters set; the others stay as they are written."""
    kept = without_query(url, changes)
    added = [f"{quote(name, safe='')}={quote(value, safe='')}" for name, value in changes.items()]
    return f"{kept}{'&' if '?' in kept else '?'}{'&'.join(added)}" if added else kept


def without_query(url: str, names: Collection[str]) -> str:
    """Return a URL without some query parameters; the others stay as they are written."""
    path, _, query = url.partition("?")
    kept = [pair for pair in query.split("&") if pair and unquote_plus(pair.partition("=")[0]) not in names]
    return f"{path}?{'&'.join(kept)}" if kept else path


@lru_cache(maxsize=256)
def origin_of(url: str) -> str:
    """Return scheme, host and port of an absolute URL, as it is written (RFC 6454)."""
    return "/".join(url.split("/", 3)[:3])


def is_protected(url: str) -> bool:
    """Say whether what is sent to an absolute URL can be read by nobody else: https, or a server on this machine."""
    return url.startswith("https:") or _LOCAL.match(url) is not None
