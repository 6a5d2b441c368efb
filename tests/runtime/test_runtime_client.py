"""Calls against a real server, by the synchronous client."""

from __future__ import annotations

import logging
import pickle
import socket
import threading
from datetime import UTC, datetime
from functools import cached_property
from typing import TYPE_CHECKING, Any

import httpx2
import pytest
from local_server import LocalServer, Reply, json_reply
from notes_api import Note, NoteDraft, NotesApi, Problem, stop_clock
from runtime import errors
from runtime.errors import (
    APIConnectionError,
    APIError,
    APIStatusError,
    APITimeoutError,
    ConfigurationError,
    NotFoundError,
    RateLimitError,
    ResponseValidationError,
)
from runtime.operation import Operation, Result
from runtime.options import RequestOptions
from runtime.retry import RetryPolicy
from runtime.schemes import Bearer

if TYPE_CHECKING:
    from collections.abc import Iterator

TOKEN = "tok-SECRET-42"
NEVER = RetryPolicy(max_retries=0)


@pytest.fixture
def api(server: LocalServer) -> Iterator[NotesApi]:
    with NotesApi(TOKEN, base_url=server.url) as client:
        stop_clock(client)
        yield client


def test_a_call_sends_what_the_document_says_and_returns_the_model(api: NotesApi, server: LocalServer) -> None:
    server.replies = [json_reply({"_id": "n1", "title": "a", "madeAt": "2026-11-21T00:00:00Z", "extra": {"k": 1}})]
    note = api.notes.get("n1", trace="t")
    assert (note.id, note.title, note.made_at) == ("n1", "a", datetime(2026, 11, 21, tzinfo=UTC))
    assert note.model_dump(mode="json")["extra"] == {"k": 1}
    assert (server.last.method, server.last.target) == ("GET", "/notes/n1")
    sent = server.last.headers
    assert sent["authorization"] == f"Bearer {TOKEN}"
    assert sent["accept"] == "application/json"
    assert sent["user-agent"] == "notes_api/1.2.3"
    assert sent["x-trace"] == "t"
    assert "content-type" not in sent


def test_create_takes_fields_or_a_body(api: NotesApi, server: LocalServer) -> None:
    server.handle = lambda _: json_reply({"_id": "n1"}, 201)
    api.notes.create(title="a", text=None, template_id="t", made_at=datetime(2026, 11, 21, tzinfo=UTC))
    assert server.last.body == b'{"title":"a","text":null,"_templateId":"t","madeAt":"2026-11-21T00:00:00+00:00"}'
    assert server.last.headers["content-type"] == "application/json"
    api.notes.create(body=NoteDraft(title="b"))
    assert server.last.body == b'{"title":"b"}'


@pytest.mark.parametrize(
    ("note_id", "target"),
    [
        ("../x?y#z", "/notes/..%2Fx%3Fy%23z"),
        ("a b/c", "/notes/a%20b%2Fc"),
        ("100%", "/notes/100%25"),
        ("%2e%2e", "/notes/%252e%252e"),
        ("é;=@:", "/notes/%C3%A9%3B%3D%40%3A"),
        ("...", "/notes/..."),
        ("\r\nX: y", "/notes/%0D%0AX%3A%20y"),
    ],
)
def test_an_id_stays_one_segment(api: NotesApi, server: LocalServer, note_id: str, target: str) -> None:
    server.replies = [json_reply({"_id": "n"})]
    api.notes.get(note_id)
    assert server.last.target == target


@pytest.mark.parametrize("note_id", ["", ".", ".."])
def test_an_id_that_would_change_the_path_is_refused(api: NotesApi, server: LocalServer, note_id: str) -> None:
    with pytest.raises(ValueError, match="path"):
        api.notes.get(note_id)
    assert not server.received


