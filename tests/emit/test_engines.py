from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from generator.document.findings import SpecloomError
from generator.emit.engines import Engines, Job
from generator.emit.settings import document_package

from .documents import bakery
from .packages import TEMPLATES, normalised
from .processes import kill
from .splitting.streets import street

ROOT = Path(__file__).parents[2]


def job(folder: Path, package: str = "bakery") -> Job:
    form = normalised(bakery())
    return Job(form, document_package(form, package), folder / package)


def run(engines: Engines, work: Job) -> None:
    engines.start(work)
    engines.finish()


def files(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


def test_each_job_gets_its_own_files(tmp_path: Path):
    with Engines(TEMPLATES) as engines:
        for package in ("corner", "market"):
            engines.start(job(tmp_path, package))
        engines.finish()
    corner, market = files(tmp_path / "corner"), files(tmp_path / "market")
    assert {"README.md", "src/corner/models.py", "src/corner/_client.py"} <= corner
    assert {name.replace("market", "corner") for name in market} == corner


def test_a_document_that_an_engine_refuses_is_an_error_and_the_others_are_written(tmp_path: Path):
    broken = job(tmp_path, "broken")
    del broken.document["paths"]["/breads"]["get"]["tags"]
    with Engines(TEMPLATES) as engines:
        engines.start(broken)
        engines.start(job(tmp_path, "corner"))
        with pytest.raises(SpecloomError) as caught:
            engines.finish()
    assert [finding.rule for finding in caught.value.findings] == ["engine-failed"]
    assert "src/corner/_client.py" in files(tmp_path / "corner")


def test_an_engine_that_dies_is_an_error(tmp_path: Path):
    with Engines(TEMPLATES) as engines:
        kill(engines._workers.started[0])
        with pytest.raises(SpecloomError, match="engine-failed"):
            run(engines, job(tmp_path))


def test_a_second_process_does_half_of_the_models_of_a_large_document(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("generator.emit.engines.LARGE", 20)
    written: list[dict[str, bytes]] = []
    for processors in (1, 2):
        with Engines(TEMPLATES, processors) as engines:
            for package, whole in (("small", bakery()), ("large", street())):
                form = normalised(whole)
                engines.start(Job(form, document_package(form, package), tmp_path / f"{package}{processors}"))
            engines.finish()
            assert len(engines._workers.started) == processors
        folders = [tmp_path / f"{package}{processors}" for package in ("small", "large")]
        written.append({name: (folder / name).read_bytes() for folder in folders for name in files(folder)})
    assert written[0] == written[1]
    assert {"src/small/models.py", "src/large/models/__init__.py", "src/large/models/baker.py"} <= written[0].keys()


def test_many_large_documents_do_not_block_each_other(tmp_path: Path):
    """More than what fits a pipe goes to each engine."""
    code = (
        "import sys; sys.path.insert(0, 'tests')\n"
        "from emit.test_engines import *\n"
        "with Engines(TEMPLATES) as engines:\n"
        "    for i in range(3):\n"
        "        each = job(Path(sys.argv[1]), f'bakery{i}')\n"
        "        for schema in each.document['components']['schemas'].values(): schema['description'] = 'word ' * 10_000\n"
        "        engines.start(each)\n"
        "    engines.finish()\n"
        "print('finished')\n"
    )
    command = [sys.executable, "-c", code, str(tmp_path)]
    done = subprocess.run(
        command, cwd=ROOT, capture_output=True, text=True, check=False, timeout=60, env={"PYTHONPATH": str(ROOT)}
    )
    assert done.stdout == "finished\n", done.stderr
