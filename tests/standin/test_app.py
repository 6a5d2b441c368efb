from __future__ import annotations

import logging
from typing import Any

import httpx2
import pytest
from starlette.applications import Starlette
from starlette.routing import Mount

from generator.exchange.messages import Request, Response
from generator.standin.call import Call
from generator.standin.serving import asgi
from generator.standin.serving.addresses import UnusableError, origin, target
from generator.standin.serving.app import make_app
from generator.standin.serving.asgi import wire_headers

from .shed import answering, exchanged, get, inside, served, shed


def test_what_is_created_can_be_got_in_process_and_over_a_port():
    async def calls(client: httpx2.AsyncClient) -> tuple[httpx2.Response, httpx2.Response]:
        made = await client.post("/tools", json={"name": "rake"})
        return made, await client.get(f"/tools/{made.json()['id']}")

    made, got = inside(make_app(shed()), calls)
    assert (made.status_code, got.status_code) == (201, 200)
    assert got.json() == made.json()
    with served(shed()) as client:
        made = client.post("/tools", json={"name": "rake"})
        assert client.get(f"/tools/{made.json()['id']}").json() == made.json()
        assert client.get("/nowhere").status_code == 404
        assert client.get("/tools", headers={"Authorization": ""}).status_code == 401


def test_a_request_arrives_as_it_was_sent():
    seen: list[Request] = []

    def handler(call: Call) -> Response:
        seen.append(call.request)
        return call.answer({"id": 1, "name": "rake"})

    with served(answering("tools_update", handler)) as client:
        body = b'{"name": "\xc3\xa4"}'
        head = b"PUT /tools/%31?b=2&a=%20x&b= HTTP/1.1\r\nHost: LOCALHOST:8080\r\nAuthorization: Bearer x\r\n"
        head += b"X-Two: 1\r\nX-Two: \xe4\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n" % len(body)
        exchanged(client.base_url, head + body, until=b"}")
    assert seen[0].url == "http://LOCALHOST:8080/tools/%31?b=2&a=%20x&b="
    assert seen[0].method == "PUT"
    assert seen[0].body == body
    assert [value for name, value in seen[0].headers if name.lower() == "x-two"] == ["1", "\xe4"]


def test_the_url_of_a_client_that_names_no_host_is_that_of_the_server():
    with served(shed()) as client:
        exchanged(client.base_url, b"GET /tools HTTP/1.0\r\nAuthorization: Bearer x\r\n\r\n")
        assert b"200 OK" in exchanged(client.base_url, b"GET /tools HTTP/1.0\r\nAuthorization: Bearer x\r\n\r\n")


@pytest.mark.parametrize(
    "host",
    ["a/b", "user@host", "a b", "[::1", "[:::::]", "host:99999", "h:0", "", "h#", "h?x", "h\\", "ä", "a\r\nHost: b"],
)
def test_what_is_no_host_is_refused(host: str):
    with served(shed()) as client:
        sent = f"GET /tools HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n".encode()
        assert exchanged(client.base_url, sent).startswith(b"HTTP/1.1 400 ")


def test_a_head_has_the_headers_and_no_body():
    handler = lambda call: Response(200, (("Content-Type", "text/plain"),), b"twelve bytes")  # noqa: E731
    with served(answering("tools_head", handler)) as client:
        head, _, body = exchanged(client.base_url, get("/tools", method="HEAD")).partition(b"\r\n\r\n")
    assert b"content-length: 12" in head.lower()
    assert body == b""


@pytest.mark.parametrize("status", [204, 304])
def test_an_answer_that_has_no_body_has_no_length_either(status: int):
    handler = lambda call: Response(status, (), b"not to be sent")  # noqa: E731
    with served(answering("tools_delete", handler)) as client:
        head, _, body = exchanged(client.base_url, get("/tools/1", method="DELETE")).partition(b"\r\n\r\n")
    assert f"HTTP/1.1 {status} ".encode() in head
    assert b"content-length" not in head
    assert b"transfer-encoding" not in head
    assert body == b""