@pytest.mark.parametrize("value", ["a\r\nX-Evil: 1", "a\nb", "\x00", "é"])
def test_a_header_cannot_be_broken_out_of(api: NotesApi, server: LocalServer, value: str) -> None:
    with pytest.raises(ValueError, match="trace: a header value is printable ASCII on one line"):
        api.notes.get("n", trace=value)
    with pytest.raises(ValueError, match="X-Own"):
        api.notes.get("n", options=RequestOptions(headers={"X-Own": value}))
    with pytest.raises(ValueError, match="header name"):
        api.notes.get("n", options=RequestOptions(headers={"X: " + value: "v"}))
    assert not server.received


def test_options_of_a_call(api: NotesApi, server: LocalServer) -> None:
    server.replies = [json_reply({"_id": "n"})]
    api.notes.get("n", options=RequestOptions(headers={"accept": "text/x", "X-Own": "1"}, query={"debug": True}))
    assert server.last.target == "/notes/n?debug=true"
    assert server.last.headers["accept"] == "text/x"
    assert server.last.headers["x-own"] == "1"


def test_with_options_copies_and_leaves_its_parent_alone(api: NotesApi, server: LocalServer) -> None:
    server.handle = lambda _: json_reply({"_id": "n"})
    notes = api.notes
    with api.with_options(headers={"X-Own": "1"}, retry=NEVER) as copy:
        copy.notes.get("n")
        assert server.last.headers["x-own"] == "1"
    api.notes.get("n")
    assert "x-own" not in server.last.headers
    assert api.notes is notes
    assert type(copy) is NotesApi


class OwnApi(NotesApi):
    def __init__(self, url: str) -> None:
        super().__init__(TOKEN, base_url=url)
        self.tenant = "acme"

    @cached_property
    def own_notes(self) -> Any:
        return self.notes


def test_with_options_keeps_what_a_class_of_the_users_adds(server: LocalServer) -> None:
    server.handle = lambda _: json_reply({"_id": "n"})
    with OwnApi(server.url) as api:
        assert api.own_notes is api.notes
        copy = api.with_options(headers={"X-Own": "1"})
        assert copy.tenant == "acme"
        copy.own_notes.get("n")
        assert server.last.headers["x-own"] == "1"


def test_no_retry_is_the_standard_one_wherever_it_is_said(server: LocalServer) -> None:
    server.handle = lambda _: Reply(503)

    def sent(api: NotesApi, options: RequestOptions | None = None) -> int:
        server.received.clear()
        stop_clock(api)
        with pytest.raises(APIStatusError):
            api.notes.get("n", options=options)
        return len(server.received)

    with NotesApi(TOKEN, base_url=server.url, retry=None) as standard, NotesApi("t", base_url=server.url) as api:
        never = api.with_options(retry=NEVER)
        assert (sent(standard), sent(never), sent(never.with_options(timeout=1.0))) == (3, 1, 1)
        assert sent(never.with_options(retry=None)) == 3
        assert sent(never, RequestOptions(retry=None)) == 3
        assert sent(never, RequestOptions(timeout=1.0)) == 1


@pytest.mark.parametrize("retry", [0, False, 3, "twice"])
def test_what_is_no_retry_is_refused_wherever_it_is_said(api: NotesApi, retry: Any) -> None:
    for refuse in (lambda: NotesApi(TOKEN, retry=retry), lambda: api.with_options(retry=retry)):
        with pytest.raises(TypeError, match="retry is a RetryPolicy or another Retry, not"):
            refuse()
    with pytest.raises(TypeError, match="retry is a RetryPolicy or another Retry, not"):
        RequestOptions(retry=retry)


def test_the_base_url_may_have_a_path(server: LocalServer) -> None:
    server.replies = [json_reply({"_id": "n"})]
    with NotesApi(TOKEN, base_url=f"{server.url}/api/v2/") as api:
        api.notes.get("n")
    assert server.last.target == "/api/v2/notes/n"


def test_no_content(api: NotesApi, server: LocalServer) -> None:
    server.replies = [Reply(204)]
    assert api.notes.delete("n") is None  # type: ignore[func-returns-value]


