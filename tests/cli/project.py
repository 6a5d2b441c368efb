"""A small project in a folder of its own, and the command line run in it."""

from __future__ import annotations

import contextlib
import fcntl
import hashlib
import io
import os
import shutil
import signal
import subprocess
import sys
import time
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Generator

ROOT = Path(__file__).parents[2]

VENDOR = """\
vendor: depot
title: Depot
sources:
  - spec: crates.yaml
package: {distribution: depot-crates, import: depot_crates, client: Depot, version: 0.1.0}
servers: {environment: DEPOT_URL}
authentication:
  token: {argument: token, environment: DEPOT_TOKEN}
operations:
  GET /crates: crates.list
  PUT /crates/{crateId}: crates.update
"""
DOCUMENT = """\
openapi: 3.1.0
info: {title: Depot, version: '1'}
servers: [{url: https://depot.example}]
security: [{token: []}]
paths:
  /crates:
    get:
      summary: List the crates.
      responses:
        '200':
          description: All of them.
          content:
            application/json:
              schema: {type: array, items: {$ref: '#/components/schemas/Crate'}}
  /crates/{crateId}:
    put:
      summary: Change a crate.
      parameters: [{name: crateId, in: path, required: true, description: Which crate., schema: {type: string}}]
      requestBody:
        required: true
        content: {application/json: {schema: {$ref: '#/components/schemas/Crate'}}}
      responses:
        '204': {description: Changed.}
components:
  securitySchemes:
    token: {type: http, scheme: bearer}
  schemas:
    Crate:
      type: object
      required: [label]
      properties:
        label: {type: string, description: What stands on it.}
        maxWeight: {type: integer, description: In kilograms.}
"""

Tree = dict[str, str]


@dataclass(frozen=True)
class Project:
    root: Path

    @classmethod
    def make(cls, root: Path, vendor: str = "depot") -> Project:
        """Write a project of one vendor, with the templates of this checkout."""
        root.mkdir(parents=True)
        for name in ("pyproject.toml", "requirements.txt"):
            shutil.copy(ROOT / name, root / name)
        (root / "templates").symlink_to(ROOT / "templates", target_is_directory=True)
        made = cls(root)
        made.add_vendor(vendor)
        return made

    def add_vendor(self, vendor: str) -> None:
        folder = self.root / "specs" / vendor
        folder.mkdir(parents=True)
        (folder / "vendor.yaml").write_text(VENDOR.replace("depot", vendor).replace("DEPOT", vendor.upper()))
        (folder / "crates.yaml").write_text(DOCUMENT)

    @property
    def vendor(self) -> Path:
        return self.root / "specs" / "depot" / "vendor.yaml"

    @property
    def document(self) -> Path:
        return self.root / "specs" / "depot" / "crates.yaml"

    @property
    def form(self) -> Path:
        return self.root / "specs" / "depot" / "openapi.yaml"

    @property
    def generated(self) -> Path:
        return self.root / "generated"

    @property
    def package(self) -> Path:
        return self.generated / "depot" / "src" / "depot_crates"

    @property
    def cache(self) -> Path:
        return self.root / ".cache"

    @property
    def seconds(self) -> float:
        """How long it took to generate the project when it was built."""
        return float((self.root / "seconds").read_text())

    def edit(self, path: Path, old: str, new: str) -> None:
        text = path.read_text("utf-8")
        assert old in text
        path.write_text(text.replace(old, new), "utf-8")

    def run(self, *arguments: str | Path, stdin: str | bytes | None = None, **environment: str) -> Run:
        return run(*arguments, cwd=self.root, stdin=stdin, **environment)

    def call(self, *arguments: str | Path, stdin: str | bytes | None = None, **environment: str) -> Run:
        return call(*arguments, cwd=self.root, stdin=stdin, **environment)

    def start(self, *arguments: str | Path) -> subprocess.Popen[str]:
        """Start the command line in a process group of its own."""
        with _every_signal_heard():
            return subprocess.Popen(
                command(*arguments), cwd=self.root, env=clean_environment(), text=True, stdout=subprocess.PIPE,
                stderr=subprocess.PIPE, start_new_session=True,
            )  # fmt: skip


