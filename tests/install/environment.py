"""An empty virtual environment with one generated package in it, as its user would make it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path


def _checked(command: list[str], cwd: Path, environment: Mapping[str, str]) -> str:
    done = subprocess.run(command, cwd=cwd, env=environment, capture_output=True, text=True, check=False, timeout=300)
    assert done.returncode == 0, f"{' '.join(command)}\nexit code {done.returncode}\n{done.stdout}\n{done.stderr}"
    return done.stdout


@dataclass(frozen=True, slots=True)
class Environment:
    """A virtual environment; `folder` is an empty folder to run things in."""

    python: Path
    folder: Path

    @classmethod
    def create(cls, folder: Path) -> Environment:
        """Return a new environment below `folder`, with nothing in it but pip and what comes with it."""
        work = folder / "work"
        work.mkdir()
        _checked([sys.executable, "-m", "venv", str(folder / "venv")], work, os.environ)
        return cls(folder / "venv" / ("Scripts" if os.name == "nt" else "bin") / "python", work)

    def pip(self, *arguments: str) -> str:
        """Run pip, which may use the package registries, and return what it prints."""
        kept = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
        return _checked([str(self.python), "-m", "pip", *arguments], self.folder, kept)

    def run(self, *arguments: str, variables: Mapping[str, str] | None = None) -> str:
        """Run Python with no environment variables but `variables`, and return what it prints."""
        needed = {name: os.environ[name] for name in ("SYSTEMROOT",) if name in os.environ}
        return _checked([str(self.python), *arguments], self.folder, {**needed, **(variables or {})})

    def install(self, distribution: Path) -> None:
        """Install the distribution in the folder `distribution` from a copy: building leaves files behind."""
        copy = self.folder.parent / "distribution"
        shutil.copytree(distribution, copy, ignore=shutil.ignore_patterns("__pycache__"))
        self.pip("install", "--quiet", "--disable-pip-version-check", str(copy))

    def installed(self) -> set[str]:
        """Return the names of all distributions, as they are compared: in lower case, with hyphens."""
        lines = self.pip("list", "--disable-pip-version-check", "--format=freeze").splitlines()
        return {_normalised(line.partition("==")[0]) for line in lines}

    def requirements(self, names: set[str]) -> dict[str, set[str]]:
        """Return the names that each of the installed distributions `names` requires here."""
        result: dict[str, set[str]] = {}
        name = ""
        for line in self.pip("show", *sorted(names)).splitlines():
            key, _, value = line.partition(": ")
            if key == "Name":
                name = _normalised(value)
            elif key.rstrip(":") == "Requires":
                result[name] = {_normalised(each) for each in value.replace(",", " ").split()}
        return result


def _normalised(name: str) -> str:
    return name.strip().lower().replace("_", "-").replace(".", "-")
