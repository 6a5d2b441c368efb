from __future__ import annotations

import pytest

from benchmarks.samples import Samples
from benchmarks.tables import Row, Table

CALL = Samples("a call", [30e-6, 20e-6, 26e-6])
OTHER = Samples("another", [40e-6, 52e-6, 60e-6])


@pytest.mark.parametrize(
    ("row", "target"),
    [
        (Row(CALL, at_most=25e-6), "<= 25 µs: MISSED"),
        (Row(CALL, at_most=26e-6), "<= 26 µs: met"),
        (Row(CALL, than=OTHER, at_least=2), ">= 2 x: met"),
        (Row(CALL, than=OTHER, at_least=2.1), ">= 2.1 x: MISSED"),
        (Row(CALL, than=OTHER, within=0.5), "<= 0.5 x as long: met"),
        (Row(OTHER, than=CALL, within=1.9), "<= 1.9 x as long: MISSED"),
        (Row(CALL, than=OTHER), ""),
    ],
)
def test_the_median_is_held_against_the_target(row: Row, target: str) -> None:
    assert row.cells("µs")[-1] == target
    assert row.missed is target.endswith("MISSED")


def test_a_table_misses_when_one_of_its_rows_does(capsys: pytest.CaptureFixture[str]) -> None:
    met, missed = Row(CALL), Row(CALL, at_most=25e-6)
    assert not Table("Calls", "µs", [met]).misses
    table = Table("Calls", "µs", [met, missed], "A note.")
    assert table.misses
    table.show()
    title, headings, plain, targeted, note, _ = capsys.readouterr().out.splitlines()
    assert title == "Calls"
    assert headings.split() == ["min", "median", "max", "faster", "target"]
    assert plain.split() == ["a", "call", "20.0", "µs", "26.0", "µs", "30.0", "µs"]
    assert targeted.endswith("<= 25 µs: MISSED")
    assert note.strip() == "A note."


def test_the_ratio_says_how_many_times_faster_a_row_is() -> None:
    assert Row(CALL, than=OTHER).cells("µs")[4] == "2.00 x"
