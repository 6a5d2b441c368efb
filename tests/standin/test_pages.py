"""One page of a list: which part is asked for, in each style of pagination, and what is said of the others."""

from __future__ import annotations

from typing import Any

import pytest

from generator.exchange.operations import Api, Operation
from generator.standin.causes import Refused
from generator.standin.pages import MAX_SIZE, Window, beside, page, put, window

URL = "https://shop.example/things?colour=red%20ish&page=2"


def listing(rule: dict[str, Any] | None = None, *query: str) -> Operation:
    data: dict[str, Any] = {"operationId": "list", "responses": {}}
    data["parameters"] = [{"name": name, "in": "query", "schema": {}} for name in query]
    if rule is not None:
        data["x-specloom-pagination"] = rule
    (operation,) = Api({"paths": {"/things": {"get": data}}}, "shop").operations
    return operation


@pytest.mark.parametrize(
    ("rule", "query", "arguments", "expected"),
    [
        (None, ("page", "per_page"), {"page": 3, "per_page": 10}, Window(20, 10, "page", "page")),
        (None, ("page", "per_page"), {}, Window(0, 5, "page", "page")),
        (None, (), {}, Window(0, 5, "page", "page")),
        (None, ("offset", "limit"), {"offset": "7", "limit": "2"}, Window(7, 2, "offset", "offset")),
        ({"style": "page", "page": "p", "size": "n", "first": 0}, ("p", "n"), {"p": 1, "n": 4},
         Window(4, 4, "page", "p", 0)),
        ({"style": "offset", "offset": "from", "limit": "n"}, ("from", "n"), {"from": 3, "n": 4},
         Window(3, 4, "offset", "from")),
        ({"style": "cursor", "cursor": "after"}, ("after",), {"after": "after-8"}, Window(8, 5, "cursor", "after")),
        ({"style": "cursor", "cursor": "after"}, ("after",), {"after": ""}, Window(0, 5, "cursor", "after")),
        ({"style": "link-header"}, (), {"page": "2"}, Window(5, 5, "link-header", "page")),
        ({"style": "next-url"}, ("cursor",), {"cursor": "after-5"}, Window(5, 5, "next-url", "cursor")),
    ],
)  # fmt: skip
def test_the_part_that_is_asked_for(rule: Any, query: tuple[str, ...], arguments: Any, expected: Window) -> None:
    assert window(listing(rule, *query), arguments, None, 5) == expected


@pytest.mark.parametrize("value", [0, -1, "0", "x", "1e3", "9" * 40, "٣", None, True, 1.5, [2], {}])
def test_what_is_no_number_of_a_page_counts_as_the_first(value: Any) -> None:
    asked = window(listing(None, "page", "limit"), {"page": value, "limit": value}, None, 5)
    assert (asked.start, asked.size) == (0, 5)


def test_no_page_is_larger_than_the_largest() -> None:
    assert window(listing(None, "limit"), {"limit": 10**8}, None).size == MAX_SIZE


def test_the_part_may_be_asked_for_in_the_body() -> None:
    rule = {"style": "cursor", "cursor": "cursor", "size": "limit", "in": "body"}
    asked = window(listing(rule), {"cursor": "after-1"}, {"cursor": "after-6", "limit": 3})
    assert (asked.start, asked.size) == (6, 3)
    assert window(listing(rule), {}, None, 5).start == 0


@pytest.mark.parametrize("value", ["x", "after-", "after--1", "after-1x", "after-" + "1" * 12, 5.5, ["after-1"], {}])
def test_a_cursor_that_no_page_gave_is_refused(value: Any) -> None:
    with pytest.raises(Refused) as caught:
        window(listing({"style": "cursor", "cursor": "after"}, "after"), {"after": value}, None)
    assert caught.value.field == "after"


def test_links_go_on_with_what_was_asked_for() -> None:
    asked = Window(5, 5, "link-header", "page")
    ((name, links),) = page(listing({"style": "link-header"}), asked, URL, shown=5, total=12).headers
    assert name == "Link"
    assert links == (
        '<https://shop.example/things?colour=red%20ish&page=3>; rel="next", '
        '<https://shop.example/things?colour=red%20ish&page=1>; rel="prev"'
    )
    last = page(listing({"style": "link-header"}), Window(10, 5, "link-header", "page"), URL, shown=2, total=12)
    assert 'rel="next"' not in last.headers[0][1]
    assert (
        page(listing({"style": "link-header"}), Window(0, 5, "link-header", "page"), URL, shown=5, total=5).headers
        == ()
    )


def test_members_that_the_document_names_say_whether_there_is_more() -> None:
    rule = {"style": "cursor", "cursor": "after", "more": "/meta/more", "next": "/meta/next", "total": "/count"}
    asked = Window(0, 2, "cursor", "after")
    assert page(listing(rule), asked, URL, shown=2, total=3).values == {
        "/meta/more": True, "/meta/next": "after-2", "/count": 3,
    }  # fmt: skip
    end = page(listing(rule), Window(2, 2, "cursor", "after"), URL, shown=1, total=3).values
    assert (end["/meta/more"], end["/meta/next"]) == (False, None)
    by_url = {"style": "next-url", "next": "/next", "last": "/last"}
    assert page(listing(by_url), Window(0, 2, "next-url", "cursor"), URL, shown=2, total=3).values == {
        "/next": f"{URL}&cursor=after-2", "/last": 2,
    }  # fmt: skip


def test_an_empty_list_has_one_page() -> None:
    facts = page(listing(), Window(0, 5, "page", "page"), URL, shown=0, total=0).facts
    assert (facts["pages"], facts["page"], facts["from"], facts["more"], facts["next"]) == (1, 1, None, False, None)


def test_members_of_usual_names_are_filled_where_their_types_fit() -> None:
    number, text = {"type": "integer"}, {"type": "string"}
    schema = {"properties": {
        "total_count": number, "hasMore": {"type": "boolean"}, "next": {"type": ["string", "null"]}, "page": text,
        "meta": {"type": "object", "properties": {"perPage": number, "current_page": number, "note": text}},
        "data": {"type": "array"}, "other": {"type": "object", "properties": {"note": text}},
    }}  # fmt: skip
    facts = page(listing(), Window(5, 5, "page", "page"), URL, shown=5, total=10).facts
    assert beside({}, schema, facts) == {
        "total_count": 10, "hasMore": False, "next": None, "meta": {"perPage": 5, "current_page": 2},
    }  # fmt: skip


@pytest.mark.parametrize(
    ("body", "pointer", "expected"),
    [
        ({"a": 1}, "", [2]),
        ({"a": 1}, "/b/c", {"a": 1, "b": {"c": [2]}}),
        ({"b": 5}, "/b/c", {"b": {"c": [2]}}),
        (None, "/a~1b", {"a/b": [2]}),
    ],
)
def test_values_are_put_in_their_places(body: Any, pointer: str, expected: Any) -> None:
    assert put(body, pointer, [2]) == expected
