"""`python -m benchmarks.drift`: how long documents take to compare, and what memory; exit with 1 where a target is missed."""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
import time
import tracemalloc
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from benchmarks.samples import BenchmarkError, environment
from benchmarks.scaling import exponent
from benchmarks.synthetic import document
from generator.document.shapes import is_array, is_object

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

SIZES: Final = (100, 1_000, 3_000)
AGREED: Final = 1_000
"""The operations of the documents that the time is agreed for."""
AT_MOST_SECONDS: Final = 3.0
"""Reading two of them, bringing them into the resolved form, and comparing them."""
AT_MOST: Final = 1.2
"""The exponent of time and of memory over operations."""
LIMIT_SECONDS: Final = 300.0
ROOT: Final = Path(__file__).resolve().parents[1]
_FIELDS: Final = 70
_TIGHTER: Final[dict[str, dict[str, Any]]] = {
    "string": {"maxLength": 70},
    "integer": {"minimum": 7},
    "array": {"maxItems": 7},
    "boolean": {"const": True},
}
_TODAY: Final = date(2026, 1, 1)


@dataclass(frozen=True, slots=True)
class Measured:
    """One comparison, in a process of its own; seconds are those of the processor, which other work does not stretch.

    Attributes:
        read: seconds of reading both documents and of bringing them into the resolved form.
        compared: seconds of comparing them.
        memory: bytes of what Python held at the worst moment of the comparison, the documents included.
        changes: how many changes were found.
    """

    read: float
    compared: float
    memory: int
    changes: int

    @property
    def seconds(self) -> float:
        """All of it."""
        return self.read + self.compared


