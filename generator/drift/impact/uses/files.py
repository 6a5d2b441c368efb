"""The Python files of the user's code: found and parsed within bounds, never imported or run."""

from __future__ import annotations

import ast
import os
import stat
import warnings
from typing import TYPE_CHECKING, Final

from generator.document.findings import Finding, Place, Severity, fail

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

MOST_BYTES: Final = 1024 * 1024
"""Bytes of one file."""
MOST_FILES: Final = 20_000
"""Files in all."""
MOST_FOLDERS: Final = 50_000
"""Folders in all, those without Python files included."""
_RULE = "unread-code"
_SKIPPED = frozenset({"__pycache__", "node_modules"})


class Code:
    """Finds and parses the files; what cannot be read is said in `findings`."""

    def __init__(self, findings: list[Finding]) -> None:
        """Take the list that gets a warning for each file that is left out."""
        self._findings = findings

    def files(self, paths: Sequence[Path]) -> Iterator[Path]:
        """Yield the Python files at and below `paths`, each once, in a stable order.

        Links to folders are not followed, folders that are hidden or made by tools are left out.

        Raises:
            SpecloomError: nothing stands at one of `paths`.
        """
        count = 0
        seen: set[tuple[int, int]] = set()
        for path in paths:
            if not path.exists():
                raise fail(
                    "no-such-code", "is not there: no code to look for uses in", Place(str(path)), "Correct the path."
                )
            for file in [path] if not path.is_dir() else self._below(path):
                key = self._key(file)
                if key is None or key in seen:
                    continue
                seen.add(key)
                count += 1
                if count > MOST_FILES:
                    self._say(path, f"has more than {MOST_FILES:,} Python files: the others are left out")
                    return
                yield file

    def tree(self, file: Path, word: str) -> ast.Module | None:
        """Return the syntax tree of `file`; None where it does not hold `word`, or cannot be read, which is said."""
        try:
            with file.open("rb") as opened:
                source = opened.read(MOST_BYTES + 1)
        except OSError as error:
            self._say(file, f"cannot be read: {error.strerror or error}")
            return None
        if word.encode() not in source:
            return None
        if len(source) > MOST_BYTES:
            self._say(file, f"is larger than {MOST_BYTES:,} bytes: uses in it are not known")
            return None
        return self._parsed(file, source)

    def _parsed(self, file: Path, source: bytes) -> ast.Module | None:
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                return ast.parse(source)
        except SyntaxError as error:
            self._say(file, f"is no Python that can be read: {error.msg}", error.lineno)
        except (ValueError, RecursionError, MemoryError) as error:
            self._say(file, f"is no Python that can be read: {error or 'it is nested too deeply'}")
        return None

    def given_up(self, file: Path) -> None:
        """Say that `file` cannot be followed to its end."""
        self._say(file, "is nested too deeply or too large to be followed: not all uses in it are known")

    def _below(self, folder: Path) -> Iterator[Path]:
        for count, (here, folders, names) in enumerate(os.walk(folder, onerror=self._unlisted)):
            folders[:] = sorted(name for name in folders if name not in _SKIPPED and not name.startswith("."))
            if count >= MOST_FOLDERS:
                self._say(folder, f"has more than {MOST_FOLDERS:,} folders: the others are left out")
                return
            place = folder / os.path.relpath(here, folder)
            yield from (place / name for name in sorted(names) if name.endswith(".py"))

    def _unlisted(self, error: OSError) -> None:
        message = f"cannot be listed: {error.strerror or error}"
        self._findings.append(Finding(_RULE, message, Place(str(error.filename)), severity=Severity.WARNING))

    def _key(self, file: Path) -> tuple[int, int] | None:
        """Return what tells `file` from others, whatever leads to it; None where it is no plain file."""
        try:
            found = file.stat()
        except OSError:  # a link that leads nowhere, or in circles
            return None
        return (found.st_dev, found.st_ino) if stat.S_ISREG(found.st_mode) else None

    def _say(self, file: Path, message: str, line: int | None = None) -> None:
        self._findings.append(Finding(_RULE, message, Place(str(file), line), severity=Severity.WARNING))
