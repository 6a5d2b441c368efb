"""Both engines side by side: each in a process of its own, over all documents, since neither may see the other's state.

The imports of an engine cost more than its work on a small document, so each is imported once, while the documents are
still being normalised.
"""

from __future__ import annotations

import multiprocessing
import signal
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib import import_module
from multiprocessing.connection import Connection
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from generator.document.findings import SpecloomError, fail
from generator.emit.client import client_files
from generator.emit.models import models_source
from generator.emit.settings import PackageFacts


@dataclass(frozen=True, slots=True)
class Job:
    """One package to write: the normal form and what the package is to be."""

    document: dict[str, Any]
    package: PackageFacts


class Engines:
    """Runs the engines; a context manager that starts their processes and ends them."""

    def __init__(self, templates: Path) -> None:
        self.templates = templates
        self._models = _Worker("datamodel_code_generator.parser.openapi", ())
        self._client = _Worker("openapi_python_client", (self._models.connection,))

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self._models.stop()
        self._client.stop()

    def run(self, jobs: Sequence[Job]) -> list[dict[str, str]]:
        """Return the files of each job's package, by path below the distribution, unformatted.

        Raises:
            SpecloomError: an engine cannot use a document.
        """
        for job in jobs:
            self._models.start(models_source, job.document, job.package.import_name, self.templates / "models")
            self._client.start(client_files, job.document, job.package, self.templates)
        stamped = runtime_files(self.templates)
        results: list[dict[str, str]] = []
        for job in jobs:
            source = f"src/{job.package.import_name}"
            files: dict[str, str] = self._client.result()
            files |= {f"{source}/_runtime/{name}": text for name, text in stamped.items()}
            files[f"{source}/models.py"] = self._models.result()
            results.append(files)
        return results


def runtime_files(templates: Path) -> dict[str, str]:
    """Return the text of the runtime's modules, which are stamped into every package as they are."""
    return {path.name: path.read_text("utf-8") for path in sorted((templates / "runtime").glob("*.py"))}


class _Worker:
    """A process that does one call after the other; ends with its parent, and leaves interrupts to it."""

    def __init__(self, engine: str, inherited: Sequence[Connection]) -> None:
        forks = sys.platform == "linux"
        self.connection, theirs = multiprocessing.Pipe()
        arguments = (theirs, (self.connection, *inherited) if forks else (), engine)
        start = multiprocessing.get_context("fork").Process if forks else multiprocessing.get_context("spawn").Process
        self._process = start(target=_serve, args=arguments, daemon=True)
        self._process.start()
        theirs.close()

    def start(self, function: Callable[..., Any], *arguments: object) -> None:
        """Hand over a call; results come in the order of the calls."""
        self.connection.send((function, arguments))

    def result(self) -> Any:
        """Return what the next call gave.

        Raises:
            SpecloomError: the call raised it, or failed in a way that is a fault of the engine.
        """
        try:
            is_error, value = self.connection.recv()
        except EOFError as error:
            raise fail("engine-failed", "the process of an engine ended before it had answered") from error
        if is_error:
            raise value
        return value

    def stop(self) -> None:
        """End the process."""
        self.connection.close()
        self._process.terminate()
        self._process.join()


def _serve(connection: Connection, inherited: Sequence[Connection], engine: str) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    for other in inherited:
        other.close()
    import_module(engine)
    while True:
        try:
            function, arguments = connection.recv()
        except (EOFError, ConnectionError):
            return
        answer: tuple[bool, Any]
        try:
            answer = (False, function(*arguments))
        except SpecloomError as error:
            answer = (True, error)
        except Exception as error:
            answer = (True, fail("engine-failed", f"an engine failed: {type(error).__name__}: {error}"))
        connection.send(answer)
