"""Two states of a package, compared by what is public of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.drift.changes import ordered
from generator.drift.surface import classes, fields, methods, names, values
from generator.drift.surface.judging import Pair
from generator.drift.surface.reading import read_surface

if TYPE_CHECKING:
    from pathlib import Path

    from generator.drift.changes import Change
    from generator.drift.surface.model import Surface

_FAMILIES = (names, classes, methods, fields, values)


def surface_changes(base_src: Path, revision_src: Path, import_name: str) -> list[Change]:
    """Return what became of the public surface of a package, judged as code that uses it.

    The source alone is read, nothing of it runs. The verdicts are on source; what a change means for calls on the wire is
    said by the changes of the document that it comes from.

    Args:
        base_src: the folder `src` of the older distribution.
        revision_src: that of the newer one.
        import_name: what both are imported as.

    Returns:
        The changes, the worst first, each with its symbols; what is the same for `await` is one change.

    Raises:
        SpecloomError: one of them has no such package, or it is no Python.
    """
    return changes_between(read_surface(base_src, import_name), read_surface(revision_src, import_name))


def changes_between(base: Surface, revision: Surface) -> list[Change]:
    """Return what `surface_changes` does, of surfaces that were read."""
    pair = Pair(base, revision)
    found = [change for family in _FAMILIES for change in family.changes(pair)]
    return list(ordered(pair.naming.joined(found)))
