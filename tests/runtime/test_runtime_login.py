"""A name and a secret exchanged for a token: what is sent, what is understood of the answer, and what is never shown."""

from __future__ import annotations

import asyncio
import json
import logging
import pickle
import subprocess
import sys
import traceback
from base64 import b64decode
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs

import httpx2
import pytest
import runtime
from both_clients import NO_AUTHORITIES
from local_server import LocalServer, Reply, json_reply
from notes_api import AsyncNotesApi, NotesApi, StoppedClock
from runtime import token_endpoint
from runtime.auth import Credentials
from runtime.errors import APIConnectionError, APIError, ConfigurationError, TokenError
from runtime.exchange import Exchanged
from runtime.login import OAuth2ClientCredentials, PasswordLogin
from runtime.operation import Operation
from runtime.schemes import ApiKey, Basic, Bearer, Login, OwnClient

if TYPE_CHECKING:
    from collections.abc import Callable

    from runtime.tokens import RenewingToken

SECRET = 'S3CRET+/"ü%'
GRANT = {"access_token": "tok-1", "token_type": "Bearer", "expires_in": 3600}


def password_login(server: LocalServer, **more: Any) -> PasswordLogin:
    return PasswordLogin(f"{server.url}/fabric/api/login", "ann", SECRET, **more)


def client_credentials(server: LocalServer, **more: Any) -> OAuth2ClientCredentials:
    return OAuth2ClientCredentials(f"{server.url}/token", "the client", SECRET, **more)


BOTH = pytest.mark.parametrize("make", [password_login, client_credentials])


def form(server: LocalServer) -> dict[str, list[str]]:
    return parse_qs(server.last.body.decode(), strict_parsing=True)


# --- what is sent


def test_a_login_sends_name_and_password_in_json(server: LocalServer) -> None:
    server.replies = [json_reply({"message": "Hello", "token": "tok-1", "expires_in": 86400})]
    source = password_login(server)
    source._clock = clock = StoppedClock()
    assert source.token() == "tok-1"
    assert (server.last.method, server.last.target) == ("POST", "/fabric/api/login")
    assert server.last.headers["content-type"] == "application/json"
    assert json.loads(server.last.body) == {"username": "ann", "password": SECRET}
    clock.sleep(86000)
    assert source.token() == "tok-1"
    server.replies = [json_reply({"token": "tok-2"})]
    clock.sleep(399)
    assert source.token() == "tok-2"


def test_names_and_places_of_a_login_may_differ(server: LocalServer) -> None:
    server.replies = [json_reply({"data": {"jwt": "tok-1", "ttl": 1000}}), json_reply({"data": {"jwt": "tok-2"}})]
    source = password_login(server, fields=("email", "pass"), token=("data", "jwt"), expires_in=("data", "ttl"))
    source._clock = clock = StoppedClock()
    assert source.token() == "tok-1"
    assert json.loads(server.last.body) == {"email": "ann", "pass": SECRET}
    clock.sleep(1000)
    assert source.token() == "tok-2"


def test_a_client_names_itself_in_the_header(server: LocalServer) -> None:
    server.replies = [json_reply(GRANT)]
    source = client_credentials(server, scopes=("notes:read", "notes:write"), parameters={"audience": "https://a/?b"})
    assert source.token() == "tok-1"
    assert server.last.headers["content-type"] == "application/x-www-form-urlencoded"
    assert form(server) == {
        "grant_type": ["client_credentials"],
        "scope": ["notes:read notes:write"],
        "audience": ["https://a/?b"],
    }
    kind, _, credentials = server.last.headers["authorization"].partition(" ")
    assert (kind, b64decode(credentials)) == ("Basic", b"the+client:S3CRET%2B%2F%22%C3%BC%25")


def test_a_client_may_name_itself_in_the_body(server: LocalServer) -> None:
    server.replies = [json_reply(GRANT)]
    client_credentials(server, client_authentication="body", scopes="one two").token()
    assert "authorization" not in server.last.headers
    assert form(server) == {
        "grant_type": ["client_credentials"],
        "scope": ["one two"],
        "client_id": ["the client"],
        "client_secret": [SECRET],
    }


def test_without_scopes_none_are_asked_for(server: LocalServer) -> None:
    server.replies = [json_reply(GRANT)]
    client_credentials(server).token()
    assert form(server) == {"grant_type": ["client_credentials"]}


