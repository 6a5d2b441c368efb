from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from both_clients import AsyncDriver, SyncDriver
from local_server import LocalServer
from raw_server import RawServer

if TYPE_CHECKING:
    from collections.abc import Iterator

    from both_clients import Driver, MakeDriver


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[LocalServer]:
    for name in ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.lower(), raising=False)
    local = LocalServer()
    yield local
    local.close()


@pytest.fixture
def raw() -> Iterator[RawServer]:
    """A server that plays a script of misbehaviour."""
    server = RawServer()
    yield server
    server.close()


@pytest.fixture(params=[SyncDriver, AsyncDriver], ids=["sync", "async"])
def drive(request: pytest.FixtureRequest) -> Iterator[MakeDriver]:
    """Makes a client of either kind, for a URL and further arguments."""
    made: list[Driver] = []

    def make(url: str, *arguments: object, **given: object) -> Driver:
        made.append(request.param(url, *arguments, **given))
        return made[-1]

    yield make
    for driver in made:
        driver.close()


@pytest.fixture
def driver(drive: MakeDriver, raw: RawServer) -> Driver:
    """A client of either kind for the server `raw`."""
    return drive(raw.url)
