"""Lists against a real server, by the synchronous client."""

from __future__ import annotations

import pickle
import re
import socket
import threading
import tracemalloc
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from local_server import LocalServer, Received, Reply, json_reply
from notes_api import Note, NotesApi, paged, stop_clock
from runtime.errors import APIConnectionError, NotFoundError, PaginationError, ResponseValidationError
from runtime.pagination import Pages
from runtime.rules import Cursor, LinkHeader, NextUrl, Offset, PageNumber, Rule

if TYPE_CHECKING:
    from both_clients import Driver, MakeDriver


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


@pytest.mark.parametrize("reply", [Reply(204), json_reply([])])
def test_an_empty_list_has_many_forms(api: NotesApi, server: LocalServer, reply: Reply) -> None:
    server.replies = [reply]
    assert list(api.notes.list()) == []
    assert len(server.received) == 1


def test_the_response_of_a_list_that_is_declared_without_content_gives_an_empty_one_too(
    api: NotesApi, server: LocalServer
) -> None:
    server.replies = [Reply(204)]
    response = api.notes.raw.list()
    assert response.parse() == []
    assert pickle.loads(pickle.dumps(response)).parse() == []


@pytest.mark.parametrize("reply", [Reply(200), Reply(200, b"", {"Content-Type": "text/html"}), Reply(206)])
def test_nothing_in_place_of_a_list_is_an_error_as_it_is_for_its_response(
    api: NotesApi, server: LocalServer, reply: Reply
) -> None:
    server.replies = [reply, reply]
    with pytest.raises(ResponseValidationError, match="the body is empty where JSON was expected"):
        list(api.notes.list())
    with pytest.raises(ResponseValidationError, match="the body is empty where JSON was expected"):
        api.notes.raw.list().parse()


def test_a_list_whose_status_is_declared_without_content_may_be_empty(drive: MakeDriver, server: LocalServer) -> None:
    server.replies = [Reply(200)]
    assert items(drive(server.url), replace(paged(PageNumber()), results={"200": None})) == []


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
        "http://user:secret@127.0.0.1:80/notes",
        "/notes\\..\\",
        "\\\\evil.invalid\\notes",
        "http:\\\\evil.invalid/",
        "/notes?page=2\t",
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
    port = server.url.rpartition(":")[2]
    for link in (
        server.url + "1/notes",
        server.url + "@evil.invalid/",
        server.url + "\\@evil.invalid/",
        server.url.replace("http", "https"),
        server.url.replace("127.0.0.1", "localhost"),
        server.url.replace("//", "//user:secret@"),
        f"//127.0.0.1.evil.invalid:{port}/",
    ):
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
    def handle(request: Received) -> Reply:
        return json_reply({"data": [] if "page=4" in request.target else [{"_id": request.target}]})

    server.handle = handle
    assert len(list(api.notes.pages(PageNumber()))) == 3


SAME = r"notes\.pages: the page is the same as the one before"
# What the server says of the end of a list, and rules that read it.
PROMISING: dict[str, Rule] = {
    "last page": PageNumber(last="meta.last_page"),
    "more pages": PageNumber(more="meta.has_more"),
    "total": Offset("page", total="meta.total"),
    "more items": Offset("page", more="meta.has_more"),
}


@pytest.mark.parametrize("data", [["a"], ["a", "a"], ["a", "b"]])
@pytest.mark.parametrize("rule", [PageNumber(), Offset(), Offset("page")])
def test_a_server_that_gives_the_same_page_again_is_not_asked_for_ever(
    rule: PageNumber | Offset, data: list[str], drive: MakeDriver, server: LocalServer
) -> None:
    server.handle = lambda _: json_reply({"data": [{"_id": each} for each in data], "meta": {"last_page": 9}})
    driver = drive(server.url)
    with pytest.raises(PaginationError, match=SAME):
        items(driver, paged(rule))
    assert len(server.received) == 2