def test_an_http_client_of_ones_own_sends_it_with_our_credentials_and_stays_open(server: LocalServer) -> None:
    server.replies = [json_reply(GRANT)]
    with httpx2.Client(headers={"x-proxy": "p"}, auth=("other", "name"), follow_redirects=True) as own:
        assert client_credentials(server, http_client=own).token() == "tok-1"
        assert not own.is_closed
    assert server.last.headers["x-proxy"] == "p"
    assert b64decode(server.last.headers["authorization"].removeprefix("Basic ")).startswith(b"the+client:")


@pytest.mark.parametrize(
    "make",
    [
        lambda own: PasswordLogin("https://a.invalid", "ann", SECRET, http_client=own),
        lambda own: OAuth2ClientCredentials("https://a.invalid", "id", SECRET, http_client=own),
    ],
)
def test_an_http_client_that_is_awaited_is_refused_at_once(make: Callable[[Any], Any]) -> None:
    with pytest.raises(TypeError, match=r"^http_client is an httpx2\.Client, not httpx2\.AsyncClient$"):
        make(httpx2.AsyncClient(verify=NO_AUTHORITIES))


# --- what is understood


@pytest.mark.parametrize("kind", ["Bearer", "bearer", "BearerToken", None])
def test_types_of_token_that_are_bearer_tokens(server: LocalServer, kind: str | None) -> None:
    server.replies = [json_reply({"access_token": "tok-1", "token_type": kind})]
    assert client_credentials(server).token() == "tok-1"


@pytest.mark.parametrize("kind", ["mac", "DPoP", "basic", 3, "\x1b[2J"])
def test_a_token_of_another_type_is_not_used(server: LocalServer, kind: Any) -> None:
    server.replies = [json_reply({**GRANT, "token_type": kind})]
    with pytest.raises(TokenError, match="not bearer") as caught:
        client_credentials(server).token()
    assert str(caught.value).isprintable()


@pytest.mark.parametrize(
    ("status", "body", "code", "said"),
    [
        (400, {"error": "invalid_scope"}, "invalid_scope", "400 Bad Request: invalid_scope"),
        (
            401,
            {"error": "invalid_client", "error_description": "Unknown\r\nclient."},
            "invalid_client",
            r"401 Unauthorized: invalid_client: Unknown\r\nclient.",
        ),
        (200, {"error": "bad_verification_code", "access_token": "tok-1"}, "bad_verification_code", "200 OK: bad_ver"),
        (400, {"error": {"message": "odd"}}, None, '"odd"'),
        (422, {"message": "These credentials are wrong."}, None, "422 Unprocessable"),
    ],
)
@BOTH
def test_a_refusal_says_what_the_server_said(
    server: LocalServer, make: Any, status: int, body: Any, code: str | None, said: str
) -> None:
    server.replies = [json_reply(body, status)]
    with pytest.raises(TokenError) as caught:
        make(server).token()
    assert said in str(caught.value)
    assert (caught.value.status, caught.value.code) == (status, code)
    assert isinstance(caught.value, APIError)
    assert not isinstance(caught.value, OSError)
    copy = pickle.loads(pickle.dumps(caught.value))
    assert (str(copy), copy.status) == (str(caught.value), status)


@pytest.mark.parametrize(
    "reply",
    [
        json_reply({"token_type": "Bearer"}),
        json_reply({"access_token": "", "token": ""}),
        json_reply({"access_token": ["tok-1"], "token": {"a": "tok-1"}}),
        json_reply(["tok-1"]),
        json_reply("tok-1"),
        Reply(200, b"tok-1"),
        Reply(200, b""),
        Reply(204),
        Reply(200, b"\xff\xfe"),
        Reply(200, b"[" * 60_000),
        Reply(200, b'{"access_token": ' + b"9" * 60_000 + b"}"),
        Reply(200, b'{"access_token": "' + b"t" * 70_000 + b'"}'),
    ],
    ids=lambda reply: repr(reply.body[:24]),
)
@BOTH
def test_an_answer_without_a_token_is_an_error_that_does_not_show_it(
    server: LocalServer, make: Any, reply: Reply
) -> None:
    server.replies = [reply]
    with pytest.raises(TokenError, match="no token could be had") as caught:
        make(server).token()
    assert "tok-1" not in str(caught.value)
    assert len(str(caught.value)) < 300


@BOTH
def test_redirects_are_not_followed(server: LocalServer, make: Any) -> None:
    server.handle = lambda _: Reply(307, headers={"Location": "/elsewhere"})
    with httpx2.Client(follow_redirects=True) as own, pytest.raises(TokenError, match="307 Temporary Redirect"):
        make(server, http_client=own).token()
    assert len(server.received) == 1


