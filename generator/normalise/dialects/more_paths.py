"""Paths that stand beside `paths`: those that differ in their query alone, in the extension `x-ms-paths` of AutoRest."""

from __future__ import annotations

from typing import Any

from generator.document import pointers
from generator.document.shapes import is_object

RULE = "read-more-paths"
_MORE = "x-ms-paths"


def read_more_paths(document: Any) -> dict[str, str]:
    """Move the paths of `x-ms-paths` to `paths`, in place; return their former pointers by their new ones.

    One that `paths` has already stays where it is, and says nothing.
    """
    more: Any = document.get(_MORE) if is_object(document) else None
    if not is_object(more):
        return {}
    paths: Any = document.setdefault("paths", {})
    moved: dict[str, str] = {}
    for path in [path for path in more if path.startswith("/") and is_object(paths) and path not in paths]:
        paths[path] = more.pop(path)
        moved[pointers.join("/paths", path)] = pointers.join("", _MORE, path)
    return moved
