"""A stand-in for one vendor of specs/, called as its users call it; every answer is held against the document."""

from __future__ import annotations

import asyncio
import json
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any

from generator.document.load import load
from generator.exchange.conformance import Conformance
from generator.exchange.messages import Request, Response, header_values
from generator.exchange.operations import Api
from generator.standin.behaviour import load_behaviour
from generator.standin.clock import Clock
from generator.standin.standin import StandIn

SPECS = Path(__file__).parents[2] / "specs"
NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
TOKEN = "Bearer a-token"


@cache
def _document(vendor: str) -> Any:
    return load(SPECS / vendor / "openapi.yaml")


@dataclass(frozen=True)
class Answer:
    response: Response

    @property
    def status(self) -> int:
        return self.response.status

    @property
    def json(self) -> Any:
        return json.loads(self.response.body)

    def header(self, name: str) -> str:
        return ", ".join(header_values(self.response.headers, name))


class Vendor:
    def __init__(self, name: str, *, with_limits: bool = True) -> None:
        document = _document(name)
        behaviour = load_behaviour(SPECS / name, Api(document, name))
        self.clock = Clock(NOON)
        self.standin = StandIn(document, name, behaviour=behaviour, clock=self.clock, with_limits=with_limits)
        self.world = self.standin.world
        self._conformance = Conformance(self.standin.api)

    def __call__(self, method: str, path: str, body: Any = None, **named: str) -> Answer:
        return asyncio.run(self.send(method, path, body, **named))

    async def send(
        self, method: str, path: str, body: Any = None, *, authorization: str = TOKEN, kind: str = "", accept: str = ""
    ) -> Answer:
        """Call a path; a body that is not bytes is sent as JSON."""
        content = b"" if body is None else body if isinstance(body, bytes) else json.dumps(body).encode()
        headers = {
            "Authorization": authorization,
            "Accept": accept or "application/json",
            "Content-Type": kind or ("application/json" if content else ""),
        }
        sent = tuple((name, value) for name, value in headers.items() if value)
        url = path if path.startswith("http") else f"http://127.0.0.1:8080{path}"
        request = Request(method, url, sent, content)
        response = await self.standin.handle(request)
        for operation, _ in self.standin.api.router.find(request.path):
            if operation.method == method:
                assert list(self._conformance.response_faults(operation, method, response)) == []
        return Answer(response)
