"""Generating all vendors: from nothing, beside the peers' commands, and when nothing has changed."""

from __future__ import annotations

import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.checkout import make_cold, require_output
from benchmarks.samples import BIN, BenchmarkError, Samples, run
from benchmarks.tables import Row, Table

if TYPE_CHECKING:
    from collections.abc import Sequence

    from benchmarks.peers import Peers
    from generator.workspace.paths import ProjectPaths

ENGINES = ("openapi_python_client", "datamodel_code_generator")
FASTER = 4.0
UP_TO_DATE_SECONDS = 0.3
_SPECLOOM = (str(Path(BIN, "specloom")), "generate")
_COMMANDS = {"specloom generate": _SPECLOOM, "make generate": ("make", "generate")}
_IMPORTED = re.compile(r"^import time:[^|]*\|[^|]*\|\s*(\S+)$", re.MULTILINE)


def cold(paths: ProjectPaths, peers: Peers, rounds: int) -> Table:
    """Time each of our commands from nothing and the peers' commands, in turn, `rounds` times.

    A first round that does not count fills the caches of the file system and of the interpreter for both sides alike.
    """
    vendors = list(peers.documents)
    ours = {name: Samples(f"{name}, cold") for name in _COMMANDS}
    theirs = Samples("the engines' own commands")
    for number in range(rounds + 1):
        for name, command in _COMMANDS.items():
            make_cold(paths)
            taken = _run(command, paths)[0]
            require_output(paths, vendors)
            if number:
                ours[name].seconds.append(taken)
        taken = peers.generate()
        if number:
            theirs.seconds.append(taken)
    rows = [Row(theirs), *(Row(samples, than=theirs, at_least=FASTER) for samples in ours.values())]
    return Table(f"Generating {', '.join(vendors)}", "s", rows)


def up_to_date(paths: ProjectPaths, rounds: int) -> Table:
    """Time each of our commands when there is nothing to do, and list what it imports; `cold` must have run before."""
    rows: list[Row] = []
    for name, command in _COMMANDS.items():
        samples = Samples(f"{name}, up to date")
        for _ in range(rounds):
            taken, said, _ = _run(command, paths)
            if "nothing to do" not in said:
                raise BenchmarkError(f"{name} found something to do where nothing had changed:\n{said}")
            samples.seconds.append(taken)
        rows.append(Row(samples, at_most=UP_TO_DATE_SECONDS))
    modules = _IMPORTED.findall(_run((sys.executable, "-X", "importtime", *_SPECLOOM), paths)[2])
    engines = [engine for engine in ENGINES if engine in modules]
    note = f"It imports {len(modules)} modules; of the engines: {', '.join(engines) or 'none'}."
    return Table("When nothing has changed", "s", rows, note, missed=bool(engines))


def _run(command: Sequence[str], paths: ProjectPaths) -> tuple[float, str, str]:
    """Run `command` in the project at `paths`, with the code of that project."""
    return run(command, paths.root, PYTHONPATH=str(paths.root))
