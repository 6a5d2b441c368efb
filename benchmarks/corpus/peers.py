"""What the two engines make of a document by their own commands, with their defaults."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.corpus.measuring import Run, measured
from benchmarks.samples import BIN

if TYPE_CHECKING:
    from benchmarks.corpus.documents import Document

CLIENT, MODELS = "openapi-python-client", "datamodel-codegen"
_USE_CLIENT = """
import importlib, pathlib, sys
folder = pathlib.Path(sys.argv[1])
sys.path.insert(0, str(folder.parent))
for file in sorted(folder.rglob("*.py")):
    parts = file.relative_to(folder.parent).with_suffix("").parts
    importlib.import_module(".".join(parts[:-1] if parts[-1] == "__init__" else parts))
"""
_USE_MODELS = "import sys; sys.path.insert(0, sys.argv[1]); import models"


@dataclass(frozen=True, slots=True)
class Peer:
    """What one peer made: its run, the operations that it kept (None: it makes none), and why it cannot be imported."""

    run: Run
    kept: int | None
    broken: str = ""


def openapi_python_client(document: Document, folder: Path) -> Peer:
    """Have the command write a client into `folder`, count its modules of operations, and import it whole."""
    out = folder / "client"
    command: list[str | Path] = [Path(BIN, CLIENT), "generate", "--path", document.path, "--output-path", out]
    run = measured([*command, "--overwrite", "--meta", "uv"], folder)
    packages = [file.parent for file in out.glob("*/__init__.py")]
    if not packages:
        return Peer(run, 0, "nothing was written")
    kept = sum(file.name != "__init__.py" for file in packages[0].glob("api/*/*.py"))
    return Peer(run, kept, _broken(_USE_CLIENT, packages[0], folder))


def datamodel_codegen(document: Document, folder: Path) -> Peer:
    """Have the command write models into `folder`, and import them; it makes no operations."""
    out = folder / "models"
    out.mkdir()
    command: list[str | Path] = [Path(BIN, MODELS), "--input", document.path, "--input-file-type", "openapi"]
    command += ["--output-model-type", "pydantic_v2.BaseModel", "--output", "models.py"]
    run = measured(command, out)
    if not (out / "models.py").is_file():
        return Peer(run, None, "nothing was written")
    return Peer(run, None, _broken(_USE_MODELS, out, folder))


def _broken(code: str, argument: Path, cwd: Path) -> str:
    """Return why `code` fails in a fresh interpreter, "" where it does not."""
    done = measured([sys.executable, "-c", code, argument], cwd)
    return "" if done.finished else done.last_line or f"exit code {done.code}"
