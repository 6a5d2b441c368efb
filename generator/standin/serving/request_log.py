"""One line for each request that was answered, without the credentials in its query."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING
from urllib.parse import unquote_plus, urlsplit

from generator.exchange.credentials import credential_queries

if TYPE_CHECKING:
    from generator.exchange.messages import Request
    from generator.exchange.operations import Api
    from generator.standin.clock import Clock

_SECRET = re.compile(r"token|secret|passw|api[_-]?key|signature|credential|session", re.IGNORECASE)
_HIDDEN = "***"


class RequestLog:
    """Says one line for each request: time, method, path, query, and how it ended."""

    def __init__(self, api: Api, clock: Clock, say: Callable[[str], None]) -> None:
        self._clock = clock
        self._say = say
        self._secret = frozenset[str]().union(*(credential_queries(api.document, each) for each in api.operations))

    def add(self, request: Request, end: str) -> None:
        """Say how `request` ended: a status, or a fault."""
        parts = urlsplit(request.url)
        query = "&".join(self._pair(pair) for pair in parts.query.split("&")) if parts.query else ""
        target = f"{parts.path}?{query}" if query else parts.path
        self._say(f"{self._clock.now():%H:%M:%S} {request.method} {target} {end}")

    def _pair(self, pair: str) -> str:
        name, equals, value = pair.partition("=")
        plain = unquote_plus(name)
        is_secret = plain in self._secret or _SECRET.search(plain) is not None
        return f"{name}={_HIDDEN}" if equals and value and is_secret else pair
