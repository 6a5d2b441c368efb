"""The type checker, on tests against the source of a package."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

from generator.document.findings import Finding, Place, Severity, fail
from generator.workspace.refusals import temporary_folder

if TYPE_CHECKING:
    from collections.abc import Iterator

RULE = "typed-contract"
_SECONDS = 600


def require_checker() -> None:
    """Refuse to go on without a type checker.

    Raises:
        SpecloomError: mypy is not installed: it is no dependency of specloom itself.
    """
    if find_spec("mypy") is None:
        message = "needs mypy, which is not installed: it checks yesterday's contract tests against the package"
        raise fail(
            "no-type-checker", message, remedy="Install it beside specloom: python -m pip install 'mypy>=2.4,<3'."
        )


def typed_against(tests: Path, src: Path) -> list[Finding]:
    """Return what mypy, strict, finds in tests that import a package.

    Neither the tests nor the package run, and no configuration of the user's is read.

    Args:
        tests: the folder of the tests, or one module.
        src: the folder `src` of the distribution that they import.

    Returns:
        A warning for each error, at its file and line, in the order of both.

    Raises:
        SpecloomError: mypy is not installed, or fails.
    """
    require_checker()
    with temporary_folder() as cache:
        command = [sys.executable, "-I", "-m", "mypy", "--strict", "--config-file=", "--follow-imports=silent"]
        command += ["--output=json", "--show-absolute-path", "--explicit-package-bases", f"--cache-dir={cache}"]
        command += ["--", str(tests.absolute())]
        environment = {**os.environ, "MYPYPATH": str(src.absolute())}
        try:
            done = subprocess.run(  # noqa: S603
                command, cwd=cache, env=environment, capture_output=True, text=True, check=False, timeout=_SECONDS
            )
        except subprocess.TimeoutExpired as error:
            raise fail("type-checker-failed", f"mypy takes more than {_SECONDS} seconds", Place(str(tests))) from error
    if done.returncode not in {0, 1}:
        reason = (done.stderr or done.stdout).strip().partition("\n")[0]
        raise fail("type-checker-failed", f"mypy fails: {reason}", Place(str(tests)))
    return sorted(_findings(done.stdout), key=lambda each: (each.place.file, each.place.line or 0, each.message))


def _findings(output: str) -> Iterator[Finding]:
    for line in output.splitlines():
        if line.startswith("{"):
            said: dict[str, Any] = json.loads(line)
            if said["severity"] == "error":
                message = f"{said['message']} ({said['code']})"
                yield Finding(RULE, message, Place(said["file"], said["line"]), severity=Severity.WARNING)
