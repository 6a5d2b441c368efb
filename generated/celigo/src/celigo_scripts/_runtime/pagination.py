"""Lists that span pages: lazily walked, one rule for both kinds of client."""

from __future__ import annotations

import copy
from typing import TYPE_CHECKING, Any, Generic, Self, TypeAlias, TypeVar

from .errors import PaginationError, ResponseValidationError
from .next_page import Turner
from .redact import shown_url
from .rules import Cursor, LinkHeader, NextUrl, Offset, PageFacts, PageNumber, Rule, at

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable, Callable, Collection, Iterator

    from .call import Call
    from .response import Response

__all__ = ["AsyncPages", "Cursor", "LinkHeader", "NextUrl", "Offset", "Page", "PageNumber", "Pages", "Rule"]

Item = TypeVar("Item")
Body = TypeVar("Body")
Send = TypeVar("Send")
_Send: TypeAlias = "Callable[[Call[Body]], Response[Body]]"
_AsyncSend: TypeAlias = "Callable[[Call[Body]], Awaitable[Response[Body]]]"

# Servers that filter after they have cut the pages give empty ones; a list of nothing else would never end.
_MOST_EMPTY = 1000


class Page(Generic[Item, Body]):
    """One page of a list: its `items`, its `body` (None when there was none) and the whole `response`."""

    def __init__(
        self, response: Response[Body], body: Body | None, items: list[Item], next_token: str | None, fault: str
    ) -> None:
        self.response = response
        self.body = body
        self.items = items
        self._next_token = next_token
        self._fault = fault

    @property
    def next_token(self) -> str | None:
        """Text from which `resume` walks on behind this page, also in another process; None on the last page.

        It holds neither credentials nor the host, but may show what the list is filtered by.

        Raises:
            PaginationError: the list cannot be walked on.
        """
        if self._fault:
            raise PaginationError(self._fault)
        return self._next_token

    def __repr__(self) -> str:
        return f"<Page of {len(self.items)} items: {self.response.summary}>"


class _Walk(Generic[Body]):
    """The way from page to page, which does not go in circles."""

    def __init__(self, turner: Turner[Body], start: Call[Body]) -> None:
        self._turner = turner
        self._call: Call[Body] | None = start
        # Hashes alone, since a list may have very many pages.
        self._seen: set[int] = set()
        self._empty = 0
        self._fault = ""

    def call(self) -> Call[Body] | None:
        """Return what to ask next; None after the last page.

        Raises:
            PaginationError: the list cannot be walked on.
        """
        if self._fault:
            raise PaginationError(self._fault)
        return self._call

    def page(self, call: Call[Body], response: Response[Body]) -> Page[Any, Body]:
        """Return the page that a call got. A fault in what it says of the next one waits until that is asked for."""
        response.raise_for_status()
        # An empty list may be answered without a body, whether the document says so or not.
        body = response.parse() if response.content else None
        path = self._turner.rule.items
        items: list[Any] = [] if (found := at(body, path)) is None else found
        if type(items) is not list:
            raise ResponseValidationError(response, f"there is no list at {path or 'the root'!r}")
        token = None
        try:
            asked = self._turner.asked(call)
            self._call, token = self._following(
                call, PageFacts(response.headers, body, len(items), asked), response.url
            )
        except PaginationError as error:
            self._fault = f"{call.operation.name}: {error}"
        return Page(response, body, items, token, self._fault)

    def _following(self, call: Call[Body], facts: PageFacts, url: str) -> tuple[Call[Body] | None, str | None]:
        self._seen.add(_mark(call))
        self._empty = 0 if facts.count else self._empty + 1
        value = self._turner.rule.next(facts)
        if value is None:
            return None, None
        following = self._turner.call_for(value, url)
        if _mark(following) in self._seen:
            raise PaginationError(f"the next page was already read: {shown_url(following.url)}")
        if self._empty >= _MOST_EMPTY:
            raise PaginationError(f"the last {_MOST_EMPTY} pages are empty, and there is still a next one")
        return following, self._turner.token_for(value, following)


def _mark(call: Call[Any]) -> int:
    return hash((call.url, call.content if isinstance(call.content, bytes) else None))


class _List(Generic[Send, Body]):
    """What both kinds of list share: everything but waiting."""

    def __init__(self, send: Send, call: Call[Body], rule: Rule, hidden: Collection[str] = ()) -> None:
        self._send = send
        self._turner = Turner(call, rule, hidden)
        self._start = call

    def resume(self, token: str) -> Self:
        """Return the same list from the page on that a token stands for; nothing is asked before it is walked.

        Args:
            token: the `next_token` of a page. The list is to be made by the same method with the same arguments.

        Raises:
            PaginationError: the token is one of another list, or of none, or leads away from the client's server.
        """
        twin = copy.copy(self)
        try:
            twin._start = self._turner.call_from(token)
        except PaginationError as error:
            raise PaginationError(f"{self._start.operation.name}: {error}") from None
        return twin

    def __repr__(self) -> str:
        return f"<{type(self).__name__} of {self._start.operation.name}>"


class Pages(_List["_Send[Body]", Body], Generic[Item, Body]):
    """A list: iterate over its items, or over `pages()`. Nothing is asked before; each iteration starts anew."""

    def pages(self) -> Iterator[Page[Item, Body]]:
        """Yield page after page.

        Raises:
            PaginationError: the next page is elsewhere, was already read, or is one too many without an item.
        """
        walk = _Walk(self._turner, self._start)
        while (call := walk.call()) is not None:
            yield walk.page(call, self._send(call))

    def __iter__(self) -> Iterator[Item]:
        for page in self.pages():
            yield from page.items


class AsyncPages(_List["_AsyncSend[Body]", Body], Generic[Item, Body]):
    """`Pages` for `async for`."""

    async def pages(self) -> AsyncIterator[Page[Item, Body]]:
        """Yield page after page.

        Raises:
            PaginationError: the next page is elsewhere, was already read, or is one too many without an item.
        """
        walk = _Walk(self._turner, self._start)
        while (call := walk.call()) is not None:
            yield walk.page(call, await self._send(call))

    async def __aiter__(self) -> AsyncIterator[Item]:
        async for page in self.pages():
            for item in page.items:
                yield item
