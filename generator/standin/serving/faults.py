"""Answers that go wrong: on the wish of a request (`Prefer: fault=reset`), or by plan."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from random import Random
from types import MappingProxyType
from typing import TYPE_CHECKING

from generator.exchange.messages import Response, media_type
from generator.workspace.suggest import among

if TYPE_CHECKING:
    from generator.exchange.operations import Api, Operation
    from generator.standin.serving.asgi import Exchange

FAULTS: Mapping[str, str] = MappingProxyType({
    "reset-before": "the connection is reset, nothing is executed",
    "reset": "the call is executed, then the connection is reset before the answer",
    "close": "the call is executed, then the connection is closed before the answer",
    "truncate": "half of the body comes, then the connection is closed",
    "slow": "the body comes in small pieces, over some seconds",
    "garbage": "the body is no JSON, though it says so",
    "gateway": "a gateway answers 502 with a page, nothing is executed",
})  # fmt: skip
"""What can go wrong, by its name."""

BEFORE = frozenset({"reset-before", "gateway"})
"""The faults that strike before a call is executed."""

SLOW_SECONDS = 3.0
"""How long the pieces of a slow body take together."""

MAX_PLANS = 1000

_PIECES = 30
_GATEWAY = b"""<html>
<head><title>502 Bad Gateway</title></head>
<body><center><h1>502 Bad Gateway</h1></center></body>
</html>
"""


@dataclass(frozen=True, slots=True)
class Plan:
    """A fault that is to come.

    Attributes:
        kind: one of `FAULTS`.
        operation: the id or SDK method of the operations whose calls it strikes; "" is every request.
        times: how many of them it strikes; None is no end.
        after: how many of them go well before.
        chance: of those after that, the part that it strikes.
    """

    kind: str
    operation: str = ""
    times: int | None = 1
    after: int = 0
    chance: float = 1.0


class Faults:
    """The faults that are planned for one stand-in; equal plans, seeds and requests give equal faults."""

    def __init__(self, api: Api, seed: int = 0) -> None:
        self._known = dict.fromkeys(name for each in api.operations for name in (each.id, each.sdk_method))
        self._seed = seed
        self._random = Random(seed)  # noqa: S311 - when things go wrong, no secret
        self._plans: list[Plan] = []

    @property
    def planned(self) -> tuple[Plan, ...]:
        """What is still to come, with what is left of it."""
        return tuple(self._plans)

    def plan(
        self, kind: str, operation: str = "", *, times: int | None = 1, after: int = 0, chance: float = 1.0
    ) -> None:
        """Let calls go wrong; `Plan` says what the arguments mean. Where several plans fit, the oldest strikes.

        Raises:
            ValueError: there is no such fault or operation, or a number is out of its range.
        """
        known(kind)
        if operation and operation not in self._known:
            msg = f"there is no operation {operation!r}. {among(operation, self._known, 'operations')}"
            raise ValueError(msg)
        if (times is not None and times < 1) or after < 0 or not 0 <= chance <= 1:
            msg = "times is at least 1, after at least 0, chance between 0 and 1"
            raise ValueError(msg)
        if len(self._plans) >= MAX_PLANS:
            msg = f"{MAX_PLANS} faults are planned already"
            raise ValueError(msg)
        self._plans.append(Plan(kind, operation, times, after, chance))

    def clear(self) -> None:
        """Plan nothing any more, and begin again with the seed."""
        self._plans.clear()
        self._random = Random(self._seed)  # noqa: S311

    def due(self, operation: Operation | None) -> str:
        """Return the fault that strikes a request now, "" for none, and count it; None calls no operation."""
        for number, plan in enumerate(self._plans):
            if plan.operation and (operation is None or plan.operation not in {operation.id, operation.sdk_method}):
                continue
            if plan.after:
                self._plans[number] = replace(plan, after=plan.after - 1)
            elif plan.chance >= 1 or self._random.random() < plan.chance:
                self._count(number, plan)
                return plan.kind
        return ""

    def _count(self, number: int, plan: Plan) -> None:
        if plan.times is None:
            return
        if plan.times > 1:
            self._plans[number] = replace(plan, times=plan.times - 1)
        else:
            del self._plans[number]


def known(kind: str) -> str:
    """Return `kind`.

    Raises:
        ValueError: it is no fault.
    """
    if kind not in FAULTS:
        msg = f"there is no fault {kind!r}. {among(kind, FAULTS, 'faults')}"
        raise ValueError(msg)
    return kind


async def go_wrong(kind: str, exchange: Exchange, response: Response, *, date: str, seconds: float) -> None:
    """Let the answer `response` go wrong; it is not looked at where `kind` is one of `BEFORE`.

    Args:
        kind: one of `FAULTS`.
        exchange: what is to be answered.
        response: how it would be answered.
        date: the Date header of the answer.
        seconds: how long a slow body takes.

    Raises:
        GoneError: the client did not wait for a slow body.
        httpx2.ReadError: the connection would be broken if there were one; the exchange is in this process.
    """
    said = FAULTS[kind]
    if kind in {"reset", "reset-before"}:
        await exchange.reset(said)
    elif kind == "close" or (kind == "truncate" and not response.body):
        await exchange.close(said)
    elif kind == "truncate":
        await exchange.start(response, len(response.body), date=date)
        await exchange.piece(response.body[: len(response.body) // 2], more=True)
        await exchange.close(said)
    elif kind == "slow":
        await _trickle(exchange, response, date, seconds)
    elif kind == "garbage":
        await exchange.answer(_garbled(response), date=date)
    else:
        await exchange.answer(Response(502, (("Content-Type", "text/html"),), _GATEWAY), date=date)


async def _trickle(exchange: Exchange, response: Response, date: str, seconds: float) -> None:
    body = response.body
    size = max(1, -(-len(body) // _PIECES))
    await exchange.start(response, len(body), date=date)
    for start in range(size, len(body), size):
        await exchange.piece(body[start - size : start], more=True)
        await exchange.hold(seconds / _PIECES)
    await exchange.piece(body[(len(body) - 1) // size * size :])


def _garbled(response: Response) -> Response:
    """Return an answer that no parser of JSON takes: no text that ends with an opened object is JSON."""
    headers = response.headers if media_type(response.headers) else (("Content-Type", "application/json"),)
    status = 200 if response.status in {204, 205, 304} else response.status
    return Response(status, headers, response.body[: len(response.body) // 2] + b"{")
