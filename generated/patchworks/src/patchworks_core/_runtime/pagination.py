"""Lists that span pages: lazily walked, one rule for both kinds of client."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from .errors import PaginationError, ResponseValidationError
from .redact import shown_url
from .rules import Cursor, LinkHeader, NextUrl, Offset, PageFacts, PageNumber, Rule, at
from .urls import origin_of, with_query

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable, Callable, Iterator

    from .call import Call
    from .response import Response

__all__ = ["AsyncPages", "Cursor", "LinkHeader", "NextUrl", "Offset", "Page", "PageNumber", "Pages", "Rule"]

Item = TypeVar("Item")
Body = TypeVar("Body")


class Page(Generic[Item, Body]):
    """One page of a list: its `items`, its `body` (None when there was none) and the whole `response`."""

    def __init__(self, response: Response[Body], path: str) -> None:
        response.raise_for_status()
        self.response = response
        # An empty list may be answered without a body, whether the document says so or not.
        self.body: Body | None = response.parse() if response.content else None
        found = at(self.body, path)
        if found is not None and not isinstance(found, list):
            raise ResponseValidationError(response, f"there is no list at {path or 'the root'!r}")
        self.items: list[Item] = found or []

    def __repr__(self) -> str:
        return f"<Page of {len(self.items)} items: {self.response.summary}>"


class _Walk:
    """The way from page to page: applies the rule, and refuses to leave the host or to go in circles."""

    def __init__(self, rule: Rule) -> None:
        self._rule = rule
        self._seen: set[str] = set()

    def after(self, call: Call[Body], page: Page[Any, Body]) -> Call[Body] | None:
        """Return the call for the page that follows, None after the last.

        Raises:
            PaginationError: the next page is on another origin, or was already read.
        """
        self._seen.add(call.url)
        facts = PageFacts(call.url, page.response.headers, page.body, len(page.items))
        following = self._rule.next(facts)
        if following is None:
            return None
        url = with_query(call.url, following) if isinstance(following, dict) else _resolved(call, following)
        if url in self._seen:
            raise PaginationError(f"{call.operation.name}: the next page was already read: {shown_url(url)}")
        return replace(call, url=url)


def _resolved(call: Call[Any], reference: str) -> str:
    """Return an absolute URL for a link, which must lead to where the call went: credentials go with it."""
    import httpx2

    try:
        url = str(httpx2.URL(call.url).join(reference).copy_with(fragment=None))
    except httpx2.InvalidURL as error:
        raise PaginationError(f"{call.operation.name}: the link to the next page is no URL") from error
    if not url.startswith(origin_of(call.url) + "/"):
        raise PaginationError(f"{call.operation.name}: the next page is on another host: {shown_url(url)}")
    return url


class Pages(Generic[Item, Body]):
    """A list: iterate over its items, or over `pages()`. Nothing is asked before; each iteration starts anew."""

    def __init__(self, send: Callable[[Call[Body]], Response[Body]], call: Call[Body], rule: Rule) -> None:
        self._send = send
        self._call = call
        self._rule = rule

    def pages(self) -> Iterator[Page[Item, Body]]:
        """Yield page after page.

        Raises:
            PaginationError: the next page is on another host, or was already read.
        """
        walk = _Walk(self._rule)
        call: Call[Body] | None = self._call
        while call is not None:
            page: Page[Item, Body] = Page(self._send(call), self._rule.items)
            yield page
            call = walk.after(call, page)

    def __iter__(self) -> Iterator[Item]:
        for page in self.pages():
            yield from page.items

    def __repr__(self) -> str:
        return f"<Pages of {self._call.operation.name}>"


class AsyncPages(Generic[Item, Body]):
    """`Pages` for `async for`."""

    def __init__(self, send: Callable[[Call[Body]], Awaitable[Response[Body]]], call: Call[Body], rule: Rule) -> None:
        self._send = send
        self._call = call
        self._rule = rule

    async def pages(self) -> AsyncIterator[Page[Item, Body]]:
        """Yield page after page.

        Raises:
            PaginationError: the next page is on another host, or was already read.
        """
        walk = _Walk(self._rule)
        call: Call[Body] | None = self._call
        while call is not None:
            page: Page[Item, Body] = Page(await self._send(call), self._rule.items)
            yield page
            call = walk.after(call, page)

    async def __aiter__(self) -> AsyncIterator[Item]:
        async for page in self.pages():
            for item in page.items:
                yield item

    def __repr__(self) -> str:
        return f"<AsyncPages of {self._call.operation.name}>"
