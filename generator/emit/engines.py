"""Both engines side by side: each in a process of its own, over all documents, since neither may see the other's state.

The imports of an engine cost more than its work on a small document: each is imported once, while the documents are
still being read. Documents go to the processes as soon as they are there; files are written where they are made, so that
only short messages come back.
"""

from __future__ import annotations

import gc
import multiprocessing
import os
import signal
import sys
import threading
import time
from collections.abc import Generator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from importlib import import_module
from multiprocessing.connection import Connection
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self

from generator.document.findings import SpecloomError, fail

if TYPE_CHECKING:
    from generator.emit.settings import PackageFacts


@dataclass(frozen=True, slots=True)
class Job:
    """One package to write: the normal form, what the package is to be, and the folder for it."""

    document: dict[str, Any]
    package: PackageFacts
    folder: Path


class Engines:
    """Runs the engines; a context manager that starts their processes and ends them."""

    def __init__(self, templates: Path) -> None:
        self.templates = templates
        first = _Worker("generator.emit.models", templates, ())
        self._workers = (first, _Worker("generator.emit.client", templates, (first.connection,)))
        self._runs = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        for worker in self._workers:
            worker.stop()

    def start(self, job: Job) -> None:
        """Have the files of a package written, unformatted; `finish` waits for them."""
        (job.folder / "src" / job.package.import_name).mkdir(parents=True)
        for worker in self._workers:
            worker.send(job)
        self._runs += 1

    def finish(self) -> None:
        """Wait until everything that was started is written.

        Raises:
            SpecloomError: an engine cannot use a document; carries the findings of all.
        """
        errors = [error for _ in range(self._runs) for worker in self._workers if (error := worker.answer())]
        self._runs = 0
        if errors:
            raise SpecloomError(finding for error in errors for finding in error.findings)


class _Worker:
    """A process that does one job after the other; ends with its parent, and leaves interrupts to it."""

    def __init__(self, module: str, templates: Path, inherited: Sequence[Connection]) -> None:
        forks = sys.platform == "linux"
        self.connection, theirs = multiprocessing.Pipe()
        arguments = (theirs, (self.connection, *inherited) if forks else (), module, templates)
        start = multiprocessing.get_context("fork").Process if forks else multiprocessing.get_context("spawn").Process
        self._process = start(target=_serve, args=arguments, daemon=True)
        with _uninterrupted():
            self._process.start()
        theirs.close()

    def send(self, job: Job) -> None:
        """Hand over a job; answers come in the order of the jobs."""
        try:
            self.connection.send(job)
        except ConnectionError as error:
            raise fail("engine-failed", "the process of an engine has ended") from error

    def answer(self) -> SpecloomError | None:
        """Return why the next job failed, None where it did not."""
        try:
            error: SpecloomError | None = self.connection.recv()
        except (EOFError, ConnectionError):
            return fail("engine-failed", "the process of an engine ended before it had answered")
        return error

    def stop(self) -> None:
        """End the process."""
        self.connection.close()
        self._process.terminate()
        self._process.join()


@contextmanager
def _uninterrupted() -> Generator[None]:
    """Put off an interrupt: one that meets a fork is lost in the child's first steps."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _end_with_parent(parent: int) -> None:
    """End this process at once when the one that started it is gone, whatever it is doing: nobody waits for it."""
    while os.getppid() == parent:
        time.sleep(0.05)
    os._exit(1)


def _serve(connection: Connection, inherited: Sequence[Connection], module: str, templates: Path) -> None:
    """Do jobs until the parent is gone. `module` has `prepare()` and `write(document, package, folder, templates)`."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    gc.disable()  # a fifth of the time of an import that makes thousands of classes; the process is short-lived
    threading.Thread(target=_end_with_parent, args=(os.getppid(),), daemon=True).start()
    for other in inherited:
        other.close()
    engine = import_module(module)
    engine.prepare()
    while True:
        try:
            job: Job = connection.recv()
        except (EOFError, ConnectionError):
            return
        error: SpecloomError | None = None
        try:
            engine.write(job.document, job.package, job.folder, templates)
        except SpecloomError as refused:
            error = refused
        except Exception as failed:
            error = fail("engine-failed", f"{module.rpartition('.')[2]}: {type(failed).__name__}: {failed}")
        connection.send(error)
