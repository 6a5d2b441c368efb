"""One exchange over ASGI: its request as a message, and what is sent, held back or broken off in answer."""

from __future__ import annotations

import asyncio
import re
import socket
import struct
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from generator.exchange.messages import Headers, Request, Response
from generator.standin.serving.addresses import UnusableError, as_text, origin, target

if TYPE_CHECKING:
    from starlette.types import Receive, Scope, Send

MAX_BODY = 50 * 1024 * 1024
"""Bytes of the largest body that is taken."""

EXTENSION = "specloom.transport"
"""The ASGI extension by which `server` hands on the connection itself, as `{"transport": …}`."""

_NO_TOKEN = re.compile(rb"[^!#$%&'*+.^_`|~0-9A-Za-z-]")
_CONTROLS = re.compile(rb"[\x00-\x08\x0a-\x1f\x7f]")
_OURS = frozenset({b"content-length", b"transfer-encoding", b"connection"})


class GoneError(Exception):
    """The client has gone before it had its answer."""


@dataclass(frozen=True, slots=True)
class MountedRequest(Request):
    """A request to an app below a path of another one: its URL is the client's, its path what is left below `mount`."""

    mount: str = ""

    @property
    def path(self) -> str:
        """The path below the mount, still percent-encoded."""
        return urlsplit(self.url).path.removeprefix(self.mount) or "/"


class Exchange:
    """What a server hands to an ASGI app for one request."""

    def __init__(self, scope: Scope, receive: Receive, send: Send) -> None:
        self._scope = scope
        self._receive = receive
        self._send = send

    async def request(self, most: int = MAX_BODY) -> Request:
        """Return the request, complete.

        Raises:
            UnusableError: its body has more than `most` bytes, or it does not say for which host it is (RFC 9112, 3.2).
            GoneError: it did not come to its end.
        """
        scope = self._scope
        pairs: list[tuple[bytes, bytes]] = scope["headers"]
        headers = tuple([(name.decode("latin-1"), value.decode("latin-1")) for name, value in pairs])
        query: bytes = scope["query_string"]
        mount, path = target(scope)
        url = f"{origin(scope)}{mount}{path}{'?' + as_text(query) if query else ''}"
        body = await self._body(pairs, most)
        if mount:
            return MountedRequest(scope["method"], url, headers, body, mount)
        return Request(scope["method"], url, headers, body)

    async def _body(self, headers: list[tuple[bytes, bytes]], most: int) -> bytes:
        announced = next((value for name, value in headers if name == b"content-length"), b"0")
        if announced.isdigit() and (len(announced) > 18 or int(announced) > most):
            raise UnusableError(413, f"the body has more than {most} bytes")
        parts: list[bytes] = []
        size = 0
        while True:
            message = await self._receive()
            if message["type"] == "http.disconnect":
                raise GoneError
            parts.append(message.get("body", b""))
            size += len(parts[-1])
            if size > most:
                raise UnusableError(413, f"the body has more than {most} bytes")
            if not message.get("more_body", False):
                return parts[0] if len(parts) == 1 else b"".join(parts)

    async def answer(self, response: Response, *, date: str = "", closing: bool = False) -> None:
        """Send `response` with the length that it has, and the connection kept open unless `closing`."""
        body = b"" if response.status in {204, 205, 304} else response.body
        await self.start(response, len(body), date=date, closing=closing)
        await self.piece(b"" if self._scope["method"] == "HEAD" else body)

    async def start(self, response: Response, length: int, *, date: str = "", closing: bool = False) -> None:
        """Send status and headers of `response`, whose body will have `length` bytes."""
        headers = wire_headers(response.headers)
        if response.status not in {204, 304} and (length or self._scope["method"] != "HEAD"):
            headers.append((b"content-length", b"%d" % length))
        if date and not any(name == b"date" for name, _ in headers):
            headers.append((b"date", date.encode("ascii")))
        if closing:
            headers.append((b"connection", b"close"))
        await self._send({"type": "http.response.start", "status": response.status, "headers": headers})

    async def piece(self, body: bytes, *, more: bool = False) -> None:
        """Send a piece of the body, the last one unless there is `more`."""
        await self._send({"type": "http.response.body", "body": body, "more_body": more})

    @property
    def is_closed(self) -> bool:
        """Whether the connection is known to be closed, or about to be."""
        transport = self._transport()
        return transport is not None and transport.is_closing()

    async def hold(self, seconds: float) -> None:
        """Let time pass while the client waits.

        Raises:
            GoneError: it did not.
        """
        try:
            async with asyncio.timeout(seconds):
                await self._until_gone()
        except TimeoutError:
            return
        raise GoneError

    async def close(self, said: str) -> None:
        """End the connection once it has sent what there is; without one, raise what a client makes of that."""
        transport = self._transport()
        if transport is None:
            raise _broken(said)
        transport.close()
        await self._until_gone()

    async def reset(self, said: str) -> None:
        """End the connection at once with a reset (RFC 9293 section 3.5.3); raises as `close`."""
        transport = self._transport()
        if transport is None:
            raise _broken(said)
        connection = transport.get_extra_info("socket")
        if connection is not None:  # to linger for no time is to reset
            connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        transport.abort()
        await self._until_gone()

    async def _until_gone(self) -> None:
        while (await self._receive())["type"] != "http.disconnect":
            pass

    def _transport(self) -> asyncio.Transport | None:
        extensions: dict[str, Any] = self._scope.get("extensions") or {}
        return extensions.get(EXTENSION, {}).get("transport")  # type: ignore[no-any-return]


def wire_headers(headers: Headers) -> list[tuple[bytes, bytes]]:
    """Return headers as ASGI wants them, without those of the connection and the length, which are said elsewhere.

    A name that is none is left out; what cannot stand in a value becomes a space (RFC 9110 section 5).
    """
    pairs = [(name.lower().encode("utf-8", "replace"), _wire(value)) for name, value in headers]
    return [(name, value) for name, value in pairs if name and name not in _OURS and not _NO_TOKEN.search(name)]


def _wire(value: str) -> bytes:
    data = value.encode("latin-1") if value.isascii() else value.encode("utf-8", "replace")
    return _CONTROLS.sub(b" ", data) if _CONTROLS.search(data) else data


def _broken(said: str) -> Exception:
    """Return the error that an `httpx2` client raises for a broken connection."""
    import httpx2

    return httpx2.ReadError(said)
