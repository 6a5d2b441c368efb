from __future__ import annotations

from dataclasses import replace

import pytest
from notes_api import SETTINGS, NotesApi
from runtime.errors import APIError, ConfigurationError
from runtime.settings import Servers, Settings, Variable

TENANTS = Settings(
    package="p",
    version="1",
    servers={"": "https://{tenant}.cloud.invalid/{base}", "port": "https://{tenant}:{port}"},
    variables={
        "tenant": Variable(environment="TEST_TENANT"),
        "base": Variable(default="v1"),
        "port": Variable(default="443", enum=("443", "8443")),
    },
)


def test_the_region_chooses_the_server() -> None:
    assert Servers(SETTINGS, None, None, {}).base_url == "https://us.notes.invalid"
    assert Servers(SETTINGS, None, "us", {}).base_url == "https://us.notes.invalid"
    with pytest.raises(ConfigurationError, match="region 'asia' is not one of: 'us', 'eu'"):
        Servers(SETTINGS, None, "asia", {})


def test_arguments_win_over_the_environment_and_that_over_the_first_region(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NOTES_BASE_URL", "https://environment.invalid/x/")
    assert Servers(SETTINGS, None, None, {}).base_url == "https://environment.invalid/x"
    assert Servers(SETTINGS, None, "us", {}).base_url == "https://us.notes.invalid"
    assert Servers(SETTINGS, "https://given.invalid", "us", {}).base_url == "https://given.invalid"
    assert NotesApi("t").base_url == "https://environment.invalid/x"
    assert NotesApi("t", region="us").base_url == "https://us.notes.invalid"


def test_variables_come_from_arguments_environment_and_defaults(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TEST_TENANT", "acme")
    assert Servers(TENANTS, None, None, {}).base_url == "https://acme.cloud.invalid/v1"
    assert Servers(TENANTS, None, None, {"tenant": "b-2", "base": "v2/x"}).base_url == "https://b-2.cloud.invalid/v2/x"
    assert Servers(TENANTS, None, "port", {"port": "8443"}).base_url == "https://acme:8443"


def test_a_missing_variable_says_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("TEST_TENANT", raising=False)
    with pytest.raises(ConfigurationError, match="give tenant= or set TEST_TENANT") as caught:
        Servers(TENANTS, None, None, {"tenant": None})
    assert isinstance(caught.value, ValueError)
    assert isinstance(caught.value, APIError)


@pytest.mark.parametrize("tenant", ["x.invalid/", "x.invalid?", "a@x.invalid", "x.invalid#", "a b", "a\r\n", "\\"])
def test_a_variable_cannot_change_the_host(tenant: str) -> None:
    with pytest.raises(ConfigurationError):
        Servers(TENANTS, None, None, {"tenant": tenant})


def after_host(url: str, value: str) -> str:
    settings = replace(TENANTS, servers={"": url}, variables={"base": Variable()})
    return Servers(settings, None, None, {"base": value}).base_url


def test_a_variable_behind_the_host_may_begin_the_path() -> None:
    assert after_host("https://cloud.invalid{base}", "/sell/v1") == "https://cloud.invalid/sell/v1"
    assert after_host("https://cloud.invalid{base}/x", "/sell") == "https://cloud.invalid/sell/x"


@pytest.mark.parametrize("url", ["https://{base}", "https://cloud{base}.invalid", "https://cloud{base}@cloud.invalid"])
def test_a_variable_in_the_host_may_not(url: str) -> None:
    with pytest.raises(ConfigurationError):
        after_host(url, "/evil.invalid")


def test_a_variable_keeps_to_its_values() -> None:
    with pytest.raises(ConfigurationError, match="port '22' is not one of: '443', '8443'"):
        Servers(TENANTS, None, "port", {"tenant": "a", "port": "22"})


@pytest.mark.parametrize(
    ("given", "canonical"),
    [
        ("HTTPS://API.Example.Invalid:443/v1/", "https://api.example.invalid/v1"),
        ("http://127.0.0.1:80", "http://127.0.0.1"),
        ("http://[::1]:8080/x", "http://[::1]:8080/x"),
        ("https://bücher.invalid", "https://xn--bcher-kva.invalid"),
        # Read by the older rules for names, it would be fass.invalid, which is another host.
        ("https://faß.invalid:8443/x", "https://xn--fa-hia.invalid:8443/x"),
    ],
)
def test_base_urls_are_made_canonical(given: str, canonical: str) -> None:
    assert Servers(SETTINGS, given, None, {}).base_url == canonical


@pytest.mark.parametrize(
    "given",
    [
        "api.example.invalid",
        "/api",
        "ftp://example.invalid",
        "https://",
        "https://user:tok-SECRET@example.invalid",
        "https://example.invalid?key=tok-SECRET",
        "https://example.invalid#tok-SECRET",
        "https://example.invalid\\@tok-SECRET",
        "https://exa mple.invalid",
        "https://example.invalid:port",
        "http://[::1",
        "https://\u2028.invalid",
        "https://-ß.invalid",
    ],
)
def test_what_is_no_base_url_is_refused_without_being_shown(given: str) -> None:
    with pytest.raises(ConfigurationError) as caught:
        Servers(SETTINGS, given, None, {})
    assert "SECRET" not in str(caught.value)


def test_a_base_url_that_is_no_text_is_named() -> None:
    with pytest.raises(TypeError, match="base_url is text, not bytes"):
        NotesApi("t", base_url=b"https://a.invalid")  # type: ignore[arg-type]


# --- servers of operations

WITH_BASE = Settings(
    package="p",
    version="1",
    servers={"": "https://api.invalid/v1"},
    variables={"zone": Variable(environment="TEST_ZONE"), "tier": Variable(default="free", enum=("free", "paid"))},
    base_url_environment="TEST_BASE_URL",
)


def test_an_operation_may_have_a_server_of_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("TEST_BASE_URL", raising=False)
    servers = Servers(WITH_BASE, variables={"zone": "eu"})
    assert servers.url_for("") == "https://api.invalid/v1"
    assert servers.url_for("https://Upload.invalid:443/up/") == "https://upload.invalid/up"
    assert servers.url_for("https://{zone}.{tier}.invalid") == "https://eu.free.invalid"
    assert servers.url_for("/v2") == "https://api.invalid/v2"


def test_a_base_url_that_is_given_replaces_every_server(monkeypatch: pytest.MonkeyPatch) -> None:
    given = Servers(WITH_BASE, "http://127.0.0.1:1/x")
    assert given.url_for("https://upload.invalid") == given.url_for("/v2") == "http://127.0.0.1:1/x"
    monkeypatch.setenv("TEST_BASE_URL", "http://127.0.0.1:2")
    assert Servers(WITH_BASE).url_for("https://upload.invalid") == "http://127.0.0.1:2"


def test_variables_are_read_when_the_client_is_made_and_missed_when_they_are_needed(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.delenv("TEST_ZONE", raising=False)
    servers = Servers(WITH_BASE)
    monkeypatch.setenv("TEST_ZONE", "us")
    with pytest.raises(ConfigurationError, match="needs zone: give zone= or set TEST_ZONE"):
        servers.url_for("https://{zone}.invalid")
    assert Servers(WITH_BASE).url_for("https://{zone}.invalid") == "https://us.invalid"


def test_a_variable_is_asked_for_by_the_name_of_its_argument() -> None:
    settings = Settings(
        package="p",
        version="1",
        servers={"": "https://{my-zone}.x"},
        variables={"my-zone": Variable(argument="my_zone")},
    )
    with pytest.raises(ConfigurationError, match=r"needs my-zone: give my_zone=$"):
        Servers(settings)


@pytest.mark.parametrize(("declared", "example"), [({}, ""), ({"": "/api/v1"}, "/api/v1")])
def test_without_an_absolute_server_the_base_url_is_demanded(
    monkeypatch: pytest.MonkeyPatch, declared: dict[str, str], example: str
) -> None:
    monkeypatch.delenv("TEST_BASE_URL", raising=False)
    settings = Settings(package="p", version="1", servers=declared, base_url_environment="TEST_BASE_URL")
    with pytest.raises(ConfigurationError) as caught:
        Servers(settings)
    assert str(caught.value) == (
        "the API's document has no absolute server: give base_url= or set TEST_BASE_URL, "
        f"as in https://api.example.com{example}"
    )
    assert Servers(settings, "https://given.invalid/api").base_url == "https://given.invalid/api"