@pytest.mark.parametrize("status", [200, 404])
def test_a_byte_order_mark_is_passed_over(api: NotesApi, server: LocalServer, status: int) -> None:
    server.replies = [Reply(status, b'\xef\xbb\xbf{"_id": "n", "message": "no"}')]
    if status == 200:
        assert api.notes.get("n").id == "n"
        return
    with pytest.raises(NotFoundError) as caught:
        api.notes.get("n")
    assert caught.value.parsed().message == "no"


def test_content_of_any_type(api: NotesApi, server: LocalServer) -> None:
    server.replies = [Reply(200, "naïve".encode("latin-1"), {"Content-Type": "text/csv; charset=ISO-8859-1"})]
    content = api.notes.export()
    assert content == b"na\xefve"
    assert content.text == "naïve"
    assert content.content_type == "text/csv; charset=ISO-8859-1"


@pytest.mark.parametrize(
    ("results", "accept"),
    [
        ({"200": Result("text/csv")}, "text/csv"),
        (
            {"200": Result("text/csv", None, (Result("application/problem+json"),))},
            "application/problem+json, text/csv",
        ),
        ({"200": None, "2XX": Result("image/*")}, "image/*"),
        ({"200": Result("application/json"), "201": Result("application/vnd.api+json")}, "application/json"),
        ({"200": Result("application/json; charset=utf-8")}, "application/json"),
        ({"200": Result("application/vnd.api+json")}, "application/vnd.api+json"),
        (
            {
                "200": Result("application/vnd.a.v2+json", None, (Result("text/csv"),)),
                "201": Result("application/vnd.a.v1+json"),
            },
            "application/vnd.a.v2+json, application/vnd.a.v1+json, text/csv",
        ),
        ({"200": Result("*/*"), "201": Result("text/csv")}, "application/json"),
        ({"204": None}, "application/json"),
        ({}, "application/json"),
    ],
)
def test_what_a_call_accepts_is_what_the_document_says_it_gets(
    api: NotesApi, server: LocalServer, results: dict[str, Result | None], accept: str
) -> None:
    server.replies = [Reply(200, b"{}")]
    download: Operation[Any] = Operation(
        name="notes.download", method="GET", path="/download", results=results, any_status=True
    )
    api.notes._call(download, {})
    assert server.last.headers["accept"] == accept


@pytest.mark.parametrize(
    ("status", "kind"),
    [
        (301, errors.RedirectError),
        (400, errors.BadRequestError),
        (401, errors.AuthenticationError),
        (402, APIStatusError),
        (403, errors.PermissionDeniedError),
        (404, NotFoundError),
        (409, errors.ConflictError),
        (422, errors.UnprocessableEntityError),
        (429, RateLimitError),
        (500, errors.InternalServerError),
        (502, errors.BadGatewayError),
        (503, errors.ServiceUnavailableError),
        (504, errors.GatewayTimeoutError),
        (520, errors.ServerError),
        (599, errors.ServerError),
        (799, errors.ServerError),
    ],
)
def test_each_status_has_its_error(api: NotesApi, server: LocalServer, status: int, kind: type[APIStatusError]) -> None:
    server.handle = lambda _: json_reply({"message": "no"}, status, X_Request_Id="r-1")
    with pytest.raises(APIError) as caught:
        api.notes.get("n", options=RequestOptions(query={"q": "private"}))
    error = caught.value
    assert type(error) is kind
    assert isinstance(error, APIStatusError)
    assert (error.status, error.request_id) == (status, "r-1")
    assert error.parsed() == Problem(message="no")
    assert str(error).startswith(str(status))
    assert f"GET {server.url}/notes/n?q=... (request id r-1)" in str(error)
    assert '{"message": "no"}' in str(error)
    assert "private" not in str(error) + repr(error)


def test_a_gateways_html_does_not_break_the_error(api: NotesApi, server: LocalServer) -> None:
    page = b"<html>\r\n\x1b[31m" + b"502 Bad Gateway " * 5000
    server.handle = lambda _: Reply(502, page, {"Content-Type": "text/html"})
    with pytest.raises(errors.BadGatewayError) as caught:
        api.notes.get("n")
    assert caught.value.parsed() is None
    assert len(str(caught.value)) < 500
    assert str(caught.value).isprintable()
    assert caught.value.response.content == page


