"""A stand-in that runs, in the hands of a test: its URL, and what of it a test moves and looks at."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from types import ModuleType

    from generator.standin.call import World
    from generator.standin.clock import Clock
    from generator.standin.serving.app import StandInApp
    from generator.standin.serving.faults import Faults
    from generator.standin.standin import Served


class StandInHandle(str):
    """The URL of a stand-in, without a slash at the end: it is given to a client as its `base_url`."""

    _app: StandInApp

    def __new__(cls, url: str, app: StandInApp) -> StandInHandle:
        """Make the handle of what `app` serves at `url`."""
        self = super().__new__(cls, url)
        self._app = app
        return self

    @property
    def url(self) -> str:
        """The URL as plain text."""
        return str(self)

    @property
    def clock(self) -> Clock:
        """Its time: `.advance(seconds)`, `.set(datetime)`, `.now()`."""
        return self.world.clock

    @property
    def faults(self) -> Faults:
        """What is to go wrong: `.plan(kind, operation)`, `.planned`, `.clear()`."""
        return self._app.faults

    @property
    def last(self) -> tuple[Served, ...]:
        """The last requests and how they ended, the newest first."""
        return tuple(self._app.standin.last)

    @property
    def world(self) -> World:
        """Store, clock and samples; functions of a vendor's behaviour.py take it."""
        return self._app.standin.world

    @property
    def behaviour(self) -> ModuleType:
        """The vendor's behaviour.py.

        Raises:
            AttributeError: it has none.
        """
        module = self._app.standin.behaviour.module
        if module is None:
            msg = f"{self._app.standin.api.document['info'].get('title', self)!r} has no behaviour.py"
            raise AttributeError(msg)
        return module

    def reset(self) -> None:
        """Forget what was made and the faults to come, and begin again; the clock goes on."""
        self._app.standin.reset()
        self.faults.clear()
