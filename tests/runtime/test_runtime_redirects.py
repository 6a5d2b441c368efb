"""Redirects: followed where that is harmless, by requests that tell another host nothing."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from local_server import LocalServer, Received, Reply, json_reply
from notes_api import GET, NotesApi, stop_clock
from runtime.errors import RedirectError
from runtime.operation import Body
from runtime.options import RequestOptions

if TYPE_CHECKING:
    from collections.abc import Iterator

    from both_clients import MakeDriver

TOKEN = "tok-SECRET-42"


@pytest.fixture
def api(server: LocalServer) -> Iterator[NotesApi]:
    with NotesApi(TOKEN, base_url=server.url) as client:
        stop_clock(client)
        yield client


@pytest.fixture
def elsewhere() -> Iterator[LocalServer]:
    local = LocalServer()
    yield local
    local.close()


def redirect(target: str, status: int = 302) -> Reply:
    return Reply(status, headers={"Location": target})


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_a_get_is_followed_with_its_credentials_on_the_same_origin(
    api: NotesApi, server: LocalServer, status: int
) -> None:
    server.replies = [redirect("../moved/n?v=2#part", status), json_reply({"_id": "n"})]
    response = api.notes.raw.get("n", trace="t")
    assert response.parse().id == "n"
    assert response.url == f"{server.url}/moved/n?v=2"
    assert [request.target for request in server.received] == ["/notes/n", "/moved/n?v=2"]
    assert server.last.headers["authorization"] == f"Bearer {TOKEN}"
    assert server.last.headers["x-trace"] == "t"


def test_another_origin_gets_neither_credentials_nor_the_callers_headers(
    api: NotesApi, server: LocalServer, elsewhere: LocalServer
) -> None:
    server.handle = lambda _: redirect(f"{elsewhere.url}/file")
    elsewhere.handle = lambda _: json_reply({"_id": "n"})
    options = RequestOptions(headers={"X-Mine": "mine"})
    assert api.notes.get("n", trace="t", options=options).id == "n"
    assert not {"authorization", "x-mine", "x-trace", "cookie"}.intersection(elsewhere.last.headers)
    assert elsewhere.last.headers["accept"] == "application/json"


def test_a_key_in_the_query_stays_with_its_host(server: LocalServer, elsewhere: LocalServer) -> None:
    server.handle = lambda _: redirect(f"{elsewhere.url}/file")
    elsewhere.handle = lambda _: json_reply({"_id": "n"})
    with NotesApi(api_key="key-SECRET", base_url=server.url) as api:
        api.notes.get("n")
    assert server.last.query == [("api_key", "key-SECRET")]
    assert elsewhere.last.target == "/file"


def test_credentials_do_not_come_back_by_way_of_another_origin(
    api: NotesApi, server: LocalServer, elsewhere: LocalServer
) -> None:
    server.replies = [redirect(f"{elsewhere.url}/file"), json_reply({"_id": "n"})]
    elsewhere.handle = lambda _: redirect(f"{server.url}/notes/other")
    assert api.notes.get("n").id == "n"
    assert "authorization" not in server.last.headers


def test_a_see_other_after_a_post_is_a_get_without_the_body(api: NotesApi, server: LocalServer) -> None:
    server.replies = [redirect("/notes/n1", 303), json_reply({"_id": "n1"})]
    assert api.notes.create(title="a").id == "n1"
    assert [(request.method, request.body) for request in server.received] == [
        ("POST", b'{"title":"a"}'),
        ("GET", b""),
    ]
    assert "content-type" not in server.last.headers


@pytest.mark.parametrize("status", [307, 308])
def test_method_and_body_are_kept_where_the_status_says_so(api: NotesApi, server: LocalServer, status: int) -> None:
    server.replies = [redirect("/v2/notes", status), json_reply({"_id": "n1"}, 201)]
    assert api.notes.create(title="a").id == "n1"
    assert {(request.method, request.body) for request in server.received} == {("POST", b'{"title":"a"}')}


@pytest.mark.parametrize("status", [301, 302])
def test_a_post_is_never_sent_again_for_a_status_that_does_not_keep_it(
    api: NotesApi, server: LocalServer, status: int
) -> None:
    server.handle = lambda _: redirect("/v2/notes?key=hidden", status)
    with pytest.raises(RedirectError, match=rf"redirects a POST to {server.url}/v2/notes\?key=\.\.\.$") as caught:
        api.notes.create(title="a")
    assert caught.value.status == status
    assert len(server.received) == 1


def test_a_body_goes_to_no_other_origin(api: NotesApi, server: LocalServer, elsewhere: LocalServer) -> None:
    server.handle = lambda _: redirect(f"{elsewhere.url}/notes", 307)
    with pytest.raises(RedirectError, match="redirects a POST to"):
        api.notes.create(title="a")
    assert elsewhere.received == []


def test_a_loop_ends(api: NotesApi, server: LocalServer) -> None:
    server.handle = lambda request: redirect(request.target)
    with pytest.raises(RedirectError, match="more than 10 redirects"):
        api.notes.get("n")
    assert len(server.received) == 11


@pytest.mark.parametrize(
    "location",
    ["http://", "ftp://files.invalid/a", "http://a:b@notes.invalid/", "http://[", "javascript:alert(1)", "\\\\x"],
)
def test_a_hostile_location_is_an_error(api: NotesApi, server: LocalServer, location: str) -> None:
    seen: list[Received] = []

    def handle(request: Received) -> Reply:
        seen.append(request)
        return redirect(location) if len(seen) == 1 else json_reply({"_id": "n"})

    server.handle = handle
    if location in {"\\\\x", "http://"}:  # stays on the same server, however odd
        assert api.notes.get("n").id == "n"
    else:
        with pytest.raises(RedirectError, match="redirects to what is no"):
            api.notes.get("n")
        assert len(seen) == 1


def test_https_is_not_left_for_http() -> None:
    import httpx2

    sent: list[str] = []

    def answer(request: httpx2.Request) -> httpx2.Response:
        sent.append(str(request.url))
        return httpx2.Response(302, headers={"Location": "http://notes.invalid/notes/n"})

    with (
        httpx2.Client(transport=httpx2.MockTransport(answer)) as own,
        NotesApi(TOKEN, base_url="https://notes.invalid", http_client=own) as api,
        pytest.raises(RedirectError, match=r"redirects from https to http://notes\.invalid/notes/n"),
    ):
        api.notes.get("n")
    assert sent == ["https://notes.invalid/notes/n"]


@pytest.mark.parametrize(
    ("reply", "reason"),
    [
        (Reply(302), r"302 Found: GET .*/notes/n: it does not say where to$"),
        (Reply(307, b"Look elsewhere."), r"307 Temporary Redirect: .*: it does not say where to: Look elsewhere\.$"),
        (Reply(304), r"304 Not Modified: .*: nothing has changed since what the request's own headers name$"),
        (Reply(300, b"a or b"), r"300 Multiple Choices: .*: it is no redirect that can be followed: a or b$"),
        (Reply(305, headers={"Location": "/x"}), r"305 Use Proxy: .*: it is no redirect that can be followed$"),
        (Reply(399), r"399: .*: it is no redirect that can be followed$"),
    ],
)
def test_what_leads_nowhere_is_an_error_that_says_so_and_raw_gives_it(
    api: NotesApi, server: LocalServer, reply: Reply, reason: str
) -> None:
    server.handle = lambda _: reply
    with pytest.raises(RedirectError, match=reason):
        api.notes.get("n")
    assert api.notes.raw.get("n").status == reply.status
    assert len(server.received) == 2


def test_the_status_of_a_run_is_part_of_its_answer(api: NotesApi, server: LocalServer) -> None:
    server.handle = lambda _: redirect("/elsewhere")
    assert api.notes.run("n").status == 302
    assert len(server.received) == 1


def test_another_origin_gets_nothing_of_an_http_client_of_ones_own(
    drive: MakeDriver, server: LocalServer, elsewhere: LocalServer
) -> None:
    server.handle = lambda _: Reply(302, headers={"Location": f"{elsewhere.url}/file", "Set-Cookie": "session=s"})
    elsewhere.handle = lambda _: json_reply({"_id": "n"})
    own = {"auth": ("ann", "pw"), "headers": {"X-Api-Key": "k"}, "params": {"key": "k"}, "cookies": {"a": "b"}}
    assert drive(server.url, http=own).call(GET, {"note_id": "n"}).id == "n"
    assert server.last.headers["x-api-key"] == "k"
    assert not {"authorization", "x-api-key", "cookie"}.intersection(elsewhere.last.headers)
    assert elsewhere.last.target == "/file"


def test_a_body_of_a_get_goes_to_no_other_origin(
    drive: MakeDriver, server: LocalServer, elsewhere: LocalServer
) -> None:
    server.handle = lambda _: redirect(f"{elsewhere.url}/search", 307)
    elsewhere.handle = lambda _: json_reply({"_id": "n"})
    search = replace(GET, path="/search", parameters=(), body=Body("application/json", fields={"q": "q"}))
    drive(server.url).call(search, fields={"q": "mine"})
    assert server.last.body == b'{"q":"mine"}'
    assert (elsewhere.last.body, elsewhere.last.headers.get("content-type")) == (b"", None)


@pytest.mark.parametrize("location", ["http:////[x]/", "http:////]", "http://[::1"])
def test_a_location_that_is_no_url_is_an_error_of_ours(api: NotesApi, server: LocalServer, location: str) -> None:
    server.handle = lambda _: redirect(location)
    with pytest.raises(RedirectError):
        api.notes.get("n")
