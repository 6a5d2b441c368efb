"""Lists that span pages: lazily walked, one rule for both kinds of client."""

from __future__ import annotations

import copy
from typing import TYPE_CHECKING, Any, Generic, Self, TypeAlias, TypeVar

from .errors import PaginationError, ResponseValidationError
from .next_page import NextPage
from .redact import shown_url
from .rules import PageFacts, at

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable, Callable, Collection, Iterator

    from .call import Call
    from .response import Response

Item = TypeVar("Item")
PageBody = TypeVar("PageBody")
Send = TypeVar("Send")
_Send: TypeAlias = "Callable[[Call[PageBody]], Response[PageBody]]"
_AsyncSend: TypeAlias = "Callable[[Call[PageBody]], Awaitable[Response[PageBody]]]"

# Servers that filter after they have cut the pages give empty ones; a list of nothing else would never end.
_MOST_EMPTY = 1000
# Nor would a list that is one page over and over. That pages of equal items are alike, however, means nothing.
_MOST_ALIKE = 100


class Page(Generic[Item, PageBody]):
    """One page of a list: its `items`, its `body` (None when there was none) and the whole `response`."""

    def __init__(
        self, response: Response[PageBody], body: PageBody | None, items: list[Item], next_token: str | None, fault: str
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


class _Walk(Generic[PageBody]):
    """The way from page to page, which does not go in circles."""

    def __init__(self, next_page: NextPage[PageBody], start: Call[PageBody]) -> None:
        self._next_page = next_page
        self._call: Call[PageBody] | None = start
        # Hashes alone, since a list may have very many pages.
        self._seen: set[int] = set()
        self._content: int | None = None
        self._alike = 0
        self._empty = 0
        self._fault = ""

    def call(self) -> Call[PageBody] | None:
        """Return what to ask next; None after the last page.

        Raises:
            PaginationError: the list cannot be walked on.
        """
        if self._fault:
            raise PaginationError(self._fault)
        return self._call

    def page(self, call: Call[PageBody], response: Response[PageBody]) -> Page[Any, PageBody]:
        """Return the page that a call got. A fault in what it says of the next one waits until that is asked for."""
        response.raise_for_status()
        # An empty list may be answered by 204, whether the document says so or not.
        body = None if response.status == 204 and not response.content else response.parse()
        path = self._next_page.rule.items
        items: list[Any] = [] if (found := at(body, path)) is None else found
        if type(items) is not list:
            raise ResponseValidationError(response, f"there is no list at {path or 'the root'!r}")
        token = None
        try:
            facts = PageFacts(response.headers, body, len(items), self._next_page.asked(call))
            self._call, token = self._following(call, facts, response, items)
        except PaginationError as error:
            self._fault = f"{call.operation.name}: {error}"
        return Page(response, body, items, token, self._fault)

    def _following(
        self, call: Call[PageBody], facts: PageFacts, response: Response[PageBody], items: list[Any]
    ) -> tuple[Call[PageBody] | None, str | None]:
        self._seen.add(_mark(call))
        self._empty = 0 if facts.count else self._empty + 1
        before, self._content = self._content, hash(response.content)
        self._alike = self._alike + 1 if facts.count and before == self._content else 0
        value = self._next_page.rule.next(facts)
        if value is None:
            return None, None
        following = self._next_page.call_for(value, response.url)
        if _mark(following) in self._seen:
            raise PaginationError(f"the next page was already read: {shown_url(following.url)}")
        if self._alike and self._is_repeated(facts, items):
            raise PaginationError(f"the page is the same as the one before: {shown_url(call.url)}")
        if self._empty >= _MOST_EMPTY:
            raise PaginationError(f"the last {_MOST_EMPTY} pages are empty, and there is still a next one")
        return following, self._next_page.token_for(value, following)

    def _is_repeated(self, facts: PageFacts, items: list[Any]) -> bool:
        """Say whether a page that is like the one before is that very one.

        Who does not know the parameter gives the first page for ever; a link comes from one who knows what it is for.
        """
        rule = self._next_page.rule
        if rule.parameter is None:
            return False
        may_be_alike = rule.says_more(facts) and all(item == items[0] for item in items)
        return not may_be_alike or self._alike >= _MOST_ALIKE


def _mark(call: Call[Any]) -> int:
    return hash((call.url, call.content if isinstance(call.content, bytes) else None))


class _List(Generic[Send, PageBody]):
    """What both kinds of list share: everything but waiting."""

    def __init__(self, send: Send, call: Call[PageBody], query_credentials: Collection[str] = ()) -> None:
        self._send = send
        self._next_page = NextPage(call, query_credentials)
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
            twin._start = self._next_page.call_from(token)
        except PaginationError as error:
            raise PaginationError(f"{self._start.operation.name}: {error}") from None
        return twin

    def __repr__(self) -> str:
        return f"<{type(self).__name__} of {self._start.operation.name}>"


class Pages(_List["_Send[PageBody]", PageBody], Generic[Item, PageBody]):
    """A list: iterate over its items, or over `pages()`. Nothing is asked before; each iteration starts anew."""

    def pages(self) -> Iterator[Page[Item, PageBody]]:
        """Yield page after page.

        Raises:
            PaginationError: the next page is elsewhere, was already read, is missing, or one too many without an item.
        """
        walk = _Walk(self._next_page, self._start)
        while (call := walk.call()) is not None:
            yield walk.page(call, self._send(call))

    def __iter__(self) -> Iterator[Item]:
        for page in self.pages():
            yield from page.items


class AsyncPages(_List["_AsyncSend[PageBody]", PageBody], Generic[Item, PageBody]):
    """`Pages` for `async for`."""

    async def pages(self) -> AsyncIterator[Page[Item, PageBody]]:
        """Yield page after page.

        Raises:
            PaginationError: the next page is elsewhere, was already read, is missing, or one too many without an item.
        """
        walk = _Walk(self._next_page, self._start)
        while (call := walk.call()) is not None:
            yield walk.page(call, await self._send(call))

    async def __aiter__(self) -> AsyncIterator[Item]:
        async for page in self.pages():
            for item in page.items:
                yield item
