from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from generator.emit import client
from generator.emit.settings import OF_PACKAGES, PackageFacts, document_package, vendor_package
from generator.workspace.vendor_model import Authentication, Package, Servers, Vendor, WrittenSource

from .documents import bakery
from .packages import normalised


def package(
    servers: list[dict[str, Any]] | None = None, schemes: dict[str, Any] | None = None, **info: Any
) -> PackageFacts:
    whole = bakery()
    whole["info"].update(info)
    if servers is not None:
        whole["servers"] = servers
    if schemes is not None:
        whole["components"]["securitySchemes"] = schemes
        whole["security"] = [{name: []} for name in schemes]
    return document_package(normalised(whole), "corner_bakery")


def test_names_follow_from_the_import_name():
    made = package()
    assert (made.distribution, made.import_name, made.client) == ("corner-bakery", "corner_bakery", "CornerBakery")
    assert made.base_url_environment == "CORNER_BAKERY_BASE_URL"


def test_the_description_is_one_sentence_of_one_line():
    assert package(description="Breads and\nrolls. And more.").description == "Breads and rolls."
    assert package(description="Breads").description == "Breads"
    assert package(description="").description == "Bakery"


def test_each_kind_of_scheme_is_an_argument_of_its_own():
    schemes = {
        "a": {"type": "http", "scheme": "bearer", "description": "A token."},
        "b": {"type": "http", "scheme": "Basic"},
        "c": {"type": "apiKey", "in": "query", "name": "key"},
        "d": {"type": "oauth2", "flows": {}},
    }
    made = package(schemes=schemes)
    assert [(scheme.name, scheme.kind) for scheme in made.schemes] == [
        ("a", "bearer"), ("b", "basic"), ("c", "apiKey"), ("d", "bearer"),
    ]  # fmt: skip
    assert [(each.argument, each.environment, each.description) for each in made.inputs] == [
        ("token", "CORNER_BAKERY_TOKEN", "A token."),
        ("username", "CORNER_BAKERY_USERNAME", "the name to log in with."),
        ("password", "CORNER_BAKERY_PASSWORD", "the password that belongs to it."),
        ("api_key", "CORNER_BAKERY_API_KEY", "the credential."),
        ("token_2", "CORNER_BAKERY_TOKEN_2", "the credential."),
    ]
    assert (made.schemes[2].location, made.schemes[2].header) == ("query", "key")


@pytest.mark.parametrize(
    ("schemes", "positional"),
    [
        ([{"type": "http", "scheme": "bearer"}], ["token"]),
        ([{"type": "apiKey", "in": "query", "name": "key"}], ["api_key"]),
        ([{"type": "http", "scheme": "basic"}], []),
        ([{"type": "mutualTLS"}], []),
        ([{"type": "http", "scheme": "bearer"}, {"type": "http", "scheme": "basic"}], []),
        ([], []),
    ],
)
def test_the_one_credential_of_a_client_may_be_given_by_position(schemes: list[dict[str, Any]], positional: list[str]):
    made = package(schemes={f"s{i}": scheme for i, scheme in enumerate(schemes)})
    assert [each.argument for each in made.positional] == positional


def test_servers_are_regions():
    servers = [{"url": "https://eu.bakery.example", "description": "Europe"}, {"url": "https://us.bakery.example"}]
    assert package(servers).servers == {"europe": "https://eu.bakery.example", "default": "https://us.bakery.example"}


def test_servers_of_one_description_stay_apart():
    servers = [{"url": f"https://{i}.bakery.example", "description": "Main"} for i in range(3)]
    assert len(package(servers).servers) == 3


def test_variables_of_a_server_are_arguments():
    variable = {"default": "main", "enum": ["main", "side"], "description": "Which shop."}
    made = package([{"url": "https://{shop-name}.bakery.example", "variables": {"shop-name": variable}}])
    [found] = made.variables
    assert (found.name, found.argument, found.default, found.enum) == (
        "shop-name",
        "shop_name",
        "main",
        ("main", "side"),
    )


@pytest.mark.parametrize("name", ["token", "base_url", "timeout", "retry", "http_client", "region", "password", "self"])
def test_no_two_arguments_of_the_client_share_a_name(name: str):
    servers = [
        {"url": f"https://{{{name}}}.bakery.example", "variables": {name: {"default": "a"}}},
        {"url": "https://bakery.example"},
    ]
    schemes = {"a": {"type": "http", "scheme": "bearer"}, "b": {"type": "http", "scheme": "basic"}}
    made = package(servers, schemes)
    arguments = [each.argument for each in made.inputs] + [variable.argument for variable in made.variables]
    arguments += ["self", "region", "base_url", "timeout", "retry", "http_client"]
    assert len(set(arguments)) == len(arguments)


def test_vendor_yaml_decides():
    vendor = Vendor(
        folder=Path("bakery"),
        vendor="bakery",
        title="The bakery",
        sources=(WrittenSource("api.yaml"),),
        package=Package("corner-bakery", "corner_bakery", "Corner", "2.1"),
        servers=Servers({"eu": "https://eu.bakery.example"}, environment="CORNER_URL"),
        authentication={"shopToken": Authentication("shop_token", "CORNER_TOKEN")},
        headers={"Accept": "application/json"},
    )
    made = vendor_package(normalised(bakery()), vendor)
    assert (made.distribution, made.client, made.version, made.title) == (
        "corner-bakery",
        "Corner",
        "2.1",
        "The bakery",
    )
    assert (made.servers, made.base_url_environment) == ({"eu": "https://eu.bakery.example"}, "CORNER_URL")
    assert made.headers == {"Accept": "application/json"}
    assert [(scheme.name, scheme.argument, scheme.environment) for scheme in made.schemes] == [
        ("shopToken", "shop_token", "CORNER_TOKEN"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "name", ["pages", "page", "not_found_error", "client", "response", "stream", "retry_policy", "file"]
)
def test_the_client_never_takes_a_name_that_packages_export(name: str):
    made = document_package({"info": {"title": "t", "version": "1"}, "paths": {}}, name)
    assert made.client.endswith("Client")
    assert not {made.client, f"Async{made.client}"} & OF_PACKAGES


def test_whatever_packages_export_is_known():
    made = client._exports(package(), [])
    exported = {name for module, names in made.items() if module != "_client" for name in names}
    assert exported - {"UNSET"} <= OF_PACKAGES
