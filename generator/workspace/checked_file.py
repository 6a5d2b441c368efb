"""Files that people write: read, and held against a schema and the rules between their parts, with a place for each fault."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from generator.document import load
from generator.document.findings import Finding, Place, SpecloomError
from generator.document.lines import Lines

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

Broken = tuple[str, str, str]
"""A rule that is broken: the JSON pointer of the place, the message, and the remedy."""


@dataclass(frozen=True, slots=True)
class CheckedFile:
    """The data of a file, which is what it must be."""

    path: Path
    data: Any
    lines: Lines

    def place(self, pointer: str) -> Place:
        """Return the place of what `pointer` names."""
        return Place(str(self.path), self.lines.of(pointer), pointer)


def read_checked(
    path: Path, schema: dict[str, Any], rule: str, broken: Callable[[Any], Iterable[Broken]]
) -> CheckedFile:
    """Return what is in the YAML or JSON file at `path`.

    Args:
        path: the file.
        schema: what its data must be.
        rule: the name of findings about it.
        broken: tells which rules between its parts are broken; asked only of data that fits `schema`.

    Raises:
        SpecloomError: the file cannot be read or is not what it must be; carries every finding, with file, line and pointer.
    """
    from generator.workspace.schema_check import check  # its validator is large, and documents of no vendor need it not

    text = load.read_text(path)
    file = CheckedFile(path, load.loads(text, str(path)), Lines(text))
    findings = check(file.data, schema, file=str(path), rule=rule, line_of=file.lines.of) or [
        Finding(rule, message, file.place(pointer), remedy) for pointer, message, remedy in broken(file.data)
    ]
    if findings:
        raise SpecloomError(findings)
    return file
