"""A stand-in as an ASGI app: alone on a server, below a path of another app, or in-process under an HTTP client."""

from __future__ import annotations

import asyncio
import json
import logging
from collections.abc import Callable
from email.utils import formatdate
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.routing import Route

from generator.document.reasons import reason_phrase
from generator.exchange.messages import Request, Response
from generator.standin.causes import Refused
from generator.standin.prefer import NONE, Preferences, preferences
from generator.standin.serving import control
from generator.standin.serving.addresses import UnusableError, path_of
from generator.standin.serving.asgi import Exchange, GoneError
from generator.standin.serving.faults import BEFORE, SLOW_SECONDS, Faults, go_wrong, known
from generator.standin.serving.kept import Kept
from generator.standin.serving.overview import Overview
from generator.standin.serving.request_log import RequestLog
from generator.standin.standin import Served

if TYPE_CHECKING:
    from starlette.types import Receive, Scope, Send

    from generator.standin.standin import StandIn

_LOGGER = logging.getLogger("generator.standin")
_SHOWN = 300  # characters of an unexpected error in an answer
_NOTHING = Response(204)


def make_app(
    standin: StandIn, *, log: Callable[[str], None] | None = None, slow_seconds: float = SLOW_SECONDS
) -> StandInApp:
    """Return the app that serves `standin`.

    Args:
        standin: what answers.
        log: takes one line for each request, without the credentials in its query.
        slow_seconds: how long a body takes that a fault makes slow.
    """
    return StandInApp(standin, RequestLog(standin.api, standin.world.clock, log) if log else None, slow_seconds)


class StandInApp(Starlette):
    """Serves a stand-in, control of it below `/_specloom/`, and a page at `/` unless its API answers there.

    Attributes:
        standin: what answers.
        faults: what is to go wrong; tests may plan it.
    """

    def __init__(self, standin: StandIn, log: RequestLog | None, slow_seconds: float) -> None:
        self.standin = standin
        self.faults = Faults(standin.api, standin.world.seed)
        self._log = log
        self._slow_seconds = slow_seconds
        self._second, self._date = -1, ""
        kept = Kept(standin)
        self._overview = Overview(standin, self.faults, kept)
        super().__init__(
            routes=[*control.Control(standin, self.faults, kept).routes(), Route("/", self._overview.show)],
            exception_handlers={HTTPException: control.problem},
            max_body_size=control.MAX_BODY,
        )
        self.router.redirect_slashes = False

    @property
    def has_page(self) -> bool:
        """Whether there is a page at `/`; else the API answers there."""
        return not self._overview.is_taken

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request; those for the API take a way without Starlette's, which costs more than many answers."""
        if scope["type"] == "http" and not self._is_own(scope):
            await self._serve(Exchange(scope, receive, send))
        else:
            await super().__call__(scope, receive, send)

    def _is_own(self, scope: Scope) -> bool:
        path = path_of(scope)
        is_control = path.startswith(control.CONTROL + "/") or path == control.CONTROL
        return is_control or self._overview.is_asked(scope, path)

    async def _serve(self, exchange: Exchange) -> None:
        try:
            request = await exchange.request()
        except GoneError:
            return
        except UnusableError as error:
            await exchange.answer(_problem(error.status, str(error)), date=self._now(), closing=True)
            return
        try:
            end = await self._respond(exchange, request)
        except GoneError:
            end = "gone"
        except asyncio.CancelledError:
            if not exchange.is_closed:
                raise
            end = "gone"  # the server ends, and has closed the connection
        if self._log is not None:
            self._log.add(request, end)

    async def _respond(self, exchange: Exchange, request: Request) -> str:
        """Answer `request`, or let that go wrong as it wishes or as is planned; return how it ended."""
        wishes = _wishes(request)
        try:
            fault = known(wishes.fault) if wishes.fault else ""
        except ValueError as error:
            await exchange.answer(_problem(400, str(error)), date=self._now())
            return "400"
        if not fault and self.faults.planned:
            fault = self.faults.due(self.standin.called(request))
        response = _NOTHING if fault in BEFORE else await self._answer(request)
        if wishes.delay:
            await exchange.hold(wishes.delay)
        if fault:
            await go_wrong(fault, exchange, response, date=self._now(), seconds=self._slow_seconds)
            return fault
        await exchange.answer(response, date=self._now())
        return str(response.status)

    async def _answer(self, request: Request) -> Response:
        try:
            response = await self.standin.handle(request)
            if not 200 <= response.status <= 599:
                msg = f"{response.status} is no status of an answer"
                raise ValueError(msg)
        except Exception as error:  # whatever a behaviour or a document brings up, the next request is served
            operation = self.standin.called(request)
            name = operation.id if operation else ""
            _LOGGER.exception("%s %s (%s) failed", request.method, request.path, name)
            now = self.standin.world.clock.now()
            self.standin.last.appendleft(Served(now, request.method, urlsplit(request.url).path, name, 500))
            what = name or f"{request.method} {request.path}"
            return _problem(500, f"{what} failed in the stand-in: {type(error).__name__}: {error}"[:_SHOWN])
        return response

    def _now(self) -> str:
        """Return the stand-in's time as a Date header has it (RFC 9110 section 6.6.1)."""
        second = int(self.standin.world.clock.seconds())
        if second != self._second:
            self._second, self._date = second, formatdate(second, usegmt=True)
        return self._date


def _wishes(request: Request) -> Preferences:
    try:
        return preferences(request.headers)
    except Refused:  # which the stand-in says in the vendor's words
        return NONE


def _problem(status: int, detail: str) -> Response:
    """Return an answer as problem details (RFC 9457)."""
    body = {"title": reason_phrase(str(status)), "status": status, "detail": detail}
    headers = (("Content-Type", "application/problem+json"),)
    return Response(status, headers, json.dumps(body, ensure_ascii=False).encode(errors="replace"))
