"""The next version of a package, as Semantic Versioning 2.0.0 counts; versions are written as PEP 440 has them.

From 1.0.0 on: what breaks calls or code asks for a new major version, anything else that a user can notice for a new minor
one, and the rest, such as descriptions, for a patch (sections 6 to 8). In 0.x anything may change at any time (section 4);
there, what may break asks for a new minor version, and everything else for a patch: whoever allows patches alone, as
`>=0.3.1,<0.4` does, gets additions and nothing that breaks.
"""

from __future__ import annotations

import re
from enum import IntEnum
from typing import TYPE_CHECKING

from generator.document.findings import fail
from generator.drift.verdicts import Level

if TYPE_CHECKING:
    from collections.abc import Sequence

    from generator.drift.changes import Change

_VERSION = re.compile(r"(\d+(?:\.\d+)*)((?:a|b|rc)\d+)?(?:\.post(\d+))?(\.dev\d+)?")
ADVISORIES = frozenset(
    {
        "api-deprecated-sunset-missing", "api-deprecated-sunset-parse", "api-invalid-stability-level",
        "api-major-version-not-bumped", "api-path-sunset-parse", "api-version-decreased", "api-version-not-bumped",
    }
)  # fmt: skip
"""Changes that are about the habits of the vendor: no version and no changelog of ours speaks of them."""
_PREVIEWS = {"a": 0, "b": 1, "rc": 2}


class Step(IntEnum):
    """How far a version moves."""

    NONE = 0
    PATCH = 1
    MINOR = 2
    MAJOR = 3


def next_version(current: str, changes: Sequence[Change], *, rewritten: bool = False) -> str:
    """Return the version that `changes` ask for; accepted ones count, since users of the package meet them as well.

    Args:
        current: the version that was released last.
        changes: those since then, of the API and of the package's surface.
        rewritten: whether any byte of the package differs, be it in a description.

    Raises:
        SpecloomError: `current` is no version.
    """
    release, is_preview = _release(current)
    taken = step(changes, rewritten=rewritten)
    if taken is Step.NONE:
        return current
    if is_preview:  # promises nothing (section 9), and what follows it is what it was a preview of
        return _text(release)
    major, minor, patch = release
    if major == 0:
        moves = taken is Step.MAJOR or any(change.verdicts.worst > Level.SAFE for change in notable(changes))
        return _text((0, minor + 1, 0) if moves else (0, minor, patch + 1))
    return _text(
        {Step.MAJOR: (major + 1, 0, 0), Step.MINOR: (major, minor + 1, 0)}.get(taken, (major, minor, patch + 1))
    )


def notable(changes: Sequence[Change]) -> list[Change]:
    """Return those of `changes` that a user of the package can notice: not sentences that nothing of ours rests on."""
    return [change for change in changes if change.id not in ADVISORIES and not _is_idle(change)]


def _is_idle(change: Change) -> bool:
    return change.id.startswith("prose-") and change.verdicts.worst is Level.SAFE


def step(changes: Sequence[Change], *, rewritten: bool = False) -> Step:
    """Return how far a version from 1.0.0 on moves for `changes`; how the vendor behaves breaks no promise of the package."""
    if any(max(change.verdicts.wire, change.verdicts.source) is Level.BREAKING for change in changes):
        return Step.MAJOR
    if notable(changes):
        return Step.MINOR
    return Step.PATCH if rewritten else Step.NONE


def precedence(version: str) -> tuple[int, ...]:
    """Return what orders versions: previews come before what they are previews of, post-releases after it.

    Raises:
        SpecloomError: it is no version.
    """
    release, _ = _release(version)
    found = _VERSION.fullmatch(version)
    assert found is not None
    kind = re.match(r"[a-z]+", found[2] or "")
    preview = (_PREVIEWS[kind[0]], int(found[2][kind.end() :])) if kind else (-1 if found[4] else len(_PREVIEWS), 0)
    development = -1 if found[4] is None else -2  # before the same without it
    return (*release, *preview, int(found[3] or -1), development)


def _release(version: str) -> tuple[tuple[int, int, int], bool]:
    """Return the three numbers of `version`, and whether it is a preview of what they say."""
    found = _VERSION.fullmatch(version)
    if found is None:
        raise fail("invalid-version", f"{version!r} is no version", remedy="Write it as 1.2.0, or as 1.2.0rc1.")
    major, minor, patch, *_ = [*map(int, found[1].split(".")), 0, 0]
    return (major, minor, patch), bool(found[2] or found[4])


def _text(numbers: tuple[int, int, int]) -> str:
    return ".".join(map(str, numbers))