@pytest.mark.parametrize("rule", PROMISING.values(), ids=PROMISING)
def test_nor_where_it_says_that_there_is_more_of_items_that_differ(
    rule: Rule, drive: MakeDriver, server: LocalServer
) -> None:
    meta = {"last_page": 9, "hasMore": True, "total": 99}
    server.handle = lambda _: json_reply({"data": [{"_id": "a"}, {"_id": "b"}], "meta": meta})
    driver = drive(server.url)
    with pytest.raises(PaginationError, match=SAME):
        items(driver, paged(rule))  # type: ignore[arg-type]
    assert len(server.received) == 2


@pytest.mark.parametrize("rule", PROMISING.values(), ids=PROMISING)
def test_pages_of_equal_items_are_alike_where_nothing_is_wrong(
    rule: Rule, drive: MakeDriver, server: LocalServer
) -> None:
    def handle(request: Received) -> Reply:
        at = int(dict(request.query).get("page", "1" if isinstance(rule, PageNumber) else "0"))
        end = 5 if isinstance(rule, PageNumber) else 8
        return json_reply(
            {"data": [{"_id": "a"}] * 2, "meta": {"last_page": 5, "hasMore": at < end, "total": 10}},
        )

    server.handle = handle
    assert items(drive(server.url), paged(rule)) == ["a"] * 10  # type: ignore[arg-type]
    assert len(server.received) == 5


@pytest.mark.parametrize("rule", PROMISING.values(), ids=PROMISING)
def test_but_they_too_come_to_an_end(rule: Rule, drive: MakeDriver, server: LocalServer) -> None:
    meta = {"last_page": 10**9, "hasMore": True, "total": 10**9}
    server.handle = lambda _: json_reply({"data": [{"_id": "a"}], "meta": meta})
    driver = drive(server.url)
    with pytest.raises(PaginationError, match=SAME):
        items(driver, paged(rule))  # type: ignore[arg-type]
    assert len(server.received) == 101


@pytest.mark.parametrize("meta", [{"hasMore": True}, {"total": 9}, {"hasMore": True, "total": 9}])
def test_an_empty_page_that_cannot_be_gone_behind_is_an_error_where_there_is_more(
    meta: dict[str, Any], drive: MakeDriver, server: LocalServer
) -> None:
    server.replies = [json_reply({"data": [{"_id": "a"}], "meta": meta}), json_reply({"data": [], "meta": meta})]
    with pytest.raises(
        PaginationError, match=r"notes\.pages: the page is empty, and the server says that there is more"
    ):
        items(drive(server.url), paged(Offset("page", total="meta.total", more="meta.has_more")))
    assert len(server.received) == 2


@pytest.mark.parametrize("rule", [PageNumber(last="meta.last_page"), PageNumber(more="meta.has_more")])
def test_an_empty_page_by_number_is_passed_over_where_there_is_more(
    rule: PageNumber, drive: MakeDriver, server: LocalServer
) -> None:
    def handle(request: Received) -> Reply:
        number = int(dict(request.query).get("page", "1"))
        data = [] if number == 2 else [{"_id": str(number)}]
        return json_reply({"data": data, "meta": {"last_page": 3, "hasMore": number < 3}})

    server.handle = handle
    assert items(drive(server.url), paged(rule)) == ["1", "3"]


def test_more_without_a_cursor_is_an_error(drive: MakeDriver, server: LocalServer) -> None:
    server.replies = [json_reply({"data": [{"_id": "a"}], "meta": {"hasMore": True, "next": None}})]
    with pytest.raises(PaginationError, match=r"notes\.pages: the server says that there is more, and gives no cursor"):
        items(drive(server.url), paged(Cursor("page", "meta.next", more="meta.has_more")))


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
    server.handle = lambda request: json_reply({"data": [{"_id": request.target}], "meta": {"last_page": 300}})
    assert sum(1 for _ in api.notes.pages(PageNumber(last="meta.last_page"))) == 300


