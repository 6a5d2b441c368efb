"""From what a page says of the next one to the call for it, and to a token that stands for it.

Neither is trusted, be it from a server or from where a token was kept: a list never leaves the URL of its server, since
credentials go with each call.
"""

from __future__ import annotations

import json
from base64 import b64decode, urlsafe_b64encode
from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING, Generic, TypeVar
from urllib.parse import unquote, urljoin

from .body import json_bytes
from .errors import PaginationError
from .redact import shown_url
from .rules import LONGEST
from .urls import origin_of, query_of, with_query, without_query

if TYPE_CHECKING:
    from collections.abc import Collection

    from .call import Call

T = TypeVar("T")


class NextPage(Generic[T]):
    """Finds the way from page to page of one list.

    Args:
        first: the call that the list's method made; those for other pages differ from it in the page alone.
        query_credentials: the query parameters that take credentials. Some servers repeat them in their links.
    """

    def __init__(self, first: Call[T], query_credentials: Collection[str]) -> None:
        self.first = first
        assert first.operation.pagination is not None
        self.rule = first.operation.pagination
        self._query_credentials = query_credentials

    def asked(self, call: Call[T]) -> object:
        """Return what the rule's parameter is in a call; None if it is not there or the rule has none."""
        where = self.rule.parameter
        if isinstance(where, str):
            return query_of(call.url).get(where)
        return None if where is None else where.value(call)

    def call_for(self, value: object, page_url: str) -> Call[T]:
        """Return the call for another page.

        Args:
            value: what `rule.next` gave.
            page_url: what a relative URL is relative to.

        Raises:
            PaginationError: the value is no URL or cursor, or leads away from the list's server.
        """
        where = self.rule.parameter
        if where is None:
            return replace(self.first, url=self._url(value, page_url))
        try:
            size = len(json_bytes(value))
            if size > LONGEST:
                raise PaginationError(f"the cursor of the next page has {size} bytes")
            if not isinstance(where, str):
                return where.put(self.first, value)
            if not isinstance(value, str | int) or isinstance(value, bool):
                raise PaginationError("the cursor of the next page is neither text nor a number")
            return replace(self.first, url=with_query(self.first.url, {where: str(value)}))
        except (ValueError, TypeError):
            raise PaginationError("the cursor of the next page cannot be sent") from None

    def token_for(self, value: object, call: Call[T]) -> str:
        """Return text that stands for a page, without host and credentials.

        Args:
            value: what `rule.next` gave.
            call: the call for the page.
        """
        return _token(self.first.operation.name, value if self.rule.parameter else call.url[len(self._base) :])

    def call_from(self, token: str) -> Call[T]:
        """Return the call for the page that a token stands for; the token may be anybody's.

        Raises:
            PaginationError: the token is one of another list, or of none, or leads away from the list's server.
        """
        value = _token_value(token, self.first.operation.name)
        if self.rule.parameter:
            return self.call_for(value, "")
        return self.call_for(f"{self._base}{value}", self._base)

    @cached_property
    def _base(self) -> str:
        """The URL that the operation's path was appended to, as httpx2 writes it; values in a path have no slash."""
        import httpx2

        depth = self.first.operation.path.partition("?")[0].count("/")
        return str(httpx2.URL(self.first.url.partition("?")[0].rsplit("/", depth)[0]))

    def _url(self, reference: object, page_url: str) -> str:
        import httpx2

        try:
            if not isinstance(reference, str) or "\\" in reference or not reference.isprintable():
                raise ValueError
            if len(reference) > LONGEST:
                raise PaginationError(f"the link to the next page has {len(reference)} characters")
            url = str(httpx2.URL(urljoin(page_url, reference.partition("#")[0].strip())))
        except (httpx2.InvalidURL, ValueError):
            raise PaginationError("the link to the next page is no URL") from None
        if not url.startswith(origin_of(self._base) + "/"):
            raise PaginationError(f"the next page is on another host: {shown_url(url)}")
        path = url.partition("?")[0]
        # A server may undo the encoding of dots and slashes before it looks where a path leads.
        steps = unquote(path).replace("\\", "/").split("/")
        if not f"{path}/".startswith(f"{self._base}/") or not {".", ".."}.isdisjoint(steps):
            raise PaginationError(f"the next page is outside of {self._base}: {shown_url(url)}")
        return without_query(url, self._query_credentials) if self._query_credentials else url


def _token(operation: str, value: object) -> str:
    return urlsafe_b64encode(json_bytes([operation, value])).rstrip(b"=").decode("ascii")


def _token_value(token: str, operation: str) -> object:
    try:
        decoded = b64decode(f"{token}{'=' * (-len(token) % 4)}", b"-_", validate=True)
        name, value = json.loads(decoded) if len(decoded) <= 2 * LONGEST else (None, None)
        # What we would not write to the letter is none of ours.
        is_ours = isinstance(name, str) and value is not None and _token(name, value) == token
    except (ValueError, TypeError, RecursionError):
        raise PaginationError("this is not the token of a page") from None
    if not is_ours:
        raise PaginationError("this is not the token of a page")
    if name != operation:
        raise PaginationError(f"the token is of another list, {name!a:.100}")
    return value
