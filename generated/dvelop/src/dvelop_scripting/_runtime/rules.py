"""How a list names its next page: pure rules, one class for each way that APIs have.

Paths into a body are Python attribute names joined by dots, as in `meta.last_page`; a key of a map or the index of a
list (`data.-1.id`) is a step too, and the empty path is the body itself.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol, TypeAlias, cast

from .links import link_target
from .urls import query_of

if TYPE_CHECKING:
    import httpx2

Next: TypeAlias = str | dict[str, str] | None
"""The next page: a URL, perhaps relative; or query parameters to set; or None, when there is none."""


@dataclass(frozen=True, slots=True)
class PageFacts:
    """What a rule may look at: the URL asked, the answer's headers, its decoded body, how many items it has."""

    url: str
    headers: httpx2.Headers
    body: object
    count: int


class Rule(Protocol):
    """A way of paging."""

    @property
    def items(self) -> str:
        """The path of the list in the body."""
        ...

    def next(self, page: PageFacts) -> Next:
        """Return where the next page is."""
        ...


@dataclass(frozen=True, slots=True)
class LinkHeader:
    """The `Link` header names the next page (RFC 8288)."""

    items: str = ""
    relation: str = "next"

    def next(self, page: PageFacts) -> Next:
        """Return the target of the link to the next page."""
        return link_target(page.headers.get("link", ""), self.relation) or None


@dataclass(frozen=True, slots=True)
class NextUrl:
    """The body holds the URL of the next page, or null."""

    next_url: str
    items: str = "data"

    def next(self, page: PageFacts) -> Next:
        """Return that URL."""
        return _text(at(page.body, self.next_url))


@dataclass(frozen=True, slots=True)
class Cursor:
    """The body holds what the query parameter `parameter` takes for the next page; `more`, if given, says whether."""

    parameter: str
    next_cursor: str
    items: str = "data"
    more: str = ""

    def next(self, page: PageFacts) -> Next:
        """Return the cursor."""
        cursor = _text(at(page.body, self.next_cursor))
        return {self.parameter: cursor} if cursor and not _ends(page, self.more) else None


@dataclass(frozen=True, slots=True)
class PageNumber:
    """A query parameter counts pages from `first`.

    The last page is known from `last`, the path of its number, or from `more`; failing both, by being empty. A page
    shorter than asked for proves nothing: servers cap the size.
    """

    parameter: str = "page"
    items: str = "data"
    last: str = ""
    more: str = ""
    first: int = 1

    def next(self, page: PageFacts) -> Next:
        """Return the number that follows."""
        number = _number(query_of(page.url).get(self.parameter))
        number = self.first if number is None else number
        last = _number(at(page.body, self.last)) if self.last else None
        if page.count == 0 or _ends(page, self.more) or (last is not None and number >= last):
            return None
        return {self.parameter: str(number + 1)}


@dataclass(frozen=True, slots=True)
class Offset:
    """A query parameter counts the items before the page.

    The last page is known from `total`, the path of the number of all items, or from `more`; failing both, by being
    empty.
    """

    parameter: str = "offset"
    items: str = "data"
    total: str = ""
    more: str = ""

    def next(self, page: PageFacts) -> Next:
        """Return the offset behind the page; by the items it has, since servers cap the size that is asked for."""
        offset = (_number(query_of(page.url).get(self.parameter)) or 0) + page.count
        total = _number(at(page.body, self.total)) if self.total else None
        if page.count == 0 or _ends(page, self.more) or (total is not None and offset >= total):
            return None
        return {self.parameter: str(offset)}


def at(body: object, path: str) -> Any:
    """Return what stands at a path in a decoded body; None if nothing does."""
    value: Any = body
    for step in path.split(".") if path else ():
        if isinstance(value, Mapping):
            value = cast("Mapping[str, Any]", value).get(step)
        elif isinstance(value, list):
            value = _item(cast("list[object]", value), step)
        else:
            value = getattr(value, step, None)
    return value


def _item(items: list[object], step: str) -> object:
    index = int(step) if step.removeprefix("-").isdecimal() else len(items)
    return items[index] if -len(items) <= index < len(items) else None


def _ends(page: PageFacts, more: str) -> bool:
    return bool(more) and at(page.body, more) is False


def _text(value: object) -> str | None:
    """Return a cursor or URL as text; None for null and nothing."""
    return str(value) if isinstance(value, str | int) and not isinstance(value, bool) and value != "" else None


def _number(value: object) -> int | None:
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    return int(value) if isinstance(value, str) and value.isdecimal() and len(value) < 20 else None
