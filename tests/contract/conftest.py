from __future__ import annotations

import json
import os
import socket
import sys
from pathlib import Path
from typing import Any, NoReturn

import pytest

from generator.contract.exchange import Interaction, Request, Response

sys.path.extend(str(path) for path in sorted(Path(__file__).parents[2].glob("generated/*/src")))


@pytest.fixture
def document() -> dict[str, Any]:
    """A small API in the normal form with one of everything that the checks look at."""
    return json.loads((Path(__file__).parent / "garden.json").read_text(encoding="utf-8"))


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


def interaction(
    method: str = "GET",
    url: str = "https://eu.garden.example/v1/plants",
    sent: Any = None,
    status: int = 200,
    body: Any = None,
    headers: dict[str, str] | None = None,
    *,
    request_headers: dict[str, str] | None = None,
) -> Interaction:
    """An exchange with the garden that is right unless the arguments make it wrong."""
    outgoing = {"Authorization": "Bearer x"} | ({} if sent is None else {"Content-Type": "application/json"})
    incoming = {} if body is None else {"Content-Type": "application/json"}
    return Interaction(
        Request(method, url, tuple((outgoing | (request_headers or {})).items()), encode(sent)),
        Response(status, tuple((incoming | (headers or {})).items()), encode(body)),
    )


def encode(value: Any) -> bytes:
    if value is None:
        return b""
    return value if isinstance(value, bytes) else json.dumps(value).encode()
