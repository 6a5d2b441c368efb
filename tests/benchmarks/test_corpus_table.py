from __future__ import annotations

from dataclasses import replace

from benchmarks.corpus.checks import Use
from benchmarks.corpus.measuring import Run
from benchmarks.corpus.peers import Peer
from benchmarks.corpus.results import Result
from benchmarks.corpus.table import comparison, table

OURS = Run(2.0, 3.0, 80_000_000, 60_000_000, 0)
THEIRS = Run(2.0, 2.0, 90_000_000, 90_000_000, 0)
WHOLE = Result("whole.yaml", 8, OURS, Use(50, 8), client=Peer(THEIRS, 7), models=Peer(THEIRS, None))


def test_a_document_that_is_as_it_must_be_has_no_fault() -> None:
    assert WHOLE.faults == []
    assert WHOLE.is_comparable


def test_everything_that_is_asked_for_is_looked_at() -> None:
    assert replace(WHOLE, use=Use(50, 7)).faults == ["7 of 8 operations"]
    assert replace(WHOLE, use=Use(50, 8, 1, ("a.b: SyntaxError",))).faults == ["import: a.b: SyntaxError"]
    assert replace(WHOLE, type_errors=("a.py:3: wrong",)).faults == ["type: a.py:3: wrong"]
    assert replace(WHOLE, form="is not idempotent").faults == ["normal form: is not idempotent"]
    failed = replace(WHOLE, run=replace(OURS, code=2, said="trouble\nerror: no\n"), use=Use())
    assert failed.faults == ["no package: error: no"]
    assert not failed.is_comparable


def test_a_line_for_each_document_and_one_for_all() -> None:
    unchecked = replace(WHOLE, name="odd.json", use=Use(9, 8, 2, ("x", "y")), types_checked=False)
    heading, first, second, rule, totals = table([WHOLE, unchecked]).splitlines()
    assert heading.split()[:8] == ["document", "in", "out", "imports", "types", "form", "s", "MB"]
    assert first.split() == [
        "whole.yaml",
        "8",
        "8",
        "50",
        "0",
        "ok",
        "2.0",
        "80",
        "7",
        "ok",
        "2.0",
        "90",
        "ok",
        "2.0",
        "90",
    ]
    assert second.split()[3:6] == ["2", "fail", "?"]
    assert set(rule) == {"-"}
    assert totals.startswith("1 of 2 documents whole")
    assert "16" in totals


def test_without_peers_the_table_has_no_columns_for_them() -> None:
    heading, line, *_ = table([replace(WHOLE, client=None, models=None)]).splitlines()
    assert heading.split()[-1] == "MB"
    assert len(line.split()) == 8


def test_a_run_that_failed_is_marked() -> None:
    failed = replace(WHOLE, run=replace(OURS, code=2), use=Use(), client=Peer(replace(THEIRS, code=1), 0, "nothing"))
    line = table([failed]).splitlines()[1]
    assert line.split()[2:8] == ["0", "-", "-", "-", "2.0!", "80"]
    assert line.split()[8:12] == ["0", "fail", "2.0!", "90"]


def test_the_targets_are_half_the_time_of_both_and_no_more_memory() -> None:
    lines, missed = comparison([WHOLE, WHOLE])
    assert not missed
    assert "4.0 beside 8.0, 0.50 of it (target <= 0.5: met)" in lines[1]
    assert "80 MB beside 90 MB (target <= theirs: met)" in lines[2]
    slow, missed = comparison([replace(WHOLE, run=replace(OURS, seconds=2.1))])
    assert missed
    assert "MISSED" in slow[1]
    heavy, missed = comparison([replace(WHOLE, run=replace(OURS, peak=91_000_000))])
    assert missed
    assert "MISSED" in heavy[2]


def test_only_documents_that_both_finish_are_compared() -> None:
    failed = replace(WHOLE, run=replace(OURS, seconds=99), models=Peer(replace(THEIRS, code=1), None))
    assert comparison([failed]) == (["no document that both peers finish"], False)
    assert comparison([WHOLE, failed]) == comparison([WHOLE])
