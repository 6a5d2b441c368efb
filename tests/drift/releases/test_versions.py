from __future__ import annotations

import pytest

from generator.document.findings import SpecloomError
from generator.drift.changes import Change
from generator.drift.releases import next_version
from generator.drift.releases.versions import ADVISORIES, precedence
from generator.drift.verdicts import Level, Verdicts

WIRE, SOURCE = Verdicts(wire=Level.BREAKING), Verdicts(source=Level.BREAKING)
RISKY, BEHAVIOUR, SAFE = Verdicts(source=Level.RISKY), Verdicts(behaviour=Level.BREAKING), Verdicts()


def change(verdicts: Verdicts, **more: str) -> Change:
    return Change("endpoint-added", "is new", verdicts, **more)  # pyright: ignore[reportArgumentType]


@pytest.mark.parametrize(
    ("verdicts", "from_one", "from_zero"),
    [
        ([WIRE], "2.0.0", "0.4.0"),
        ([SOURCE], "2.0.0", "0.4.0"),
        ([SAFE, SOURCE, RISKY], "2.0.0", "0.4.0"),
        ([RISKY], "1.3.0", "0.4.0"),
        ([BEHAVIOUR], "1.3.0", "0.4.0"),
        ([SAFE], "1.3.0", "0.3.8"),
        ([], "1.2.4", "0.3.8"),
    ],
)
def test_verdicts_move_a_version(verdicts: list[Verdicts], from_one: str, from_zero: str) -> None:
    changes = [change(each) for each in verdicts]
    assert next_version("1.2.3", changes, rewritten=True) == from_one
    assert next_version("0.3.7", changes, rewritten=True) == from_zero


def test_no_byte_changed_is_no_version() -> None:
    assert next_version("1.2.3", []) == "1.2.3"
    assert next_version("0.1", []) == "0.1"


def test_what_we_accept_our_users_still_meet() -> None:
    assert next_version("1.2.3", [change(WIRE, accepted="we know")]) == "2.0.0"


def test_the_habits_of_a_vendor_move_nothing() -> None:
    habits = [Change(name, "", WIRE if "decreased" in name else SAFE) for name in sorted(ADVISORIES)]
    assert next_version("1.2.3", [each for each in habits if each.verdicts == SAFE]) == "1.2.3"


@pytest.mark.parametrize(
    ("current", "following"),
    [
        ("1.2", "1.3.0"), ("2", "2.1.0"), ("1.2.3.4", "1.3.0"), ("1.2.3.post1", "1.3.0"), ("1.2.0rc1", "1.2.0"),
        ("2.0.0.dev3", "2.0.0"),
    ],
)  # fmt: skip
def test_versions_of_all_forms_are_followed(current: str, following: str) -> None:
    assert next_version(current, [change(SAFE)]) == following


def test_what_is_no_version_is_refused() -> None:
    with pytest.raises(SpecloomError, match="'v1' is no version"):
        next_version("v1", [change(SAFE)])


def test_versions_have_an_order() -> None:
    lowest = ["0.9", "1.0.0.dev1", "1.0.0a1.dev2", "1.0.0a1", "1.0.0a2", "1.0.0b1", "1.0.0rc1"]
    ordered = [*lowest, "1.0.0", "1.0.0.post1", "1.0.1", "1.0.10"]
    backwards = list(reversed(ordered))
    assert sorted(backwards, key=precedence) == ordered


def test_a_sentence_that_nothing_rests_on_is_no_version() -> None:
    idle, risky = (Change("prose-changed", "changed", each) for each in (SAFE, BEHAVIOUR))
    assert next_version("1.2.3", [idle]) == "1.2.3"
    assert next_version("1.2.3", [idle, risky]) == "1.3.0"
