from __future__ import annotations

from generator.drift.changes import Change
from generator.drift.reports.grouping import families, grouped
from generator.drift.verdicts import Level, Verdicts


def change(name: str, level: Level, *operations: str, accepted: str = "") -> Change:
    return Change(name, name, Verdicts(source=level), operations=operations, accepted=accepted)


def test_the_worst_come_first_those_of_the_same_operations_together_and_accepted_ones_last():
    changes = [
        change("a", Level.BREAKING, "x", accepted="so"),
        change("b", Level.SAFE, "x"),
        change("c", Level.BREAKING, "x", "y"),
        change("d", Level.RISKY, "x"),
        change("e", Level.BREAKING, "x"),
        change("f", Level.BREAKING, "x", "y"),
    ]
    groups = [(str(group.level), [each.id for each in group.changes]) for group in grouped(changes)]
    assert groups == [
        ("breaking", ["c", "f"]), ("breaking", ["e"]), ("risky", ["d"]), ("safe", ["b"]), ("breaking", ["a"]),
    ]  # fmt: skip


def test_no_change_is_no_group():
    assert grouped([]) == []


def test_many_of_one_kind_are_together_wherever_they_are():
    many = [change("many", Level.RISKY, each) for each in "wxyz"]
    changes = [change("other", Level.RISKY, "x"), *many, change("worst", Level.BREAKING, "y")]
    groups = [(str(group.level), [each.id for each in group.changes]) for group in families(changes)]
    assert groups == [("breaking", ["worst"]), ("risky", ["other"]), ("risky", ["many"] * 4)]
    assert families(many[:3]) == grouped(many[:3])
