from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from benchmarks.corpus.checks import used

ROOT = Path(__file__).parents[2]
GENERATED = ROOT / "generated"


def test_a_package_is_used_whole_and_what_one_method_joins_counts_as_many() -> None:
    found = used(GENERATED / "dvelop" / "src", "dvelop_scripting")
    assert found.faults == ()
    assert found.operations == 12
    assert found.modules > 10


def test_what_cannot_be_imported_or_built_is_named(tmp_path: Path) -> None:
    package = tmp_path / "broken"
    package.mkdir()
    (package / "__init__.py").write_text("__all__ = []\n")
    (package / "absent.py").write_text("import no_such_module_at_all\n")
    (package / "warns.py").write_text("import warnings\nwarnings.warn('old', DeprecationWarning)\n")
    found = used(tmp_path, "broken")
    assert (found.modules, found.failed, found.operations) == (3, 2, 0)
    assert [fault.partition(":")[0] for fault in found.faults] == ["broken.absent", "broken.warns"]


def test_a_model_that_cannot_be_built_is_named(tmp_path: Path) -> None:
    package = tmp_path / "unbuilt"
    package.mkdir()
    lines = "from __future__ import annotations\nfrom pydantic import BaseModel\n__all__ = []\n"
    (package / "__init__.py").write_text(f"{lines}class Thing(BaseModel):\n    other: Missing\n")
    found = used(tmp_path, "unbuilt")
    assert found.failed == 1
    assert found.faults[0].startswith("unbuilt.Thing: ")


def test_the_command_without_documents_says_so(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "benchmarks.corpus", str(tmp_path / "nowhere")]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (2, "")
    assert "there is no folder" in done.stderr


@pytest.mark.soak
def test_the_command_prints_a_table_and_writes_its_results(tmp_path: Path) -> None:
    item = {
        "get": {
            "responses": {"200": {"description": "", "content": {"application/json": {"schema": {"type": "string"}}}}}
        }
    }
    document = {"openapi": "3.1.0", "info": {"title": "Small", "version": "1"}, "paths": {"/things": item}}
    (tmp_path / "small.json").write_text(json.dumps(document))
    results = tmp_path / "results" / "all.json"
    results.parent.mkdir()
    command = [
        sys.executable,
        "-m",
        "benchmarks.corpus",
        str(tmp_path),
        "--no-peers",
        "--no-types",
        "--json",
        str(results),
    ]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "small.json" in done.stdout
    [found] = json.loads(results.read_text())
    assert (found["operations"], found["use"]["operations"], found["faults"]) == (1, 1, [])
