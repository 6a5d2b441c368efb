from __future__ import annotations

from dataclasses import replace
from typing import Any

import httpx2
import pytest
from runtime.errors import PaginationError
from runtime.links import link_target
from runtime.model import Model
from runtime.page_body import InBody
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
    assert link_target(header, "next") is None


class Meta(Model):
    last_page: int | None = None
    more: bool | None = None


class Body(Model):
    data: list[Any] | None = None
    meta: Meta | None = None


def facts(body: object, *, asked: object = None, count: int = 2, link: str = "") -> PageFacts:
    return PageFacts(httpx2.Headers({"link": link} if link else {}), body, count, asked)


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


def test_a_link_header_names_other_relations_and_has_a_bound() -> None:
    assert LinkHeader(relation="older").next(facts([], link="<b>; rel=next, <c>; rel=Older")) == "c"
    with pytest.raises(PaginationError, match="the Link header has 65561 characters"):
        LinkHeader().next(facts([], link=f"<b>; rel=next; title={'x' * 65_540}"))


@pytest.mark.parametrize(
    ("asked", "last", "count", "following"),
    [
        (None, 3, 2, 2),
        ("2", 3, 2, 3),
        (2, 3, 2, 3),
        ("3", 3, 2, None),
        ("3", None, 2, 4),
        ("3", None, 0, None),
        ("x", None, 1, 2),
        (True, None, 1, 2),
    ],
)
def test_page_number_rule(asked: object, last: int | None, count: int, following: int | None) -> None:
    rule = PageNumber(last="meta.last_page")
    assert rule.next(facts(Body(meta=Meta(last_page=last)), asked=asked, count=count)) == following


def test_pages_can_count_from_zero() -> None:
    assert PageNumber(first=0).next(facts(None)) == 1


@pytest.mark.parametrize(("more", "following"), [(True, 12), (None, 12), (False, None)])
def test_offset_rule(more: bool | None, following: int | None) -> None:
    rule = Offset(more="meta.more", total="total")
    assert rule.next(facts(Body(meta=Meta(more=more)), asked="10")) == following


@pytest.mark.parametrize(
    ("more", "last", "says"),
    [(True, None, True), (None, 3, True), (None, 2, False), (True, 2, False), (False, 3, False), (None, None, None)],
)
def test_a_witness_that_denies_more_is_believed(more: bool | None, last: int | None, says: bool | None) -> None:
    page = facts(Body(meta=Meta(more=more, last_page=last)), asked=2)
    assert PageNumber(last="meta.last_page", more="meta.more").says_more(page) is says
    assert Offset(total="meta.last_page", more="meta.more").says_more(replace(page, asked=0)) is says


def test_an_empty_page_leads_on_by_its_number_alone() -> None:
    page = facts(Body(meta=Meta(more=True, last_page=9)), asked=2, count=0)
    assert PageNumber(more="meta.more").next(page) == PageNumber(last="meta.last_page").next(page) == 3
    assert PageNumber().next(page) is None
    assert Offset().next(page) is None
    for rule in (Offset(more="meta.more"), Offset(total="meta.last_page")):
        with pytest.raises(PaginationError, match="the page is empty, and the server says that there is more"):
            rule.next(page)


def test_offset_ends_at_the_total() -> None:
    assert Offset(total="total").next(facts({"total": 2})) is None
    assert Offset(total="total").next(facts({"total": 3})) == 2


@pytest.mark.parametrize(
    ("cursor", "following"),
    [("abc", "abc"), (7, 7), (0, 0), (None, None), ("", None), (True, None), (False, None), ([], None), ([1], [1])],
)
def test_cursor_rule(cursor: object, following: object) -> None:
    assert Cursor("after", "next").next(facts({"next": cursor})) == following


@pytest.mark.parametrize("cursor", [[1, "a"], {"id": 1}, 1.5])
def test_a_cursor_in_a_body_may_be_any_json(cursor: object) -> None:
    rule = Cursor(InBody(("after",)), "next")
    assert rule.next(facts({"next": cursor})) == cursor
    assert rule.next(facts({"next": []})) is None


def test_a_cursor_counts_only_while_there_is_more() -> None:
    assert Cursor("after", "data.-1.id", more="more").next(facts({"data": [{"id": "z"}], "more": False})) is None
    assert Cursor("after", "data.-1.id", more="more").next(facts({"data": [{"id": "z"}], "more": True})) == "z"


@pytest.mark.parametrize(("url", "following"), [("/y", "/y"), (None, None), ("", None), ({}, None)])
def test_next_url_rule(url: object, following: str | None) -> None:
    assert NextUrl("links.next").next(facts({"links": {"next": url}})) == following