# --- no answer


@BOTH
def test_an_endpoint_that_does_not_answer(server: LocalServer, make: Any) -> None:
    server.replies = [Reply(reset=True)]
    with pytest.raises(TokenError) as caught:
        make(server).token()
    assert isinstance(caught.value, APIConnectionError)
    assert isinstance(caught.value, ConnectionError)
    assert not isinstance(caught.value, TimeoutError)
    assert not caught.value.was_sent


@pytest.mark.parametrize("reply", [json_reply(GRANT), Reply(200, b" " * 100, length=101)], ids=["late", "unfinished"])
def test_an_endpoint_that_is_slow(server: LocalServer, monkeypatch: pytest.MonkeyPatch, reply: Reply) -> None:
    monkeypatch.setattr(token_endpoint, "_TIMEOUT", 0.1)
    reply.delay = 0.3
    server.replies = [reply]
    with pytest.raises(TokenError) as caught:
        client_credentials(server).token()
    assert isinstance(caught.value, TimeoutError)
    assert isinstance(caught.value, ConnectionError)


def test_an_answer_that_drips_is_given_up(server: LocalServer, monkeypatch: pytest.MonkeyPatch) -> None:
    readings = iter([0.0, 31.0])
    monkeypatch.setattr(token_endpoint, "monotonic", lambda: next(readings))
    server.replies = [json_reply(GRANT)]
    with pytest.raises(TimeoutError, match="takes longer than 30 s"):
        client_credentials(server).token()


# --- secrets stay secret


@pytest.mark.parametrize(
    "url",
    [
        "http://example.invalid/token",
        "http://127.0.0.1.example.invalid/token",
        "http://localhost.example.invalid/token",
        "https://user:S3CRET@example.invalid/token",
        "https://example.invalid/token#S3CRET",
        "https://example.invalid\\@S3CRET",
        "https://exa mple.invalid",
        "https://example.invalid:port/S3CRET",
        "ftp://example.invalid",
        "/token",
        "token",
        "",
        "https://",
        "http://[::1",
        "https://example.invalid/\r\nS3CRET",
        "http://example.invalid/token?key=S3CRET",
    ],
)
def test_a_secret_goes_by_https_or_not_at_all(url: str) -> None:
    with pytest.raises(ConfigurationError) as caught:
        OAuth2ClientCredentials(url, "id", SECRET)
    assert "S3CRET" not in str(caught.value)


@pytest.mark.parametrize("url", ["https://example.invalid/token", "http://localhost:1/", "http://[::1]:1/a?b=c"])
def test_https_and_this_machine_are_fine(url: str) -> None:
    assert repr(OAuth2ClientCredentials(url, "id", SECRET)) == f"OAuth2ClientCredentials({url.replace('=c', '=...')!r})"


def echoes() -> list[Callable[[Any], Reply]]:
    """Servers that repeat what they were sent, as debugging pages do."""
    return [
        lambda request: Reply(500, f"{request.headers} {request.target} {request.body.decode()}".encode()),
        lambda request: json_reply({"error": SECRET, "error_description": request.body.decode()}, 400),
        lambda _: json_reply({"message": f"{SECRET} is wrong"}, 422),
        lambda _: json_reply({"error": f"{SECRET} is wrong"}),
        lambda _: Reply(reset=True),
    ]


@pytest.mark.parametrize("echo", echoes())
@pytest.mark.parametrize("authentication", ["password", "basic", "body"])
def test_a_secret_shows_nowhere(
    server: LocalServer, caplog: pytest.LogCaptureFixture, echo: Any, authentication: Any
) -> None:
    caplog.set_level(logging.DEBUG)
    server.handle = echo
    url = f"{server.url}/token?key=qu%2Bery"
    source: RenewingToken = (
        PasswordLogin(url, "ann", SECRET)
        if authentication == "password"
        else OAuth2ClientCredentials(url, "id", SECRET, client_authentication=authentication)
    )
    with pytest.raises(TokenError) as caught:
        source.token()
    error: Any = caught.value
    shown = f"{error!r} {error} {error.__cause__} {vars(error)} {source!r} {source._failure} {caplog.text}"
    assert f"{server.url}/token?key=..." in str(error)
    assert "S3CRET" not in shown
    assert "qu+ery" not in shown
    assert "qu%2Bery" not in shown
    assert "UzNDUkVU" not in shown
    told = "".join(traceback.TracebackException.from_exception(error, capture_locals=True).format())
    assert "in token" in told
    assert "S3CRET" not in told
    assert "UzNDUkVU" not in told


