"""What a generated package is held against: its operations, its imports, its types, and the normal form behind it."""

from __future__ import annotations

import json
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from benchmarks.corpus.measuring import measured
from benchmarks.samples import BIN, BenchmarkError

if TYPE_CHECKING:
    from benchmarks.corpus.documents import Document

STRICT_UP_TO = 150
"""Operations of a package that pyright checks strictly; larger ones it checks as it does by default."""

_ROOT = Path(__file__).resolve().parents[2]
_USED = Path(__file__).with_name("used.py")


@dataclass(frozen=True, slots=True)
class Use:
    """A package in use: its modules, the operations that its methods make, and what cannot be imported or built."""

    modules: int = 0
    operations: int = 0
    failed: int = 0
    faults: tuple[str, ...] = ()


def used(source: Path, package: str) -> Use:
    """Import every module of the package in `source`, build every model, and count what its methods call."""
    done = measured([sys.executable, "-W", "error", _USED, source, package], source)
    if not done.finished:
        return Use(failed=1, faults=(done.last_line,))
    found = json.loads(done.last_line)
    return Use(found["modules"], found["operations"], found["failed"], tuple(found["faults"]))


def type_errors(source: Path, operations: int) -> list[str]:
    """Return the errors that pyright finds in the package in `source`, of `operations` operations.

    Raises:
        BenchmarkError: pyright did not run.
    """
    mode = "strict" if operations <= STRICT_UP_TO else "basic"
    settings = {
        "typeCheckingMode": mode,
        "pythonVersion": "3.11",
        "include": [str(source)],
        "extraPaths": [str(source)],
    }
    config = source.parent / "pyrightconfig.json"
    config.write_text(json.dumps(settings))
    pyright: list[str | Path] = [
        Path(BIN, "pyright"),
        "--outputjson",
        "--pythonpath",
        sys.executable,
        "--project",
        config,
    ]
    done = measured(pyright, source.parent)
    if done.code not in {0, 1}:
        raise BenchmarkError(f"pyright: exit code {done.code}: {done.said[-500:]}")
    report: dict[str, Any] = json.loads(done.said[done.said.index("{") :])
    if not report["summary"]["filesAnalyzed"]:
        raise BenchmarkError(f"pyright found no file in {source}")
    return [_said(each, source) for each in report["generalDiagnostics"] if each["severity"] == "error"]


def form_faults(document: Document, folder: Path) -> str:
    """Return what is wrong with the normal form of a document, "" where nothing is; `folder` takes it."""
    done = measured(
        [sys.executable, "-m", "benchmarks.corpus.formed", document.path.resolve(), folder.resolve()], _ROOT
    )
    return done.last_line if done.finished else done.last_line or f"exit code {done.code}"


def _said(diagnostic: dict[str, Any], source: Path) -> str:
    file = Path(diagnostic["file"]).relative_to(source.resolve())
    line = diagnostic["range"]["start"]["line"] + 1
    return f"{file}:{line}: {diagnostic['message'].splitlines()[0]} ({diagnostic.get('rule', 'error')})"
