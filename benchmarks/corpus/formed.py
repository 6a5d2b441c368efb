"""Run by `checks` in a process of its own: whether the normal form of a document is valid, and its own normal form.

    python -m benchmarks.corpus.formed DOCUMENT FOLDER

It prints what is wrong, and nothing where all is well.
"""

from __future__ import annotations

import sys
from pathlib import Path


def faults(document: Path, folder: Path) -> list[str]:
    """Return what is wrong with the normal form of `document`; it is written into `folder` and read again."""
    from openapi_spec_validator import OpenAPIV31SpecValidator

    from generator.document import dump, load
    from generator.normalise.pipeline import normalise_file

    once = folder / "once.yaml"
    once.write_text(dump.dumps(normalise_file(document).document), "utf-8")
    found = [] if dump.dumps(normalise_file(once).document) == once.read_text("utf-8") else ["is not idempotent"]
    for error in OpenAPIV31SpecValidator(load.load(once)).iter_errors():
        return [
            *found,
            f"is not valid at {'/'.join(map(str, error.absolute_path))}: {' '.join(error.message.split())[:200]}",
        ]
    return found


if __name__ == "__main__":
    sys.setrecursionlimit(20_000)  # the validator follows references of schemas that refer to themselves for a while
    print("; ".join(faults(Path(sys.argv[1]), Path(sys.argv[2]))))
