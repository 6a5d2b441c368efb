from __future__ import annotations

import os
import socket
import sys
from pathlib import Path
from typing import Any, NoReturn

import pytest
from exchange.garden import garden

sys.path.extend(str(path) for path in sorted(Path(__file__).parents[2].glob("generated/*/src")))


@pytest.fixture
def document() -> dict[str, Any]:
    return garden()


@pytest.fixture
def no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    """Fail at the first attempt to reach anything, and hide what the environment says of servers and credentials."""

    def refuse(*_: object, **__: object) -> NoReturn:
        pytest.fail("the network is touched")

    for target, attribute in (
        (socket.socket, "connect"),
        (socket.socket, "connect_ex"),
        (socket.socket, "sendto"),
        (socket, "getaddrinfo"),
    ):
        monkeypatch.setattr(target, attribute, refuse)
    for variable in list(os.environ):
        if variable.upper().startswith(("CELIGO_", "DVELOP_", "PATCHWORKS_")) or variable.upper().endswith("_PROXY"):
            monkeypatch.delenv(variable)
