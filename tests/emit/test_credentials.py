"""Credentials of a generated client: its arguments, what it sends for them, and schemes that only its user can serve."""

from __future__ import annotations

import asyncio
import inspect
import json
import os
import subprocess
import sys
from base64 import b64decode
from dataclasses import replace
from pathlib import Path
from types import ModuleType
from typing import Any
from urllib.parse import parse_qs

import pytest
from local_server import Received, Reply, json_reply  # pyright: ignore[reportMissingImports]

from generator.document.findings import SpecloomError
from generator.emit.credentials import ExchangeFacts, SchemeFacts, scheme_facts
from generator.emit.settings import PackageFacts, vendor_package
from generator.workspace.vendor_model import Authentication, Login, LoginField, Package, Vendor, WrittenSource

from .checkers import CHECKERS, reported_lines
from .documents import document
from .packages import emit, load, normalised

DONE = {"responses": {"204": {"description": "Done."}}}
BEARER = {"type": "http", "scheme": "bearer"}
FLOW = {"tokenUrl": "https://login.example/token", "scopes": {"read": "Read.", "write": "Write.", "admin": "All."}}


def oauth2(**flow: Any) -> dict[str, Any]:
    return {"type": "oauth2", "flows": {"clientCredentials": {**FLOW, **flow}}}


def whole(schemes: dict[str, Any], scopes: tuple[str, ...] = (), **paths: Any) -> dict[str, Any]:
    """A document whose operations take any one of `schemes`."""
    security = [{name: list(scopes) if scheme["type"] == "oauth2" else []} for name, scheme in schemes.items()]
    made = document({"/things": {"get": DONE}, **paths}, security=security)
    made["components"] = {"securitySchemes": schemes}
    return made


def facts(scheme: dict[str, Any], *scopes: str, **paths: Any) -> SchemeFacts:
    [made] = scheme_facts(normalised(whole({"it": scheme}, scopes, **paths)), {}, "ACME")
    return made


def exchange(scheme: dict[str, Any], *scopes: str, **paths: Any) -> ExchangeFacts:
    made = facts(scheme, *scopes, **paths).exchange
    assert made is not None
    return made


# --- what the document says


def test_client_credentials_stand_beside_the_token():
    made = facts(oauth2(), "read")
    assert [(each.argument, each.environment, each.kind) for each in made.inputs] == [
        ("token", "ACME_TOKEN", "token"),
        ("client_id", "ACME_CLIENT_ID", "text"),
        ("client_secret", "ACME_CLIENT_SECRET", "text"),
        ("token_url", "ACME_TOKEN_URL", "text"),
        ("scopes", "", "texts"),
    ]
    assert made.exchange == ExchangeFacts(
        "OAuth2ClientCredentials", "https://login.example/token", made.inputs[1:], {"scopes": ["read"]}
    )


def test_the_scopes_asked_for_are_those_of_the_flow_that_operations_need():
    other = {"/others": {"get": {**DONE, "security": [{"it": ["admin", "read", "elsewhere"]}, {}]}}}
    assert exchange(oauth2(), "write", **other).options == {"scopes": ["admin", "read", "write"]}
    assert exchange(oauth2()).options == {}


@pytest.mark.parametrize(
    ("url", "known"),
    [
        ("https://a.example/token", True),
        ("http://127.0.0.1:8080/token?v=1", True),
        ("/oauth/token", True),
        ("token", True),
        ("//a.example/token", True),
        ("https://{tenant}.example/token", False),
        ("javascript:alert(1)", False),
        ("file:///etc/passwd", False),
        ("https://", False),
        ("https://user@a.example/token", False),
        ("https://a.example/token#x", False),
        ("https://a.example/to ken", False),
        ("https://a.example\\token", False),
        ("", False),
    ],
)
def test_a_token_url_that_cannot_be_asked_is_left_to_the_user(url: str, known: bool):
    assert exchange(oauth2(tokenUrl=url)).url == (url if known else "")