def test_errors_survive_pickling(api: NotesApi, server: LocalServer) -> None:
    server.handle = lambda _: json_reply({"message": "no"}, 404, X_Request_Id="r")
    with pytest.raises(NotFoundError) as caught:
        api.notes.get("n")
    copy = pickle.loads(pickle.dumps(caught.value))
    assert type(copy) is NotFoundError
    assert str(copy) == str(caught.value)
    assert copy.parsed() == Problem(message="no")
    server.handle = lambda _: json_reply({"_id": 1})
    with pytest.raises(ResponseValidationError) as invalid:
        api.notes.get("n")
    assert str(pickle.loads(pickle.dumps(invalid.value))) == str(invalid.value)
    lost = pickle.loads(pickle.dumps(APITimeoutError("late")))
    assert (str(lost), type(lost)) == ("late", APITimeoutError)
    server.handle = lambda _: json_reply({"_id": "n"})
    assert pickle.loads(pickle.dumps(api.notes.raw.get("n"))).parse() == Note(id="n")


@pytest.mark.parametrize(
    ("reply", "reason"),
    [
        (Reply(200, b"{", {"Content-Type": "application/json"}), "not valid JSON"),
        (Reply(200, b"", {"Content-Type": "application/json"}), "empty"),
        (Reply(200, b"<html>", {"Content-Type": "text/html"}), "not valid JSON (content type 'text/html')"),
        (Reply(200, b"\xff\xfe", {}), "not valid JSON"),
        (Reply(200, b"[" * 100_000, {}), "not valid JSON"),
        (Reply(200, b'{"_id": 7}', {}), "_id: Input should be a valid string"),
        (Reply(200, b'{"_id": "n", "madeAt": "2026-11-21T00:00:00"}', {}), "madeAt"),
        (Reply(204), "empty"),
    ],
)
def test_an_answer_that_is_not_as_declared_raises_with_its_body(
    api: NotesApi, server: LocalServer, reply: Reply, reason: str
) -> None:
    server.replies = [reply]
    with pytest.raises(ResponseValidationError) as caught:
        api.notes.get("n")
    assert reason in str(caught.value)
    assert caught.value.response.content == reply.body
    assert len(server.received) == 1


def test_a_success_that_is_not_listed_is_taken_for_the_one_that_is(api: NotesApi, server: LocalServer) -> None:
    server.replies = [json_reply({"_id": "n"}, 203)]
    assert api.notes.get("n").id == "n"


def test_raw_gives_the_response_whatever_its_status(api: NotesApi, server: LocalServer) -> None:
    server.replies = [json_reply({"_id": "n"}, X_Request_Id="r"), json_reply({"message": "no"}, 404)]
    reply = api.notes.raw.get("n")
    assert (reply.status, reply.request_id, reply.url) == (200, "r", f"{server.url}/notes/n")
    assert reply.json() == {"_id": "n"}
    assert reply.text == '{"_id": "n"}'
    assert reply.parse() == Note(id="n")
    assert reply.headers["CONTENT-TYPE"] == "application/json"
    missing = api.notes.raw.get("m")
    assert missing.status == 404
    with pytest.raises(NotFoundError):
        missing.parse()


def test_raw_list_gives_the_first_page(api: NotesApi, server: LocalServer) -> None:
    server.replies = [json_reply([{"_id": "n"}], Link="</notes?page=2>; rel=next")]
    assert api.notes.raw.list(include="a").parse() == [Note(id="n")]
    assert len(server.received) == 1


@pytest.mark.parametrize("status", [200, 302, 401, 418, 429, 500, 503, 520])
def test_run_gives_any_status_and_never_runs_twice(api: NotesApi, server: LocalServer, status: int) -> None:
    server.handle = lambda _: json_reply({"message": "mine"}, status, Retry_After="0")
    reply = api.notes.run("s", method="GET")
    assert reply.status == status
    assert reply.parse().text == '{"message": "mine"}'
    assert len(server.received) == 1


