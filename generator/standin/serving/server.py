"""An app on a port: until a signal ends it, or in a thread for as long as a test needs it."""

from __future__ import annotations

import asyncio
import errno
import logging
import os
import signal
import socket
import threading
from collections.abc import Callable, Generator
from contextlib import contextmanager
from types import FrameType
from typing import TYPE_CHECKING, Any

import uvicorn
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

from generator.document.findings import fail
from generator.standin.serving.app import make_app
from generator.standin.serving.asgi import EXTENSION

if TYPE_CHECKING:
    from starlette.types import ASGIApp

    from generator.standin.standin import StandIn

HOST = "127.0.0.1"

GRACE = 1.0
"""Seconds that answers get which are under way when the server is to end."""

_BACKLOG = 2048
_KEEP_ALIVE = 60  # seconds; longer than clients keep idle connections, so that it is they who end them

_LOGGER = logging.getLogger("generator.standin.http")
_LOGGER.setLevel(logging.ERROR)  # what a client sent wrongly, it is told itself


class _Protocol(HttpToolsProtocol):
    """HTTP/1.1 by which an app can get at the connection itself."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.logger = _LOGGER
        self.access_log = False

    def on_message_begin(self) -> None:
        super().on_message_begin()
        self.scope["extensions"] = {EXTENSION: {"transport": self.transport}}


class _Server(uvicorn.Server):
    """A server that says when it is ready, ends without waiting for idle clients, and survives the signal to end."""

    def __init__(self, app: ASGIApp, ready: Callable[[], None]) -> None:
        config = uvicorn.Config(
            app, http=_Protocol, ws="none", lifespan="off", log_config=None, proxy_headers=False, server_header=False,
            date_header=False, timeout_keep_alive=_KEEP_ALIVE, backlog=_BACKLOG,
        )  # fmt: skip
        super().__init__(config)
        self._ready = ready
        self.ended_by: int | None = None

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        self.ended_by = sig
        self.should_exit = True

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        self._ready()

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        for server in self.servers:
            server.close()
        state = self.server_state
        for connection in list(state.connections):
            connection.shutdown()  # now where it is idle, else after its answer
        await _ended(state.tasks)
        for connection in list(state.connections):
            connection.transport.abort()
        await _ended(state.tasks)
        for task in list(state.tasks):
            task.cancel()
        await _ended(state.tasks)
        for server in self.servers:
            await server.wait_closed()


async def _ended(tasks: set[asyncio.Task[None]]) -> None:
    if tasks:
        await asyncio.wait(list(tasks), timeout=GRACE)
    await asyncio.sleep(0)  # for the connections that ended with them


def run(app: ASGIApp, host: str = HOST, port: int = 0, *, ready: Callable[[str], None]) -> None:
    """Serve `app` until SIGTERM.

    Args:
        app: what answers.
        host: the name or address to listen at.
        port: the port; 0 is any that is free.
        ready: takes the URL once clients can connect.

    Raises:
        SpecloomError: the host is not of this machine, or the port cannot be had.
        KeyboardInterrupt: SIGINT ended it.
    """
    with _listening(host, port) as listener:
        server = _Server(app, lambda: ready(_url(listener)))
        server.run(sockets=[listener])
    if server.ended_by == signal.SIGINT:
        raise KeyboardInterrupt


class Running:
    """An app that is served by a thread for as long as the context lasts.

    Attributes:
        url: where it is, without a slash at the end.
    """

    def __init__(self, app: ASGIApp, host: str = HOST, port: int = 0) -> None:
        """Take what `run` takes."""
        self._app = app
        self._address = host, port
        self.url = ""

    def __enter__(self) -> Running:
        """Return once clients can connect; raises SpecloomError as `run`."""
        self._listener = _listening(*self._address)
        self.url = _url(self._listener)
        is_ready = threading.Event()
        self._server = _Server(self._app, is_ready.set)
        self._thread = threading.Thread(
            target=self._serve, args=(is_ready,), name=f"stand-in at {self.url}", daemon=True
        )
        self._thread.start()
        is_ready.wait()
        if not self._server.started:
            msg = f"the server for {self.url} did not start"
            raise RuntimeError(msg)
        return self

    def __exit__(self, *_: object) -> None:
        self._server.should_exit = True
        self._thread.join()

    def _serve(self, is_ready: threading.Event) -> None:
        try:
            with self._listener:
                self._server.run(sockets=[self._listener])
        finally:
            is_ready.set()


@contextmanager
def serving(standin: StandIn) -> Generator[str]:
    """Serve `standin` on a free port of this machine for as long as the context lasts; yields its URL."""
    with Running(make_app(standin)) as running:
        yield running.url


def _listening(host: str, port: int) -> socket.socket:
    """Return a socket that is bound to host and port."""
    where = f"port {port} of {host}"
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
    except (socket.gaierror, UnicodeError, OverflowError):
        raise fail("unknown-host", f"{where} cannot be served: there is no such host or port") from None
    listener = socket.socket(family, kind, protocol)
    try:
        if os.name == "posix":  # or the port stays taken for a minute after the last one ended
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind(address)
    except OSError as error:
        listener.close()
        if error.errno == errno.EADDRINUSE:
            remedy = "Give another one with --port, or --port 0 for any that is free."
            raise fail("port-taken", f"{where} is taken by another program", remedy=remedy) from None
        reason = error.strerror or type(error).__name__
        raise fail(
            "unusable-address", f"{where} cannot be served: {reason}", remedy="Give another --host or --port."
        ) from None
    return listener


def _url(listener: socket.socket) -> str:
    """Return the URL by which this machine reaches what listens there."""
    name, port = listener.getsockname()[:2]
    host = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(str(name), str(name))  # noqa: S104 - where it is every address
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"
