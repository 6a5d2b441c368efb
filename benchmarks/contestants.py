"""The clients that are compared: ours and those that the peers' own commands make, each as the code of its user."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from benchmarks.package import Package
    from benchmarks.peers import Peers

VENDOR = "celigo"
BASE_URL = "https://api.integrator.io"
SCRIPT_ID = "0123456789abcdef01234567"
TOKEN = "benchmark"  # noqa: S105
NEW = "name='hello', content='function main () {}'"
LIBRARIES = "import httpx2, pydantic; pydantic.BaseModel, pydantic.TypeAdapter"


@dataclass(frozen=True, slots=True, kw_only=True)
class Contestant:
    """A client of Celigo's API, as Python source.

    Attributes:
        name: as it stands in a table.
        folder: what its import package lies in, where that is not on the path.
        package: its import name.
        libraries: imports the libraries that it needs.
        resource: makes a client and reaches its first resource.
        http: its HTTP library; a client and a mock transport of that library are called alike in both of them.
        client: makes a `client` that sends with `transport`, both of the library `http`.
        get: gets one script.
        create: creates one.
        awaited: whether the last two are awaited.
    """

    name: str
    folder: Path | None = None
    package: str
    libraries: str = LIBRARIES
    resource: str
    http: str = "httpx2"
    client: str
    get: str
    create: str
    awaited: bool

    @property
    def path(self) -> str:
        """What lets it be imported."""
        return f"import sys; sys.path.insert(0, {str(self.folder)!r})" if self.folder else ""

    @property
    def http_client(self) -> str:
        """The name of its HTTP library's client."""
        return _client(awaited=self.awaited)


def ours(package: Package, *, awaited: bool = False) -> Contestant:
    """The package that Specloom makes; it finds its token in the environment."""
    name, client = package.facts.import_name, f"{'Async' * awaited}{package.facts.client}"
    imported = f"from {name} import {client}"
    return Contestant(
        name=client,
        package=name,
        resource=f"{imported}; {client}().scripts",
        client=f"{imported}; client = {client}(http_client=http.{_client(awaited=awaited)}(transport=transport))",
        get=f"client.scripts.get({SCRIPT_ID!r})",
        create=f"client.scripts.create({NEW})",
        awaited=awaited,
    )


def openapi_python_client(peers: Peers, *, awaited: bool = False) -> Contestant:
    """The client that openapi-python-client makes: for httpx, whose own mock transport it gets."""
    name, call = peers.client_package(VENDOR), "asyncio" if awaited else "sync"
    imported = f"from {name} import AuthenticatedClient; from {name}.api.scripts import scripts_create, scripts_get"
    client = f"AuthenticatedClient(base_url={BASE_URL!r}, token={TOKEN!r}"
    return Contestant(
        name="openapi-python-client",
        folder=peers.client_folder(VENDOR),
        package=name,
        libraries="import attrs, httpx",
        resource=f"from {name} import AuthenticatedClient; from {name}.api.scripts import scripts_get; {client})",
        http="httpx",
        client=f"{imported}; from {name}.models import ScriptCreate\n"
        f"client = {client}, httpx_args=dict(transport=transport))",
        get=f"scripts_get.{call}({SCRIPT_ID!r}, client=client)",
        create=f"scripts_create.{call}(client=client, body=ScriptCreate({NEW}))",
        awaited=awaited,
    )


def codegen(peers: Peers, *, awaited: bool = False) -> Contestant:
    """The client that datamodel-codegen makes, with the models that it makes."""
    client = _client(awaited=awaited)
    imported = f"from client import {client}"
    given = f"bearer_auth={TOKEN!r}, http_client=http.{client}(transport=transport)"
    return Contestant(
        name="datamodel-codegen",
        folder=peers.codegen_client_folder(VENDOR),
        package="client",
        resource=f"{imported}; {client}(bearer_auth={TOKEN!r}).scripts",
        client=f"import models; {imported}; client = {client}({given})",
        get=f"client.scripts.scripts_get(field_id={SCRIPT_ID!r})",
        create=f"client.scripts.scripts_create(body=models.ScriptCreate({NEW}))",
        awaited=awaited,
    )


def _client(*, awaited: bool) -> str:
    return "AsyncClient" if awaited else "Client"
