from __future__ import annotations

import time
from typing import Any

import httpx2
import pytest
from runtime.links import link_target
from runtime.model import Model
from runtime.rules import Cursor, LinkHeader, NextUrl, Offset, PageFacts, PageNumber, at


@pytest.mark.parametrize(
    ("header", "target"),
    [
        ('<https://a.example/?page=2>; rel="next"', "https://a.example/?page=2"),
        ("</b?x=1,2;3>; rel=next", "/b?x=1,2;3"),
        ('<a>; rel="prev", <b>; rel="next"', "b"),
        ('<a>; rel="prev"; title="x, <c>; rel=next", <b>; title="y;z"; REL="last Next"', "b"),
        ("<a>;rel=next;rel=prev", "a"),
        ("<a>; rel=prev; rel=next", None),
        ('<a>; rel="next"; anchor="/other"', None),
        ("<a>; foo; rel=next", "a"),
        (",, <a>; rel=next ,", "a"),
        ("<>; rel=next", ""),
        ("", None),
        ("nonsense", None),
        ('<a>; rel="next', None),
        ("<a> rel=next", None),
        ('<a>; rel="first"', None),
    ],
)
def test_link_header(header: str, target: str | None) -> None:
    assert link_target(header, "next") == target


@pytest.mark.parametrize("header", ["<" * 60_000, "<a>" + ";" * 60_000, "<a>; " * 12_000, '<a>; b="' + "\\" * 60_000])
def test_hostile_link_headers_take_no_time(header: str) -> None:
    began = time.perf_counter()
    assert link_target(header, "next") is None
    assert time.perf_counter() - began < 1


class Meta(Model):
    last_page: int | None = None
    more: bool | None = None


class Body(Model):
    data: list[Any] | None = None
    meta: Meta | None = None


def facts(body: object, *, url: str = "https://a.example/x", count: int = 2, link: str = "") -> PageFacts:
    return PageFacts(url, httpx2.Headers({"link": link} if link else {}), body, count)


def test_paths_lead_through_models_maps_lists_and_unknown_fields() -> None:
    body = Body.model_validate({"data": [{"id": 1}, {"id": 2}], "meta": {"lastPage": 3, "last_page": 4}, "extra": [5]})
    assert at(body, "") is body
    assert at(body, "meta.last_page") == 4
    assert at(body, "meta.lastPage") == 3
    assert at(body, "data.-1.id") == 2
    assert at(body, "extra.0") == 5
    for missing in ("nothing", "data.9", "data.x", "data.-3.id", "meta.more.deeper", "extra.0.a.b"):
        assert at(body, missing) is None


def test_link_header_rule() -> None:
    assert LinkHeader().next(facts([], link="<b>; rel=next")) == "b"
    assert LinkHeader().next(facts([])) is None


@pytest.mark.parametrize(
    ("url", "last", "count", "following"),
    [
        ("https://a.example/x", 3, 2, {"page": "2"}),
        ("https://a.example/x?page=2&q=1", 3, 2, {"page": "3"}),
        ("https://a.example/x?page=3", 3, 2, None),
        ("https://a.example/x?page=3", None, 2, {"page": "4"}),
        ("https://a.example/x?page=3", None, 0, None),
        ("https://a.example/x?page=x", None, 1, {"page": "2"}),
    ],
)
def test_page_number_rule(url: str, last: int | None, count: int, following: dict[str, str] | None) -> None:
    rule = PageNumber(last="meta.last_page")
    assert rule.next(facts(Body(meta=Meta(last_page=last)), url=url, count=count)) == following


def test_pages_can_count_from_zero() -> None:
    assert PageNumber(first=0).next(facts(None)) == {"page": "1"}


@pytest.mark.parametrize(("more", "following"), [(True, {"offset": "12"}), (None, {"offset": "12"}), (False, None)])
def test_offset_rule(more: bool | None, following: dict[str, str] | None) -> None:
    rule = Offset(more="meta.more", total="total")
    assert rule.next(facts(Body(meta=Meta(more=more)), url="https://a.example/?offset=10&limit=50")) == following


def test_offset_ends_at_the_total() -> None:
    assert Offset(total="total").next(facts({"total": 2})) is None
    assert Offset(total="total").next(facts({"total": 3})) == {"offset": "2"}


@pytest.mark.parametrize(
    ("cursor", "following"), [("abc", {"after": "abc"}), (7, {"after": "7"}), (None, None), ("", None), (True, None)]
)
def test_cursor_rule(cursor: object, following: dict[str, str] | None) -> None:
    assert Cursor("after", "next").next(facts({"next": cursor})) == following


def test_a_cursor_counts_only_while_there_is_more() -> None:
    assert Cursor("after", "data.-1.id", more="more").next(facts({"data": [{"id": "z"}], "more": False})) is None
    assert Cursor("after", "data.-1.id", more="more").next(facts({"data": [{"id": "z"}], "more": True})) == {
        "after": "z"
    }


@pytest.mark.parametrize(("url", "following"), [("/y", "/y"), (None, None), ("", None), ({}, None)])
def test_next_url_rule(url: object, following: str | None) -> None:
    assert NextUrl("links.next").next(facts({"links": {"next": url}})) == following
