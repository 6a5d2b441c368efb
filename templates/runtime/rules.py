"""How a list names its next page: pure rules, one class for each way that APIs have.

Paths into a body are Python attribute names joined by dots, as in `meta.last_page`; a key of a map or the index of a
list (`data.-1.id`) is a step too, and the empty path is the body itself.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol, TypeAlias, TypeVar, cast

from .errors import PaginationError
from .links import link_target

if TYPE_CHECKING:
    import httpx2

    from .call import Call

T = TypeVar("T")

LONGEST = 65_536
"""The longest `Link` header, URL or cursor that is taken from a server, in characters."""


class Place(Protocol):
    """Where in a request the parameter of a rule stands, if that is not the query."""

    def value(self, call: Call[Any]) -> object:
        """Return what the parameter is in a call; None if it is not there."""
        ...

    def put(self, call: Call[T], value: object) -> Call[T]:
        """Return a call with the parameter set to a JSON value."""
        ...


Where: TypeAlias = str | Place
"""Where a rule's parameter goes: the name of a query parameter, or another place."""


@dataclass(frozen=True, slots=True)
class PageFacts:
    """What a rule may look at: the answer's headers, its decoded body, how many items it has.

    `asked` is what the rule's parameter was in the request; None if it was not given.
    """

    headers: httpx2.Headers
    body: object
    count: int
    asked: object = None


class Rule(Protocol):
    """A way of paging."""

    @property
    def items(self) -> str:
        """The path of the list in the body."""
        ...

    @property
    def parameter(self) -> Where | None:
        """Where the request takes what `next` gives; None if that is a URL."""
        ...

    def next(self, page: PageFacts) -> object:
        """Return what leads to the next page: a URL, perhaps relative, or the parameter's value; None after the last.

        Raises:
            PaginationError: the answer says what cannot be.
        """
        ...

    def says_more(self, page: PageFacts) -> bool | None:
        """Return whether the answer itself says that another page follows; None if it leaves that open."""
        ...


@dataclass(frozen=True, slots=True)
class LinkHeader:
    """The `Link` header names the next page (RFC 8288), by a relation type in small letters."""

    items: str = ""
    relation: str = "next"

    @property
    def parameter(self) -> None:
        """None: the header holds a URL."""

    def next(self, page: PageFacts) -> object:
        """Return the target of the link to the next page."""
        header = page.headers.get("link", "")
        if len(header) > LONGEST:
            raise PaginationError(f"the Link header has {len(header)} characters")
        return link_target(header, self.relation) or None

    def says_more(self, page: PageFacts) -> bool:
        """Return whether there is such a link."""
        return self.next(page) is not None


@dataclass(frozen=True, slots=True)
class NextUrl:
    """The body holds the URL of the next page, or null."""

    next_url: str
    items: str = "data"

    @property
    def parameter(self) -> None:
        """None: the body holds a URL."""

    def next(self, page: PageFacts) -> object:
        """Return that URL."""
        return _or_none(at(page.body, self.next_url))

    def says_more(self, page: PageFacts) -> bool:
        """Return whether there is one."""
        return self.next(page) is not None


@dataclass(frozen=True, slots=True)
class Cursor:
    """The body holds what `parameter` takes for the next page; `more`, if given, says whether there is one.

    A page without items does not end the list: servers filter after they have cut the pages.
    """

    parameter: Where
    next_cursor: str
    items: str = "data"
    more: str = ""

    def next(self, page: PageFacts) -> object:
        """Return the cursor: text or a number, and any JSON where the parameter does not stand in the query.

        Raises:
            PaginationError: the answer says that there is more, and has no cursor.
        """
        more, cursor = _flag(page, self.more), _or_none(at(page.body, self.next_cursor))
        if more and cursor is None:
            raise PaginationError("the server says that there is more, and gives no cursor for it")
        return None if more is False else cursor

    def says_more(self, page: PageFacts) -> bool:
        """Return whether there is a cursor, and `more` does not deny it."""
        return _flag(page, self.more) is not False and _or_none(at(page.body, self.next_cursor)) is not None


@dataclass(frozen=True, slots=True)
class PageNumber:
    """`parameter` counts pages from `first`.

    The last page is known from `last`, the path of its number, or from `more`; failing both, by being empty. A page
    shorter than asked for proves nothing: servers cap the size. Nor does an empty one before the last: they filter after
    they have cut the pages.
    """

    parameter: Where = "page"
    items: str = "data"
    last: str = ""
    more: str = ""
    first: int = 1

    def next(self, page: PageFacts) -> object:
        """Return the number that follows."""
        more = self.says_more(page)
        return None if more is False or (more is None and page.count == 0) else self._number(page) + 1

    def says_more(self, page: PageFacts) -> bool | None:
        """Return what `more` and `last` say; None if there is neither in the answer."""
        last = _whole_number(at(page.body, self.last)) if self.last else None
        return _both(_flag(page, self.more), None if last is None else self._number(page) < last)

    def _number(self, page: PageFacts) -> int:
        number = _whole_number(page.asked)
        return self.first if number is None else number


@dataclass(frozen=True, slots=True)
class Offset:
    """`parameter` counts the items before the page.

    The last page is known from `total`, the path of the number of all items, or from `more`; failing both, by being
    empty.
    """

    parameter: Where = "offset"
    items: str = "data"
    total: str = ""
    more: str = ""

    def next(self, page: PageFacts) -> object:
        """Return the offset behind the page; by the items it has, since servers cap the size that is asked for.

        Raises:
            PaginationError: the page is empty, and the answer says that there is more.
        """
        more = self.says_more(page)
        if more and page.count == 0:
            raise PaginationError("the page is empty, and the server says that there is more")
        return None if more is False or page.count == 0 else self._behind(page)

    def says_more(self, page: PageFacts) -> bool | None:
        """Return what `more` and `total` say; None if there is neither in the answer."""
        total = _whole_number(at(page.body, self.total)) if self.total else None
        return _both(_flag(page, self.more), None if total is None else self._behind(page) < total)

    def _behind(self, page: PageFacts) -> int:
        return (_whole_number(page.asked) or 0) + page.count


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


def _flag(page: PageFacts, path: str) -> bool | None:
    """Return the truth value at a path; None if there is none."""
    value = at(page.body, path) if path else None
    return value if isinstance(value, bool) else None


def _both(one: bool | None, other: bool | None) -> bool | None:
    """Return whether there is more by two witnesses: one that denies it is believed, and one is enough."""
    return other if one is None else one if other is None else one and other


def _or_none(value: object) -> object:
    """Return a value; None for what stands for no value in one API or another."""
    return None if isinstance(value, bool) or value in (None, "", [], {}) else value


def _whole_number(value: object) -> int | None:
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    return int(value) if isinstance(value, str) and value.isdecimal() and len(value) < 20 else None
