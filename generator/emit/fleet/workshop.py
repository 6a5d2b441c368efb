"""Where packages are made, one after the other: the same steps in every process of a fleet."""

from __future__ import annotations

import os
import tempfile
import traceback
from pathlib import Path
from typing import TYPE_CHECKING, Self

from generator.document.findings import Place, SpecloomError, fail
from generator.document.uncollected import uncollected
from generator.emit.engines import Engines
from generator.emit.fleet.identity import identity
from generator.emit.fleet.work import Failed, Made, Outcome, failed

if TYPE_CHECKING:
    from types import TracebackType

    from generator.emit.fleet.work import Task
    from generator.normalise.form import NormalForm


class Workshop:
    """The engines and a place to work; a context manager that ends the engines."""

    def __init__(self, templates: Path, scratch: Path | None = None) -> None:
        """Start the engines.

        Args:
            templates: the folder templates/.
            scratch: the folder for unfinished packages; None for the system's.
        """
        self._templates = templates
        self._scratch = scratch
        self._engines = Engines(templates)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self._engines.__exit__(kind, error, traceback)

    def renew(self) -> None:
        """Start the engines anew, whatever they are doing."""
        self._engines.__exit__(None, None, None)
        self._engines = Engines(self._templates)

    def make(self, task: Task) -> Outcome:
        """Make a package; once more where an engine was killed meanwhile, which may be nobody's fault here."""
        outcome = self._attempt(task)
        if self._engines.alive:
            return outcome
        self.renew()
        outcome = self._attempt(task)
        if not self._engines.alive:
            self.renew()
        return outcome

    def _attempt(self, task: Task) -> Outcome:
        try:
            return self._made(task)
        except SpecloomError as error:
            return Failed(error.findings)
        except Exception as error:
            if os.environ.get("SPECLOOM_DEBUG"):
                traceback.print_exc()
            remedy = "This is a fault of specloom; --debug shows where."
            return failed(task, "fault", f"{type(error).__name__}: {error}", remedy)

    def _made(self, task: Task) -> Made:
        if task.identity not in {"", identity(self._templates)}:
            message = "a worker has another version of specloom, of its templates, of an engine or of Python"
            raise fail("other-worker", message, Place(str(task.path)), "Install the same on all workers.")
        from generator.emit.fleet.reading import read  # after the engines have started: they import while this does
        from generator.emit.project import write_package

        with uncollected():
            form, package = (task.source or read(task)).normalised()
        with tempfile.TemporaryDirectory(prefix="specloom-", dir=self._scratch) as folder:
            out = Path(folder, "package")
            write_package(form, package, out, self._engines)
            return Made(_read(out), form.findings, _text(form) if package.vendor else "")


def _text(form: NormalForm) -> str:
    from generator.document.dump import dumps

    return dumps(form.document)


def _read(folder: Path) -> dict[str, bytes]:
    paths = sorted(path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in paths}
