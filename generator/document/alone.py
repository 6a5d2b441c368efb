"""A document that refers to nothing but itself: what names another file or a URL is refused, and nothing is looked for."""

from __future__ import annotations

from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, NoReturn

from generator.document.findings import fail
from generator.document.neighbours import Neighbours, refuse_remote, without_credentials

if TYPE_CHECKING:
    from generator.document.findings import Place, SpecloomError
    from generator.document.neighbours import Document

RULE = "external-reference"
_SUFFIXES = frozenset({".json", ".yaml", ".yml"})
_SHORT = 200


class Alone(Neighbours):
    """Refuses every file and every URL."""

    def __init__(self) -> None:
        """Allow nothing."""
        super().__init__(Path("document"), refuse_remote)

    def find(self, base: str, path: str, at: Place) -> str | None:
        """Return None for what is no path of a file, as a mere name is none.

        Raises:
            SpecloomError: it is one; `at` is the place of the reference.
        """
        if names_a_file(path):
            raise refused(path, at)
        return None

    def read(self, key: str, at: Place) -> Document:
        """Refuse `key`.

        Raises:
            SpecloomError: always.
        """
        self._refuse(key, at)

    def _refuse(self, key: str, at: Place) -> NoReturn:
        raise refused(key, at)


def names_a_file(reference: str) -> bool:
    """Tell whether `reference` leads to another document: it has a folder, a scheme or the suffix of one."""
    address = reference.partition("#")[0]
    return "/" in address or ":" in address or PurePosixPath(address).suffix.lower() in _SUFFIXES


def refused(reference: str, at: Place) -> SpecloomError:
    """Return the error for a `reference` at a place that leads to another document."""
    message = f"refers to {without_credentials(reference)[:_SHORT]!r}, which is not in this document"
    return fail(RULE, message, at, "Bundle all of its files into one document, and give that: no other file is read.")
