from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from generator.emit.fleet import relay as relays
from generator.emit.fleet.relay import CLIENT, MODELS, READER, Relay
from generator.emit.fleet.work import Failed, Made, Task
from generator.emit.fleet.workshop import Workshop

from ..documents import bakery
from ..packages import TEMPLATES, write_document
from ..processes import is_alive, kill
from ..splitting.streets import street

ROOT = Path(__file__).parents[3]
ENGINES = [CLIENT, MODELS]


@pytest.fixture(scope="module")
def task(tmp_path_factory: pytest.TempPathFactory) -> Task:
    return Task(write_document(tmp_path_factory.mktemp("relay") / "street.yaml", street()), "town")


@pytest.fixture(scope="module")
def expected(task: Task) -> Made:
    with Workshop(TEMPLATES) as workshop:
        outcome = workshop.make(task)
    assert isinstance(outcome, Made)
    return outcome


class Watched(Relay):
    """Notes which processes there are whenever a process starts, as (module, those that are still there)."""

    def __init__(self, processors: int) -> None:
        self.seen: list[tuple[str, int]] = []
        super().__init__(TEMPLATES, processors=processors)

    def _sent(self, module: str, *job: object) -> Any:
        self.seen.append((module, sum(map(is_alive, self._workers.started))))
        return super()._sent(module, *job)


def test_a_small_package_is_made_by_one_process_after_the_other(task: Task, expected: Made):
    with Watched(processors=2) as relay:
        assert relay.make(task) == expected
    assert relay.seen == [(CLIENT, 0)]


def test_the_client_of_a_larger_one_is_made_beside_its_models(
    task: Task, expected: Made, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(relays, "AT_ONCE", 20)
    with Watched(processors=2) as relay:
        assert relay.make(task) == expected
    assert [module for module, _ in relay.seen] == [CLIENT]
    assert len(relay._workers.started) == 3


@pytest.mark.soak
def test_two_processes_share_the_models_of_a_large_one(task: Task, expected: Made, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(relays, "AT_ONCE", 20)
    monkeypatch.setattr(relays, "LARGE", 20)
    with Watched(processors=2) as relay:
        assert relay.make(task) == expected
    assert [module for module, _ in relay.seen] == [CLIENT, MODELS]
    assert max(alive for _, alive in relay.seen) <= 1


def test_one_processor_never_has_two_of_them_at_work(task: Task, expected: Made, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(relays, "AT_ONCE", 20)
    monkeypatch.setattr(relays, "LARGE", 20)
    with Watched(processors=1) as relay:
        assert relay.make(task) == expected
    assert relay.seen == [(CLIENT, 0)]


@pytest.mark.soak
def test_it_makes_one_package_after_the_other(task: Task, expected: Made):
    with Relay(TEMPLATES) as relay:
        assert relay.make(task) == expected
        assert relay.make(task) == expected


@pytest.mark.parametrize("number", [0, 1], ids=[READER, MODELS])
def test_a_process_that_was_killed_costs_no_package(task: Task, expected: Made, number: int):
    with Relay(TEMPLATES) as relay:
        kill(relay._workers.started[number])
        assert relay.make(task) == expected


def test_a_document_that_cannot_be_used_is_told_with_its_findings(tmp_path: Path):
    document = tmp_path / "broken.yaml"
    document.write_text("openapi: 3.1.0\ninfo: [", "utf-8")
    with Workshop(TEMPLATES) as workshop, Relay(TEMPLATES) as relay:
        refused = relay.make(Task(document, "broken"))
        assert isinstance(refused, Failed)
        assert refused == workshop.make(Task(document, "broken"))


@pytest.mark.soak
def test_who_waits_has_in_memory_nothing_that_the_work_needs(tmp_path: Path):
    path = write_document(tmp_path / "bakery.yaml", bakery())
    code = (
        "import sys\nfrom generator.cli.app import app\napp(sys.argv[1:], standalone_mode=False)\nprint(*sys.modules)\n"
    )
    arguments = ["generate", "--spec", path, "--package", "bakery", "--out", tmp_path / "out"]
    done = subprocess.run(
        [sys.executable, "-c", code, *arguments], cwd=ROOT, capture_output=True, text=True, check=True, timeout=120
    )
    modules = done.stdout.splitlines()[-1].split()
    heavy = {"pydantic", "jinja2", "yaml", "jsonschema_rs", "asyncio", "httpx", "rich", "generator.normalise"}
    assert not heavy & set(modules)
    assert (tmp_path / "out" / "src" / "bakery" / "models.py").is_file()
