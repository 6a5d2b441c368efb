"""One page of a list, as the declared pagination has it: which items, and what is said of the others."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qsl, quote, urlencode, urlsplit, urlunsplit

from generator.document import names, pointers
from generator.document.shapes import is_array, is_object
from generator.exchange.operations import Operation
from generator.standin.bodies import plain, properties
from generator.standin.causes import Cause, Refused

DEFAULT_SIZE = 100
"""Items on a page where neither the request nor the document says how many."""
MAX_SIZE = 1000

_SIZES = ("per_page", "page_size", "limit", "size", "count", "max_results", "pageSize", "perPage", "first", "top")
_POSITIONS = ("page", "offset", "cursor", "after", "page_token", "starting_after", "start")


@dataclass(frozen=True, slots=True)
class Window:
    """Which part of a list is asked for: `size` items after the first `start`; `name` is the parameter that says so."""

    start: int
    size: int
    style: str
    name: str
    first: int = 1


@dataclass(frozen=True, slots=True)
class Page:
    """What is said beside the items: `headers` of the answer, and `values` by pointer into its body.

    `facts` are what members of well-known names say: totals, positions, whether there is more.
    """

    headers: tuple[tuple[str, str], ...] = ()
    values: Mapping[str, Any] = field(default_factory=dict[str, Any])
    facts: Mapping[str, Any] = field(default_factory=dict[str, Any])


def window(operation: Operation, arguments: Mapping[str, Any], body: Any, default_size: int = DEFAULT_SIZE) -> Window:
    """Return the part of the list that a call asks for.

    Args:
        operation: the operation; its `pagination` names the parameters, else those of the usual names count.
        arguments: the parameters of the call, by wire name.
        body: its body, where the declared parameters stand in that.
        default_size: the items on a page where the request does not say.

    Raises:
        Refused: a cursor that no page gave.
    """
    rule = operation.pagination or {}
    given = body if rule.get("in") == "body" and is_object(body) else arguments
    declared = {parameter["name"] for parameter in operation.parameters if parameter["in"] == "query"}
    style = rule.get("style", "offset" if "offset" in declared else "page")
    size_name = rule.get("size") or rule.get("limit") or next((name for name in _SIZES if name in declared), "")
    size = _whole(given.get(size_name), 1, MAX_SIZE, default_size)
    name = rule.get("page") or rule.get("offset") or rule.get("cursor")
    name = name or next((each for each in _POSITIONS if each in declared), "page")
    first = int(rule.get("first", 1))
    value = given.get(name)
    if style == "offset":
        return Window(_whole(value, 0, None, 0), size, style, name)
    if style == "page" or (style in {"link-header", "next-url"} and name == "page"):
        return Window((_whole(value, first, None, first) - first) * size, size, style, name, first)
    return Window(_from_cursor(value, name), size, style, name)


def page(operation: Operation, asked: Window, url: str, *, shown: int, total: int) -> Page:
    """Return what an answer says beside its items.

    Args:
        operation: the operation, whose `pagination` says where.
        asked: the part that was asked for.
        url: the URL of the request, which links to other pages go out from.
        shown: how many items the page has.
        total: how many there are in all.
    """
    rule = operation.pagination or {}
    after = asked.start + shown
    more = after < total and shown > 0
    last = max(1, -(-total // asked.size))
    number = asked.start // asked.size + asked.first
    here = {"next": _linked(url, asked, after) if more else None, "previous": None}
    if asked.start > 0:
        here["previous"] = _linked(url, asked, max(0, asked.start - asked.size))
    token = _cursor(after) if more else None
    values: dict[str, Any] = {}
    for key, value in (("more", more), ("total", total), ("last", last + asked.first - 1)):
        if isinstance(rule.get(key), str):
            values[rule[key]] = value
    if isinstance(rule.get("next"), str):
        values[rule["next"]] = token if asked.style == "cursor" else here["next"]
    facts = {
        "total": total, "count": shown, "size": asked.size, "page": number, "pages": last, "offset": asked.start,
        "more": more, "next": token if asked.style == "cursor" else here["next"], "previous": here["previous"],
        "first": _linked(url, asked, 0), "last": _linked(url, asked, (last - 1) * asked.size),
        "from": asked.start + 1 if shown else None, "to": after if shown else None,
        "path": url.partition("?")[0],
    }  # fmt: skip
    return Page(_link_header(rule, here) if asked.style == "link-header" else (), values, facts)


_NAMED = {
    "total": "total", "total_count": "total", "total_items": "total", "total_results": "total", "count": "count",
    "size": "size", "limit": "size", "per_page": "size", "page_size": "size", "page": "page", "current_page": "page",
    "page_number": "page", "total_pages": "pages", "pages": "pages", "page_count": "pages", "last_page": "pages",
    "offset": "offset", "has_more": "more", "more": "more", "has_next": "more", "has_next_page": "more",
    "more_elements": "more", "next": "next", "next_page_url": "next", "next_cursor": "next", "next_page_token": "next",
    "prev": "previous", "previous": "previous", "prev_page_url": "previous", "first": "first", "last": "last",
    "from": "from", "to": "to", "path": "path",
}  # fmt: skip


def beside(document: dict[str, Any], schema: Any, facts: Mapping[str, Any], depth: int = 0) -> dict[str, Any]:
    """Return the members of a list's body that say something of the page, by the names that they usually have."""
    node, said = plain(document, schema), dict[str, Any]()
    for name, value in properties(node).items():
        member = plain(document, value)
        fact = _NAMED.get(names.snake(name))
        kinds = member.get("type") if is_object(member) else None
        if fact is not None and _fits(facts[fact], kinds):
            said[name] = facts[fact]
        elif is_object(member) and "properties" in member and depth < 2:
            inner = beside(document, member, facts, depth + 1)
            if inner:
                said[name] = inner
    return said


