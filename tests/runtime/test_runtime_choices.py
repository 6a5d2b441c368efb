"""What a caller says outright comes before what the environment holds, and what cannot be is refused."""

from __future__ import annotations

import pytest
from runtime.auth import Credentials
from runtime.call import make_call
from runtime.errors import ConfigurationError
from runtime.operation import Body, Operation
from runtime.options import RequestOptions
from runtime.schemes import ApiKey, Basic, Bearer, Login
from runtime.settings import Servers, Settings

SCHEMES = {
    "key": ApiKey("api_key", "header", "Authorization", environment="NOTES_KEY"),
    "bearer": Bearer("token", environment="NOTES_TOKEN"),
}
EITHER = Operation[None](name="notes.get", method="GET", path="/", security=(("key",), ("bearer",)))
RUN = Operation[None](name="notes.run", method="POST", path="/run", body=Body("*/*"), methods=("POST", "GET"))


@pytest.mark.parametrize(
    ("given", "environment", "chosen"),
    [
        ({"bearer": "T"}, {"NOTES_KEY": "K"}, "bearer"),
        ({"key": "K"}, {"NOTES_TOKEN": "T"}, "key"),
        ({"key": "K", "bearer": "T"}, {}, "key"),
        ({}, {"NOTES_KEY": "K", "NOTES_TOKEN": "T"}, "key"),
        ({}, {"NOTES_TOKEN": "T"}, "bearer"),
    ],
)
def test_a_credential_that_is_given_comes_first(
    monkeypatch: pytest.MonkeyPatch, given: dict[str, str], environment: dict[str, str], chosen: str
):
    for name in ("NOTES_KEY", "NOTES_TOKEN"):
        monkeypatch.delenv(name, raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    [(scheme, _)] = Credentials(SCHEMES, {"key": None, "bearer": None, **given}, "").choose(EITHER)
    assert scheme is SCHEMES[chosen]


def call(method: str) -> str:
    made = make_call(RUN, {}, {"method": method}, base_url="http://a.example", headers={}, options=RequestOptions())
    return made.method


@pytest.mark.parametrize("given", ["tok\n", " tok", "\ttok \r\n"])
def test_the_space_around_a_token_is_no_part_of_it(given: str):
    [(_, source)] = Credentials(SCHEMES, {"bearer": given}, "").choose(EITHER)
    assert source == "tok"


@pytest.mark.parametrize("given", ["", "  ", "\n"])
def test_a_blank_token_is_one_that_was_not_given(monkeypatch: pytest.MonkeyPatch, given: str):
    monkeypatch.delenv("NOTES_KEY", raising=False)
    monkeypatch.delenv("NOTES_TOKEN", raising=False)
    with pytest.raises(ConfigurationError, match=r"notes\.get needs a credential: give api_key= .*give token="):
        Credentials(SCHEMES, {"bearer": given}, "").choose(EITHER)
    monkeypatch.setenv("NOTES_TOKEN", "T")
    [(_, source)] = Credentials(SCHEMES, {"bearer": given}, "").choose(EITHER)
    assert source == "T"
    # Nor does it come before what was given.
    [(_, source)] = Credentials(SCHEMES, {"bearer": given, "key": "K"}, "").choose(EITHER)
    assert source == "K"


@pytest.mark.parametrize(
    ("username", "password", "sent"),
    [
        (None, None, "env-user:env-password"),
        ("", "", "env-user:env-password"),
        ("", None, "env-user:env-password"),
        ("user", None, "user:env-password"),
        ("user", "", "user:"),
        ("", "password", "env-user:password"),
        ("user", "password", "user:password"),
    ],
)
def test_a_name_and_a_password_that_are_empty_were_not_given_but_an_empty_password_beside_a_name_was(
    monkeypatch: pytest.MonkeyPatch, username: str | None, password: str | None, sent: str
):
    monkeypatch.setenv("NOTES_USER", "env-user")
    monkeypatch.setenv("NOTES_PASSWORD", "env-password")
    basic = Basic(username_environment="NOTES_USER", password_environment="NOTES_PASSWORD")
    assert basic.source(Login(username, password), "") == sent


@pytest.mark.parametrize("given", ["tok-SECRET\nX-More: 1", "tok-SECRÉT", "tok-SECRET\0"])
@pytest.mark.parametrize("name", SCHEMES)
def test_a_token_that_no_header_can_hold_is_refused_when_the_client_is_made(name: str, given: str):
    with pytest.raises(ValueError, match=r"^(token|api_key): a header value is printable ASCII on one line$"):
        Credentials(SCHEMES, {name: given}, "")


def test_a_joined_operation_takes_its_own_verbs_alone():
    assert [call("POST"), call("GET")] == ["POST", "GET"]
    for other in ("HEAD", "get", ""):
        with pytest.raises(ValueError, match=r"notes\.run: method .* is not one of: POST, GET"):
            call(other)


def test_a_region_is_checked_even_where_the_environment_names_the_server(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("NOTES_URL", "http://127.0.0.1:1")
    settings = Settings(
        package="notes", version="1", servers={"us": "https://us.example"}, base_url_environment="NOTES_URL"
    )
    assert Servers(settings, None, None, {}).base_url == "http://127.0.0.1:1"
    with pytest.raises(ConfigurationError, match="region 'xx' is not one of: 'us'"):
        Servers(settings, None, "xx", {})
    # Empty text is a region that was not given, as it is a URL that was not.
    assert Servers(settings, "", "", {}).base_url == "http://127.0.0.1:1"


def test_options_of_another_type_are_refused():
    with pytest.raises(TypeError, match="RequestOptions, not dict"):
        RequestOptions().overridden({"timeout": 3})  # type: ignore[arg-type]
