"""`python -m benchmarks.scaling`: how time grows with the operations of a document; exit with 1 if faster than agreed."""

from __future__ import annotations

import argparse
import json
import math
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.corpus.documents import operations_in
from benchmarks.corpus.measuring import Run, measured
from benchmarks.samples import BIN, BenchmarkError
from benchmarks.synthetic import document

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

SIZES = (10, 30, 100, 300, 1_000, 3_000, 10_000)
AT_MOST = 1.1
"""The exponent of time over operations."""


def main(arguments: list[str] | None = None) -> int:
    """Generate documents of growing size, print the times and the exponent, and return the exit code.

    Raises:
        BenchmarkError: a document gave no package.
    """
    parser = argparse.ArgumentParser(prog="python -m benchmarks.scaling", description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--sizes", type=int, nargs="+", default=SIZES, help="numbers of operations (10 … 10,000)")
    sizes: Sequence[int] = sorted(set(parser.parse_args(arguments).sizes))
    if len(sizes) < 2 or sizes[0] < 1:
        parser.error("--sizes needs two different numbers or more, each at least 1")
    points: list[tuple[int, float]] = []
    for size in sizes:
        run = _generated(size)
        step = f"  exponent of this step {exponent([points[-1], (size, run.seconds)]):.2f}" if points else ""
        points.append((size, run.seconds))
        print(f"{size:>7,} operations  {run.seconds:>7.1f} s  {run.peak / 1e6:>6.0f} MB{step}", flush=True)
    found = exponent(points)
    missed = found > AT_MOST
    print(f"exponent {found:.2f} (target <= {AT_MOST:g}: {'MISSED' if missed else 'met'})")
    return int(missed)


def exponent(points: Iterable[tuple[float, float]]) -> float:
    """Return the exponent k of time ~ operations^k: the slope of the least-squares line through their logarithms."""
    logs = [(math.log(size), math.log(seconds)) for size, seconds in points]
    mean_x, mean_y = (sum(values) / len(logs) for values in zip(*logs, strict=True))
    along = math.fsum((x - mean_x) * (y - mean_y) for x, y in logs)
    return along / math.fsum((x - mean_x) * (x - mean_x) for x, _ in logs)


def _generated(size: int) -> Run:
    """Generate a package of `size` operations with our own command."""
    with tempfile.TemporaryDirectory(prefix="specloom-scaling-") as name:
        folder = Path(name)
        spec = folder / "document.json"
        spec.write_text(json.dumps(document(size)), "utf-8")
        if operations_in(spec) != size:
            raise BenchmarkError(f"the document of {size} operations has {operations_in(spec)}")
        command: list[str | Path] = [Path(BIN, "specloom"), "generate", "--spec", spec, "--package", "synthetic"]
        run = measured([*command, "--out", folder / "out"], folder)
        if not run.finished:
            raise BenchmarkError(f"{size} operations: {run.last_line or f'exit code {run.code}'}")
        return run


if __name__ == "__main__":
    try:
        sys.exit(main())
    except BenchmarkError as error:
        print(f"scaling: {error}", file=sys.stderr)
        sys.exit(2)
