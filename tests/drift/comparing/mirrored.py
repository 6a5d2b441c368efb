"""Ids of the same change seen from its other end."""

import re

from generator.drift.changes import Change

Sign = tuple[str, int]

WAIVED = {
    "api-schema-removed": "a new name takes none away, so that nothing is said of it",
    "sunset-missing": "advice on a deprecation, which ends without any",
    "sunset-parse": "advice on a date, whichever side has it",
    "date-too-small": "advice on a date of the newer side",
    "sunset-changed": "the other end of a date that was brought forward",
    "changed-too-small": "a date that was brought forward, and put off from the other end",
}
"""What has no other end, or not one of its own, by the end of the id, with the reason."""

_FAMILIES: tuple[tuple[str, str, int], ...] = (
    (r"endpoint-added", "endpoint", 1),
    (r"api-(?:path-)?removed-.*", "endpoint", -1),
    (r"new-(?:required|optional)-(request)(?:-default)?-parameter.*", "{}-parameter", 1),
    (r"new-(request)-path-parameter", "{}-parameter", 1),
    (r"(request|response)-parameter-(?:removed.*)", "{}-parameter", -1),
    (r"(?:required|optional)-(request|response)-header-removed", "{}-header", -1),
    (r"(request|response)-body-added-(?:required|optional)", "{}-body", 1),
    (r"(request|response)-body-removed", "{}-body", -1),
    (r"(api-operation-id)-(?:added|removed)", "{}", 0),
    (r"(.+-type)-(?:changed|generalized|specialized|compatible)", "{}", 0),
    (r"(.+)-deprecated(?:-with-sunset)?", "{}-deprecated", 1),
    (r"(.+)-reactivated", "{}-deprecated", -1),
    (r"(.+)-became-not-(.+)", "{}-became-{}", -1),
    (r"(.+)-became-optional", "{}-became-required", -1),
    (r"(.*sunset)-(?:deleted)", "{}", -1),
    (r"(.*sunset)-set", "{}", 1),
    (r"(.+)-(?:added|increased|generalized)", "{}", 1),
    (r"(.+)-(?:removed|decreased|specialized)", "{}", -1),
    (r"(.+-became-.+)", "{}", 1),
)


def sign(change_id: str) -> Sign:
    """What changed, and in which of two ways; 0 where it looks the same from both ends."""
    for pattern, name, way in _FAMILIES:
        if found := re.fullmatch(pattern, change_id):
            return name.format(*found.groups()), way
    return change_id, 0


def said(changes: list[Change]) -> set[Sign]:
    return {sign(each.id) for each in changes if not each.id.endswith(tuple(WAIVED))}


def mirrored(found: set[Sign]) -> set[Sign]:
    return {(name, -way) for name, way in found}