def main(arguments: list[str] | None = None) -> int:
    """Compare documents of growing size, print times, memory and exponents, and return the exit code.

    Raises:
        BenchmarkError: a comparison failed, or took too long.
    """
    parser = argparse.ArgumentParser(prog="python -m benchmarks.drift", description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--sizes", type=int, nargs="+", default=SIZES, help="numbers of operations (100 1,000 3,000)")
    parser.add_argument("--runs", type=int, default=2, help="how often each pair is compared; the fastest counts")
    parser.add_argument("--pair", nargs=2, type=Path, help=argparse.SUPPRESS)
    parser.add_argument("--traced", action="store_true", help=argparse.SUPPRESS)
    given = parser.parse_args(arguments)
    if given.pair:
        print(json.dumps(_compared(*given.pair, traced=given.traced)))
        return 0
    sizes: Sequence[int] = sorted(set(given.sizes))
    if len(sizes) < 2 or sizes[0] < 1 or given.runs < 1:
        parser.error("--sizes needs two different numbers or more, each at least 1, and --runs at least 1")
    missed = [_kind(name, made, sizes, given.runs) for name, made in KINDS.items()]
    return int(any(missed))


def _kind(name: str, made: Callable[[int], tuple[Any, Any]], sizes: Sequence[int], runs: int) -> bool:
    """Print what the pairs of one kind took; tell whether a target was missed."""
    print(f"{name}:")
    points: list[tuple[int, Measured]] = []
    missed = False
    for size in sizes:
        best = _measured(*made(size), runs)
        points.append((size, best))
        late = size == AGREED and best.seconds > AT_MOST_SECONDS
        missed |= late
        target = f"  (target <= {AT_MOST_SECONDS:g} s: {'MISSED' if late else 'met'})" if size == AGREED else ""
        print(
            f"{size:>7,} operations {best.changes:>7,} changes  read {best.read:>6.2f} s  compared {best.compared:>6.2f} s"
            f"  {best.memory / 1e6:>6.0f} MB{target}",
            flush=True,
        )
    for what, values in (
        ("time", [(size, each.seconds) for size, each in points]),
        ("memory", [(size, float(max(each.memory, 1))) for size, each in points]),
    ):
        found = exponent(values)
        missed |= found > AT_MOST
        print(f"  exponent of {what} {found:.2f} (target <= {AT_MOST:g}: {'MISSED' if found > AT_MOST else 'met'})")
    return missed


def _measured(base: Any, revision: Any, runs: int) -> Measured:
    """Compare two documents `runs` times, each time in a process of its own; return the fastest, and the memory of one more."""
    with tempfile.TemporaryDirectory(prefix="specloom-drift-") as name:
        files = Path(name, "base.json"), Path(name, "revision.json")
        for file, value in zip(files, (base, revision), strict=True):
            file.write_text(json.dumps(value), "utf-8")
        best = min((_run(files) for _ in range(runs)), key=lambda each: each.seconds)
        return replace(best, memory=_run(files, "--traced").memory)


def _run(files: tuple[Path, Path], *options: str) -> Measured:
    command = [sys.executable, "-m", "benchmarks.drift", *options, "--pair", *map(str, files)]
    try:
        done = subprocess.run(
            command, cwd=ROOT, env=environment(), capture_output=True, text=True, check=True, timeout=LIMIT_SECONDS
        )
    except subprocess.TimeoutExpired:
        raise BenchmarkError(f"a comparison took more than {LIMIT_SECONDS:g} s") from None
    except subprocess.CalledProcessError as error:
        raise BenchmarkError(f"a comparison failed: {str(error.stderr).strip()[-500:]}") from None
    return Measured(**json.loads(done.stdout))


def _compared(base: Path, revision: Path, *, traced: bool) -> dict[str, float]:
    """Compare two files in this process; return what `Measured` holds, the memory only where it is `traced`."""
    from generator.document.uncollected import uncollected
    from generator.drift.comparing import compare
    from generator.normalise.pipeline import resolve_file

    resolve_file(base)  # what is loaded and prepared on first use is no part of it
    if traced:
        tracemalloc.start()
    with uncollected():  # as `compare_files` does it
        start = time.process_time()
        old, new = resolve_file(base)[0], resolve_file(revision)[0]
        if traced:
            tracemalloc.reset_peak()  # a file is read through a buffer that is larger than all of this
        read = time.process_time()
        changes = compare(old, new, today=_TODAY)
        end = time.process_time()
    memory = tracemalloc.get_traced_memory()[1]
    return {"read": read - start, "compared": end - read, "memory": memory, "changes": len(changes)}


def _schemas(value: Any) -> Iterator[dict[str, Any]]:
    """Yield the schemas of one type in `value`."""
    stack = [value]
    while stack:
        each = stack.pop()
        if is_object(each):
            if isinstance(each.get("type"), str):
                yield each
            stack.extend(each.values())
        elif is_array(each):
            stack.extend(each)


def _edited(made: dict[str, Any], every: int) -> tuple[Any, Any]:
    """Return a document and the same with one of `every` schemas restricted further, none for 0."""
    revision = json.loads(json.dumps(made))
    for i, schema in enumerate(_schemas(revision) if every else ()):
        if i % every == 0 and schema["type"] in _TIGHTER:
            schema.update(_TIGHTER[schema["type"]])
    return made, revision


def _web(operations: int) -> dict[str, Any]:
    """Return a document whose schemas all lead to one another, so that each operation reaches each of them."""
    count = max(operations // 5, 2)
    schemas = {
        f"S{i}": {
            "type": "object",
            "properties": {
                **{f"f{j}": {"type": "string" if j % 2 else "integer"} for j in range(_FIELDS)},
                "next": {"$ref": f"#/components/schemas/S{(i + 1) % count}"},
                "other": {"$ref": f"#/components/schemas/S{(i * 7 + 3) % count}"},
            },
        }
        for i in range(count)
    }
    paths: dict[str, Any] = {}
    for i in range(operations):
        content = {"content": {"application/json": {"schema": {"$ref": f"#/components/schemas/S{i % count}"}}}}
        paths[f"/p{i}"] = {
            "post": {"requestBody": content, "responses": {"200": {"description": "Done", **content}}},
        }
    info = {"title": f"{operations} operations", "version": "1"}
    return {"openapi": "3.1.0", "info": info, "paths": paths, "components": {"schemas": schemas}}


KINDS: Final[dict[str, Callable[[int], tuple[Any, Any]]]] = {
    "nothing changed": lambda size: _edited(document(size), 0),
    "a tenth changed": lambda size: _edited(document(size), 10),
    "everything changed": lambda size: _edited(document(size), 1),
    "everything changed, and every operation reaches all of it": lambda size: _edited(_web(size), 1),
}


if __name__ == "__main__":
    try:
        sys.exit(main())
    except BenchmarkError as error:
        print(f"drift: {error}", file=sys.stderr)
        sys.exit(2)
