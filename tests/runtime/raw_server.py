"""A server of plain sockets on 127.0.0.1 that misbehaves as it is told, and knows exactly what it was sent.

Every request begins an exchange, which plays the next act of the script: an act reads the request or does not, sends
bytes of any kind, waits, closes, resets. Requests are counted only when they were read to their end.
"""

from __future__ import annotations

import contextlib
import json
import socket
import struct
import threading
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


@dataclass
class RawRequest:
    """A request that was read to its end."""

    head: bytes
    body: bytes

    @property
    def method(self) -> str:
        return self.head.split(b" ", 1)[0].decode()

    @property
    def target(self) -> str:
        return self.head.split(b" ", 2)[1].decode()

    def headers(self, name: str) -> list[str]:
        """Every value of a header, in order."""
        lines = [line.decode().partition(":") for line in self.head.split(b"\r\n")[1:] if line]
        return [value.strip() for found, _, value in lines if found.lower() == name.lower()]


class Exchange:
    """One request on a connection, as an act sees it."""

    def __init__(self, server: RawServer, connection: socket.socket) -> None:
        self._server = server
        self._connection = connection
        self._buffer = b""
        self.is_open = True

    def read_head(self) -> bytes:
        while b"\r\n\r\n" not in self._buffer:
            self._more()
        head, _, self._buffer = self._buffer.partition(b"\r\n\r\n")
        return head

    def read_request(self) -> RawRequest:
        """Read a whole request, and record it."""
        head = self.read_head()
        request = RawRequest(head, b"")
        if request.headers("transfer-encoding") == ["chunked"]:
            request.body = b"".join(self._chunks())
        else:
            length = int((request.headers("content-length") or ["0"])[0])
            while len(self._buffer) < length:
                self._more()
            request.body, self._buffer = self._buffer[:length], self._buffer[length:]
        self._server.requests.append(request)
        return request

    def _chunks(self) -> Iterator[bytes]:
        while True:
            while b"\r\n" not in self._buffer:
                self._more()
            line, _, self._buffer = self._buffer.partition(b"\r\n")
            size = int(line, 16)
            while len(self._buffer) < size + 2:
                self._more()
            chunk, self._buffer = self._buffer[:size], self._buffer[size + 2 :]
            if not size:
                return
            yield chunk

    def _more(self) -> None:
        data = self._connection.recv(65536)
        if not data:
            raise ConnectionResetError("the client went away in the middle of a request")
        self._buffer += data

    def receive(self) -> bytes:
        """Return what comes next, whatever it is."""
        return self._connection.recv(65536)

    def send(self, *pieces: bytes | float) -> None:
        """Send bytes; a number among them is a pause in seconds, which ends early when either side closes."""
        for piece in pieces:
            if isinstance(piece, bytes):
                self._connection.sendall(piece)
            else:
                self._pause(time.monotonic() + piece)

    def _pause(self, until: float) -> None:
        while (left := until - time.monotonic()) > 0:
            if self._server.stopping.is_set():
                raise ConnectionAbortedError("the server is closed")
            self._connection.settimeout(min(left, 0.02))
            with contextlib.suppress(TimeoutError):
                if not self._connection.recv(1, socket.MSG_PEEK):
                    raise ConnectionResetError("the client went away")
                self._server.stopping.wait(min(left, 0.02))
        self._connection.settimeout(None)

    def drain(self) -> None:
        """Say that nothing follows, then read and forget whatever still comes."""
        self._connection.shutdown(socket.SHUT_WR)
        while self._connection.recv(65536):
            pass
        self.close()

    def close(self) -> None:
        self.is_open = False

    def reset(self) -> None:
        self._connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self.close()


