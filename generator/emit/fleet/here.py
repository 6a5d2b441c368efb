"""One package after the other in this process, each with a limit of time where the system has a timer for it."""

from __future__ import annotations

import signal
import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING

from generator.emit.fleet.work import too_slow

if TYPE_CHECKING:
    from collections.abc import Generator
    from types import FrameType

    from generator.emit.fleet.making import Maker
    from generator.emit.fleet.work import Outcome, Task


class _TimeIsUp(BaseException):
    """Raised wherever the work is when its time is up; no `except Exception` holds it."""


def make(workshop: Maker, task: Task, seconds: float) -> Outcome:
    """Make a package in this process, within `seconds`; without a limit on Windows and outside the main thread."""
    try:
        with _limited(seconds):
            return workshop.make(task)
    except _TimeIsUp:
        workshop.renew()
        return too_slow(task, seconds)


@contextmanager
def _limited(seconds: float) -> Generator[None]:
    if not hasattr(signal, "setitimer") or threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGALRM, _time_is_up)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def _time_is_up(_number: int, _frame: FrameType | None) -> None:
    raise _TimeIsUp
