"""Which documents are meant, what each of their packages is called, and where it goes."""

from __future__ import annotations

import glob
import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from generator.document.findings import Place, fail
from generator.emit.fleet.naming import import_name

_SUFFIXES = (".json", ".yaml", ".yml")


@dataclass(frozen=True, slots=True)
class Document:
    """One document, the import name of its package, and the folder for the distribution."""

    path: Path
    package: str
    folder: Path


def found(given: Sequence[Path]) -> list[Path]:
    """Return the documents that `given` names: files, folders (the .json, .yaml and .yml files in them), and globs.

    The order is that of `given`, and inside a folder or glob that of the names; a document is there once.

    Raises:
        SpecloomError: a folder or glob has none.
    """
    paths: dict[str, Path] = {}
    for path in (path for each in given for path in _expanded(each)):
        paths.setdefault(os.path.abspath(path), path)  # noqa: PTH100 - not following links: their names count
    return list(paths.values())


def named(paths: Sequence[Path], out: Path) -> list[Document]:
    """Return a document for each of `paths`, named after its file, to be written into a folder of its name in `out`.

    Raises:
        SpecloomError: two of them give one name.
    """
    documents: dict[str, Document] = {}
    for path in paths:
        package = import_name(path)
        if (first := documents.get(package)) is not None:
            message = f"gives a package {package!r}, as {str(first.path)!r} does"
            remedy = "Rename one of the files, or generate it by itself with --package."
            raise fail("usage", message, Place(str(path)), remedy)
        documents[package] = Document(path, package, out / package)
    return list(documents.values())


def _expanded(given: Path) -> list[Path]:
    if given.is_dir():
        inside = [each for each in given.iterdir() if each.suffix.lower() in _SUFFIXES and each.is_file()]
        documents = [each for each in inside if not each.name.startswith(".")]
        what = "holds no .json, .yaml or .yml file"
    elif glob.has_magic(str(given)) and not given.exists():
        matching = glob.glob(str(given), recursive=True)  # noqa: PTH207 - a pattern may start anywhere
        documents = [path for path in map(Path, matching) if path.is_file()]
        what = "matches no file"
    else:
        return [given]
    if not documents:
        raise fail("usage", what, Place(str(given)), "--spec takes files, folders and globs.")
    return sorted(documents)
