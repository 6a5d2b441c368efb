"""The bases of classes: what `except` and `isinstance` tell apart."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.drift.surface.judging import change
from generator.drift.surface.model import Class
from generator.drift.verdicts import Level

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.drift.changes import Change
    from generator.drift.surface.judging import Pair
    from generator.drift.surface.model import Surface

_FORMAL = {"typing.Generic", "typing.Protocol", "object"}


def changes(pair: Pair) -> Iterator[Change]:
    """Yield the bases that classes have lost or gained, whether directly or through others."""
    for old, new in pair.shared(Class):
        before, after = _ancestors(pair.base, old), _ancestors(pair.revision, new)
        subject = f"class {pair.short(old.path)}"
        for action, names, level in (
            ("removed", before - after, Level.BREAKING),
            ("added", after - before, Level.SAFE),
        ):
            for name in sorted(names):
                message = f"the base {pair.short(name)} was {action}"
                yield change(f"python-base-{action}", message, level, subject, old.path)


def _ancestors(surface: Surface, found: Class) -> set[str]:
    """Return the public ancestors of a class and those of other packages; private ones are only where code is shared."""
    result: set[str] = set()
    pending = list(found.bases)
    while pending:
        name = pending.pop()
        if name not in result:
            result.add(name)
            parent = surface.symbols.get(name)
            pending += parent.bases if isinstance(parent, Class) else ()
    return {name for name in result - _FORMAL if not _is_private(surface, name)}


def _is_private(surface: Surface, name: str) -> bool:
    return name.startswith(f"{surface.root}.") and any(part.startswith("_") for part in name.split("."))
