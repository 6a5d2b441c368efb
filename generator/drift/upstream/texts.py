"""The texts of captured/ that pages give, each written when somebody asks for it: a report alone needs none."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from generator.document import dump


class Texts(Mapping[Path, str]):
    """Canonical YAML by the path of its file; of a document that must not change any more."""

    def __init__(self, documents: Mapping[Path, Any]) -> None:
        """Take what the files are to hold."""
        self._documents = documents
        self._written: dict[Path, str] = {}

    def __getitem__(self, path: Path) -> str:
        """Return the text of the file at `path`."""
        if path not in self._written:
            self._written[path] = dump.dumps(self._documents[path])
        return self._written[path]

    def __iter__(self) -> Iterator[Path]:
        return iter(self._documents)

    def __len__(self) -> int:
        return len(self._documents)
