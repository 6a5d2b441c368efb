"""Processes that work beside this one, since no engine may see the state of another, and what one needs ends with it.

They are forks where that is safe, so that what this process has imported costs them nothing. Each ends with its parent,
and leaves interrupts to it.
"""

from __future__ import annotations

import gc
import multiprocessing
import os
import pickle
import signal
import sys
import threading
import time
from collections.abc import Callable, Generator, Sequence
from contextlib import contextmanager
from importlib import import_module
from multiprocessing.connection import Connection
from typing import Any

from generator.document.findings import SpecloomError, fail
from generator.workspace.refusals import is_refusal, refused

FORKS = sys.platform == "linux"
_COLLECTED = (20_000, 10, 100)
"""Between two looks for garbage, as of gc.set_threshold: as quick as none at all, and large documents take half the memory."""


class Parcel:
    """A value as it travels: whoever is sent the parcel gets the value, and who only passes it on never unpacks it."""

    def __init__(self, data: bytes) -> None:
        """Hold what `packed` returned."""
        self._data = data

    def __reduce__(self) -> tuple[Callable[[bytes], Any], tuple[bytes]]:
        """Have `pickle` give the value in place of the parcel."""
        return pickle.loads, (self._data,)


class Workers:
    """The processes that this one has started; a context that ends them."""

    def __init__(self) -> None:
        """Start none yet."""
        self._started: list[Worker] = []

    def start(self, module: str, function: str = "write", *, lasting: bool = True) -> Worker:
        """Start a process that imports `module` and calls its `function` for each job, or for one if it is not `lasting`.

        The module's `prepare()` is called before there is a job.
        """
        worker = Worker(module, function, [other.connection for other in self._started], lasting=lasting)
        self._started.append(worker)
        return worker

    @property
    def alive(self) -> bool:
        """Whether no process has ended in the middle of its work; others are needed then."""
        return not any(worker.ended for worker in self._started)

    @property
    def started(self) -> Sequence[Worker]:
        """All of them, the first one first, those that have ended as well."""
        return self._started

    def stop(self) -> None:
        """End all processes."""
        for worker in self._started:
            worker.stop()


class Worker:
    """A process that does one job after the other."""

    def __init__(self, module: str, function: str, inherited: Sequence[Connection], *, lasting: bool) -> None:
        """Start it; `Workers.start` says what is what. `inherited` are the connections that a fork is to close."""
        self.ended = False
        self.connection, theirs = multiprocessing.Pipe()
        arguments = (theirs, (self.connection, *inherited) if FORKS else (), module, function, lasting)
        start = multiprocessing.get_context("fork").Process if FORKS else multiprocessing.get_context("spawn").Process
        self._process = start(target=_serve, args=arguments, daemon=True)
        with _uninterrupted():
            self._process.start()
        theirs.close()

    def send(self, *work: object) -> None:
        """Hand over the arguments of the function; answers come in the same order.

        Raises:
            SpecloomError: the process has ended.
        """
        try:
            self.connection.send(work)
        except ConnectionError as error:
            self.ended = True
            raise fail("engine-failed", "the process of an engine has ended") from error

    def answer(self) -> Any:
        """Return what the function returned for the next job.

        Raises:
            SpecloomError: what it raised; or the process has ended before.
        """
        try:
            answer: Any = self.connection.recv()
        except (EOFError, ConnectionError) as error:
            self.ended = True
            raise fail("engine-failed", "the process of an engine ended before it had answered") from error
        if isinstance(answer, SpecloomError):
            raise answer
        return answer

    def stop(self) -> None:
        """End the process."""
        self.connection.close()
        self._process.terminate()
        self._process.join()


def packed(value: object) -> bytes:
    """Return a value as `Parcel` takes it."""
    return pickle.dumps(value, pickle.HIGHEST_PROTOCOL)


def done(module: str, function: str, work: tuple[Any, ...]) -> Any:
    """Return what `function` of `module` returns for the arguments `work`, or the error that it raises."""
    try:
        return getattr(import_module(module), function)(*work)
    except SpecloomError as error:
        return error
    except Exception as failed:
        if is_refusal(failed):
            return refused(failed)
        return fail("engine-failed", f"{module.rpartition('.')[2]}: {type(failed).__name__}: {failed}")


def cpus() -> int:
    """Return how many CPUs this process may use."""
    counted: Callable[[], int | None] | None = getattr(os, "process_cpu_count", None)  # of Python 3.13
    if counted is not None:
        return counted() or 1
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


@contextmanager
def _uninterrupted() -> Generator[None]:
    """Put off what ends the process: one that meets a fork is lost, or told as an error, in the child's first steps."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT, signal.SIGTERM})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _end_with_parent(parent: int) -> None:
    """End this process at once when the one that started it is gone, whatever it is doing: nobody waits for it."""
    while os.getppid() == parent:
        time.sleep(0.05)
    os._exit(1)


def _serve(connection: Connection, inherited: Sequence[Connection], module: str, function: str, lasting: bool) -> None:
    """Do jobs until the parent is gone."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)  # whatever the parent does then
    if hasattr(signal, "pthread_sigmask"):
        signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGTERM})
    threading.Thread(target=_end_with_parent, args=(os.getppid(),), daemon=True).start()
    for other in inherited:
        other.close()
    gc.set_threshold(*_COLLECTED)
    import_module(module).prepare()
    gc.freeze()
    while True:
        try:
            work: tuple[Any, ...] = connection.recv()
        except (EOFError, ConnectionError):
            return
        connection.send(done(module, function, work))
        if not lasting:
            return