def put(body: Any, pointer: str, value: Any) -> Any:
    """Return `body` with `value` at `pointer`, objects made on the way."""
    tokens = pointers.split(pointer)
    if not tokens:
        return value
    node = body = body if is_object(body) else {}
    for token in tokens[:-1]:
        child = node.get(token)
        node[token] = node = child if is_object(child) else {}
    node[tokens[-1]] = value
    return body


def _fits(value: Any, kinds: Any) -> bool:
    allowed: list[Any] = kinds if is_array(kinds) else [kinds]
    if value is None:
        return "null" in allowed
    if isinstance(value, bool):
        return "boolean" in allowed
    fitting = {"integer", "number"} if isinstance(value, int) else {"string"}
    return any(kind in fitting for kind in allowed)


def _whole(value: Any, least: int, most: int | None, default: int) -> int:
    if isinstance(value, str) and value.isascii() and value.isdecimal() and len(value) < 10:
        value = int(value)
    if not isinstance(value, int) or isinstance(value, bool) or value < least:
        return default
    return value if most is None else min(value, most)


def _cursor(start: int) -> str:
    return f"after-{start}"


def _from_cursor(value: Any, name: str) -> int:
    if value is None or value == "":
        return 0
    text = str(value).removeprefix("after-")
    if not (text.isascii() and text.isdecimal() and len(text) < 12):
        raise Refused(Cause.INVALID, f"{name}: no page gave this cursor", field=name)
    return int(text)


def _linked(url: str, asked: Window, start: int) -> str:
    """Return the URL of the page that begins after `start` items."""
    parts = urlsplit(url)
    pairs = [(key, value) for key, value in parse_qsl(parts.query, keep_blank_values=True) if key != asked.name]
    position: Any = start
    if asked.style == "page" or asked.name == "page":
        position = start // asked.size + asked.first
    elif asked.style != "offset" and asked.name != "offset":
        position = _cursor(start)
    return urlunsplit(parts._replace(query=urlencode([*pairs, (asked.name, position)], quote_via=quote), fragment=""))


def _link_header(rule: Mapping[str, Any], here: Mapping[str, str | None]) -> tuple[tuple[str, str], ...]:
    links = [(str(rule.get("relation", "next")), here["next"]), ("prev", here["previous"])]
    said = ", ".join(f'<{url}>; rel="{relation}"' for relation, url in links if url)
    return (("Link", said),) if said else ()
