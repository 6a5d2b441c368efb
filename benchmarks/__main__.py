"""`python -m benchmarks`: print what Specloom costs; exit with 1 if a target is missed, 2 if nothing could be timed."""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.calls import creating, getting, listing
from benchmarks.checkout import copied
from benchmarks.contestants import VENDOR
from benchmarks.generation import cold, up_to_date
from benchmarks.package import Package
from benchmarks.packages import decoding, importing, starting
from benchmarks.peers import Peers
from benchmarks.samples import BenchmarkError
from benchmarks.tables import Table
from generator.workspace.paths import ProjectPaths, vendors

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).resolve().parents[1]


def main() -> int:
    """Run every benchmark and return the exit code."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description="Times beside those of the two engines.")
    parser.add_argument("--rounds", type=_positive, default=5, help="how often each thing is timed (5)")
    rounds: int = parser.parse_args().rounds
    own = ProjectPaths(ROOT)
    documents = {vendor: own.specs / vendor / "openapi.yaml" for vendor in vendors(ROOT)}
    tables: list[Table] = []
    with tempfile.TemporaryDirectory(prefix="specloom-peers-") as folder, copied(ROOT) as copy:
        peers = Peers(documents, Path(folder, "out"))
        for table in _tables(copy, peers, rounds):
            table.show()
            tables.append(table)
    return int(any(table.misses for table in tables))


def _tables(copy: ProjectPaths, peers: Peers, rounds: int) -> Iterator[Table]:
    """Measure and yield one table after the other; each needs what the first one has generated."""
    yield cold(copy, peers, rounds)
    yield up_to_date(copy, 2 * rounds)
    packages = [Package(copy, vendor) for vendor in peers.documents]
    [compared] = [package for package in packages if package.vendor == VENDOR]
    yield importing(packages, rounds)
    yield starting(compared, peers, rounds)
    yield decoding(packages, peers, rounds)
    yield getting(compared, peers, rounds, awaited=False)
    yield getting(compared, peers, rounds, awaited=True)
    yield creating(compared, peers, rounds)
    yield listing(compared, rounds)


def _positive(text: str) -> int:
    number = int(text)
    if number < 1:
        raise argparse.ArgumentTypeError("must be at least 1")
    return number


if __name__ == "__main__":
    try:
        sys.exit(main())
    except BenchmarkError as error:
        print(f"benchmarks: {error}", file=sys.stderr)
        sys.exit(2)