@pytest.mark.parametrize(
    "scheme",
    [
        {"type": "http", "scheme": "bearer"},
        {"type": "openIdConnect", "openIdConnectUrl": "https://login.example/.well-known/openid-configuration"},
        {"type": "oauth2", "flows": {}},
        {"type": "oauth2", "flows": {"authorizationCode": {**FLOW, "authorizationUrl": "https://login.example/"}}},
    ],
)
def test_other_ways_to_a_bearer_token_are_the_users(scheme: dict[str, Any]):
    made = facts(scheme)
    assert (made.kind, [each.argument for each in made.inputs], made.exchange) == ("bearer", ["token"], None)


@pytest.mark.parametrize(
    ("scheme", "proof"),
    [
        ({"type": "mutualTLS"}, "a client certificate (mutual TLS)"),
        ({"type": "http", "scheme": "Digest"}, "HTTP authentication of the scheme 'Digest'"),
        ({"type": "http", "scheme": "negotiate"}, "HTTP authentication of the scheme 'negotiate'"),
    ],
)
def test_what_no_header_can_carry_is_left_to_an_http_client_of_the_users(scheme: dict[str, Any], proof: str):
    assert facts(scheme) == SchemeFacts("it", "ownClient", "", proof=proof)


# --- what vendor.yaml says


LOGIN = Login(
    "https://login.example/login",
    "ACME_LOGIN_URL",
    LoginField("email", "user", "ACME_USER"),
    LoginField("password", "password", "ACME_PASSWORD"),
    "/data/a~1b",
)


def vendor(scheme: dict[str, Any], **more: Any) -> PackageFacts:
    made = Vendor(
        folder=Path("acme"),
        vendor="acme-shop",
        title="Acme",
        sources=(WrittenSource("api.yaml"),),
        package=Package("acme-shop", "acme_shop", "Acme", "1.0"),
        **more,
    )
    return vendor_package(normalised(whole({"it": scheme})), made)


def test_a_login_is_as_vendor_yaml_says():
    made = vendor(BEARER, authentication={"it": Authentication("key", "ACME_KEY", LOGIN)})
    assert [(each.argument, each.environment) for each in made.inputs] == [
        ("key", "ACME_KEY"),
        ("user", "ACME_USER"),
        ("password", "ACME_PASSWORD"),
        ("login_url", "ACME_LOGIN_URL"),
    ]
    found = made.schemes[0].exchange
    assert found is not None
    assert (found.source, found.url) == ("PasswordLogin", "https://login.example/login")
    assert found.options == {"fields": ["email", "password"], "token": ["data", "a/b"], "expires_in": []}


def test_a_login_for_a_scheme_without_a_token_is_a_finding():
    with pytest.raises(SpecloomError, match="takes no token"):
        vendor({"type": "http", "scheme": "basic"}, authentication={"it": Authentication("user", "ACME_KEY", LOGIN)})


def test_environment_variables_that_vendor_yaml_does_not_name_begin_with_the_vendor():
    made = vendor(oauth2(), authentication={"it": Authentication("client_id", "ACME_TOKEN")})
    assert [(each.argument, each.environment) for each in made.inputs[:3]] == [
        ("client_id", "ACME_TOKEN"),
        ("client_id_2", "ACME_SHOP_CLIENT_ID_2"),
        ("client_secret", "ACME_SHOP_CLIENT_SECRET"),
    ]
    basic = vendor({"type": "http", "scheme": "basic"}, authentication={"it": Authentication("user", "ACME_USER")})
    assert [each.environment for each in basic.inputs] == ["ACME_USER", "ACME_SHOP_PASSWORD"]


# --- what the client does


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Path:
    schemes = {
        "oauth": oauth2(tokenUrl="/oauth/token"),
        "tls": {"type": "mutualTLS"},
        "key": {"type": "apiKey", "in": "header", "name": "X-Key"},
        "basic": {"type": "http", "scheme": "basic"},
    }
    paths = {f"/{name}": {"get": {**DONE, "security": [{name: []}]}} for name in schemes}
    return emit(whole(schemes, ("read",), **paths), "acme_shop", tmp_path_factory.mktemp("acme"))


@pytest.fixture(scope="module")
def package(source: Path) -> ModuleType:
    return load(source)


@pytest.fixture(autouse=True)
def shop(server: Any) -> None:
    """The server gives a token to whoever posts, and else nothing."""

    def handle(received: Received) -> Reply:
        if received.method == "POST":
            return json_reply({"access_token": "tok-1", "token_type": "bearer", "expires_in": 60})
        return Reply(204)

    server.handle = handle


