"""Both engines side by side, each over all documents, in two processes, since neither may see the other's state.

The models take longer: their engine is imported in a process of its own while the documents are still being read, and
writes there, so that only short messages come back. The client is made in this process meanwhile, which has the document
already. The models of a large document take many times as long as its client; a second process does half of them.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self

from generator.document.findings import SpecloomError
from generator.document.uncollected import uncollected
from generator.emit.shares import HALVES, LARGE, WHOLE
from generator.emit.workers import FORKS, Worker, Workers, cpus, done

if TYPE_CHECKING:
    from generator.emit.settings import PackageFacts


MODELS = "generator.emit.models"
CLIENT = "generator.emit.client"
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
        if FORKS:
            _import_shared()
        self._halves = (cpus() if processors is None else processors) > 1
        self._workers = Workers()
        self._models = [self._workers.start(MODELS)]
        self._asked: list[Worker] = []
        self._client_errors: list[SpecloomError] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self._workers.stop()

    @property
    def alive(self) -> bool:
        """Whether no process has ended in the middle of its work; others are needed then."""
        return self._workers.alive

    def start(self, job: Job) -> None:
        """Have the models of a package written, and write the rest of it, unformatted; `finish` waits for the models."""
        (job.folder / "src" / job.package.import_name).mkdir(parents=True)
        is_large = components(job.document) > LARGE
        if self._halves and len(self._models) == 1 and is_large:
            self._models.append(self._workers.start(MODELS))
        shares = HALVES if is_large and self._halves else (WHOLE,)
        work = (job.document, job.package, job.folder, self.templates)
        for worker, share in zip(self._models, shares, strict=False):
            worker.send(*work, share)
            self._asked.append(worker)
        with uncollected():
            import_module(CLIENT).prepare()
            error = done(CLIENT, "write", work)
            if isinstance(error, SpecloomError):
                self._client_errors.append(error)

    def finish(self) -> None:
        """Wait until everything that was started is written.

        Raises:
            SpecloomError: an engine cannot use a document; carries the findings of all.
        """
        asked, self._asked = self._asked, []
        errors = [*failures(asked), *self._client_errors]
        self._client_errors = []
        require_none(errors)


def components(document: dict[str, Any]) -> int:
    """Return the number of schemas that the models of a normal form are made of."""
    return len(document.get("components", {}).get("schemas", {}))


def failures(workers: Iterable[Worker]) -> list[SpecloomError]:
    """Wait for an answer of each of `workers`; return why those that failed did."""
    found: list[SpecloomError] = []
    for worker in workers:
        try:
            worker.answer()
        except SpecloomError as error:
            found.append(error)
    return found


def require_none(errors: Sequence[SpecloomError]) -> None:
    """Raise the findings of all `errors`, if there are any."""
    if errors:
        raise SpecloomError(finding for error in errors for finding in error.findings)


def _import_shared() -> None:
    """Import once what every engine needs; forked processes share its memory."""
    for name in _SHARED:
        import_module(name)