def test_run_can_raise_the_declared_errors(api: NotesApi, server: LocalServer) -> None:
    server.replies = [json_reply({"message": "busy"}, 429)]
    with pytest.raises(RateLimitError) as caught:
        api.notes.run("s", json=None).raise_for_status()
    assert caught.value.parsed() == Problem(message="busy")


@pytest.mark.parametrize("method", ["POST", "GET", "PUT", "DELETE", "PATCH"])
def test_run_sends_any_method_and_body(api: NotesApi, server: LocalServer, method: str) -> None:
    server.handle = lambda _: Reply(200, b"ok")
    api.notes.run("s", method=method, json=None)
    assert (server.last.method, server.last.body) == (method, b"null")
    assert server.last.headers["content-type"] == "application/json"
    api.notes.run("s", method=method, data={"a": "1"})
    assert server.last.body == b"a=1"
    api.notes.run("s", method=method, content=iter([b"x", b"y"]), content_type="text/csv")
    assert (server.last.body, server.last.headers["content-type"]) == (b"xy", "text/csv")
    api.notes.run("s", method=method)
    assert server.last.body == b""


# --- retries


def test_a_throttled_call_is_repeated_with_the_same_body_after_the_time_asked(
    api: NotesApi, server: LocalServer
) -> None:
    clock = stop_clock(api)
    server.replies = [
        Reply(429, headers={"Retry-After": "7"}),
        Reply(429, headers={"retry-after-ms": "1500", "Retry-After": "50"}),
        json_reply({"_id": "n"}, 201),
    ]
    assert api.notes.create(title="a").id == "n"
    assert clock.slept == [7, 1.5]
    assert {request.body for request in server.received} == {b'{"title":"a"}'}


@pytest.mark.parametrize("asked", ["86400", "Fri, 31 Dec 9999 23:59:59 GMT", "9" * 400])
def test_a_server_cannot_make_the_client_sleep_for_a_day(api: NotesApi, server: LocalServer, asked: str) -> None:
    clock = stop_clock(api)
    server.replies = [Reply(429, headers={"Retry-After": asked})]
    with pytest.raises(RateLimitError):
        api.notes.get("n")
    assert clock.slept == []


@pytest.mark.parametrize("status", [408, 500, 502, 503, 504, 520])
def test_only_idempotent_calls_are_repeated_after_a_failure_of_the_server(
    api: NotesApi, server: LocalServer, status: int
) -> None:
    server.handle = lambda _: Reply(status)
    with pytest.raises(APIStatusError):
        api.notes.get("n")
    assert len(server.received) == 3
    with pytest.raises(APIStatusError):
        api.notes.create(title="a")
    assert len(server.received) == 4
    with pytest.raises(APIStatusError):
        api.notes.create(title="a", options=RequestOptions(headers={"Idempotency-Key": "k"}))
    assert len(server.received) == 7


@pytest.mark.parametrize("status", [400, 404, 409, 501])
def test_failures_that_stay_are_not_repeated(api: NotesApi, server: LocalServer, status: int) -> None:
    server.handle = lambda _: Reply(status)
    with pytest.raises(APIStatusError):
        api.notes.get("n")
    assert len(server.received) == 1


def test_a_reset_connection_is_repeated_only_where_that_is_harmless(api: NotesApi, server: LocalServer) -> None:
    server.replies = [Reply(reset=True), json_reply({"_id": "n"}), Reply(reset=True)]
    assert api.notes.get("n").id == "n"
    with pytest.raises(APIConnectionError) as caught:
        api.notes.create(title="a")
    assert isinstance(caught.value, ConnectionError)
    assert not isinstance(caught.value, TimeoutError)
    assert len(server.received) == 3


def test_a_server_that_is_not_there_is_tried_again_for_any_method() -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with NotesApi(TOKEN, base_url=f"http://127.0.0.1:{port}") as api:
        clock = stop_clock(api)
        with pytest.raises(ConnectionError, match=f"POST http://127.0.0.1:{port}/notes: ConnectError"):
            api.notes.create(title="a")
    assert len(clock.slept) == 2
    assert 0 <= clock.slept[0] <= 0.5
    assert 0 <= clock.slept[1] <= 1