def test_a_body_has_a_bound(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(asgi.Exchange.request, "__defaults__", (1000,))
    with served(shed()) as client:
        announced = get("/tools", "Content-Length: 1001", method="POST")
        answer = exchanged(client.base_url, announced)
        assert answer.startswith(b"HTTP/1.1 413 ")
        assert b"connection: close" in answer
        assert exchanged(client.base_url, get("/tools", f"Content-Length: {'9' * 17}", method="POST"))[9:12] == b"413"
        chunks = b"3e8\r\n" + b"x" * 1000 + b"\r\n1\r\nx\r\n"
        answer = exchanged(client.base_url, get("/tools", "Transfer-Encoding: chunked", method="POST") + chunks)
        assert answer.startswith(b"HTTP/1.1 413 ")
        assert client.post("/tools", json={"name": "x" * 900}).status_code == 201
    assert asgi.MAX_BODY == 50 * 1024 * 1024


def test_a_client_that_leaves_in_the_middle_of_its_request_disturbs_nobody():
    with served(shed()) as client:
        for _ in range(3):
            exchanged(client.base_url, get("/tools", "Content-Length: 100", method="POST") + b"{", until=b"")
        assert client.get("/tools").status_code == 200


@pytest.mark.parametrize("status", [None, 99, 700])
def test_what_fails_unexpectedly_is_a_500_that_names_the_operation(
    status: int | None, caplog: pytest.LogCaptureFixture
):
    def handler(call: Call) -> Response:
        if status is None:
            raise ZeroDivisionError("by\u2028nothing")
        return Response(status)

    standin = answering("tools_get", handler)
    with served(standin) as client:
        with caplog.at_level(logging.ERROR):
            answer = client.get("/api/tools/1")
        assert answer.status_code == 500
        assert answer.headers["Content-Type"] == "application/problem+json"
        assert "tools_get" in answer.json()["detail"]
        assert client.get("/tools").status_code == 200, "the next one is served"
    assert "Traceback" in caplog.text
    assert "/api/tools/1 (tools_get) failed" in caplog.text
    assert (standin.last[1].status, standin.last[1].operation) == (500, "tools_get")


def test_headers_that_http_cannot_say_break_nothing():
    headers = (
        ("X-Split", "a\r\nX-Smuggled: 1"), ("X bad", "1"), ("", "1"), ("X-Ümlaut", "1"), ("Content-Length", "7"),
        ("Transfer-Encoding", "chunked"), ("Connection", "upgrade"), ("X-Text", "\xe4 \u20ac \ud800"),
    )  # fmt: skip
    with served(answering("tools_get", lambda call: Response(200, headers, b"{}"))) as client:
        answer = client.get("/tools/1")
        assert answer.content == b"{}"
        assert answer.headers["X-Split"] == "a  X-Smuggled: 1"
        assert "X-Smuggled" not in answer.headers
        assert answer.headers["Content-Length"] == "2"
        assert client.get("/tools/1").status_code == 200, "and the connection is kept"
    assert wire_headers((("X-Text", "ä €"),)) == [(b"x-text", "ä €".encode())]


def test_the_date_is_that_of_the_stand_in_unless_it_says_one():
    with served(shed()) as client:
        assert client.get("/tools").headers["Date"] == "Tue, 01 Jan 2030 12:00:00 GMT"
    own = Response(200, (("Date", "yesterday"),))
    with served(answering("tools_head", lambda call: own)) as client:
        assert client.head("/tools").headers.get_list("Date") == ["yesterday"]


def test_a_wished_delay_holds_the_answer_back_and_a_wrong_one_is_refused():
    with served(shed()) as client:
        assert client.get("/tools", headers={"Prefer": "delay=0.01"}).status_code == 200
        assert client.get("/tools", headers={"Prefer": "delay=ages"}).status_code == 400
        assert client.get("/tools", headers={"Prefer": "fault=ages"}).status_code == 400
        with pytest.raises(httpx2.ReadTimeout):
            client.post("/tools", json={"name": "rake"}, headers={"Prefer": "delay=30"}, timeout=0.2)
        assert "rake" in client.get("/tools").text, "it was executed all the same"


def test_below_a_path_of_another_app_all_is_there_and_links_lead_there():
    standin = shed()
    app = Starlette(routes=[Mount("/vendors/the shed", make_app(standin))])

    async def calls(client: httpx2.AsyncClient) -> dict[str, httpx2.Response]:
        for number in range(101):
            await client.post("/tools", json={"name": f"tool {number}"})
        paths = ("/tools", "/api/tools", "/tools/%31", "", "/", "/_specloom/state", "/%74ools", "/nowhere")
        return {path: await client.get(path) for path in paths}

    found: dict[str, httpx2.Response] = inside(app, calls, "http://localhost:1/vendors/the%20shed")
    statuses = {path: answer.status_code for path, answer in found.items()}
    assert statuses == dict.fromkeys(found, 200) | {"/nowhere": 404, "/tools/%31": statuses["/tools/%31"]}
    assert found["/tools"].links["next"]["url"] == "http://localhost:1/vendors/the%20shed/tools?page=2"
    assert "http://localhost:1/vendors/the%20shed/tools" in found[""].text
    assert found["/_specloom/state"].json()["kept"]["/tools"] == 101


@pytest.mark.parametrize(
    ("scope", "expected"),
    [
        ({"path": "/a b", "raw_path": b"/a%20b"}, ("", "/a%20b")),
        ({"path": "/a b"}, ("", "/a%20b")),
        ({"path": "/ä", "raw_path": b"/\xc3\xa4"}, ("", "/%C3%A4")),
        ({"path": "/a#b", "raw_path": b"/a#b"}, ("", "/a%23b")),
        ({"path": "/m/x", "raw_path": b"/m/x", "root_path": "/m"}, ("/m", "/x")),
        ({"path": "/m", "raw_path": b"/m", "root_path": "/m"}, ("/m", "/")),
        ({"path": "/m/x/y", "raw_path": b"/%6d/x%2Fy", "root_path": "/m"}, ("/m", "/x/y")),
        ({"path": "/x", "raw_path": b"/x", "root_path": "/m"}, ("/m", "/x")),
        ({"path": "/mx", "raw_path": b"/mx", "root_path": "/m"}, ("/m", "/mx")),
    ],
)
def test_the_path_below_the_mount_is_as_the_client_sent_it(scope: dict[str, Any], expected: tuple[str, str]):
    assert target(scope) == expected


def test_the_origin_is_what_the_client_says_or_where_the_server_is():
    scope = {"scheme": "https", "headers": [(b"host", b"[::1]:80")], "server": ("::1", 80)}
    assert origin(scope) == "https://[::1]:80"
    assert origin(scope | {"headers": []}) == "https://[::1]:80"
    assert origin({"scheme": "http", "headers": []}) == "http://localhost"
    with pytest.raises(UnusableError):
        origin(scope | {"headers": [(b"host", b"a"), (b"host", b"b")]})


def test_the_log_has_one_line_a_request_and_no_credential():
    lines: list[str] = []
    with served(make_app(shed(), log=lines.append)) as client:
        client.get("/weather?day=2030-01-01&door=hush&door=&api%5Fkey=hush&page=2")
        client.get("/tools", headers={"Prefer": "fault=gateway"})
        with pytest.raises(httpx2.HTTPError):
            client.get("/tools", headers={"Prefer": "fault=reset"})
        client.get("/%0Anowhere")
    assert lines == [
        "12:00:00 GET /weather?day=2030-01-01&door=***&door=&api%5Fkey=***&page=2 200",
        "12:00:00 GET /tools gateway",
        "12:00:00 GET /tools reset",
        "12:00:00 GET /%0Anowhere 404",
    ]


def test_the_page_does_not_hide_an_operation_at_the_root():
    document = shed().api.document
    rooted = document | {"paths": document["paths"] | {"/": document["paths"]["/weather"]}}
    with served(shed(document=rooted)) as client:
        answer = client.get("/", params={"day": "2030-01-01", "door": "x"})
        assert answer.json() == "wet"
        assert client.get("/_specloom/state").status_code == 200
