"""The same inputs give the same bytes, whatever the machine is set to."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from pathlib import Path

from .documents import bakery
from .packages import write_document

ROOT = Path(__file__).parents[2]
SETTINGS = (
    {"PYTHONHASHSEED": "1", "TZ": "Pacific/Kiritimati", "LANG": "C", "LC_ALL": "C", "PYTHONUTF8": "0"},
    {"PYTHONHASHSEED": "2", "TZ": "America/St_Johns", "LANG": "tr_TR.UTF-8", "LC_ALL": "tr_TR.UTF-8", "COLUMNS": "40"},
)


def tree(folder: Path) -> dict[str, str]:
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in folder.rglob("*")
        if path.is_file()
    }


def test_two_machines_write_the_same_package(tmp_path: Path):
    whole = bakery()
    whole["info"]["description"] = "Brötchen, 日本 and 🥖."
    results: list[dict[str, str]] = []
    for number, settings in enumerate(SETTINGS):
        home = tmp_path / f"machine {number}" / ("deep/" * number)
        home.mkdir(parents=True)
        write_document(home / "bakery.yaml", whole)
        command = [
            sys.executable,
            "-m",
            "generator",
            "generate",
            "--spec",
            "bakery.yaml",
            "--package",
            "bakery",
            "--out",
            "out",
        ]
        environment = {"PATH": os.environ.get("PATH", ""), "PYTHONPATH": str(ROOT), "HOME": str(home), **settings}
        done = subprocess.run(command, cwd=home, env=environment, capture_output=True, text=True, check=False)
        assert (done.returncode, done.stderr) == (0, "")
        results.append(tree(home / "out"))
    assert results[0] == results[1]
    assert "src/bakery/models.py" in results[0]
