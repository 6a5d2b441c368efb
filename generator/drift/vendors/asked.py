"""What is asked of a comparison of vendors: the same for each of them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from generator.emit.engines import Engines
from generator.workspace.paths import ProjectPaths
from generator.workspace.vendor import CapturedSource, WrittenSource

Pages = Callable[[CapturedSource | WrittenSource], str]
"""Returns the text of the page of a source; raises SpecloomError where it cannot be had."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What is compared with what, and by whom.

    Attributes:
        paths: the project; nothing is written in it.
        pages: reads the vendors' pages.
        today: the day that sunset dates and acceptances are judged by.
        engines: make packages.
        uses: files and folders of code that uses the packages.
        typed: type-check recorded calls and examples, as they were written, against the package that the pages give.
        say: told what is being done, in words.
    """

    paths: ProjectPaths
    pages: Pages
    today: date
    engines: Engines
    uses: tuple[Path, ...] = ()
    typed: bool = False
    say: Callable[[str], None] = lambda _: None
