"""Lists that are walked on from a token, and lists whose paging parameter stands in the body."""

from __future__ import annotations

import base64
import json
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from local_server import LocalServer, Received, Reply, json_reply
from notes_api import LIST, Note, NotePage, NotesApi, paged
from runtime.errors import PaginationError
from runtime.operation import Body, Operation, Result
from runtime.options import RequestOptions
from runtime.page_body import InBody
from runtime.pagination import Page, Pages
from runtime.rules import Cursor, NextUrl, Offset, PageNumber, Rule

if TYPE_CHECKING:
    from both_clients import Driver, MakeDriver


def search(rule: Rule) -> Operation[NotePage]:
    return Operation(
        name="notes.search",
        method="POST",
        path="/v2/search",
        body=Body("application/json", fields={"text": "text", "page": "page"}),
        results={"200": Result("application/json", lambda: NotePage)},
        security=(("bearer",),),
        pagination=rule,
    )


def walk(driver: Driver, listed: Any, seen: list[Page[Note, Any]]) -> None:
    """Put every page of a list of either kind into `seen`."""
    if isinstance(listed, Pages):
        seen.extend(listed.pages())
        return

    async def pages() -> None:
        async for page in listed.pages():
            seen.append(page)  # noqa: PERF401

    driver.runner.run(pages())  # type: ignore[union-attr]


def items(driver: Driver, listed: Any) -> list[str]:
    """Every item of a list of either kind."""
    if isinstance(listed, Pages):
        return [note.id for note in listed]

    async def notes() -> list[str]:
        return [note.id async for note in listed]

    return driver.runner.run(notes())  # type: ignore[union-attr]


class Shelf:
    """Ten notes in pages of three, by any way of paging."""

    def __init__(self, server: LocalServer, base: str = "") -> None:
        self.url = server.url + base
        server.handle = self.answer

    def answer(self, request: Received) -> Reply:
        query = dict(request.query) | (json.loads(request.body or b"{}") if request.method == "POST" else {})
        page = query.get("page") or 1
        if isinstance(page, dict):
            page = page.get("after", 1)
        number = int(str(page).removeprefix("c/+"))
        begin = int(query["offset"]) if "offset" in query else 3 * (number - 1)
        data = [{"_id": str(index)} for index in range(begin, min(begin + 3, 10))]
        next_number = number + 1 if number < 4 else None
        link = f"{self.url}/pages?limit=3&page={next_number}&filter=mine" if next_number else None
        meta = {"last_page": 4, "total": 10, "link": link, "cursor": next_number and f"c/+{next_number}"}
        if request.path.endswith("/notes"):
            return json_reply(data, **({"Link": f"<{link.replace('pages', 'notes')}>; rel=next"} if link else {}))
        return json_reply({"data": data, "meta": meta})


RULES: dict[str, Operation[Any]] = {
    "link header": LIST,
    "next URL": paged(NextUrl("meta.link")),
    "page number": paged(PageNumber(last="meta.last_page")),
    "offset": paged(Offset(total="meta.total")),
    "cursor": paged(Cursor("page", "meta.cursor")),
    "page number in the body": search(PageNumber(InBody(("page",)), last="meta.last_page")),
    "offset in the body": search(Offset(InBody(("offset",)), total="meta.total")),
    "cursor in the body": search(Cursor(InBody(("page", "after")), "meta.cursor")),
}


@pytest.mark.parametrize("operation", RULES.values(), ids=list(RULES))
def test_every_list_is_walked_on_from_the_token_of_each_page(
    operation: Operation[Any], drive: MakeDriver, server: LocalServer
) -> None:
    Shelf(server)
    driver = drive(server.url)
    pages: list[Page[Note, Any]] = []
    walk(driver, driver.api.notes._pages(operation, {}), pages)
    assert [[note.id for note in page.items] for page in pages] == [list("012"), list("345"), list("678"), ["9"]]
    tokens = [page.next_token for page in pages]
    assert tokens[-1] is None
    another = drive(server.url, "tok-OTHER")
    for number, token in enumerate(tokens[:-1]):
        assert token is not None
        assert token.replace("-", "").replace("_", "").isalnum()
        assert token.isascii()
        asked = len(server.received)
        listed = another.api.notes._pages(operation, {})
        resumed = listed.resume(token)
        assert type(resumed) is type(listed)
        assert len(server.received) == asked
        for _ in range(2):
            assert items(another, resumed) == list("0123456789")[3 * number + 3 :]
        assert items(another, listed) == list("0123456789")
        assert server.last.headers["authorization"] == "Bearer tok-OTHER"


@pytest.mark.parametrize("operation", RULES.values(), ids=list(RULES))
def test_a_token_tells_neither_the_host_nor_a_credential(operation: Operation[Any], server: LocalServer) -> None:
    Shelf(server)
    with NotesApi("tok-SECRET", base_url=server.url) as api:
        token = next(api.notes._pages(operation, {}).pages()).next_token or ""
    told = base64.urlsafe_b64decode(token + "==").decode()
    assert server.url.rpartition(":")[2] not in told
    assert "127.0.0.1" not in told
    assert "SECRET" not in told


