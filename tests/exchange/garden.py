"""A small API in the normal form, and exchanges with it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from generator.exchange.messages import Interaction, Request, Response


def garden() -> dict[str, Any]:
    """The garden: one of everything that the checks look at."""
    return json.loads((Path(__file__).parent / "garden.json").read_text(encoding="utf-8"))


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