def test_a_slow_server_raises_a_timeout(api: NotesApi, server: LocalServer) -> None:
    server.handle = lambda _: Reply(200, delay=0.3)
    with pytest.raises(TimeoutError) as caught:
        api.notes.get("n", options=RequestOptions(timeout=0.1, retry=NEVER))
    assert isinstance(caught.value, APITimeoutError)
    assert isinstance(caught.value, APIConnectionError)


def test_a_truncated_body_is_a_lost_connection(api: NotesApi, server: LocalServer) -> None:
    server.handle = lambda _: Reply(200, b'{"_id"', length=50)
    with pytest.raises(APIConnectionError):
        api.notes.get("n")
    assert len(server.received) == 3


def test_a_body_that_does_not_unpack_is_not_asked_for_again(api: NotesApi, server: LocalServer) -> None:
    server.handle = lambda _: Reply(200, b"not gzip", {"Content-Encoding": "gzip"})
    with pytest.raises(APIConnectionError, match="DecodingError"):
        api.notes.get("n")
    assert len(server.received) == 1


def test_a_used_up_stream_is_never_sent_again(api: NotesApi, server: LocalServer) -> None:
    server.handle = lambda _: Reply(reset=True)
    with pytest.raises(APIConnectionError):
        api.notes.run("s", method="PUT", content=iter([b"x"]))
    assert len(server.received) == 1
    with pytest.raises(APIConnectionError):
        api.notes.run("s", method="PUT", content=[b"x", b"y"])
    assert [request.body for request in server.received[1:]] == [b"xy"] * 3


# --- credentials


