"""How tests and people steer a stand-in: endpoints below `/_specloom/`, for the machine that it runs on alone."""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import asdict
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any, TypeAlias

from starlette.exceptions import HTTPException
from starlette.responses import Response
from starlette.routing import Route

from generator.document.reasons import reason_phrase
from generator.document.shapes import is_object
from generator.standin.serving.kept import title_of
from generator.standin.serving.local import refusal
from generator.workspace.suggest import among

if TYPE_CHECKING:
    from starlette.requests import Request

    from generator.standin.serving.faults import Faults
    from generator.standin.serving.kept import Kept
    from generator.standin.standin import Served, StandIn

CONTROL = "/_specloom"
"""The path below which the endpoints are."""

MAX_BODY = 64 * 1024
"""Bytes of the largest body that an endpoint takes."""

Endpoint: TypeAlias = "Callable[[Request], Awaitable[Response]]"


class Control:
    """The endpoints of one stand-in.

    | method and path  | what it takes and does |
    |---|---|
    | GET state        | gives the time, how many things are kept, the last requests, the faults to come |
    | POST reset       | forgets what was made and the faults to come, and begins again |
    | POST clock       | `{"advance": SECONDS}` or `{"set": TIME}` (RFC 3339): moves the time, or stops it there |
    | POST faults      | `{"kind": …}` with `operation`, `times`, `after`, `chance`: plans a fault |
    | DELETE faults    | plans none any more |
    | GET openapi.json | gives the document |
    """

    def __init__(self, standin: StandIn, faults: Faults, kept: Kept) -> None:
        self._standin = standin
        self._faults = faults
        self._kept = kept

    def routes(self) -> list[Route]:
        """Return the routes of the endpoints."""
        endpoints: dict[str, dict[str, Endpoint]] = {
            "state": {"GET": self._state},
            "reset": {"POST": self._reset},
            "clock": {"POST": self._clock},
            "faults": {"GET": self._planned, "POST": self._plan, "DELETE": self._clear},
            "openapi.json": {"GET": self._document},
        }
        return [
            Route(f"{CONTROL}/{name}", _guarded(by_method), methods=list(by_method))
            for name, by_method in endpoints.items()
        ]

    async def _state(self, request: Request) -> Response:
        standin = self._standin
        return _json(
            {
                "api": title_of(standin),
                "now": standin.world.clock.text(),
                "kept": self._kept.counts(),
                "last": [_served(served) for served in standin.last],
                "faults": [asdict(plan) for plan in self._faults.planned],
            }
        )

    async def _reset(self, request: Request) -> Response:
        self._standin.reset()
        self._faults.clear()
        return Response(status_code=204)

    async def _clock(self, request: Request) -> Response:
        given = await _given(request, "advance", "set")
        clock = self._standin.world.clock
        if len(given) != 1:
            raise HTTPException(400, "needs either advance, in seconds, or set, a time of RFC 3339")
        if "set" in given:
            try:
                clock.set(datetime.fromisoformat(given["set"]))
            except (TypeError, ValueError, OverflowError) as error:
                raise HTTPException(400, f"set: {error}") from None
        else:
            self._advance(given["advance"])
        return _json({"now": clock.text()})

    def _advance(self, seconds: Any) -> None:
        clock = self._standin.world.clock
        if not isinstance(seconds, int | float) or isinstance(seconds, bool):
            raise HTTPException(400, "advance: is no number of seconds")
        try:
            _ = clock.now() + timedelta(seconds=seconds)  # or no time could be told any more
            clock.advance(seconds)
        except (ValueError, OverflowError) as error:
            raise HTTPException(400, f"advance: {error}") from None

    async def _planned(self, request: Request) -> Response:
        return _json([asdict(plan) for plan in self._faults.planned])

    async def _plan(self, request: Request) -> Response:
        given = await _given(request, "kind", "operation", "times", "after", "chance")
        kinds: dict[str, Any] = {"kind": str, "operation": str, "times": int, "after": int, "chance": int | float}
        for name, value in given.items():
            is_endless = name == "times" and value is None
            if not is_endless and (not isinstance(value, kinds[name]) or isinstance(value, bool)):
                raise HTTPException(400, f"{name}: {json.dumps(value)[:80]} is of the wrong type")
        try:
            self._faults.plan(given.pop("kind", ""), given.pop("operation", ""), **given)
        except ValueError as error:
            raise HTTPException(400, str(error)) from None
        return await self._planned(request)

    async def _clear(self, request: Request) -> Response:
        self._faults.clear()
        return Response(status_code=204)

    async def _document(self, request: Request) -> Response:
        return _json(self._standin.document)


async def problem(request: Request, error: Exception) -> Response:
    """Return `error` as problem details (RFC 9457)."""
    assert isinstance(error, HTTPException)
    body = {"title": reason_phrase(str(error.status_code)), "status": error.status_code, "detail": error.detail}
    return _json(body, error.status_code, "application/problem+json", error.headers)


def _guarded(by_method: Mapping[str, Endpoint]) -> Endpoint:
    async def endpoint(request: Request) -> Response:
        refused = refusal(request.scope)
        if refused:
            raise HTTPException(403, refused)
        return await by_method["GET" if request.method == "HEAD" else request.method](request)

    return endpoint


async def _given(request: Request, *names: str) -> dict[str, Any]:
    """Return the members of the JSON object in the body of `request`, which may have `names` alone."""
    try:
        given = json.loads(await request.body())
    except (ValueError, RecursionError) as error:
        raise HTTPException(400, f"the body is no JSON: {error}") from None
    if not is_object(given):
        raise HTTPException(400, "the body is no JSON object")
    for name in given:
        if name not in names:
            raise HTTPException(400, f"there is no {name[:80]!r}. {among(name, names)}")
    return given


def _served(served: Served) -> dict[str, Any]:
    return asdict(served) | {"at": served.at.isoformat(timespec="milliseconds").replace("+00:00", "Z")}


def _json(
    value: Any, status: int = 200, kind: str = "application/json", headers: Mapping[str, str] | None = None
) -> Response:
    body = json.dumps(value, ensure_ascii=False).encode(errors="replace")
    return Response(body, status, {**(headers or {}), "Cache-Control": "no-store"}, media_type=kind)
