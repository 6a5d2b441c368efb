"""Where the user's code uses what changes hit, by file and line.

It is an approximation: each file is read by itself, in no order of statements, and types come from what the file says: its
imports, annotations, assignments and calls. A use that is only possible is named; an attribute of something of which nothing
is known is none, since a field's name alone, as `name`, says too little. A method is recognised by its whole path, as
`scripts.update`, even where it is not known what has it.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from generator.drift.changes import Use
from generator.drift.impact.uses.expressions import TooMuchError
from generator.drift.impact.uses.files import Code
from generator.drift.impact.uses.imports import Imports
from generator.drift.impact.uses.reading import Reading
from generator.drift.impact.uses.scopes import Names
from generator.drift.impact.uses.shapes import Shapes
from generator.drift.impact.uses.walking import Walk
from generator.drift.impact.uses.wanted import Wanted

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from generator.document.findings import Finding
    from generator.drift.changes import Change


def with_uses(
    changes: Iterable[Change],
    paths: Sequence[Path],
    import_name: str,
    *,
    shapes: Shapes | None = None,
    findings: list[Finding] | None = None,
) -> list[Change]:
    """Return `changes`, each with the places in the user's code that use the symbols it hits.

    Args:
        changes: what `Impact.on` gave.
        paths: files and folders of Python code; a file that does not import the package has no uses.
        import_name: the package.
        shapes: what methods give and models hold (`Impact.shapes`); without them, every attribute of what a method gave
            may be any field of that name.
        findings: takes a warning for each file that cannot be read.

    Raises:
        SpecloomError: nothing stands at one of `paths`.
    """
    given = list(changes)
    wanted = Wanted({symbol for change in given for symbol in change.symbols}, import_name)
    code = Code([] if findings is None else findings)
    found: dict[str, set[Use]] = {}
    for file in code.files(paths):
        for line, symbol in _uses(file, code, wanted, shapes or Shapes(), import_name):
            found.setdefault(symbol, set()).add(Use(file.as_posix(), line, symbol))
    return [
        replace(change, uses=_sorted(use for each in change.symbols for use in found.get(each, ()))) for change in given
    ]


def _uses(file: Path, code: Code, wanted: Wanted, shapes: Shapes, import_name: str) -> set[tuple[int, str]]:
    """Return line and symbol of each use in `file`."""
    tree = code.tree(file, import_name)
    imports = Imports(import_name)
    if tree is None or not imports.is_in(tree):
        return set()
    reading = Reading(wanted, shapes, Names())
    try:
        Walk(reading, imports).file(tree)
    except (RecursionError, TooMuchError):
        code.given_up(file)
    return reading.uses


def _sorted(uses: Iterable[Use]) -> tuple[Use, ...]:
    return tuple(sorted(uses, key=lambda use: (use.file, use.line, use.symbol)))