def test_a_missing_credential_says_what_to_do(server: LocalServer, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("NOTES_TOKEN", "NOTES_KEY", "NOTES_USER", "NOTES_PASSWORD"):
        monkeypatch.delenv(name, raising=False)
    with NotesApi(base_url=server.url) as api, pytest.raises(ConfigurationError) as caught:
        api.notes.get("n")
    assert "notes.get needs a credential: give token= or set NOTES_TOKEN; or give api_key=" in str(caught.value)
    assert not server.received
    server.replies = [Reply(200, b"x")]
    with NotesApi(base_url=server.url) as api:
        assert api.notes.export() == b"x"
    assert "authorization" not in server.last.headers


def test_the_environment_is_read_when_the_client_is_made(server: LocalServer, monkeypatch: pytest.MonkeyPatch) -> None:
    server.handle = lambda _: json_reply({"_id": "n"})
    monkeypatch.setenv("NOTES_TOKEN", "from-environment\n")
    monkeypatch.setenv("NOTES_BASE_URL", server.url)
    with NotesApi() as api:
        monkeypatch.setenv("NOTES_TOKEN", "later")
        api.notes.get("n")
    assert server.last.headers["authorization"] == "Bearer from-environment"


def test_the_alternative_that_was_given_is_used(server: LocalServer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("NOTES_TOKEN", raising=False)
    server.handle = lambda _: json_reply({"_id": "n"})
    with NotesApi(api_key="k&y", base_url=server.url) as api:
        reply = api.notes.raw.get("n", options=RequestOptions(query={"a": 1}))
    assert server.last.query == [("a", "1"), ("api_key", "k&y")]
    assert reply.url == f"{server.url}/notes/n?a=1"
    with NotesApi(username="ann", password="p:w", base_url=server.url) as api:
        api.notes.get("n")
    assert server.last.headers["authorization"] == "Basic YW5uOnA6dw=="


class Counting:
    def __init__(self) -> None:
        self.count = 0

    def token(self) -> str:
        self.count += 1
        return f"token-{self.count}"


def test_a_token_source_is_asked_for_every_attempt(server: LocalServer) -> None:
    server.replies = [Reply(429), json_reply({"_id": "n"}), json_reply({"_id": "n"})]
    with NotesApi(Counting(), base_url=server.url) as api:
        stop_clock(api)
        api.notes.get("n")
    with NotesApi(lambda: "called", base_url=server.url) as api:
        api.notes.get("n")
    sent = [request.headers["authorization"] for request in server.received]
    assert sent == ["Bearer token-1", "Bearer token-2", "Bearer called"]


def test_an_awaitable_source_needs_the_other_client(server: LocalServer) -> None:
    async def token() -> str:
        return "x"

    with NotesApi(token, base_url=server.url) as api, pytest.raises(TypeError, match="asynchronous client"):  # type: ignore[arg-type]
        api.notes.get("n")


def test_credentials_show_nowhere(
    server: LocalServer, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("NOTES_TOKEN", raising=False)
    caplog.set_level(logging.DEBUG)
    texts: list[Any] = []
    ways: list[dict[str, Any]] = [{"token": TOKEN}, {"api_key": "tok-SECRET/43"}]
    for given in [*ways, {"username": "ann", "password": "tok-SECRET-44"}]:
        # A server that repeats what it was sent, as debugging pages do.
        server.handle = lambda request: Reply(500, f"{request.headers} {request.target}".encode())
        with NotesApi(base_url=server.url, **given) as api:
            stop_clock(api)
            with pytest.raises(APIStatusError) as caught:
                api.notes.get("n")
            texts += [caught.value, repr(caught.value), caught.value.response]
            texts += [api, vars(api), vars(api._caller), api.notes]
            server.handle = lambda _: Reply(reset=True)
            with pytest.raises(APIConnectionError) as lost:
                api.notes.get("n")
            texts += [lost.value, repr(lost.value), lost.value.__cause__]
    shown = caplog.text + " ".join(map(str, texts))
    assert "SECRET" not in shown
    assert "YW5uOnRvay1TRUNSRVQtNDQ" not in shown
    assert f"GET {server.url}/notes/n: 500 in " in caplog.text


@pytest.mark.parametrize("token", ["a\r\nX: y", "tök", "\x00"])
def test_a_token_that_is_no_header_value_is_refused_without_being_shown(server: LocalServer, token: str) -> None:
    with (
        NotesApi(lambda: token, base_url=server.url) as api,
        pytest.raises(ValueError, match="authorization") as caught,
    ):
        api.notes.get("n")
    assert token not in str(caught.value)


# --- the HTTP client underneath


def test_an_http_client_of_ones_own_is_used_and_left_open(server: LocalServer) -> None:
    server.handle = lambda _: json_reply({"_id": "n"})
    with httpx2.Client(headers={"X-Mine": "1"}) as own:
        with NotesApi(TOKEN, base_url=server.url, http_client=own) as api:
            api.notes.get("n")
        assert server.last.headers["x-mine"] == "1"
        assert not own.is_closed


def test_a_closed_client_refuses_to_send(server: LocalServer) -> None:
    api = NotesApi(TOKEN, base_url=server.url)
    api.close()
    api.close()
    with pytest.raises(RuntimeError, match="closed"):
        api.notes.get("n")
    server.replies = [json_reply({"_id": "n"})]
    used = NotesApi(TOKEN, base_url=server.url)
    used.notes.get("n")
    used.close()
    with pytest.raises(RuntimeError, match="closed"):
        used.notes.get("n")


def test_threads_share_a_client(server: LocalServer) -> None:
    server.handle = lambda request: json_reply({"_id": request.path.rpartition("/")[2]})
    got: list[str] = []
    with NotesApi(TOKEN, base_url=server.url) as api:
        threads = [threading.Thread(target=lambda i=i: got.append(api.notes.get(f"n{i}").id)) for i in range(20)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert sorted(got) == sorted(f"n{i}" for i in range(20))


def test_a_url_that_is_too_long_is_the_callers_error(api: NotesApi, server: LocalServer) -> None:
    with pytest.raises(ValueError, match="URL too long"):
        list(api.notes.list(include="x" * 70_000))
    assert not server.received


def test_schemes_do_not_hold_secrets() -> None:
    assert repr(Bearer("token", "NOTES_TOKEN")) == "Bearer(argument='token', environment='NOTES_TOKEN')"