@pytest.mark.parametrize(
    "link", ["/notes?page=2", "/v2", "/v20/notes", "/v2/../notes", "/v2/%2E%2e/notes", "/v2/..%2fx"]
)
def test_a_next_page_outside_of_the_base_url_is_refused(server: LocalServer, link: str) -> None:
    server.handle = lambda request: json_reply([], Link=f"<{link}>; rel=next") if request.query == [] else Reply(204)
    with NotesApi("t", base_url=server.url + "/v2") as api:
        if link == "/v2":
            server.replies = [json_reply([], Link="</v2?x=1>; rel=next")]
            assert list(api.notes.list()) == []
            return
        with pytest.raises(PaginationError, match=rf"the next page is outside of {server.url}/v2: {server.url}/"):
            list(api.notes.list())
        assert len(server.received) == 1


def test_links_in_all_their_forms_lead_on(api: NotesApi, server: LocalServer) -> None:
    links = ["?page=2", "notes?page=3", "./notes?page=4#top", f"{server.url}/notes?page=5", " /notes?q=ä b&page=6 "]
    server.replies = [json_reply([{"_id": "a"}], Link=f"<{link}>; rel=next") for link in links] + [Reply(204)]
    server.replies[4].headers["Link"] = server.replies[4].headers["Link"].replace("ä", "%C3%A4")
    assert len(list(api.notes.list())) == 5
    assert [request.target for request in server.received[1:]] == [
        "/notes?page=2",
        "/notes?page=3",
        "/notes?page=4",
        "/notes?page=5",
        "/notes?q=%C3%A4%20b&page=6",
    ]


@pytest.mark.parametrize("length", [1, 2, 3, 17])
@pytest.mark.parametrize(
    "rule",
    [Cursor("page", "meta.next"), NextUrl("meta.next"), LinkHeader("data")],
    ids=["cursor", "next URL", "header"],
)
def test_a_circle_ends_where_it_closes(rule: Rule, length: int, drive: MakeDriver, server: LocalServer) -> None:
    def handle(request: Received) -> Reply:
        number = int(dict(request.query).get("page", "0"))
        following = 1 + number % length
        target = str(following) if isinstance(rule, Cursor) else f"/pages?page={following}"
        return json_reply(
            {"data": [{"_id": "a"}], "meta": {"next": target}}, Link=f"</pages?page={following}>; rel=next"
        )

    server.handle = handle
    driver = drive(server.url)
    with pytest.raises(
        PaginationError, match=r"notes\.pages: the next page was already read: http://127.0.0.1:\d+/pages"
    ):
        items(driver, replace(paged(NextUrl("")), pagination=rule))
    assert len(server.received) == length + 1


def items(driver: Driver, operation: Any) -> list[str]:
    """Every item of a list of either kind."""
    listed = driver.api.notes._pages(operation, {})
    if isinstance(listed, Pages):
        return [note.id for note in listed]

    async def notes() -> list[str]:
        return [note.id async for note in listed]

    return driver.runner.run(notes())  # type: ignore[union-attr]


ALL_RULES: dict[str, Rule] = {
    "link header": LinkHeader("data"),
    "next URL": NextUrl("meta.next"),
    "cursor": Cursor("page", "meta.next"),
    "page number": PageNumber(),
    "offset": Offset(),
}


@pytest.mark.parametrize("rule", ALL_RULES.values(), ids=list(ALL_RULES))
@pytest.mark.parametrize("reply", [Reply(204), json_reply({"data": []}), json_reply({"data": [], "meta": None})])
def test_nothing_is_an_empty_list_by_every_rule(
    reply: Reply, rule: Rule, drive: MakeDriver, server: LocalServer
) -> None:
    server.replies = [reply]
    assert items(drive(server.url), paged(rule)) == []  # type: ignore[arg-type]
    assert len(server.received) == 1


@pytest.mark.parametrize("rule", ALL_RULES.values(), ids=list(ALL_RULES))
@pytest.mark.parametrize("found", ["text", {}, 0, False])
def test_what_is_no_list_is_an_error_by_every_rule(
    found: object, rule: Rule, drive: MakeDriver, server: LocalServer
) -> None:
    server.replies = [json_reply({"data": [], "rows": found}), json_reply({"data": []})]
    driver = drive(server.url)
    with pytest.raises(ResponseValidationError, match=r"200 OK: GET .*: there is no list at 'rows'"):
        items(driver, paged(replace(rule, items="rows")))  # type: ignore[type-var]
    assert items(driver, paged(replace(rule, items="rows"))) == []  # type: ignore[type-var]


