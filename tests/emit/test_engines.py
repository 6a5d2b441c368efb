from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from generator.document.findings import SpecloomError
from generator.emit.engines import Engines, Job, runtime_files
from generator.emit.settings import document_package

from .documents import bakery
from .packages import TEMPLATES, normalised

ROOT = Path(__file__).parents[2]


def job(package: str = "bakery") -> Job:
    form = normalised(bakery())
    return Job(form, document_package(form, package))


def test_each_job_gets_its_own_files_in_order():
    with Engines(TEMPLATES) as engines:
        first, second = engines.run([job("corner"), job("market")])
    assert {"src/corner/models.py", "src/corner/_client.py", "src/corner/_runtime/model.py"} <= set(first)
    assert {name.replace("market", "corner") for name in second} == set(first)
    assert second["src/market/_runtime/model.py"] == (TEMPLATES / "runtime" / "model.py").read_text("utf-8")


def test_a_document_that_an_engine_refuses_is_an_error_with_its_findings():
    broken = job()
    broken.document["x-specloom-broken"] = True
    broken.document["components"]["schemas"]["Bread"] = {"$ref": "#/components/schemas/Nowhere"}
    with Engines(TEMPLATES) as engines, pytest.raises(SpecloomError) as caught:
        engines.run([broken])
    assert caught.value.findings[0].rule in {"models-engine", "engine-failed"}


def test_many_large_documents_do_not_block_each_other():
    """More than what fits a pipe goes both ways."""
    code = (
        "import sys; sys.path.insert(0, 'tests')\n"
        "from emit.test_engines import *\n"
        "jobs = [job(f'bakery{i}') for i in range(3)]\n"
        "for each in jobs:\n"
        "    for schema in each.document['components']['schemas'].values(): schema['description'] = 'word ' * 100_000\n"
        "with Engines(TEMPLATES) as engines: print(len(engines.run(jobs)))\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False, timeout=60, env={"PYTHONPATH": str(ROOT)}
    )
    assert done.stdout == "3\n", done.stderr


def test_the_runtime_is_stamped_as_it_is():
    stamped = runtime_files(TEMPLATES)
    assert "client.py" in stamped
    assert stamped == {path.name: path.read_text("utf-8") for path in (TEMPLATES / "runtime").glob("*.py")}
