"""Lists against a real server, by the synchronous client."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from local_server import LocalServer, Received, Reply, json_reply
from notes_api import Note, NotesApi, stop_clock
from runtime.errors import NotFoundError, PaginationError, ResponseValidationError
from runtime.rules import Cursor, NextUrl, Offset, PageNumber

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture
def api(server: LocalServer) -> Iterator[NotesApi]:
    with NotesApi("tok-SECRET", base_url=server.url) as client:
        stop_clock(client)
        yield client


def three_pages(request: Received) -> Reply:
    number = int(dict(request.query).get("page", "1"))
    link = f'</notes?page={number + 1}>; rel="next"' if number < 3 else "</notes>; rel=first"
    return json_reply([{"_id": f"{number}{letter}"} for letter in "ab"], Link=link)


def test_nothing_is_asked_before_the_first_item_and_each_page_only_when_needed(
    api: NotesApi, server: LocalServer
) -> None:
    server.handle = three_pages
    notes = api.notes.list(include="name", is_open=True)
    assert not server.received
    items = iter(notes)
    assert next(items) == Note(id="1a")
    assert next(items) == Note(id="1b")
    assert len(server.received) == 1
    assert server.last.query == [("include", "name"), ("filter[is_open]", "true")]
    assert next(items).id == "2a"
    assert server.last.target == "/notes?page=2"
    assert server.last.headers["authorization"] == "Bearer tok-SECRET"


def test_each_iteration_starts_anew(api: NotesApi, server: LocalServer) -> None:
    server.handle = three_pages
    notes = api.notes.list()
    assert [note.id for note in notes] == ["1a", "1b", "2a", "2b", "3a", "3b"]
    assert [[note.id for note in page.items] for page in notes.pages()] == [["1a", "1b"], ["2a", "2b"], ["3a", "3b"]]
    page = next(notes.pages())
    assert page.body == page.items
    assert page.response.status == 200
    assert "Page of 2 items" in repr(page)


@pytest.mark.parametrize("reply", [Reply(204), Reply(200), json_reply([])])
def test_an_empty_list_has_many_forms(api: NotesApi, server: LocalServer, reply: Reply) -> None:
    server.replies = [reply]
    assert list(api.notes.list()) == []
    assert len(server.received) == 1


@pytest.mark.parametrize(
    "link",
    [
        "http://evil.invalid/notes",
        "//evil.invalid/notes",
        "https://127.0.0.1/notes",
        "http://user@evil.invalid/",
        "http://[::1",
        "ftp://127.0.0.1/notes",
        "javascript:alert(1)",
    ],
)
def test_a_next_page_elsewhere_is_refused(api: NotesApi, server: LocalServer, link: str) -> None:
    server.replies = [json_reply([{"_id": "a"}], Link=f"<{link}>; rel=next")]
    notes = iter(api.notes.list())
    assert next(notes).id == "a"
    with pytest.raises(PaginationError, match=r"notes\.list: the (next page is on another host|link)"):
        next(notes)
    assert len(server.received) == 1


def test_the_same_host_by_another_port_or_a_look_alike_is_elsewhere(api: NotesApi, server: LocalServer) -> None:
    for link in (server.url + "1/notes", server.url + "@evil.invalid/", server.url + "\\@evil.invalid/"):
        server.replies = [json_reply([], Link=f"<{link}>; rel=next")]
        with pytest.raises(PaginationError):
            list(api.notes.list())


@pytest.mark.parametrize("target", ["/notes", "", "?", "/notes#again", "/a/../notes"])
def test_a_list_that_goes_in_circles_ends_in_an_error(api: NotesApi, server: LocalServer, target: str) -> None:
    server.handle = lambda request: json_reply([{"_id": "a"}], Link=f"<{target}>; rel=next")
    if not target:  # An empty reference names no page at all.
        assert len(list(api.notes.list())) == 1
        return
    with pytest.raises(PaginationError, match="already read"):
        list(api.notes.list())
    assert len(server.received) <= 2


def test_a_long_circle_ends_too(api: NotesApi, server: LocalServer) -> None:
    following = {"1": "2", "2": "3", "3": "1"}
    server.handle = lambda request: json_reply(
        [{"_id": "a"}], Link=f"</notes?page={following[dict(request.query).get('page', '1')]}>; rel=next"
    )
    with pytest.raises(PaginationError, match="already read"):
        list(api.notes.list())
    assert len(server.received) <= 4


def test_an_error_on_a_later_page_is_raised_there(api: NotesApi, server: LocalServer) -> None:
    server.replies = [json_reply([{"_id": "a"}], Link="</notes?page=2>; rel=next"), Reply(404)]
    notes = iter(api.notes.list())
    assert next(notes).id == "a"
    with pytest.raises(NotFoundError):
        next(notes)


def test_page_numbers(api: NotesApi, server: LocalServer) -> None:
    server.handle = lambda request: json_reply({"data": [{"_id": request.target}], "meta": {"last_page": 3}})
    ids = [note.id for note in api.notes.pages(PageNumber(last="meta.last_page"), limit=1)]
    assert ids == ["/pages?limit=1", "/pages?limit=1&page=2", "/pages?limit=1&page=3"]
    assert len(list(api.notes.pages(PageNumber(last="meta.last_page"), page=3))) == 1


def test_page_numbers_without_an_end_stop_at_the_empty_page(api: NotesApi, server: LocalServer) -> None:
    server.handle = lambda request: json_reply({"data": [] if "page=4" in request.target else [{"_id": "n"}]})
    assert len(list(api.notes.pages(PageNumber()))) == 3


def test_offsets_count_what_came_not_what_was_asked_for(api: NotesApi, server: LocalServer) -> None:
    def handle(request: Received) -> Reply:
        offset = int(dict(request.query).get("offset", "0"))
        data = [{"_id": str(i)} for i in range(offset, min(offset + 2, 5))]
        return json_reply({"data": data, "meta": {"hasMore": offset + 2 < 5}})

    server.handle = handle
    assert [note.id for note in api.notes.pages(Offset(more="meta.has_more"), limit=100)] == list("01234")
    assert len(server.received) == 3


def test_cursors_and_next_urls(api: NotesApi, server: LocalServer) -> None:
    server.replies = [json_reply({"data": [{"_id": "a"}], "meta": {"next": "c&d"}}), json_reply({"data": []})]
    assert len(list(api.notes.pages(Cursor("page", "meta.next"), page=1))) == 1
    assert server.last.query == [("page", "c&d")]
    server.replies = [json_reply({"data": [], "meta": {"next": f"{server.url}/pages?p=2"}}), json_reply({"data": []})]
    assert list(api.notes.pages(NextUrl("meta.next"))) == []
    assert server.last.target == "/pages?p=2"


def test_a_repeated_cursor_is_refused(api: NotesApi, server: LocalServer) -> None:
    server.handle = lambda _: json_reply({"data": [{"_id": "a"}], "meta": {"next": "same"}})
    with pytest.raises(PaginationError, match="already read"):
        list(api.notes.pages(Cursor("page", "meta.next")))
    assert len(server.received) == 2


def test_a_body_without_its_list_is_an_empty_page_and_one_with_something_else_an_error(
    api: NotesApi, server: LocalServer
) -> None:
    server.replies = [json_reply({"data": [{"_id": "a"}], "meta": {}}), json_reply({"data": [], "rows": {"a": 1}})]
    assert list(api.notes.pages(PageNumber(items="rows"))) == []
    with pytest.raises(ResponseValidationError, match="no list at 'rows'"):
        list(api.notes.pages(PageNumber(items="rows")))


def test_hundreds_of_pages(api: NotesApi, server: LocalServer) -> None:
    server.handle = lambda request: json_reply({"data": [{"_id": "n"}], "meta": {"last_page": 300}})
    assert sum(1 for _ in api.notes.pages(PageNumber(last="meta.last_page"))) == 300
