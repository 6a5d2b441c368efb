"""Recursion that a document asks for and Python refuses: an error of the document, with its place."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from generator.document.findings import Place, fail

if TYPE_CHECKING:
    from collections.abc import Generator


@contextmanager
def bounded(name: str) -> Generator[None]:
    """Turn what is nested more deeply than Python can follow into an error about the file `name`."""
    try:
        yield
    except RecursionError as error:
        message = "is nested too deeply, or refers to itself through too many parts"
        raise fail(
            "too-deep", message, Place(name), "Give names to inner schemas, under components.schemas."
        ) from error
