from __future__ import annotations

import signal
import sys
from pathlib import Path

import pytest

from generator.emit.fleet import here
from generator.emit.fleet.work import Failed, Made, Task
from generator.emit.fleet.workshop import Workshop

from ..documents import bakery
from ..packages import TEMPLATES, write_document


@pytest.mark.skipif(sys.platform == "win32", reason="there is no timer of this kind")
def test_a_document_that_takes_too_long_has_failed_and_the_next_is_made(tmp_path: Path):
    task = Task(write_document(tmp_path / "bakery.yaml", bakery()), "bakery")
    scratch = tmp_path / "scratch"
    scratch.mkdir()
    handler = signal.getsignal(signal.SIGALRM)
    with Workshop(TEMPLATES, scratch) as workshop:
        outcome = here.make(workshop, task, 0.01)
        assert isinstance(outcome, Failed)
        assert [(each.rule, each.place.file) for each in outcome.findings] == [("too-slow", str(task.path))]
        assert isinstance(here.make(workshop, task, 120.0), Made)
    assert signal.getsignal(signal.SIGALRM) is handler
    assert list(scratch.iterdir()) == []


def test_an_engine_that_was_killed_costs_no_package(tmp_path: Path):
    task = Task(write_document(tmp_path / "bakery.yaml", bakery()), "bakery")
    with Workshop(TEMPLATES) as workshop:
        workshop._engines._workers[0]._process.kill()
        assert isinstance(here.make(workshop, task, 120.0), Made)
