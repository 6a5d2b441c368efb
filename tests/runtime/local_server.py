"""A server on 127.0.0.1 that answers as it is told, well or badly, and keeps what it was sent."""

from __future__ import annotations

import json
import socket
import struct
import threading
import time
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qsl

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator


@dataclass
class Reply:
    """One answer; `reset` drops the connection instead, `delay` (seconds) comes before it.

    `pieces` take the place of the body, each a chunk of its own; an exception in them drops the connection.
    """

    status: int = 200
    body: bytes = b""
    headers: dict[str, str] = field(default_factory=dict[str, str])
    reset: bool = False
    delay: float = 0.0
    length: int | None = None
    pieces: Iterable[bytes] | None = None

    def all_headers(self) -> dict[str, str]:
        if self.pieces is not None:
            return {**self.headers, "Transfer-Encoding": "chunked"}
        if self.status in {204, 304}:
            return self.headers
        return {**self.headers, "Content-Length": str(len(self.body) if self.length is None else self.length)}

    def chunks(self) -> Iterator[bytes]:
        if self.pieces is None:
            yield self.body
        else:
            yield from (b"%x\r\n%b\r\n" % (len(piece), piece) for piece in self.pieces)
            yield b"0\r\n\r\n"


def json_reply(value: Any, status: int = 200, **headers: str) -> Reply:
    named = {name.replace("_", "-"): text for name, text in headers.items()}
    return Reply(status, json.dumps(value).encode(), {"Content-Type": "application/json", **named})


@dataclass
class Received:
    method: str
    target: str
    headers: dict[str, str]
    body: bytes
    connection: int = 0

    @property
    def path(self) -> str:
        return self.target.partition("?")[0]

    @property
    def query(self) -> list[tuple[str, str]]:
        return parse_qsl(self.target.partition("?")[2], keep_blank_values=True)


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 1024  # hundreds of clients may knock at once


class LocalServer:
    """Answers with `replies` in turn, or, once they are used up, with what `handle` returns."""

    def __init__(self) -> None:
        self.replies: list[Reply] = []
        self.handle: Callable[[Received], Reply] = lambda _: Reply(500, b"no reply left")
        self.received: list[Received] = []
        self._server = _Server(("127.0.0.1", 0), self._handler())
        self.url = f"http://127.0.0.1:{self._server.server_port}"
        threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()

    @property
    def last(self) -> Received:
        return self.received[-1]

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        owner = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"
            disable_nagle_algorithm = True

            def handle_one_request(self) -> None:
                try:
                    self.raw_requestline = self.rfile.readline(65537)
                    if not self.raw_requestline or not self.parse_request():
                        self.close_connection = True
                        return
                    self._answer()
                except OSError:
                    self.close_connection = True

            def _answer(self) -> None:
                headers = {name.lower(): value for name, value in self.headers.items()}
                received = Received(self.command, self.path, headers, self._body(headers), self.client_address[1])
                owner.received.append(received)
                reply = owner.replies.pop(0) if owner.replies else owner.handle(received)
                time.sleep(reply.delay)
                if reply.reset:
                    self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
                    self.connection.close()
                    raise ConnectionResetError
                self.send_response(reply.status, "")
                for name, value in reply.all_headers().items():
                    self.send_header(name, value)
                self.end_headers()
                for chunk in reply.chunks():
                    self.wfile.write(chunk)
                self.close_connection = reply.length is not None

            def _body(self, headers: dict[str, str]) -> bytes:
                if headers.get("transfer-encoding") != "chunked":
                    return self.rfile.read(int(headers.get("content-length", 0)))
                chunks = b""
                while size := int(self.rfile.readline(), 16):
                    chunks += self.rfile.read(size)
                    self.rfile.readline()
                self.rfile.readline()
                return chunks

            def log_message(self, *args: Any) -> None:
                pass

        return Handler
