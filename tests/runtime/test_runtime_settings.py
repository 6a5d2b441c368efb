from __future__ import annotations

import pytest
from notes_api import SETTINGS
from runtime.errors import APIError, ConfigurationError
from runtime.settings import Settings, Variable, server_url

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
    assert server_url(SETTINGS, None, None, {}) == "https://us.notes.invalid"
    assert server_url(SETTINGS, None, "us", {}) == "https://us.notes.invalid"
    with pytest.raises(ConfigurationError, match="region 'asia' is not one of: 'us', 'eu'"):
        server_url(SETTINGS, None, "asia", {})


def test_the_argument_wins_over_the_environment_and_that_over_the_region(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NOTES_BASE_URL", "https://environment.invalid/x/")
    assert server_url(SETTINGS, None, "us", {}) == "https://environment.invalid/x"
    assert server_url(SETTINGS, "https://given.invalid", "us", {}) == "https://given.invalid"


def test_variables_come_from_arguments_environment_and_defaults(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TEST_TENANT", "acme")
    assert server_url(TENANTS, None, None, {}) == "https://acme.cloud.invalid/v1"
    assert server_url(TENANTS, None, None, {"tenant": "b-2", "base": "v2/x"}) == "https://b-2.cloud.invalid/v2/x"
    assert server_url(TENANTS, None, "port", {"port": "8443"}) == "https://acme:8443"


def test_a_missing_variable_says_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("TEST_TENANT", raising=False)
    with pytest.raises(ConfigurationError, match="give tenant= or set TEST_TENANT") as caught:
        server_url(TENANTS, None, None, {"tenant": None})
    assert isinstance(caught.value, ValueError)
    assert isinstance(caught.value, APIError)


@pytest.mark.parametrize("tenant", ["x.invalid/", "x.invalid?", "a@x.invalid", "x.invalid#", "a b", "a\r\n", "\\"])
def test_a_variable_cannot_change_the_host(tenant: str) -> None:
    with pytest.raises(ConfigurationError):
        server_url(TENANTS, None, None, {"tenant": tenant})


def test_a_variable_keeps_to_its_values() -> None:
    with pytest.raises(ConfigurationError, match="port '22' is not one of: '443', '8443'"):
        server_url(TENANTS, None, "port", {"tenant": "a", "port": "22"})


@pytest.mark.parametrize(
    ("given", "canonical"),
    [
        ("HTTPS://API.Example.Invalid:443/v1/", "https://api.example.invalid/v1"),
        ("http://127.0.0.1:80", "http://127.0.0.1"),
        ("http://[::1]:8080/x", "http://[::1]:8080/x"),
        ("https://bücher.invalid", "https://xn--bcher-kva.invalid"),
    ],
)
def test_base_urls_are_made_canonical(given: str, canonical: str) -> None:
    assert server_url(SETTINGS, given, None, {}) == canonical


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
    ],
)
def test_what_is_no_base_url_is_refused_without_being_shown(given: str) -> None:
    with pytest.raises(ConfigurationError) as caught:
        server_url(SETTINGS, given, None, {})
    assert "SECRET" not in str(caught.value)