class RawServer:
    """Plays the acts of `script` in turn, one for each request that begins, and after them `otherwise`.

    Attributes:
        requests: what was read to its end.
        exchanges: how many requests began, whether or not they were read.
        connections: how many were accepted.
        open: how many of them are open now.
        most_open: the most that were open at a time.
    """

    def __init__(self, script: list[Callable[[Exchange], None]] | None = None) -> None:
        self.script = script or []
        self.otherwise: Callable[[Exchange], None] = answers(500, b"nothing left in the script")
        self.requests: list[RawRequest] = []
        self.exchanges = self.connections = self.open = self.most_open = 0
        self.stopping = threading.Event()
        self._lock = threading.Lock()
        self._sockets: set[socket.socket] = set()
        self._threads: list[threading.Thread] = []
        self._listener = socket.create_server(("127.0.0.1", 0), backlog=256)
        # What nobody reads must not vanish in a buffer that the system lets grow with the traffic; accepted sockets inherit it.
        self._listener.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 65_536)
        self.port: int = self._listener.getsockname()[1]
        self.url = f"http://127.0.0.1:{self.port}"
        self._acceptor = threading.Thread(target=self._accept, daemon=True)
        self._acceptor.start()

    def close(self) -> None:
        self.stopping.set()
        with contextlib.suppress(OSError):
            self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        self._acceptor.join()
        with self._lock:
            for connection in self._sockets:
                with contextlib.suppress(OSError):
                    connection.shutdown(socket.SHUT_RDWR)
        for thread in self._threads:
            thread.join()

    def wait_until(self, condition: Callable[[], bool], seconds: float = 5.0) -> bool:
        """Say whether a condition comes true in good time: what a client does reaches the server a little later."""
        for _ in range(int(seconds / 0.005)):
            if condition():
                return True
            self.stopping.wait(0.005)
        return condition()

    def _accept(self) -> None:
        while not self.stopping.is_set():
            try:
                connection, _ = self._listener.accept()
            except OSError:
                return
            connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            with self._lock:
                self._sockets.add(connection)
                self.connections += 1
                self.open += 1
                self.most_open = max(self.most_open, self.open)
            thread = threading.Thread(target=self._serve, args=(connection,), daemon=True)
            self._threads.append(thread)
            thread.start()

    def _serve(self, connection: socket.socket) -> None:
        exchange = Exchange(self, connection)
        with contextlib.suppress(OSError):
            while exchange.is_open and connection.recv(1, socket.MSG_PEEK):
                self._next_act()(exchange)
        with self._lock:
            self._sockets.discard(connection)
            self.open -= 1
        connection.close()

    def _next_act(self) -> Callable[[Exchange], None]:
        with self._lock:
            self.exchanges += 1
            return self.script.pop(0) if self.script else self.otherwise


def message(status: int | str, body: bytes = b"", *headers: str, length: int | None = None) -> bytes:
    """An answer as it goes over the wire; a status that is text is the whole status line after the version."""
    line = f"{status} Reason" if isinstance(status, int) else status
    lines = [f"HTTP/1.1 {line}", *headers, f"Content-Length: {len(body) if length is None else length}"]
    return "\r\n".join(lines).encode("latin-1") + b"\r\n\r\n" + body


def says(*pieces: bytes | float, then: str = "keep") -> Callable[[Exchange], None]:
    """Read the request and send bytes as they are, with pauses of so many seconds; then keep, close or reset."""

    def act(exchange: Exchange) -> None:
        exchange.read_request()
        exchange.send(*pieces)
        if then != "keep":
            getattr(exchange, then)()

    return act


def answers(status: int | str, body: bytes = b"", *headers: str, then: str = "keep") -> Callable[[Exchange], None]:
    """Answer well-formed."""
    return says(message(status, body, *headers), then=then)


def answers_json(value: Any, status: int | str = 200, *headers: str) -> Callable[[Exchange], None]:
    return answers(status, json.dumps(value).encode(), "Content-Type: application/json", *headers)


def resets_unread(exchange: Exchange) -> None:
    """Reset the connection before anything was read."""
    exchange.reset()


def resets_reading(exchange: Exchange) -> None:
    """Reset the connection when the head was read, and the body was not."""
    exchange.read_head()
    exchange.reset()


resets_after = says(then="reset")
closes_after = says(then="close")


def closes_unread(exchange: Exchange) -> None:
    """Close the connection before anything was read."""
    exchange.close()
