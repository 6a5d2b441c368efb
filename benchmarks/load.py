"""Load on a server: so many connections, each with one request after the other, over plain sockets of asyncio.

A client library would cost more than the server does and would be what is measured.
"""

from __future__ import annotations

import asyncio
import json
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from time import perf_counter
from typing import Any, TypeAlias


@dataclass(frozen=True, slots=True)
class Sent:
    """A request, and the status that is the right answer to it."""

    method: str
    path: str
    body: Any = None
    expected: int = 200


Script: TypeAlias = Callable[[int], "Iterator[Sent | None]"]
"""What connection number N sends; it is given each answer's JSON by `generator.send`."""


@dataclass(slots=True)
class Outcome:
    """What came of a load: seconds, statuses as expected, and what went wrong, by kind."""

    seconds: float = 0.0
    served: int = 0
    wrong: Counter[str] = field(default_factory=Counter[str])
    slowest: float = 0.0

    @property
    def per_second(self) -> float:
        """Requests served as expected in a second."""
        return self.served / self.seconds


async def load(host: str, port: int, script: Any, *, connections: int, seconds: float, headers: str) -> Outcome:
    """Send what `script(number)` yields over so many connections for so many seconds, and count the answers."""
    outcome = Outcome()
    began = perf_counter()
    ends = began + seconds
    await asyncio.gather(*(_talk(host, port, script(number), ends, headers, outcome) for number in range(connections)))
    outcome.seconds = perf_counter() - began
    return outcome


async def _talk(host: str, port: int, requests: Any, ends: float, headers: str, outcome: Outcome) -> None:
    reader, writer = await asyncio.open_connection(host, port)
    sent: Sent = next(requests)
    try:
        while perf_counter() < ends:
            began = perf_counter()
            status, body = await _exchange(reader, writer, sent, headers)
            outcome.slowest = max(outcome.slowest, perf_counter() - began)
            if status == sent.expected:
                outcome.served += 1
            else:
                outcome.wrong[f"{sent.method} {sent.path.partition('?')[0]}: {status}"] += 1
            sent = requests.send(json.loads(body) if body else None)
    except (OSError, asyncio.IncompleteReadError) as error:
        outcome.wrong[type(error).__name__] += 1
    finally:
        writer.close()


async def _exchange(
    reader: asyncio.StreamReader, writer: asyncio.StreamWriter, sent: Sent, headers: str
) -> tuple[int, bytes]:
    body = b"" if sent.body is None else json.dumps(sent.body).encode()
    length = f"Content-Type: application/json\r\nContent-Length: {len(body)}\r\n" if body else ""
    writer.write(f"{sent.method} {sent.path} HTTP/1.1\r\nHost: localhost\r\n{headers}{length}\r\n".encode() + body)
    head = await reader.readuntil(b"\r\n\r\n")
    lower = head.lower()
    at = lower.find(b"content-length:")
    size = int(lower[at + 15 : lower.index(b"\r", at)]) if at >= 0 else 0
    return int(head[9:12]), await reader.readexactly(size) if size else b""
