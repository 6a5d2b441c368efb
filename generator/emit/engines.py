"""Both engines side by side, each over all documents, in two processes, since neither may see the other's state.

The models take longer: their engine is imported in a process of its own while the documents are still being read, and
writes there, so that only short messages come back. The client is made in this process meanwhile, which has the document
already. The models of a large document take many times as long as its client; a second process does half of them.
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
from types import ModuleType, TracebackType
from typing import TYPE_CHECKING, Any, Self

from generator.document.findings import SpecloomError, fail
from generator.document.uncollected import uncollected

if TYPE_CHECKING:
    from generator.emit.settings import PackageFacts


LARGE = 600
"""Components that one process makes the models of."""


_FORKS = sys.platform == "linux"
_SHARED = ("pydantic", "pydantic.types", "pydantic.json_schema", "jinja2", "email.message")


@dataclass(frozen=True, slots=True)
class Job:
    """One package to write: the normal form, what the package is to be, and the folder for it."""

    document: dict[str, Any]
    package: PackageFacts
    folder: Path


class Engines:
    """Runs the engines; a context manager that starts their processes and ends them."""

    def __init__(self, templates: Path, processors: int | None = None) -> None:
        """Start the processes.

        Args:
            templates: the folder templates/.
            processors: how many may be used; None for all that there are.
        """
        self.templates = templates
        if _FORKS:
            _import_shared()
        self._halves = (_processors() if processors is None else processors) > 1
        self._workers: list[_Worker] = []
        self._models = [self._worker()]
        self._asked: list[_Worker] = []
        self._client_errors: list[SpecloomError] = []

    def _worker(self) -> _Worker:
        worker = _Worker("generator.emit.models", [other.connection for other in self._workers])
        self._workers.append(worker)
        return worker

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        for worker in self._workers:
            worker.stop()

    @property
    def alive(self) -> bool:
        """Whether no process has ended in the middle of its work; others are needed then."""
        return not any(worker.ended for worker in self._workers)

    def start(self, job: Job) -> None:
        """Have the models of a package written, and write the rest of it, unformatted; `finish` waits for the models."""
        (job.folder / "src" / job.package.import_name).mkdir(parents=True)
        if self._halves and len(self._models) == 1 and _is_large(job):
            self._models.append(self._worker())
        writers = self._models if _is_large(job) else self._models[:1]
        work = (job.document, job.package, job.folder, self.templates)
        for i, worker in enumerate(writers):
            worker.send(*work, (i, len(writers)))
        self._asked += writers
        with uncollected():
            client = import_module("generator.emit.client")
            client.prepare()
            if error := _done(client, work):
                self._client_errors.append(error)

    def finish(self) -> None:
        """Wait until everything that was started is written.

        Raises:
            SpecloomError: an engine cannot use a document; carries the findings of all.
        """
        asked, self._asked = self._asked, []
        errors = [error for worker in asked if (error := worker.answer())] + self._client_errors
        self._client_errors = []
        if errors:
            raise SpecloomError(finding for error in errors for finding in error.findings)


def _is_large(job: Job) -> bool:
    """Tell whether half of the models take longer than the start of another process."""
    return len(job.document.get("components", {}).get("schemas", {})) > LARGE


def _import_shared() -> None:
    """Import once what every engine needs; forked processes share its memory."""
    for name in _SHARED:
        import_module(name)


def _processors() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


class _Worker:
    """A process that does one job after the other; ends with its parent, and leaves interrupts to it."""

    def __init__(self, module: str, inherited: Sequence[Connection]) -> None:
        self.ended = False
        self.connection, theirs = multiprocessing.Pipe()
        arguments = (theirs, (self.connection, *inherited) if _FORKS else (), module)
        start = multiprocessing.get_context("fork").Process if _FORKS else multiprocessing.get_context("spawn").Process
        self._process = start(target=_serve, args=arguments, daemon=True)
        with _uninterrupted():
            self._process.start()
        theirs.close()

    def send(self, *work: object) -> None:
        """Hand over the arguments of the module's `write`; answers come in the same order."""
        try:
            self.connection.send(work)
        except ConnectionError as error:
            self.ended = True
            raise fail("engine-failed", "the process of an engine has ended") from error

    def answer(self) -> SpecloomError | None:
        """Return why the next job failed, None where it did not."""
        try:
            error: SpecloomError | None = self.connection.recv()
        except (EOFError, ConnectionError):
            self.ended = True
            return fail("engine-failed", "the process of an engine ended before it had answered")
        return error

    def stop(self) -> None:
        """End the process."""
        self.connection.close()
        self._process.terminate()
        self._process.join()


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


def _serve(connection: Connection, inherited: Sequence[Connection], module: str) -> None:
    """Do jobs until the parent is gone. `module` has `prepare()`, and `write` which takes what is sent."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)  # whatever the parent does then
    if hasattr(signal, "pthread_sigmask"):
        signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGTERM})
    gc.disable()  # a fifth of the time of an import that makes thousands of classes; the process is short-lived
    threading.Thread(target=_end_with_parent, args=(os.getppid(),), daemon=True).start()
    for other in inherited:
        other.close()
    engine = import_module(module)
    engine.prepare()
    while True:
        try:
            work: tuple[Any, ...] = connection.recv()
        except (EOFError, ConnectionError):
            return
        connection.send(_done(engine, work))


def _done(engine: ModuleType, work: tuple[Any, ...]) -> SpecloomError | None:
    """Have `engine` write what `work` says; return why it could not."""
    try:
        engine.write(*work)
    except SpecloomError as refused:
        return refused
    except Exception as failed:
        return fail("engine-failed", f"{engine.__name__.rpartition('.')[2]}: {type(failed).__name__}: {failed}")
    return None
