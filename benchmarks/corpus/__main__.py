"""`python -m benchmarks.corpus`: what becomes of each OpenAPI document of a folder, beside what the peers make of it.

It exits with 1 where a document loses an operation, a module cannot be imported, pyright finds an error, or a normal form
is not valid or not its own; with 2 where there are no documents or nothing could be measured.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path

from benchmarks.corpus.documents import Document, corpus_folder, documents
from benchmarks.corpus.results import Result, result_of
from benchmarks.corpus.table import comparison, table
from benchmarks.samples import BenchmarkError

ROOT = Path(__file__).resolve().parents[2]
_SHOWN = 5


def main(arguments: list[str] | None = None) -> int:
    """Run the documents, print the table, and return the exit code.

    Raises:
        BenchmarkError: there are no documents, or something could not be measured.
    """
    given = _parsed(arguments)
    chosen = documents(corpus_folder(given.folder, ROOT), given.only)
    with tempfile.TemporaryDirectory(prefix="specloom-corpus-") as folder, ThreadPoolExecutor(given.jobs) as pool:
        one = partial(_one, folder=Path(given.keep or folder), peers=given.peers, types=given.types)
        results = list(pool.map(one, chosen))
    print(table(results))
    missed = False
    if given.peers:
        lines, missed = comparison(results)
        print("\n".join(lines))
    for result in results:
        for fault in result.faults[:_SHOWN]:
            print(f"{result.name}: {fault}")
        if len(result.faults) > _SHOWN:
            print(f"{result.name}: and {len(result.faults) - _SHOWN} more")
    if given.json:
        given.json.write_text(json.dumps([result.as_json() for result in results], indent=2) + "\n", "utf-8")
    return int(missed or any(result.faults for result in results))


def _one(document: Document, *, folder: Path, peers: bool, types: bool) -> Result:
    own = folder / document.package
    own.mkdir(parents=True)
    result = result_of(document, own, peers=peers, types=types, say=partial(_say, document.name))
    first = f"; {len(result.faults)} faults, the first: {result.faults[0]}" if result.faults else ""
    _say(document.name, f"{result.run.seconds:.1f} s{first}")
    return result


def _say(name: str, what: str) -> None:
    print(f"{name}: {what}", file=sys.stderr, flush=True)


def _parsed(arguments: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.corpus", description=(__doc__ or "").splitlines()[0])
    said = "folder of OpenAPI documents (SPECLOOM_CORPUS, else ../shared/corpus)"
    parser.add_argument("folder", nargs="?", help=said)
    parser.add_argument("--only", nargs="+", default=[], metavar="NAME", help="only the documents of these names")
    parser.add_argument("--no-peers", dest="peers", action="store_false", help="do not run the peers")
    parser.add_argument("--no-types", dest="types", action="store_false", help="do not run pyright")
    parser.add_argument("--jobs", type=int, default=1, help="documents at a time; times mean little beyond 1 (1)")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write all results there too")
    parser.add_argument("--keep", type=Path, metavar="FOLDER", help="keep what is generated, in an empty folder")
    return parser.parse_args(arguments)


if __name__ == "__main__":
    try:
        sys.exit(main())
    except BenchmarkError as error:
        print(f"corpus: {error}", file=sys.stderr)
        sys.exit(2)
    except KeyboardInterrupt:
        sys.exit(130)
