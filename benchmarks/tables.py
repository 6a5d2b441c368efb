"""Tables of times: rich on a terminal, plain text elsewhere."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.table import Table as RichTable

if TYPE_CHECKING:
    from benchmarks.samples import Samples

_HEADINGS = ("", "min", "median", "max", "faster", "target")
_SCALE = {"s": (1, 3), "ms": (1e3, 2), "µs": (1e6, 1)}


@dataclass(frozen=True, slots=True)
class Row:
    """One thing that was timed, and what is asked of it.

    `than` is what it is compared with: the ratio is the other's median by its own. Asked for may be `at_least` a ratio,
    `within` so many times the other's median, or `at_most` a median in seconds.
    """

    samples: Samples
    than: Samples | None = None
    at_least: float | None = None
    within: float | None = None
    at_most: float | None = None

    @property
    def ratio(self) -> float | None:
        """How many times faster it is than what it is compared with."""
        return None if self.than is None else self.than.median / self.samples.median

    @property
    def missed(self) -> bool:
        """Whether it misses its target."""
        least = self.at_least if self.within is None else 1 / self.within
        if least is not None:
            return self.ratio is None or self.ratio < least
        return self.at_most is not None and self.samples.median > self.at_most

    def cells(self, unit: str) -> tuple[str, ...]:
        """Return the cells of the row, times in `unit` (s, ms or µs)."""
        factor, digits = _SCALE[unit]
        seconds = self.samples.seconds
        times = [f"{factor * time:.{digits}f} {unit}" for time in (min(seconds), self.samples.median, max(seconds))]
        ratio = "" if self.ratio is None else f"{self.ratio:.2f} x"
        return (self.samples.what, *times, ratio, self._target(unit))

    def _target(self, unit: str) -> str:
        if self.at_least is not None:
            target = f">= {self.at_least:g} x"
        elif self.within is not None:
            target = f"<= {self.within:g} x as long"
        elif self.at_most is not None:
            target = f"<= {_SCALE[unit][0] * self.at_most:g} {unit}"
        else:
            return ""
        return f"{target}: {'MISSED' if self.missed else 'met'}"


@dataclass(frozen=True, slots=True)
class Table:
    """Rows below a title, their times in `unit`, and a note; `missed` where the note tells of a missed target."""

    title: str
    unit: str
    rows: list[Row]
    note: str = ""
    missed: bool = False

    @property
    def misses(self) -> bool:
        """Whether any target of the table is missed."""
        return self.missed or any(row.missed for row in self.rows)

    def show(self) -> None:
        """Print the table."""
        if sys.stdout.isatty():
            self._show_rich()
        else:
            self._show_plain()
        sys.stdout.flush()

    def _show_rich(self) -> None:
        table = RichTable(
            box=SIMPLE_HEAD, title=self.title, title_justify="left", caption=self.note or None, caption_justify="left"
        )
        for number, heading in enumerate(_HEADINGS):
            table.add_column(heading, justify="right" if 1 <= number <= 4 else "left", no_wrap=number > 0)
        for row in self.rows:
            table.add_row(*row.cells(self.unit), style="red" if row.missed else None)
        Console().print(table)

    def _show_plain(self) -> None:
        lines = [_HEADINGS, *(row.cells(self.unit) for row in self.rows)]
        widths = [max(len(line[column]) for line in lines) for column in range(len(_HEADINGS))]
        print(self.title)
        for line in lines:
            padded = [
                text.rjust(width) if 1 <= column <= 4 else text.ljust(width)
                for column, (text, width) in enumerate(zip(line, widths, strict=True))
            ]
            print("  " + "  ".join(padded).rstrip())
        print(f"  {self.note}\n" if self.note else "")
