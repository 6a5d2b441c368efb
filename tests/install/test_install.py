"""Each generated package, installed alone: what it brings along, and whether the examples of its README are true."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from generator.document.load import load
from generator.emit.credentials import SchemeFacts
from generator.emit.examples import Examples
from generator.emit.settings import PackageFacts, vendor_package
from generator.exchange.messages import header_values
from generator.exchange.operations import Api
from generator.workspace.paths import vendors
from generator.workspace.vendor import load_vendor

from .environment import Environment
from .readme import Example, examples, variables
from .vendor_server import VendorServer

if TYPE_CHECKING:
    from collections.abc import Iterator

pytestmark = pytest.mark.install

ROOT = Path(__file__).parents[2]
SECRET = "s3cret-of-the-account"


@dataclass(frozen=True, slots=True)
class Installed:
    """One vendor's package in an environment of its own."""

    folder: Path
    document: dict[str, Any]
    facts: PackageFacts
    environment: Environment
    before: set[str]

    @property
    def readme(self) -> Path:
        return self.folder / "README.md"

    def examples(self) -> list[Example]:
        """What the README shows; its test against a stand-in is run by tests/test_pytest_plugin.py."""
        return [example for example in examples(self.readme) if not example.is_stood_in]

    def variables(self, scheme: SchemeFacts, server: str) -> dict[str, str]:
        """What the README asks its user to set: a credential, the server, and what else the server's address needs."""
        others = {variable.environment: "acme" for variable in self.facts.variables if variable.environment}
        return {**others, scheme.environment: SECRET, self.facts.base_url_environment: server}


@pytest.fixture(scope="module", params=vendors(ROOT))
def package(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Installed:
    vendor: str = request.param
    environment = Environment.create(tmp_path_factory.mktemp(vendor))
    before = environment.installed()
    environment.install(ROOT / "generated" / vendor)
    document = load(ROOT / "specs" / vendor / "openapi.yaml")
    facts = vendor_package(document, load_vendor(ROOT / "specs" / vendor))
    return Installed(ROOT / "generated" / vendor, document, facts, environment, before)


@pytest.fixture
def server(package: Installed) -> Iterator[VendorServer]:
    with VendorServer(package.document, Examples(package.document, package.facts)) as running:
        yield running


def test_installs_itself_and_what_it_declares_only(package: Installed) -> None:
    added = package.environment.installed() - package.before
    requires = package.environment.requirements(added)
    declared: list[str] = tomllib.loads((package.folder / "pyproject.toml").read_text("utf-8"))["project"][
        "dependencies"
    ]
    name = package.facts.distribution
    assert requires[name] == {re.split(r"[^\w.-]", requirement)[0] for requirement in declared}
    needed, pending = {name}, [name]
    while pending:
        for each in requires[pending.pop()] - needed:
            needed.add(each)
            pending.append(each)
    assert added == needed


def test_pip_finds_no_conflict(package: Installed) -> None:
    assert "No broken requirements found." in package.environment.pip("check")


def test_is_marked_as_typed(package: Installed) -> None:
    found = (
        f"import importlib.resources as r; print(r.files({package.facts.import_name!r}).joinpath('py.typed').is_file())"
    )
    assert package.environment.run("-c", found) == "True\n"


def test_compiles_without_a_warning(package: Installed) -> None:
    folder = package.environment.run("-c", f"import {package.facts.import_name} as it; print(it.__path__[0])").strip()
    package.environment.run("-W", "error", "-m", "compileall", "-q", "-f", folder)


def test_import_is_light(package: Installed) -> None:
    code = f"import sys, {package.facts.import_name}; print(sorted({{'httpx2', 'pydantic', 'asyncio'}} & set(sys.modules)))"
    assert package.environment.run("-c", code) == "[]\n"


def test_readme_names_the_environment_variables(package: Installed) -> None:
    facts = package.facts
    expected = {*(each.environment for each in facts.inputs if each.environment), facts.base_url_environment}
    expected |= {variable.environment for variable in facts.variables if variable.environment}
    assert variables(package.readme) == expected


def test_readme_has_an_example_for_each_resource_and_for_async(package: Installed) -> None:
    shown = package.examples()
    assert {example.heading for example in shown if not example.is_async} >= _resources(package.document)
    assert [example.heading for example in shown if example.is_async]
    assert [each.heading for each in shown if not each.is_async and not each.prints and len(each.calls) == 1] == []


def test_examples_print_what_they_say(package: Installed, server: VendorServer) -> None:
    for scheme in package.facts.schemes:
        set_by_user = package.variables(scheme, server.url)
        shown = [example for example in package.examples() if not example.is_canned]
        for example in shown:
            server.exchanges.clear()
            output = package.environment.run("-W", "error", "-c", example.code, variables=set_by_user)
            assert output == _expected(example, shown), f"{example.heading}: prints something else"
            assert server.called() == [_method(call) for call in example.calls]
            assert server.faults() == []
            _assert_carries(scheme, server)


def test_an_example_of_a_test_needs_no_server_and_no_credential(package: Installed) -> None:
    (example,) = [each for each in package.examples() if each.is_canned]
    assert package.environment.run("-W", "error", "-c", example.code) == f"{example.prints}\n"


def _resources(document: dict[str, Any]) -> set[str]:
    return {operation.sdk_method.rpartition(".")[0] for operation in Api(document, "openapi.yaml").operations}


def _expected(example: Example, shown: list[Example]) -> str:
    """What `example` prints: what it says, or what the example with the same call says; several calls may print nothing."""
    alike = [example, *(other for other in shown if other.calls == example.calls)]
    prints = next((each.prints for each in alike if each.prints is not None), None)
    assert prints or len(example.calls) > 1
    return f"{prints}\n" if prints else ""


def _method(call: str) -> str:
    return call.removeprefix("client.").partition("(")[0]


def _assert_carries(scheme: SchemeFacts, server: VendorServer) -> None:
    header, value = ("Authorization", f"Bearer {SECRET}") if scheme.kind == "bearer" else (scheme.header, SECRET)
    for exchange in server.exchanges:
        assert header_values(exchange.request.headers, header) == (value,)
