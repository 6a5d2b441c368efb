"""The public documents that lie beside the project, as parameters: large ones are for the long tests."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest

CORPUS = Path(os.environ["SPECLOOM_CORPUS"]) if os.environ.get("SPECLOOM_CORPUS") else None
LARGE = 300_000
"""Bytes of a document from which on it takes seconds to normalise."""


def _parameters() -> list[Any]:
    if CORPUS is None:
        return [pytest.param("corpus", marks=pytest.mark.skip("SPECLOOM_CORPUS is not set"))]
    found = [path for path in sorted(CORPUS.glob("*.*")) if path.suffix in {".json", ".yaml", ".yml"}]
    return [
        pytest.param(path.name, marks=pytest.mark.soak) if path.stat().st_size >= LARGE else path.name for path in found
    ]


WILD = _parameters()
"""The names of the documents in `CORPUS`."""
