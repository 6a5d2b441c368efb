"""Both engines side by side: each in a process of its own, over all documents, since neither may see the other's state.

The imports of an engine cost more than its work on a small document, so each is imported once, while the documents are
still being normalised.
"""

from __future__ import annotations

import multiprocessing
import sys
from concurrent.futures import Future, ProcessPoolExecutor
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Self

from generator.emit.client import client_files
from generator.emit.models import models_source

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path
    from types import TracebackType

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
        context = multiprocessing.get_context("fork" if sys.platform == "linux" else "spawn")
        self._models = ProcessPoolExecutor(1, mp_context=context)
        self._client = ProcessPoolExecutor(1, mp_context=context)

    def __enter__(self) -> Self:
        self._models.submit(_import_models_engine)
        self._client.submit(_import_client_engine)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        for pool in (self._models, self._client):
            pool.shutdown(wait=True, cancel_futures=True)

    def run(self, jobs: Sequence[Job]) -> list[dict[str, str]]:
        """Return the files of each job's package, by path below the distribution, unformatted.

        Raises:
            SpecloomError: an engine cannot use a document.
        """
        models: list[Future[str]] = [
            self._models.submit(models_source, job.document, job.package.import_name, self.templates / "models")
            for job in jobs
        ]
        clients: list[Future[dict[str, str]]] = [
            self._client.submit(client_files, job.document, job.package, self.templates) for job in jobs
        ]
        results: list[dict[str, str]] = []
        for job, model, client in zip(jobs, models, clients, strict=True):
            source = f"src/{job.package.import_name}"
            runtime = {f"{source}/_runtime/{name}": text for name, text in runtime_files(self.templates).items()}
            results.append({**client.result(), **runtime, f"{source}/models.py": model.result()})
        return results


def runtime_files(templates: Path) -> dict[str, str]:
    """Return the text of the runtime's modules, which are stamped into every package as they are."""
    return {path.name: path.read_text("utf-8") for path in sorted((templates / "runtime").glob("*.py"))}


def _import_models_engine() -> None:
    pass


def _import_client_engine() -> None:
    pass