class BrokenPipe(httpx2.BaseTransport):
    def handle_request(self, request: httpx2.Request) -> httpx2.Response:
        sent = request.read()
        try:
            raise BrokenPipeError(len(sent))
        except OSError as cause:
            raise httpx2.WriteError("broken") from cause


def test_what_was_sent_is_not_in_the_frames_of_an_error() -> None:
    with httpx2.Client(transport=BrokenPipe()) as own, pytest.raises(TokenError, match="WriteError: broken") as caught:
        PasswordLogin("https://a.invalid", "ann", SECRET, http_client=own).token()
    assert isinstance(caught.value.__cause__, httpx2.WriteError)
    told = traceback.TracebackException.from_exception(caught.value, capture_locals=True)
    assert "S3CRET" not in "".join(told.format())


# --- clients


def test_a_source_is_made_without_importing_what_sends_its_request() -> None:
    program = (
        f"import sys; sys.path.insert(0, {str(Path(runtime.__path__[0]).parent)!r})\n"
        "from runtime.login import OAuth2ClientCredentials, PasswordLogin\n"
        "OAuth2ClientCredentials('https://a.invalid', 'id', 's'), PasswordLogin('https://a.invalid', 'u', 'p')\n"
        "print(sorted({'httpx2', 'pydantic', 'asyncio', 'ssl'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_a_source_serves_clients_of_both_kinds(server: LocalServer) -> None:
    server.handle = lambda request: json_reply(GRANT if request.path == "/token" else {"_id": "n"})
    source = client_credentials(server)

    async def main() -> None:
        async with AsyncNotesApi(source, base_url=server.url) as api:
            await api.notes.get("n")

    asyncio.run(main())
    with NotesApi(source, base_url=server.url) as api:
        api.notes.get("n")
    assert [request.path for request in server.received] == ["/token", "/notes/n", "/notes/n"]
    assert {request.headers["authorization"] for request in server.received[1:]} == {"Bearer tok-1"}


def test_an_asynchronous_client_asks_the_way_that_does_not_block(server: LocalServer) -> None:
    class Both:
        def token(self) -> str:
            return "blocking"

        async def token_async(self) -> str:
            return "awaited"

    server.handle = lambda _: json_reply({"_id": "n"})

    async def main() -> None:
        async with AsyncNotesApi(Both(), base_url=server.url) as api:
            await api.notes.get("n")

    asyncio.run(main())
    with NotesApi(Both(), base_url=server.url) as api:
        api.notes.get("n")
    assert [request.headers["authorization"] for request in server.received] == ["Bearer awaited", "Bearer blocking"]


LOGIN = Exchanged(
    PasswordLogin, "/login", ("username", "password", "login_url"), ("NOTES_USER", "NOTES_PASSWORD", "NOTES_LOGIN_URL")
)
OAUTH = Exchanged(
    OAuth2ClientCredentials, "", ("client_id", "client_secret", "token_url"), ("NOTES_ID", "NOTES_SECRET", "NOTES_URL")
)
SCHEME = Bearer("token", environment="NOTES_TOKEN", exchange=LOGIN)
CALL = Operation[None](name="notes.get", method="GET", path="/", security=(("bearer",),))


@pytest.fixture
def environment(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    for name in (*LOGIN.environment, *OAUTH.environment, "NOTES_TOKEN"):
        monkeypatch.delenv(name, raising=False)
    return monkeypatch


@pytest.mark.parametrize(
    ("given", "variables", "expected"),
    [
        ("T", {"NOTES_TOKEN": "E", "NOTES_USER": "u", "NOTES_PASSWORD": "p"}, "T"),
        (Login("u", "p"), {"NOTES_TOKEN": "E"}, "login u:p"),
        (Login("u", None), {"NOTES_TOKEN": "E", "NOTES_PASSWORD": "q"}, "login u:q"),
        (Login("u", None), {"NOTES_TOKEN": "E"}, None),
        (Login(None, None), {"NOTES_TOKEN": "E", "NOTES_USER": "u", "NOTES_PASSWORD": "p"}, "E"),
        (Login(None, None), {"NOTES_USER": "v", "NOTES_PASSWORD": "p\n"}, "login v:p"),
        (Login(None, None), {"NOTES_USER": "v"}, None),
        (Login(None, None), {}, None),
    ],
)
def test_a_token_comes_before_a_login_and_what_is_given_before_the_environment(
    server: LocalServer, environment: pytest.MonkeyPatch, given: Any, variables: dict[str, str], expected: str | None
) -> None:
    for name, value in variables.items():
        environment.setenv(name, value)
    source: Any = SCHEME.source(given, server.url)
    if expected is None or isinstance(source, str):
        assert source == expected
        return
    server.replies = [json_reply({"token": "tok-1"})]
    assert source.token() == "tok-1"
    sent = json.loads(server.last.body)
    assert f"login {sent['username']}:{sent['password']}" == expected
    assert server.last.path == "/login"


def test_where_the_login_is_comes_from_argument_environment_or_document(
    server: LocalServer, environment: pytest.MonkeyPatch
) -> None:
    server.handle = lambda _: json_reply({"token": "tok-1"})

    def path(url: str | None = None) -> str:
        source = LOGIN.source(Login("u", "p", url), f"{server.url}/v1")
        assert source is not None
        source.token()
        return server.last.path

    assert path() == "/login"
    environment.setenv("NOTES_LOGIN_URL", f"{server.url}/from-environment")
    assert path() == "/from-environment"
    assert path(f"{server.url}/given") == "/given"


def test_a_document_that_does_not_tell_where_tokens_are(environment: pytest.MonkeyPatch) -> None:
    with pytest.raises(ConfigurationError, match="give token_url= or set NOTES_URL"):
        OAUTH.source(Login("id", "secret"), "https://a.invalid")
    assert OAUTH.source(Login("id", None), "https://a.invalid") is None


def test_scopes_that_are_given_replace_those_of_the_document(server: LocalServer) -> None:
    server.handle = lambda _: json_reply(GRANT)
    source = OAUTH.source(Login("id", "secret", f"{server.url}/token", scopes=["a", "b"]), "")
    assert source is not None
    source.token()
    assert form(server)["scope"] == ["a b"]


def test_a_missing_login_says_what_to_do(environment: pytest.MonkeyPatch) -> None:
    credentials = Credentials({"bearer": SCHEME}, {"bearer": Login(None, None)}, "https://a.invalid")
    with pytest.raises(ConfigurationError) as caught:
        credentials.choose(CALL)
    assert str(caught.value) == (
        "notes.get needs a credential: give token= or set NOTES_TOKEN, "
        "or give username= or set NOTES_USER and give password= or set NOTES_PASSWORD"
    )


def test_a_name_and_password_that_are_only_in_the_environment_do_not_count_as_given(
    environment: pytest.MonkeyPatch,
) -> None:
    environment.setenv("NOTES_USER", "u")
    schemes = {"basic": Basic(username_environment="NOTES_USER"), "key": ApiKey("api_key", "header", "X-Key")}
    either = Operation[None](name="notes.get", method="GET", path="/", security=(("basic",), ("key",)))
    chosen = Credentials(schemes, {"basic": Login(None, None), "key": "k"}, "").choose(either)
    assert [scheme for scheme, _ in chosen] == [schemes["key"]]


def test_what_an_http_client_proves_is_not_put_into_the_request() -> None:
    schemes = {"tls": OwnClient("a client certificate"), "bearer": Bearer("token")}
    both = Operation[None](name="notes.get", method="GET", path="/", security=(("tls", "bearer"),))
    given = Credentials(schemes, {"tls": "http_client", "bearer": "t"}, "")
    assert given.choose(both) == ((schemes["bearer"], "t"),)
    with pytest.raises(ConfigurationError, match="give http_client= with a client certificate and give token="):
        Credentials(schemes, {"tls": None, "bearer": "t"}, "").choose(both)


def test_a_scheme_that_the_client_does_not_have_is_no_way() -> None:
    with pytest.raises(ConfigurationError, match="none that this client can send"):
        Credentials({}, {}, "").choose(CALL)


@pytest.mark.parametrize("secret", [None, b"t", "", 3])
def test_a_source_that_gives_no_text_is_an_error_rather_than_a_wrong_header(server: LocalServer, secret: Any) -> None:
    with NotesApi(lambda: secret, base_url=server.url) as api, pytest.raises(TypeError, match="gives text"):
        api.notes.get("n")

    async def main() -> None:
        async with AsyncNotesApi(lambda: secret, base_url=server.url) as api:
            with pytest.raises(TypeError, match="gives text"):
                await api.notes.get("n")

    asyncio.run(main())
    assert not server.received
