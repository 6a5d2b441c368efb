"""A stand-in in this process: set back before each play, and called without a socket."""

from __future__ import annotations

import asyncio
from datetime import datetime
from typing import Self

import httpx2

from generator.contract.recording.target import MOMENT, SEED, Target
from generator.contract.replaying.replay import plain
from generator.exchange.messages import Request, Response
from generator.exchange.operations import Api
from generator.standin.behaviour import Behaviour
from generator.standin.clock import Clock
from generator.standin.standin import StandIn

_URL = "http://stand-in.test"


class Stage:
    """One stand-in, which finds at each `set_up` what a recording finds: nothing made yet, and the same time."""

    def __init__(self, api: Api, name: str, behaviour: Behaviour) -> None:
        """Make the stand-in of a document in the normal form; `name` stands for it in messages.

        Raises:
            SpecloomError: the document is not in the normal form.
        """
        self._clock = Clock(MOMENT)
        self.standin = StandIn(api.document, name, behaviour=behaviour, clock=self._clock, seed=SEED)
        self._runner = asyncio.Runner()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._runner.close()
        self.standin.world.store.close()

    def set_up(self, now: datetime = MOMENT) -> datetime:
        """Forget everything that was made, let the clock stand at `now`, and return that."""
        self._clock.set(now)
        self.standin.reset()
        return now

    def answer(self, request: Request) -> Response:
        """Return what the stand-in answers; not to be called inside an event loop. What a behaviour raises is raised."""
        return self._runner.run(self.standin.handle(request))

    def target(self) -> Target:
        """Return the stand-in as what scenarios are run against, over a client that sends by `transport`."""
        return Target(_URL, "stand-in", self.set_up, is_own=True)

    def transport(self) -> httpx2.BaseTransport:
        """Return what sends the requests of a client to the stand-in."""
        return httpx2.MockTransport(self._respond)

    def _respond(self, request: httpx2.Request) -> httpx2.Response:
        answer = self.answer(plain(request))
        headers = [(name.encode("latin-1"), value.encode("latin-1", "replace")) for name, value in answer.headers]
        return httpx2.Response(answer.status, headers=headers, content=answer.body)
