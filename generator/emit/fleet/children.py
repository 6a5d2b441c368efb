"""Processes that make packages, each of which may die or be ended alone: a document that is too much takes no other along.

A `ProcessPoolExecutor` is no longer usable once one of its processes has died, and does not tell on which task. So the
executor's threads each borrow a process of their own here, give it one task, and end it when its time is up.
"""

from __future__ import annotations

import os
import pickle
import signal
import subprocess
import sys
import threading
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from generator.emit.fleet.work import failed, too_slow
from generator.workspace.refusals import new_temporary_folder

if TYPE_CHECKING:
    from generator.emit.fleet.work import Outcome, Task

ATTEMPTS = 2
START_SECONDS = 120.0
_CODE = "from generator.emit.fleet.child import main; main()"


class Children:
    """Processes at hand: started when one is asked for and none is idle, and ended by `close`."""

    def __init__(self, templates: Path, idle_seconds: float | None = None) -> None:
        """Start nothing yet.

        Args:
            templates: the folder templates/.
            idle_seconds: after so much time without work a process is ended; None keeps it.
        """
        self._templates = templates
        self._idle_seconds = idle_seconds
        self._lock = threading.Lock()
        self._idle: list[Child] = []
        self._working: list[Child] = []
        self._closed = False

    def make(self, task: Task, seconds: float) -> Outcome:
        """Make a package in one of the processes; once more in another where the first one died.

        Args:
            task: what to make.
            seconds: after so much time the process is ended and the task has failed.
        """
        reason = ""
        for _ in range(ATTEMPTS):
            child = self._borrow()
            if child is None:
                return failed(task, "interrupted", "was not finished")
            try:
                outcome = child.make(task, seconds)
            except _TooSlowError:
                return too_slow(task, seconds)
            except _DiedError as error:
                reason = str(error)
            else:
                return outcome
            finally:
                self._give_back(child)
        remedy = "It may need more memory than there is: try --jobs 1."
        return failed(task, "worker-died", f"the process that worked on it {reason}, {ATTEMPTS} times", remedy)

    def close(self) -> None:
        """End all processes, whatever they are doing; what they were asked for fails."""
        with self._lock:
            self._closed = True
            children = [*self._idle, *self._working]
            self._idle.clear()
        for child in children:
            child.end()

    def _borrow(self) -> Child | None:
        with self._lock:
            if self._closed:
                return None
            child = self._idle.pop() if self._idle else Child(self._templates)
            self._working.append(child)
            return child

    def _give_back(self, child: Child) -> None:
        with self._lock:
            self._working.remove(child)
            if self._closed or child.ended:
                return
            self._idle.append(child)
        if self._idle_seconds is not None:
            timer = threading.Timer(self._idle_seconds, self._dismiss, (child, child.tasks))
            timer.daemon = True
            timer.start()

    def _dismiss(self, child: Child, tasks: int) -> None:
        """End a process that has had no task since it had done so many."""
        with self._lock:
            if child not in self._idle or child.tasks != tasks:
                return
            self._idle.remove(child)
        child.end()


class _TooSlowError(Exception):
    """The time of a task is up."""


class _DiedError(Exception):
    """A process ended in the middle of a task; says how."""


class Child:
    """One process, which does one task at a time."""

    def __init__(self, templates: Path) -> None:
        path = os.pathsep.join(each for each in sys.path if each)
        # Ours, since a process that is killed removes nothing.
        self._scratch = new_temporary_folder()
        self._process = subprocess.Popen(  # noqa: S603 - our own arguments
            [sys.executable, "-c", _CODE, str(os.getpid()), str(templates), self._scratch.name],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=None if os.environ.get("SPECLOOM_DEBUG") else subprocess.DEVNULL,
            env={**os.environ, "PYTHONPATH": path, "PYTHONSAFEPATH": "1"},
            process_group=0 if os.name == "posix" else None,  # so that its engines end with it
        )
        self._is_ready = self._is_late = False
        self.ended = False
        self.tasks = 0

    @property
    def pid(self) -> int:
        """The process id."""
        return self._process.pid

    def make(self, task: Task, seconds: float) -> Outcome:
        """Have a package made.

        Raises:
            _TooSlowError: it took longer than `seconds`; the process is ended.
            _DiedError: the process ended by itself, or somebody ended it.
        """
        if not self._is_ready:
            self._exchange(None, START_SECONDS)
            self._is_ready = True
        self.tasks += 1
        outcome: Outcome = self._exchange(task, seconds)
        return outcome

    def end(self) -> None:
        """End the process and those that it has started, at once."""
        self.ended = True
        self._kill()
        self._process.wait()
        for stream in (self._process.stdin, self._process.stdout):
            assert stream is not None
            with suppress(OSError):  # what was still to be sent to it
                stream.close()
        self._scratch.cleanup()

    def _exchange(self, task: Task | None, seconds: float) -> Any:
        """Send a task and return the answer; None sends nothing and returns what says that the process is ready."""
        stdin, stdout = self._process.stdin, self._process.stdout
        assert stdin is not None
        assert stdout is not None
        timer = threading.Timer(seconds, self._be_late)
        timer.start()
        try:
            if task is not None:
                pickle.dump(task, stdin)
                stdin.flush()
            return pickle.load(stdout)  # noqa: S301 - from our own process
        except (OSError, EOFError, ValueError, pickle.UnpicklingError):
            self.end()
            if self._is_late and task is not None:
                raise _TooSlowError from None
            raise _DiedError(_said(self._process.returncode)) from None
        finally:
            timer.cancel()

    def _be_late(self) -> None:
        self._is_late = self.ended = True
        self._kill()

    def _kill(self) -> None:
        if self._process.returncode is not None:
            return
        if os.name != "posix":
            self._process.kill()
            return
        with suppress(ProcessLookupError, PermissionError):  # the latter on macOS, of a group that has ended
            os.killpg(self._process.pid, signal.SIGKILL)


def _said(code: int) -> str:
    if code >= 0:
        return f"ended with code {code}"
    try:
        return f"was ended by {signal.Signals(-code).name}"
    except ValueError:
        return f"was ended by signal {-code}"
