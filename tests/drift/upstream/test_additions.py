from __future__ import annotations

from generator.document.findings import Finding, Place
from generator.drift.changes import Change, Side
from generator.drift.upstream.additions import Additions
from generator.drift.verdicts import Verdicts

ADDED = {"/a/b": 3, "/a/b/c": None, "/d": 4}


def additions() -> Additions:
    return Additions(ADDED, lambda action: Place("overlay.yaml", action, f"/actions/{action}"))


def gone(pointer: str) -> Change:
    return Change("x", "is gone", Verdicts(), base=Side(pointer, "old"))


def test_what_an_action_added_has_not_been_removed_by_the_vendor():
    vendors = [gone("/a"), gone("/a/b/c/d"), gone("/a/bc"), Change("x", "", Verdicts(), revision=Side("/d", 1))]
    changed = Change("x", "", Verdicts(), base=Side("/d", 1), revision=Side("/d", 2))
    ours = [gone("/a/b"), gone("/a/b/e"), gone("/d/e")]
    kept, findings = additions().without([*vendors, *ours, changed], [])
    assert kept == [*vendors, changed]
    assert [(each.rule, each.severity, each.place.line) for each in findings] == [
        ("overlay-not-applied", "warning", 3), ("overlay-not-applied", "warning", 4),
    ]  # fmt: skip
    assert "/a/b, /a/b/e any more" in findings[0].message


def test_an_action_that_is_told_of_is_not_told_of_again():
    known = [Finding("overlay-matches-nothing", "", Place("overlay.yaml", 9, "/actions/4/target"))]
    _, findings = additions().without([gone("/d")], known)
    assert findings == []
    _, findings = additions().without([gone("/d")], [Finding("x", "", Place("overlay.yaml", 9, "/actions/44/target"))])
    assert len(findings) == 1
