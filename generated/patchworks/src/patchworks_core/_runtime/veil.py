"""A URL that does not tell what its query holds: httpx2 writes each request's URL to its own log.

A module of its own, since the base class makes it import httpx2.
"""

from __future__ import annotations

import httpx2

from .redact import shown_url


class VeiledURL(httpx2.URL):
    """Sends as any URL does; as text it is without the values of its query."""

    def __str__(self) -> str:
        return shown_url(super().__str__())

    __repr__ = __str__