def test_empty_pages_are_passed_over_up_to_a_thousand_in_a_row(api: NotesApi, server: LocalServer) -> None:
    def handle(request: Received) -> Reply:
        server.received.clear()
        number = int(dict(request.query).get("page", "0"))
        return json_reply({"data": [{"_id": "a"}] if number == 999 else [], "meta": {"next": str(number + 1)}})

    server.handle = handle
    notes = iter(api.notes.pages(Cursor("page", "meta.next")))
    assert next(notes).id == "a"
    with pytest.raises(
        PaginationError, match=r"notes\.pages: the last 1000 pages are empty, and there is still a next one"
    ):
        next(notes)


@pytest.mark.parametrize(("size", "error"), [(70_000, PaginationError), (1_000_000, APIConnectionError)])
def test_a_link_header_has_a_bound(size: int, error: type[Exception], api: NotesApi, server: LocalServer) -> None:
    server.handle = lambda _: json_reply([{"_id": "a"}], Link=f"</notes?page={'x' * size}>; rel=next")
    with pytest.raises(error) as caught:
        list(api.notes.list())
    assert len(str(caught.value)) < 300


@pytest.mark.parametrize("rule", [Cursor("page", "meta.next"), NextUrl("meta.next")], ids=["cursor", "next URL"])
def test_a_cursor_has_a_bound(rule: Cursor | NextUrl, api: NotesApi, server: LocalServer) -> None:
    server.handle = lambda _: json_reply({"data": [{"_id": "a"}], "meta": {"next": "x" * 1_000_000}})
    notes = iter(api.notes.pages(rule))
    assert next(notes).id == "a"
    with pytest.raises(PaginationError, match=r"next page has 100000\d (bytes|characters)$"):
        next(notes)
    assert len(server.received) == 1


@contextmanager
def many_pages(count: int, padding: int = 0) -> Iterator[str]:
    """A server that gives one note a page over one connection, and that is quick; yields its URL."""

    def serve() -> None:
        connection = listener.accept()[0]
        connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        with closing(connection):
            while request := connection.recv(65_536):
                page = re.search(rb"page=(\d+)", request)
                number = int(page[1]) if page else 1
                body = b'[{"_id":"%d"}]' % number
                link = (
                    b'Link: </notes?page=%d&pad=%b>; rel="next"\r\n' % (number + 1, b"x" * padding)
                    if number < count
                    else b""
                )
                head = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n%bContent-Length: %d" % (link, len(body))
                connection.sendall(b"%b\r\n\r\n%b" % (head, body))

    with closing(socket.create_server(("127.0.0.1", 0))) as listener:
        thread = threading.Thread(target=serve)
        thread.start()
        yield f"http://127.0.0.1:{listener.getsockname()[1]}"
        thread.join(10)


@pytest.mark.soak
def test_ten_thousand_pages() -> None:
    with many_pages(10_000) as url, NotesApi("t", base_url=url) as api:
        assert sum(int(note.id) for note in api.notes.list()) == 50_005_000


@pytest.mark.soak
def test_a_walk_remembers_little_of_each_page() -> None:
    with many_pages(900, padding=2_000) as url, NotesApi("t", base_url=url) as api:
        notes = iter(api.notes.list())
        tracemalloc.start()
        try:
            for _ in range(300):  # until the caches of the libraries are full
                next(notes)
            before = tracemalloc.get_traced_memory()[0]
            for _ in range(500):
                next(notes)
            grown = tracemalloc.get_traced_memory()[0] - before
            assert sum(1 for _ in notes) == 100
        finally:
            tracemalloc.stop()
    assert grown < 300_000  # the URLs alone have three times that
