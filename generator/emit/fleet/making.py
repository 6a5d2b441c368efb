"""What every place where packages are made has: a fault is an outcome, and the death of a process costs no package."""

from __future__ import annotations

import os
import traceback
from abc import ABC, abstractmethod
from typing import TYPE_CHECKING, Self

from generator.document.findings import SpecloomError
from generator.emit.fleet.work import Failed, Outcome, failed
from generator.workspace.refusals import is_refusal, refused

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path
    from types import TracebackType
    from typing import TypeVar

    from generator.emit.fleet.work import Made, Task
    from generator.emit.settings import PackageFacts
    from generator.normalise.form import NormalForm

    T = TypeVar("T")


class Maker(ABC):
    """Makes packages with processes of its own; a context manager that ends them."""

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self.close()

    def make(self, task: Task) -> Outcome:
        """Make a package; once more where a process was killed meanwhile, which may be nobody's fault here."""
        outcome = attempt(task, lambda: self.made(task))
        if self.alive:
            return outcome
        self.renew()
        outcome = attempt(task, lambda: self.made(task))
        if not self.alive:
            self.renew()
        return outcome

    @property
    @abstractmethod
    def alive(self) -> bool:
        """Whether no process has ended in the middle of its work."""

    @abstractmethod
    def made(self, task: Task) -> Made:
        """Make a package; raises whatever goes wrong."""

    @abstractmethod
    def renew(self) -> None:
        """Start the processes anew, whatever they are doing."""

    @abstractmethod
    def close(self) -> None:
        """End the processes."""


def attempt(task: Task, make: Callable[[], T]) -> T | Failed:
    """Return what `make` returns, or why a package cannot be made."""
    try:
        return make()
    except SpecloomError as error:
        return Failed(error.findings)
    except Exception as error:
        if is_refusal(error):
            return Failed(refused(error).findings)
        if os.environ.get("SPECLOOM_DEBUG"):
            traceback.print_exc()
        remedy = "This is a fault of specloom; --debug shows where."
        return failed(task, "fault", f"{type(error).__name__}: {error}", remedy)


def files(folder: Path) -> dict[str, bytes]:
    """Return the bytes of each file in `folder`, by its path below it."""
    paths = sorted(path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in paths}


def form_text(form: NormalForm, package: PackageFacts) -> str:
    """Return the text of the normal form of a vendor, "" for a document."""
    if not package.vendor:
        return ""
    from generator.document.dump import dumps

    return dumps(form.document)
