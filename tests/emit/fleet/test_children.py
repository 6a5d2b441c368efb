"""Processes that make packages: each may die or be ended alone, and the next task gets another one."""

from __future__ import annotations

import os
import signal
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from generator.emit.fleet.children import Children
from generator.emit.fleet.work import Failed, Made, Outcome, Task

from ..documents import bakery
from ..packages import TEMPLATES, write_document

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="needs POSIX signals")
PLENTY = 120.0


@pytest.fixture(scope="module")
def task(tmp_path_factory: pytest.TempPathFactory) -> Task:
    return Task(write_document(tmp_path_factory.mktemp("document") / "bakery.yaml", bakery()), "bakery")


@pytest.fixture
def children(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Children]:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    made = Children(TEMPLATES)
    yield made
    made.close()


def working(children: Children) -> list[int]:
    """The ids of the processes that have been given a task."""
    return [child.pid for child in list(children._working) if child.tasks]


@contextmanager
def killing(children: Children, times: int) -> Iterator[list[int]]:
    """Kill the next processes that work, so many times; yield the ids of those that were."""
    killed: list[int] = []

    def kill() -> None:
        end = time.monotonic() + 60
        while len(killed) < times and time.monotonic() < end:
            for pid in working(children):
                if pid not in killed:
                    os.kill(pid, signal.SIGKILL)
                    killed.append(pid)
            time.sleep(0.001)

    thread = threading.Thread(target=kill)
    thread.start()
    yield killed
    thread.join()


def rule(outcome: Outcome) -> str:
    assert isinstance(outcome, Failed)
    [finding] = outcome.findings
    assert finding.place.file
    assert finding.remedy
    return finding.rule


def test_a_process_that_is_killed_costs_time_and_no_package(children: Children, task: Task):
    with killing(children, 1) as killed:
        outcome = children.make(task, PLENTY)
    assert isinstance(outcome, Made)
    assert b"class Bread" in outcome.files["src/bakery/models.py"]
    [survivor] = children._idle
    assert survivor.pid not in killed
    assert children.make(task, PLENTY) == outcome, "it goes on with the next"
    assert [child.pid for child in children._idle] == [survivor.pid]


def test_a_document_whose_processes_die_has_failed_alone(children: Children, task: Task):
    with killing(children, 2):
        outcome = children.make(task, PLENTY)
    assert rule(outcome) == "worker-died"
    assert "SIGKILL" in str(outcome)
    assert isinstance(children.make(task, PLENTY), Made)


@pytest.mark.soak
def test_a_document_that_takes_too_long_has_failed_and_its_process_is_ended(
    children: Children, task: Task, tmp_path: Path
):
    assert rule(children.make(task, 0.001)) == "too-slow"
    assert children._idle == children._working == []
    assert isinstance(children.make(task, PLENTY), Made)
    children.close()
    assert list(tmp_path.iterdir()) == [], "what the ended process had begun is gone"


def test_an_unusable_document_is_told_and_the_process_goes_on(children: Children, task: Task, tmp_path: Path):
    broken = tmp_path / "broken.yaml"
    broken.write_text("openapi: [")
    outcome = children.make(Task(broken, "broken"), PLENTY)
    assert isinstance(outcome, Failed)
    assert outcome.findings[0].place.file == str(broken)
    assert isinstance(children.make(task, PLENTY), Made)
    assert len(children._idle) == 1


def test_closing_ends_them_whatever_they_do(children: Children, task: Task):
    outcomes: list[Outcome] = []
    thread = threading.Thread(target=lambda: outcomes.append(children.make(task, PLENTY)))
    thread.start()
    while not working(children):
        time.sleep(0.001)
    [pid] = working(children)
    children.close()
    thread.join(timeout=30)
    assert [isinstance(outcome, Failed) for outcome in outcomes] == [True]
    with pytest.raises(ProcessLookupError):
        os.kill(pid, 0)
    assert isinstance(children.make(task, PLENTY), Failed), "none is started any more"


@pytest.mark.soak
def test_an_idle_process_is_ended_after_a_while(task: Task):
    children = Children(TEMPLATES, idle_seconds=0.05)
    assert isinstance(children.make(task, PLENTY), Made)
    end = time.monotonic() + 30
    while children._idle and time.monotonic() < end:
        time.sleep(0.01)
    assert children._idle == []
    children.close()
