"""User code that is looked through, each line that is expected to be a use marked by a comment."""

import re
from pathlib import Path
from textwrap import dedent

from generator.document.findings import Finding
from generator.drift.changes import Change
from generator.drift.impact import with_uses
from generator.drift.impact.uses.shapes import Shapes
from generator.drift.verdicts import Verdicts

from ..states import base_of

MARK = re.compile(r"#!(.*)")


def hits(*symbols: str) -> Change:
    return Change("x", "", Verdicts(), symbols=tuple(f"celigo_scripts.{symbol}" for symbol in symbols))


def found(
    paths: list[Path], symbols: tuple[str, ...], *, typed: bool = True, findings: list[Finding] | None = None
) -> list[tuple[str, int, str]]:
    """File name, line and symbol of each use."""
    shapes = Shapes(base_of("celigo")) if typed else None
    (change,) = with_uses([hits(*symbols)], paths, "celigo_scripts", shapes=shapes, findings=findings)
    return [(Path(use.file).name, use.line, use.symbol.partition(".")[2]) for use in change.uses]


def check(folder: Path, code: str, *symbols: str, typed: bool = True) -> None:
    """Fail unless exactly the lines marked with `#!` use one of `symbols`, or that which the mark names."""
    file = folder / "code.py"
    file.write_text(dedent(code))
    expected: set[tuple[int, str]] = set()
    for number, line in enumerate(file.read_text().split("\n"), 1):
        if marked := MARK.search(line):
            expected |= {(number, each) for each in marked[1].split() or symbols}
    assert {(line, symbol) for _, line, symbol in found([file], symbols, typed=typed)} == expected