def test_a_token_leads_on_in_another_process_and_on_another_host(server: LocalServer) -> None:
    Shelf(server, "/v2")
    with NotesApi("t", base_url=f"{server.url}/v2") as api:
        token = next(api.notes.list(limit=3).pages()).next_token
    program = f"""
import sys
sys.path[:0] = {[str(Path(__file__).parents[2] / "templates"), str(Path(__file__).parent)]!r}
from notes_api import NotesApi
with NotesApi("t", base_url=sys.argv[2]) as api:
    print([note.id for note in api.notes.list().resume(sys.argv[1])])
"""
    elsewhere = f"http://localhost:{server.url.rpartition(':')[2]}/v3"
    Shelf(server, "/v3").url = elsewhere
    command = [sys.executable, "-c", program, str(token), elsewhere]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == str(list("3456789"))
    assert server.received[1].target == "/v3/notes?limit=3&page=2&filter=mine"


def test_arguments_stay_where_the_rule_replaces_a_parameter(server: LocalServer) -> None:
    Shelf(server)
    with NotesApi("t", base_url=server.url) as api:
        listed = api.notes.pages(PageNumber(last="meta.last_page"), limit=3)
        token = next(listed.pages()).next_token
        list(listed.resume(token or ""))
    assert server.received[1].target == "/pages?limit=3&page=2"


def token_of(name: str, value: object) -> str:
    text = json.dumps([name, value], ensure_ascii=False, separators=(",", ":"))
    return base64.urlsafe_b64encode(text.encode("utf-8", "surrogatepass")).rstrip(b"=").decode()


@pytest.mark.parametrize(
    "reference",
    [
        "@evil.invalid/",
        ".evil.invalid/",
        "1/",
        "/../notes",
        "/../../",
        "/%2e%2e/admin",
        "/a%2F..%2F..%2Fadmin",
        "/a%5C..%5C..%5Cadmin",
        "evil/notes",
        "\\@evil.invalid/",
        "/\\evil.invalid",
        "/notes\r\nX-Evil: 1",
        "/notes\x00",
        "/notes?" + "a" * 70_000,
        "/\ud800",
    ],
)
def test_a_forged_url_leads_nowhere(reference: str, server: LocalServer) -> None:
    with NotesApi("t", base_url=f"{server.url}/v2") as api:
        for listed in (api.notes.list(), api.notes.pages(NextUrl("meta.link"))):
            name = listed._start.operation.name
            with pytest.raises(PaginationError, match=rf"^{name}: (the next page is|the link|this is not the token)"):
                listed.resume(token_of(name, reference))
    assert server.received == []


def test_a_forged_url_stays_below_the_base_url(server: LocalServer) -> None:
    server.handle = lambda _: json_reply([])
    with NotesApi("t", base_url=f"{server.url}/v2") as api:
        for reference in ("/http://evil.invalid/", "//evil.invalid/x", "?x=1", "/notes?next=//evil.invalid#f"):
            list(api.notes.list().resume(token_of("notes.list", reference)))
    assert [request.target for request in server.received] == [
        "/v2/http://evil.invalid/",
        "/v2//evil.invalid/x",
        "/v2?x=1",
        "/v2/notes?next=//evil.invalid",
    ]


GOOD = token_of("notes.pages", "c2")


@pytest.mark.parametrize(
    "token",
    [
        "",
        "x",
        "None",
        GOOD[:-1],
        GOOD + "A",
        GOOD + "=",
        GOOD + "\r\n",
        " " + GOOD,
        "é" + GOOD,
        "/" * 40,
        token_of("notes.pages", None),
        base64.urlsafe_b64encode(b'["notes.pages", "c2"]').decode(),
        base64.urlsafe_b64encode(b'["notes.pages",NaN]').decode().rstrip("="),
        base64.urlsafe_b64encode(b'{"notes.pages":1,"a":2}').decode().rstrip("="),
        base64.urlsafe_b64encode(b"[" * 99_000).decode(),
        base64.urlsafe_b64encode(b"7").decode().rstrip("="),
        "A" * 1_000_000,
    ],
)
def test_what_is_no_token_is_refused(token: str, server: LocalServer) -> None:
    with NotesApi("t", base_url=server.url) as api, pytest.raises(PaginationError, match="is not the token of a page"):
        api.notes.pages(Cursor("page", "meta.cursor")).resume(token)


@pytest.mark.parametrize("value", [True, 1.5, [1], {"a": 1}])
def test_a_token_for_the_query_is_text_or_a_number(value: object, server: LocalServer) -> None:
    with NotesApi("t", base_url=server.url) as api, pytest.raises(PaginationError, match="neither text nor a number"):
        api.notes.pages(Cursor("page", "meta.cursor")).resume(token_of("notes.pages", value))


def test_a_cursor_can_break_out_of_nothing(server: LocalServer) -> None:
    server.handle = lambda _: json_reply({"data": []})
    with NotesApi("t", base_url=server.url) as api:
        listed = api.notes.pages(Cursor("page", "meta.cursor"), limit=3)
        list(listed.resume(token_of("notes.pages", "a&limit=9#\r\nX: y/../é")))
        assert server.last.query == [("limit", "3"), ("page", "a&limit=9#\r\nX: y/../é")]