def authorization(server: Any) -> list[tuple[str, str]]:
    return [(each.path, each.headers.get("authorization", "")) for each in server.received]


BASIC = "Basic aWQ6c2VjcmV0"  # id:secret


def test_a_client_of_either_kind_gets_its_token_by_itself(server: Any, package: ModuleType):
    with package.AcmeShop(client_id="id", client_secret="secret", base_url=f"{server.url}/v1") as one:
        one.things.list()
        one.oauth.get()

    async def use() -> None:
        async with package.AsyncAcmeShop(client_id="id", client_secret="secret", base_url=server.url) as other:
            await other.things.list()

    asyncio.run(use())
    assert authorization(server) == [
        ("/oauth/token", BASIC), ("/v1/things", "Bearer tok-1"), ("/v1/oauth", "Bearer tok-1"),
        ("/oauth/token", BASIC), ("/things", "Bearer tok-1"),
    ]  # fmt: skip
    assert parse_qs(server.received[0].body.decode()) == {"grant_type": ["client_credentials"], "scope": ["read"]}


def test_name_secret_and_url_come_from_the_environment_and_scopes_may_be_given(
    server: Any, package: ModuleType, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setenv("ACME_SHOP_CLIENT_ID", "id")
    monkeypatch.setenv("ACME_SHOP_CLIENT_SECRET", "secret")
    monkeypatch.setenv("ACME_SHOP_TOKEN_URL", f"{server.url}/elsewhere")
    with package.AcmeShop(base_url=server.url, scopes=["admin"]) as made:
        monkeypatch.delenv("ACME_SHOP_CLIENT_ID")
        made.things.list()
    assert authorization(server) == [("/elsewhere", BASIC), ("/things", "Bearer tok-1")]
    assert parse_qs(server.received[0].body.decode())["scope"] == ["admin"]


def test_the_exchange_goes_through_an_http_client_of_ones_own(server: Any, package: ModuleType):
    import httpx2

    with httpx2.Client(headers={"x-proxy": "p"}) as own:
        package.AcmeShop(client_id="id", client_secret="s", base_url=server.url, http_client=own).things.list()
    assert [each.headers.get("x-proxy") for each in server.received] == ["p", "p"]


def test_a_source_made_by_hand_is_taken_as_a_token(server: Any, package: ModuleType):
    source = package.OAuth2ClientCredentials(f"{server.url}/t", "id", "secret", client_authentication="body")
    for token in (source, package.RenewingToken(lambda: package.Grant("mine", 3600))):
        with package.AcmeShop(token=token, base_url=server.url) as made:
            made.things.list()
    assert authorization(server) == [("/t", ""), ("/things", "Bearer tok-1"), ("/things", "Bearer mine")]


def test_a_certificate_is_the_http_clients_matter(server: Any, package: ModuleType):
    import httpx2

    with package.AcmeShop(api_key="k", base_url=server.url) as made:
        with pytest.raises(package.ConfigurationError, match="give http_client= with a client certificate"):
            made.tls.get()
        assert server.received == []
    with httpx2.Client() as own:
        package.AcmeShop(api_key="k", base_url=server.url, http_client=own).tls.get()
    assert (server.last.path, server.last.headers.get("x-key"), server.last.headers.get("authorization")) == (
        "/tls", None, None,
    )  # fmt: skip


def test_a_name_and_password_are_read_from_variables_of_their_own(
    server: Any, package: ModuleType, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setenv("ACME_SHOP_USERNAME", "ann")
    monkeypatch.setenv("ACME_SHOP_PASSWORD", "p:w")
    with package.AcmeShop(base_url=server.url) as made:
        made.basic.get()
        with pytest.raises(package.ConfigurationError, match="client_id= or set ACME_SHOP_CLIENT_ID"):
            made.oauth.get()
    assert b64decode(server.last.headers["authorization"].removeprefix("Basic ")) == b"ann:p:w"


def test_a_refusal_is_the_packages_own_error(server: Any, package: ModuleType):
    server.handle = lambda _: json_reply({"error": "invalid_client"}, 401)
    made = package.AcmeShop(client_id="id", client_secret="SECRET", base_url=server.url)
    with made, pytest.raises(package.TokenError, match="401 Unauthorized: invalid_client") as caught:
        made.things.list()
    assert isinstance(caught.value, package.APIError)
    assert "SECRET" not in f"{caught.value!r} {made!r} {vars(made)} {made._caller._credentials._sources}"


def test_no_signature_shows_a_default(package: ModuleType):
    for made in (package.AcmeShop, package.AsyncAcmeShop):
        parameters = inspect.signature(made).parameters
        names = ["token", "client_id", "client_secret", "token_url", "scopes", "api_key", "username", "password"]
        assert [parameters[name].default for name in names] == [None] * len(names)


def test_the_readme_names_every_argument_and_variable(source: Path):
    table = (source.parents[1] / "README.md").read_text("utf-8").partition("## Examples")[0]
    for name in ("token", "client_id", "client_secret", "token_url", "api_key", "username", "password"):
        assert f"| `{name}` | `ACME_SHOP_{name.upper()}` |" in table
    assert "| `scopes` |  |" in table


USE = """\
from acme_shop import AcmeShop, AsyncAcmeShop, Grant, OAuth2ClientCredentials, RenewingToken

source = OAuth2ClientCredentials("https://login.example/token", "id", "secret", scopes=("read",))
AcmeShop(token=source, api_key=RenewingToken(lambda: Grant("a", 3600)))
AsyncAcmeShop(token=source, scopes=["read"], username="ann", password="p")
AcmeShop(client_id=source)  # wrong
AcmeShop(token=3)  # wrong
AcmeShop(scopes=3)  # wrong
OAuth2ClientCredentials("https://login.example/token", "id", "secret", client_authentication="head")  # wrong
"""


@pytest.mark.parametrize("checker", CHECKERS)
@pytest.mark.types
def test_type_checkers_agree(checker: str, source: Path, tmp_path: Path):
    (tmp_path / "use.py").write_text(USE, "utf-8")
    (tmp_path / "work").mkdir()
    wrong = [number for number, line in enumerate(USE.splitlines(), 1) if line.endswith("# wrong")]
    assert reported_lines(checker, tmp_path / "use.py", [source.parent], tmp_path / "work") == wrong


@pytest.mark.types
def test_the_clients_themselves_are_well_typed(source: Path, tmp_path: Path):
    settings = {
        "typeCheckingMode": "strict",
        "pythonVersion": "3.11",
        "include": [os.path.relpath(source / "_client.py", tmp_path)],
    }
    (tmp_path / "pyrightconfig.json").write_text(json.dumps({**settings, "extraPaths": [str(source.parent)]}))
    pyright = Path(sys.executable).with_name("pyright")
    if not pyright.exists():
        pytest.skip("pyright is not installed")
    arguments = [str(pyright), "--pythonpath", sys.executable, "--project", str(tmp_path)]
    done = subprocess.run(arguments, capture_output=True, text=True, check=False, timeout=120)
    assert "No source files" not in done.stdout
    assert done.returncode == 0, done.stdout


# --- a login that vendor.yaml describes


@pytest.mark.parametrize("scheme", [BEARER, {"type": "apiKey", "in": "header", "name": "X-Session"}])
def test_a_login_gives_the_token(server: Any, tmp_path: Path, scheme: dict[str, Any]):
    named = vendor(scheme, authentication={"it": Authentication("key", "ACME_KEY", LOGIN)})
    name = f"acme_{scheme['type'].lower()}"
    package = load(emit(whole({"it": scheme}), name, tmp_path, replace(named, import_name=name)))
    server.handle = lambda request: json_reply({"data": {"a/b": "tok-2"}}) if request.method == "POST" else Reply(204)
    with package.Acme(user="ann", password="p", login_url=f"{server.url}/in", base_url=server.url) as made:
        made.things.list()
    login, call = server.received
    assert (login.path, json.loads(login.body)) == ("/in", {"email": "ann", "password": "p"})
    assert "tok-2" in {call.headers.get("x-session"), call.headers.get("authorization", "").removeprefix("Bearer ")}
    with package.Acme("given", user="ann", password="p", base_url=server.url) as made:
        made.things.list()
    assert len(server.received) == 3
    with package.Acme("", user="ann", password="p", login_url=f"{server.url}/in", base_url=server.url) as made:
        made.things.list()
    assert [request.path for request in server.received[3:]] == ["/in", "/things"]
