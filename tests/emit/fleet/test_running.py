from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from pathlib import Path
from typing import Any

from generator.document.findings import Finding, fail
from generator.emit.fleet import running
from generator.emit.fleet.crew import Crew
from generator.emit.fleet.running import run
from generator.emit.fleet.work import Failed, Made, Outcome, Task

TASKS = [Task(Path(name), name) for name in "abcde"]


def crew(executor: Executor, work: Callable[[Task], Any], room: int = 2) -> Crew:
    return Crew(executor, lambda task: lambda: work(task), lambda outcome: outcome, lambda: room, 0.0)


def made(task: Task) -> Outcome:
    return Made({"name": str(task.package).encode()})


def failing(outcome: Outcome) -> Finding | None:
    return outcome.findings[0] if isinstance(outcome, Failed) else None


def test_each_task_has_its_outcome_and_what_is_raised_fails_that_task_alone():
    def work(task: Task) -> Outcome:
        if task.package == "c":
            raise KeyError("worker\nwith a story")
        return made(task)

    with ThreadPoolExecutor(2) as executor:
        outcomes = dict(run(TASKS, crew(executor, work)))
    assert sorted(outcomes) == [0, 1, 2, 3, 4]
    finding = failing(outcomes.pop(2))
    assert finding is not None
    assert (finding.rule, finding.place.file) == ("worker-failed", "c")
    assert [outcome for _, outcome in sorted(outcomes.items())] == [made(TASKS[index]) for index in (0, 1, 3, 4)]


def test_an_input_that_cannot_be_read_for_a_worker_fails_its_task_alone():
    def call(task: Task) -> Callable[[], Outcome]:
        if task.package == "a":
            raise fail("unreadable-file", "cannot be read")
        return lambda: made(task)

    with ThreadPoolExecutor(2) as executor:
        outcomes = dict(run(TASKS, Crew(executor, call, lambda outcome: outcome, lambda: 2, 0.0)))
    assert [isinstance(outcomes[index], Failed) for index in range(5)] == [True, False, False, False, False]


def test_no_more_tasks_are_at_hand_than_there_is_room_for():
    lock = threading.Lock()
    at_hand, most = 0, 0

    class Counting(ThreadPoolExecutor):
        def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
            nonlocal at_hand, most
            with lock:
                at_hand += 1
                most = max(most, at_hand)
            return super().submit(fn, *args, **kwargs)

    def outcome(result: Outcome) -> Outcome:
        nonlocal at_hand
        with lock:
            at_hand -= 1
        return result

    with Counting(4) as executor:
        one = Crew(executor, lambda task: lambda: made(task), outcome, lambda: 3, 0.0)
        assert len(list(run(TASKS * 4, one))) == 20
    assert most == 3


class Silent(Executor):
    """Takes what it is given and never answers, as a cluster without workers does."""

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        return Future()


def test_a_crew_that_no_longer_answers_is_not_waited_for_without_end(monkeypatch: Any):
    monkeypatch.setattr(running, "START_SECONDS", 0.02)
    outcomes = dict(run(TASKS, crew(Silent(), made)))
    assert {getattr(failing(outcome), "rule", None) for outcome in outcomes.values()} == {"no-answer"}
    assert sorted(outcomes) == [0, 1, 2, 3, 4]


def test_a_cluster_that_takes_no_more_tasks_fails_each_of_them():
    class Gone(Executor):
        def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
            raise RuntimeError("closed")

    outcomes = dict(run(TASKS, crew(Gone(), made)))
    assert {getattr(failing(outcome), "rule", None) for outcome in outcomes.values()} == {"worker-failed"}
    assert sorted(outcomes) == [0, 1, 2, 3, 4]


def test_tasks_that_a_cluster_drops_have_failed():
    class Dropping(Executor):
        def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
            future: Future[Any] = Future()
            future.cancel()
            future.set_running_or_notify_cancel()
            return future

    outcomes = dict(run(TASKS, crew(Dropping(), made)))
    assert {getattr(failing(outcome), "rule", None) for outcome in outcomes.values()} == {"worker-lost"}
