"""Where packages are made, one after the other: the same steps in every process of a fleet."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from generator.document.findings import Place, fail
from generator.document.uncollected import uncollected
from generator.emit.engines import Engines
from generator.emit.fleet.making import Maker, files, form_text
from generator.emit.fleet.work import Made
from generator.workspace.refusals import temporary_folder

if TYPE_CHECKING:
    from generator.emit.fleet.work import Task


class Workshop(Maker):
    """The engines and a place to work."""

    def __init__(self, templates: Path, scratch: Path | None = None) -> None:
        """Start the engines.

        Args:
            templates: the folder templates/.
            scratch: the folder for unfinished packages; None for the system's.
        """
        self._templates = templates
        self._scratch = scratch
        self._engines = Engines(templates)

    @property
    def alive(self) -> bool:
        """Whether no engine has ended in the middle of its work."""
        return self._engines.alive

    def close(self) -> None:
        """End the engines."""
        self._engines.__exit__(None, None, None)

    def renew(self) -> None:
        """Start the engines anew, whatever they are doing."""
        self.close()
        self._engines = Engines(self._templates)

    def made(self, task: Task) -> Made:
        """Make a package.

        Raises:
            SpecloomError: the document cannot be used, or was sent by another version of this program.
        """
        self._require_same(task)
        from generator.emit.fleet.reading import read  # after the engines have started: they import while this does
        from generator.emit.project import write_package

        with uncollected():
            form, package = (task.source or read(task)).normalised()
        with temporary_folder(self._scratch) as folder:
            out = folder / "package"
            write_package(form, package, out, self._engines)
            return Made(files(out), form.findings, form_text(form, package))

    def _require_same(self, task: Task) -> None:
        if not task.identity:
            return
        from generator.emit.fleet.identity import identity

        if task.identity != identity(self._templates):
            message = "a worker has another version of specloom, of its templates, of an engine or of Python"
            raise fail("other-worker", message, Place(str(task.path)), "Install the same on all workers.")
