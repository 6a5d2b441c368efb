"""One package, by processes that follow one another, each of which takes its memory along when it ends.

The document is read in one, its models are made in another, which imports their engine meanwhile, and its client in a
third: what is in memory at a time is one engine, and never what it takes to normalise a document beside it.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from generator.document.findings import SpecloomError
from generator.emit.completion import complete
from generator.emit.engines import CLIENT, MODELS, failures, require_none
from generator.emit.fleet.making import Maker, files
from generator.emit.fleet.work import Failed, Made
from generator.emit.shares import FIRST_AND_LATER, LARGE, WHOLE
from generator.emit.workers import Parcel, Worker, Workers, cpus
from generator.workspace.refusals import temporary_folder

if TYPE_CHECKING:
    from generator.emit.fleet.reader import Read
    from generator.emit.fleet.work import Task

AT_ONCE = 300
"""Components from which the client is made beside the models: then it is done long before they need the most memory."""

READER = "generator.emit.fleet.reader"


class Relay(Maker):
    """The processes for one package, and a place to work."""

    def __init__(self, templates: Path, scratch: Path | None = None, processors: int | None = None) -> None:
        """Start the first of the processes.

        Args:
            templates: the folder templates/.
            scratch: the folder for the unfinished package; None for the system's.
            processors: how many may be used; None for all that there are.
        """
        self._templates = templates
        self._scratch = scratch
        self._two = (cpus() if processors is None else processors) > 1
        self._has_run = False
        self._start()

    @property
    def alive(self) -> bool:
        """Whether no process has ended in the middle of its work."""
        return self._workers.alive

    def close(self) -> None:
        """End the processes."""
        self._workers.stop()

    def renew(self) -> None:
        """Start the processes anew, whatever they are doing."""
        self.close()
        self._has_run = False
        self._start()

    def made(self, task: Task) -> Made:
        """Make a package.

        Raises:
            SpecloomError: the input cannot be used.
        """
        if self._has_run:
            self.renew()
        self._has_run = True
        read = self._read(task)
        with temporary_folder(self._scratch) as folder:
            out = folder / "package"
            (out / "src" / read.import_name).mkdir(parents=True)
            self._write(read, out)
            complete([out], self._templates)
            return Made(files(out), read.findings, read.form)

    def _start(self) -> None:
        self._workers = Workers()
        self._reader = self._workers.start(READER, "read", lasting=False)
        self._models = self._workers.start(MODELS, lasting=False)

    def _read(self, task: Task) -> Read:
        self._reader.send(task)
        answer: Read | Failed = self._reader.answer()
        self._reader.stop()
        if isinstance(answer, Failed):
            raise SpecloomError(answer.findings)
        return answer

    def _write(self, read: Read, out: Path) -> None:
        """Have both engines write, two processes at a time and one for small documents.

        Raises:
            SpecloomError: an engine cannot use the document; carries the findings of all.
        """
        job = (Parcel(read.document), Parcel(read.package), out, self._templates)
        at_once = self._two and read.components > AT_ONCE
        first, *later = FIRST_AND_LATER if self._two and read.components > LARGE else (WHOLE,)
        self._models.send(*job, first)
        models = [] if at_once else self._ended(self._models)
        client = self._ended(self._sent(CLIENT, *job))
        others = [self._sent(MODELS, *job, share) for share in later]
        if at_once:
            models = self._ended(self._models, *others)
        require_none([*models, *client])

    def _sent(self, module: str, *job: object) -> Worker:
        """Start a process with a job."""
        worker = self._workers.start(module, lasting=False)
        worker.send(*job)
        return worker

    def _ended(self, *workers: Worker) -> list[SpecloomError]:
        """Wait until processes have written, and end them; return why those that failed did."""
        errors = failures(workers)
        for worker in workers:
            worker.stop()
        return errors
