"""The documents of a folder, and how many operations each has: counted here, not by what is measured."""

from __future__ import annotations

import json
import os
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import yaml

from benchmarks.samples import BenchmarkError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

METHODS = frozenset({"get", "put", "post", "delete", "options", "head", "patch", "trace", "query"})
"""The fixed fields of a Path Item that are operations (OpenAPI 3.2 section 4.9.1; older versions have fewer)."""

_SUFFIXES = (".json", ".yaml", ".yml")
_DEEPEST = 20


@dataclass(frozen=True, slots=True)
class Document:
    """One OpenAPI document, known by its file's name."""

    path: Path

    @property
    def name(self) -> str:
        """Its name in tables."""
        return self.path.name

    @property
    def package(self) -> str:
        """An import name for its package."""
        return "corpus_" + "".join(char if char.isalnum() else "_" for char in self.path.stem).lower()


def corpus_folder(given: str | None, root: Path) -> Path:
    """Return the folder of documents: as given, as SPECLOOM_CORPUS says, or ../shared/corpus beside the checkout at `root`.

    Raises:
        BenchmarkError: it is not there.
    """
    folder = Path(given or os.environ.get("SPECLOOM_CORPUS") or root.parent / "shared" / "corpus")
    if not folder.is_dir():
        raise BenchmarkError(f"there is no folder {folder}: name one with OpenAPI documents, or set SPECLOOM_CORPUS")
    return folder


def documents(folder: Path, only: Sequence[str] = ()) -> list[Document]:
    """Return the documents in `folder`, the smallest file first; of `only`, those whose file name or stem is named.

    Raises:
        BenchmarkError: there are none, or one of `only` is not there.
    """

    def is_called(document: Document, name: str) -> bool:
        return name in {document.name, document.path.stem}

    found = [Document(path) for path in folder.iterdir() if path.suffix in _SUFFIXES and path.is_file()]
    if missing := [name for name in only if not any(is_called(each, name) for each in found)]:
        raise BenchmarkError(f"{folder} has no {', '.join(missing)}")
    chosen = [each for each in found if not only or any(is_called(each, name) for name in only)]
    if not chosen:
        raise BenchmarkError(f"{folder} holds no OpenAPI document")
    return sorted(chosen, key=lambda each: (each.path.stat().st_size, each.name))


def operations_in(path: Path) -> int:
    """Return the number of operations below `paths` of the document at `path`, any version from Swagger 2.0 to OpenAPI 3.2.

    Those of `x-ms-paths` (AutoRest) count as well. References of path items are followed, into other files as well;
    webhooks and callbacks are none of the API's operations.
    """
    document = _read(path)
    entries: dict[str, Any] = {}
    whole = cast("dict[str, Any]", document) if isinstance(document, dict) else {}
    for section in ("x-ms-paths", "paths"):
        items: Any = whole.get(section)
        entries |= cast("dict[str, Any]", items) if isinstance(items, dict) else {}
    return sum(len(_methods(path, document, entry)) for key, entry in entries.items() if str(key).startswith("/"))


def _methods(path: Path, document: Any, item: Any) -> set[str]:
    found: set[str] = set()
    for part in _parts(path, document, item):
        found |= {key for key in METHODS if isinstance(part.get(key), dict)}
        more = part.get("additionalOperations")  # OpenAPI 3.2 section 4.9.1
        found |= set(cast("dict[str, Any]", more)) if isinstance(more, dict) else set()
    return found


def _parts(path: Path, document: Any, item: Any) -> Iterator[dict[str, Any]]:
    """Yield a path item and what its references lead to."""
    for _ in range(_DEEPEST):
        if not isinstance(item, dict):
            return
        part = cast("dict[str, Any]", item)
        yield part
        if not isinstance(part.get("$ref"), str):
            return
        file, _, fragment = part["$ref"].partition("#")
        if file:
            path = path.parent / file
            document = _read(path)
        item = _at(document, fragment)


def _at(node: Any, pointer: str) -> Any:
    """Return what a JSON Pointer in a URL's fragment leads to (RFC 6901 section 6), None where it leads nowhere."""
    from urllib.parse import unquote

    for token in unquote(pointer).split("/")[1:]:
        key = token.replace("~1", "/").replace("~0", "~")
        node = node.get(key) if isinstance(node, dict) else None  # pyright: ignore[reportUnknownMemberType]
    return node  # pyright: ignore[reportUnknownVariableType]


def _read(path: Path) -> Any:
    text = path.read_text("utf-8-sig")
    if path.suffix == ".json":
        return json.loads(text)
    return yaml.load(text, getattr(yaml, "CSafeLoader", yaml.SafeLoader))  # noqa: S506 - both are safe
