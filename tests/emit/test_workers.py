from __future__ import annotations

import pytest

from generator.document.findings import SpecloomError, fail
from generator.emit.workers import Parcel, Workers, packed

from .processes import is_alive, kill

HERE = __name__


def prepare() -> None:
    """What a process does before there is a job."""


def doubled(value: int) -> int:
    return 2 * value


def names(document: dict[str, int]) -> list[str]:
    return list(document)


def refuse() -> None:
    raise fail("odd", "is not even")


def stumble() -> None:
    raise ValueError("what is this?")


@pytest.fixture
def workers():
    started = Workers()
    yield started
    started.stop()


def test_jobs_are_answered_in_their_order(workers: Workers):
    worker = workers.start(HERE, "doubled")
    for value in range(3):
        worker.send(value)
    assert [worker.answer() for _ in range(3)] == [0, 2, 4]


def test_a_process_for_one_job_ends_after_it_by_itself(workers: Workers):
    worker = workers.start(HERE, "doubled", lasting=False)
    worker.send(21)
    assert worker.answer() == 42
    worker._process.join(60)
    assert not is_alive(worker)
    assert workers.alive


def test_who_is_sent_a_parcel_gets_what_is_in_it(workers: Workers):
    worker = workers.start(HERE, "names")
    worker.send(Parcel(packed({"a": 1, "b": 2})))
    assert worker.answer() == ["a", "b"]


@pytest.mark.parametrize(("function", "rule"), [("refuse", "odd"), ("stumble", "engine-failed")])
def test_what_goes_wrong_there_is_raised_here(workers: Workers, function: str, rule: str):
    worker = workers.start(HERE, function)
    worker.send()
    with pytest.raises(SpecloomError) as caught:
        worker.answer()
    assert [finding.rule for finding in caught.value.findings] == [rule]
    assert workers.alive


def test_a_process_that_died_is_told(workers: Workers):
    workers.start(HERE, "doubled")
    worker = workers.start(HERE, "doubled")
    kill(worker)
    with pytest.raises(SpecloomError, match="ended before"):
        worker.answer()
    assert not workers.alive
