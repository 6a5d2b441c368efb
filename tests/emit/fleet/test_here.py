from __future__ import annotations

import signal
import sys
from pathlib import Path

import pytest

from generator.emit.fleet import here
from generator.emit.fleet.relay import Relay
from generator.emit.fleet.work import Failed, Made, Task
from generator.emit.fleet.workshop import Workshop

from ..documents import bakery
from ..packages import TEMPLATES, write_document
from ..processes import kill


@pytest.mark.skipif(sys.platform == "win32", reason="there is no timer of this kind")
@pytest.mark.parametrize("maker", [Workshop, Relay])
def test_a_document_that_takes_too_long_has_failed_and_the_next_is_made(
    tmp_path: Path, maker: type[Workshop] | type[Relay]
):
    task = Task(write_document(tmp_path / "bakery.yaml", bakery()), "bakery")
    scratch = tmp_path / "scratch"
    scratch.mkdir()
    handler = signal.getsignal(signal.SIGALRM)
    with maker(TEMPLATES, scratch) as workshop:
        outcome = here.make(workshop, task, 0.01)
        assert isinstance(outcome, Failed)
        assert [(each.rule, each.place.file) for each in outcome.findings] == [("too-slow", str(task.path))]
        assert isinstance(here.make(workshop, task, 120.0), Made)
    assert signal.getsignal(signal.SIGALRM) is handler
    assert list(scratch.iterdir()) == []


def test_an_engine_that_was_killed_costs_no_package(tmp_path: Path):
    task = Task(write_document(tmp_path / "bakery.yaml", bakery()), "bakery")
    with Workshop(TEMPLATES) as workshop:
        kill(workshop._engines._workers.started[0])
        assert isinstance(here.make(workshop, task, 120.0), Made)
