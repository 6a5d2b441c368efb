"""Tasks through an executor: as many at hand as it has room for, each outcome as it comes, and never a wait without end."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, CancelledError, Future, wait
from typing import TYPE_CHECKING, Any

from generator.document.findings import SpecloomError
from generator.emit.fleet.children import ATTEMPTS, START_SECONDS
from generator.emit.fleet.work import Failed, Outcome, Task, failed

if TYPE_CHECKING:
    from generator.emit.fleet.crew import Crew


def run(tasks: Sequence[Task], crew: Crew) -> Iterator[tuple[int, Outcome]]:
    """Yield (index of the task, outcome) for each of `tasks`, as they are done.

    Nothing that becomes of a task stops the others. Where no task at all is done in a time in which each must be, as when
    a cluster has lost its workers, those that are left have failed.
    """
    patience = ATTEMPTS * (crew.seconds + START_SECONDS)
    running: dict[Future[Any], int] = {}
    waiting = iter(range(len(tasks)))
    try:
        while True:
            room = crew.room()
            while len(running) < room and (index := next(waiting, None)) is not None:
                try:
                    running[crew.executor.submit(crew.call(tasks[index]))] = index
                except SpecloomError as error:
                    yield index, Failed(error.findings)
                except Exception as error:  # as of a cluster that is gone
                    yield index, _broken(tasks[index], error)
            if not running:
                return
            done, _ = wait(running, patience, FIRST_COMPLETED)
            for future in done:
                index = running.pop(future)
                yield index, _outcome(future, tasks[index], crew)
            if not done:
                for index in (*running.values(), *waiting):
                    yield index, failed(tasks[index], "no-answer", f"no worker answers for {patience:g} seconds")
                return
    finally:
        for future in running:
            future.cancel()


def _outcome(future: Future[Any], task: Task, crew: Crew) -> Outcome:
    try:
        return crew.outcome(future.result())
    except CancelledError:
        return failed(task, "worker-lost", "the cluster has dropped it", "Look whether the scheduler still runs.")
    except Exception as error:
        return _broken(task, error)


def _broken(task: Task, error: Exception) -> Outcome:
    reason = str(error).partition("\n")[0]
    remedy = "See what the scheduler and the workers log."
    return failed(task, "worker-failed", f"a worker failed: {type(error).__name__}: {reason}", remedy)
