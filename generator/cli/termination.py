"""Signals that end a command from outside, told as Ctrl-C is: what has to be cleaned up is."""

from __future__ import annotations

import signal
import threading
from collections.abc import Generator
from contextlib import contextmanager
from types import FrameType
from typing import NoReturn

import typer

# SIGHUP comes when a terminal is closed; not every system has it.
_SIGNALS = tuple(getattr(signal, name) for name in ("SIGTERM", "SIGHUP") if hasattr(signal, name))
_OF_SIGNALS = 128


@contextmanager
def interruptible() -> Generator[None]:
    """Make SIGTERM and SIGHUP raise KeyboardInterrupt for as long as the context lasts; it ends with 128 + the signal.

    A signal that is ignored, as `nohup` has it, stays so.

    Raises:
        typer.Exit: one of them came, whatever the context did then.
    """
    came: list[int] = []

    def stop(number: int, _: FrameType | None) -> NoReturn:
        came.append(number)
        raise KeyboardInterrupt

    is_main = threading.current_thread() is threading.main_thread()
    taken = [each for each in _SIGNALS if is_main and signal.getsignal(each) is signal.SIG_DFL]
    try:
        for each in taken:
            signal.signal(each, stop)
        yield
    except (KeyboardInterrupt, typer.Exit):
        if not came:
            raise
    finally:
        for each in taken:
            signal.signal(each, signal.SIG_DFL)
    if came:
        typer.echo("terminated", err=True)
        raise typer.Exit(_OF_SIGNALS + came[0])