@contextmanager
def _every_signal_heard() -> Generator[None]:
    """Let processes that are started here hear signals that those who run the tests ignore: `nohup`, `make test &`."""
    heard = [getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, name)]
    ignored = [each for each in heard if signal.getsignal(each) is signal.SIG_IGN]
    for each in ignored:
        signal.signal(each, signal.SIG_DFL)
    yield
    for each in ignored:
        signal.signal(each, signal.SIG_IGN)


@dataclass(frozen=True)
class Run:
    code: int
    out: str
    err: str


def command(*arguments: str | Path) -> list[str]:
    return [sys.executable, "-m", "generator", *map(str, arguments)]


def clean_environment(**more: str) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("SPECLOOM_", "PYTEST_"))}
    return {**kept, "PYTHONPATH": str(ROOT), "COLUMNS": "200", "NO_COLOR": "1", **more}


def run(*arguments: str | Path, cwd: Path, stdin: str | bytes | None = None, **environment: str) -> Run:
    data = stdin.encode() if isinstance(stdin, str) else stdin
    done = subprocess.run(
        command(*arguments), cwd=cwd, env=clean_environment(**environment), capture_output=True, input=data, check=False,
        timeout=60, stdin=None if data is not None else subprocess.DEVNULL,
    )  # fmt: skip
    return Run(done.returncode, done.stdout.decode(), done.stderr.decode())


def call(*arguments: str | Path, cwd: Path, stdin: str | bytes | None = None, **environment: str) -> Run:
    """What `run` does, but inside this process, which is ten times as quick; not for `generate`, which starts others."""
    from generator.cli import main

    data = stdin.encode() if isinstance(stdin, str) else stdin or b""
    out, err = io.TextIOWrapper(io.BytesIO(), "utf-8"), io.TextIOWrapper(io.BytesIO(), "utf-8")
    code: object = None
    with pytest.MonkeyPatch.context() as patch, contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        patch.chdir(cwd)
        patch.setattr(sys, "argv", command(*arguments)[2:])
        patch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data), "utf-8"))
        patch.delenv("SPECLOOM_PAGES", raising=False)
        for name, value in environment.items():
            patch.setenv(name, value)
        try:
            main()
        except SystemExit as exit_:
            code = exit_.code
    assert isinstance(code, int)
    return Run(code, _text(out), _text(err))


def _text(stream: io.TextIOWrapper) -> str:
    stream.flush()
    assert isinstance(stream.buffer, io.BytesIO)
    return stream.buffer.getvalue().decode()


def refused(result: Run, *said: str) -> None:
    """Assert that the command refused its input as users are promised: exit 2, a message, no traceback."""
    assert result.code == 2, result
    assert "Traceback" not in result.err
    assert "fault of specloom" not in result.err
    assert any(line.startswith("error: ") for line in result.err.splitlines())
    for part in said:
        assert part in result.err


def tree(folder: Path) -> Tree:
    """Every file below `folder` by its name, as a hash of its bytes."""
    return {
        path.relative_to(folder).as_posix(): digest(path.read_bytes())
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def stamps(folder: Path) -> dict[str, Any]:
    """The modification time of every file and folder."""
    return {str(path): path.lstat().st_mtime_ns for path in [folder, *sorted(folder.rglob("*"))]}


def shared(factory: pytest.TempPathFactory) -> Project:
    """Generate the small project once, though several processes may run the tests."""
    base = factory.getbasetemp()
    base = base.parent if "PYTEST_XDIST_WORKER" in os.environ else base
    root = base / "built"
    with (base / "built.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not root.exists():
            made = Project.make(base / "unfinished")
            start = time.monotonic()
            done = made.run("generate")
            (made.root / "seconds").write_text(f"{time.monotonic() - start}")
            assert done == Run(0, "depot: written\n", ""), done
            made.root.rename(root)
    return Project(root)
