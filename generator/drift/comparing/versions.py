"""Whether the vendor's version says that something breaks (Semantic Versioning 2.0.0, item 8); advice, whatever it says."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from generator.drift.changes import Change
from generator.drift.schemas.judging import SAFE
from generator.drift.schemas.subjects import shown
from generator.drift.verdicts import Level

if TYPE_CHECKING:
    from generator.drift.comparing.parts import Part

_NUMBER: Final = r"(0|[1-9][0-9]{0,17})"
_IDS: Final = frozenset({"api-version-not-bumped", "api-version-decreased", "api-major-version-not-bumped"})
_SEMANTIC: Final = re.compile(rf"v?{_NUMBER}\.{_NUMBER}\.{_NUMBER}(?:-[0-9A-Za-z.-]+)?(?:\+[0-9A-Za-z.-]+)?")


def versions(document: Part, changes: list[Change]) -> list[Change]:
    """Return a change for a version that does not tell of what breaks among `changes`; only semantic versions are judged."""
    part = document.member("info", "version")
    before, after = semantic(part.base), semantic(part.revision)
    if before is None or after is None or not _breaks(changes):
        return []
    values = f"from {shown(part.base)} to {shown(part.revision)}"
    if after == before:
        identity, message = "api-version-not-bumped", f"something breaks, and the version is still {shown(part.base)}"
    elif after < before:
        identity, message = "api-version-decreased", f"something breaks, and the version went back {values}"
    elif _is_bump(before, after):
        return []
    else:
        identity, message = "api-major-version-not-bumped", f"something breaks, and the version went {values} only"
    base, revision = part.sides
    return [Change(identity, message, SAFE, "version of the API", (), base, revision)]


def advised(changes: list[Change], *, states_version: bool) -> list[Change]:
    """Return `changes` without advice on the version where there is no cause: evidence may have shown that nothing breaks.

    Neither is there where the vendor does not state any version (`states_version`).
    """
    if states_version and _breaks(changes):
        return changes
    return [each for each in changes if each.id not in _IDS]


def semantic(version: object) -> tuple[int, int, int] | None:
    """Return the numbers of a semantic version, None for any other."""
    found = _SEMANTIC.fullmatch(version) if isinstance(version, str) else None
    return (int(found[1]), int(found[2]), int(found[3])) if found else None


def _breaks(changes: list[Change]) -> bool:
    """Tell whether something breaks, and more than names of generated code changed: for these no version is there."""
    is_api = any(max(each.verdicts.wire, each.verdicts.behaviour) > Level.SAFE for each in changes)
    return is_api and any(each.verdicts.worst is Level.BREAKING for each in changes)


def _is_bump(before: tuple[int, int, int], after: tuple[int, int, int]) -> bool:
    """Tell whether the first number that counts went up: the second one below 1.0.0."""
    return after[0] > before[0] or (before[0] == 0 and after[1] > before[1])
