"""What became of many documents, as text for people and as JSON for programs."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from typing import Any

from generator.document.printable import printable
from generator.emit.fleet.generate import Became, Result


def lines(results: Sequence[Result]) -> list[str]:
    """Return one line a document, in which nothing of its name is more than text."""
    return [printable(_line(result)) for result in results]


def total(results: Sequence[Result]) -> str:
    """Return the counts on one line: `26 documents: 24 written, 1 unchanged, 1 failed`."""
    counts = Counter(result.became for result in results)
    told = ", ".join(f"{counts[became]} {became}" for became in Became if counts[became])
    return f"{len(results)} {'document' if len(results) == 1 else 'documents'}: {told}"


def json_text(results: Sequence[Result]) -> str:
    """Return the results as one JSON object."""
    return json.dumps({"documents": [_data(result) for result in results]}, indent=2)


def _line(result: Result) -> str:
    if result.became is Became.FAILED:
        return f"{result.document.path}: failed"
    return f"{result.document.folder}: {result.became}"


def _data(result: Result) -> dict[str, Any]:
    document = result.document
    return {
        "document": str(document.path),
        "package": document.package,
        "folder": str(document.folder),
        "result": result.became.value,
        "findings": [finding.as_data() for finding in result.findings],
    }
