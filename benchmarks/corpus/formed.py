"""Run by `checks` in a process of its own: whether the normal form of a document is valid, and its own normal form.

    python -m benchmarks.corpus.formed DOCUMENT FOLDER

It prints what is wrong, and nothing where all is well. Valid is what the schema of OpenAPI 3.1 says of the document, and the
metaschema of JSON Schema 2020-12 of each schema in it. (The walk of `openapi_spec_validator.validate` follows every reference
anew wherever it stands, which takes gigabytes where schemas refer to one another in circles.)
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any


def faults(document: Path, folder: Path) -> list[str]:
    """Return what is wrong with the normal form of `document`; it is written into `folder` and read again."""
    from generator.document import dump, load
    from generator.normalise.pipeline import normalise_file

    once = folder / "once.yaml"
    once.write_text(dump.dumps(normalise_file(document).document), "utf-8")
    found = [] if dump.dumps(normalise_file(once).document) == once.read_text("utf-8") else ["is not idempotent"]
    return [*found, *(f"is not valid at {fault}" for fault in invalid(load.load(once)))][:3]


def invalid(document: dict[str, Any]) -> Iterator[str]:
    """Yield the place and the fault of each part of `document` that is not valid."""
    from jsonschema_rs import Draft202012Validator, meta
    from openapi_spec_validator import schemas as published

    from generator.normalise.schemas import all_operations, document_roots

    schema: Any = vars(published)["schema_v31"]  # untyped
    for error in Draft202012Validator(dict(schema)).iter_errors(document):
        yield f"/{'/'.join(map(str, error.instance_path))}: {' '.join(error.message.split())[:200]}"
    for container, key, pointer in document_roots(document):
        try:
            meta.validate({**container[key], "$schema": "https://json-schema.org/draft/2020-12/schema"})
        except ValueError as error:
            yield f"{pointer}: {' '.join(str(error).split())[:200]}"
    seen: set[str] = set()
    for _, operation, pointer in all_operations(document):
        if (name := operation.get("operationId")) in seen:
            yield f"{pointer}: the operationId {name!r} is there twice"
        seen.update([name] if name else [])


if __name__ == "__main__":
    sys.stdout.write("; ".join(faults(Path(sys.argv[1]), Path(sys.argv[2]))) + "\n")