def test_the_token_of_another_list_is_refused(server: LocalServer) -> None:
    with (
        NotesApi("t", base_url=server.url) as api,
        pytest.raises(PaginationError, match=r"another list, 'notes\.pages'"),
    ):
        api.notes.list().resume(GOOD)


def test_a_bad_link_takes_nothing_from_its_page(drive: MakeDriver, server: LocalServer) -> None:
    server.handle = lambda _: json_reply([{"_id": "a"}], Link="<http://evil.invalid/>; rel=next")
    driver = drive(server.url)
    seen: list[Page[Note, Any]] = []
    with pytest.raises(PaginationError, match="another host"):
        walk(driver, driver.api.notes.list(), seen)
    assert [note.id for note in seen[0].items] == ["a"]
    with pytest.raises(
        PaginationError, match=r"^notes\.list: the next page is on another host: http://evil\.invalid/$"
    ):
        _ = seen[0].next_token


def test_credentials_that_a_server_repeats_in_its_links_are_left_out(server: LocalServer) -> None:
    server.replies = [
        json_reply([{"_id": "a"}], Link="</notes?page=2&api%5Fkey=k-SECRET&x=1>; rel=next"),
        json_reply([]),
    ]
    with NotesApi(api_key="k-SECRET", base_url=server.url) as api:
        listed = api.notes.list()
        first, second = Pages(listed._send, listed._start, {"api_key"}).pages()  # type: ignore[arg-type]
        assert server.last.target == "/notes?page=2&x=1&api_key=k-SECRET"
        assert second.response.url == f"{server.url}/notes?page=2&x=1"
        assert token_of("notes.list", "/notes?page=2&x=1") == first.next_token


def test_the_next_call_repeats_the_body_with_its_key_replaced(drive: MakeDriver, server: LocalServer) -> None:
    Shelf(server)
    driver = drive(server.url)
    operation = search(Cursor(InBody(("page", "after")), "meta.cursor"))
    fields = {"text": "ü", "page": {"size": 3}}
    assert len(items(driver, driver.api.notes._pages(operation, {}, fields=fields))) == 10
    assert [json.loads(request.body) for request in server.received] == [
        {"text": "ü", "page": {"size": 3, **after}}
        for after in ({}, {"after": "c/+2"}, {"after": "c/+3"}, {"after": "c/+4"})
    ]
    assert {request.method for request in server.received} == {"POST"}
    assert fields == {"text": "ü", "page": {"size": 3}}


def test_a_list_without_a_body_gets_one(drive: MakeDriver, server: LocalServer) -> None:
    Shelf(server)
    driver = drive(server.url)
    operation = search(PageNumber(InBody(("page",)), last="meta.last_page"))
    assert len(items(driver, driver.api.notes._pages(operation, {}))) == 10
    assert [request.body for request in server.received] == [b"", b'{"page":2}', b'{"page":3}', b'{"page":4}']
    assert server.last.headers["content-type"] == "application/json"
    items(driver, driver.api.notes._pages(operation, {}, fields={"page": None, "text": "x"}))
    assert server.last.body == b'{"page":4,"text":"x"}'


@pytest.mark.parametrize("cursor", [["1463538857", 7], {"id": 7, "at": None}, 3.5])
def test_a_cursor_in_the_body_may_be_any_json(cursor: object, server: LocalServer) -> None:
    server.replies = [json_reply({"data": [{"_id": "a"}], "meta": {"cursor": cursor}}), json_reply({"data": []})] * 2
    operation = search(Cursor(InBody(("page",)), "meta.cursor"))
    with NotesApi("t", base_url=server.url) as api:
        listed = api.notes._pages(operation, {})
        first, _ = listed.pages()
        assert json.loads(server.last.body) == {"page": cursor}
        next(listed.resume(first.next_token or "").pages())
        assert json.loads(server.last.body) == {"page": cursor}


@pytest.mark.parametrize("body", [{"page": "x"}, {"page": [1]}])
def test_a_body_without_room_for_the_parameter_is_an_error(body: dict[str, Any], server: LocalServer) -> None:
    server.handle = lambda _: json_reply({"data": [{"_id": "a"}], "meta": {"cursor": "c"}})
    with NotesApi("t", base_url=server.url) as api:
        pages = api.notes._pages(search(Cursor(InBody(("page", "after")), "meta.cursor")), {}, fields=body).pages()
        assert len(next(pages).items) == 1
        with pytest.raises(PaginationError, match=r"notes\.search: 'page' of the body is no object"):
            next(pages)


def test_an_idempotency_key_stands_for_the_first_page_alone(server: LocalServer) -> None:
    Shelf(server)
    options = RequestOptions(headers={"Idempotency-Key": "k"})
    operation = search(Cursor(InBody(("page", "after")), "meta.cursor"))
    with NotesApi("t", base_url=server.url) as api:
        list(api.notes._pages(operation, {}, options=options))
    assert [request.headers.get("idempotency-key") for request in server.received] == ["k", None, None, None]
