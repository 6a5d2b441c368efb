from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from generator.contract.rehearsing.suppositions import load_suppositions, misplaced
from generator.document.findings import Finding, SpecloomError

GOOD = """\
supposed:
  - recordings: [crates.get/forbidden, crates.list/forbidden]
    credential: restricted-token
    reason: Which token came is nowhere.
  - recordings: [crates.get/full]
    clock: '2026-02-03T16:45:00Z'
    after: [crates.update/success]
    path: {id: a1}
    body: null
    answer: 429
    reason: It is full.
not_held:
  - {recordings: [crates.get/odd], reason: Nobody knows why.}
"""


def load(folder: Path, text: str) -> tuple[Finding, ...]:
    (folder / "supposed.yaml").write_text(text)
    with pytest.raises(SpecloomError) as caught:
        load_suppositions(folder)
    return caught.value.findings


def test_without_a_file_nothing_is_supposed(tmp_path: Path) -> None:
    assert load_suppositions(tmp_path) == ()


def test_each_kind_is_read(tmp_path: Path) -> None:
    (tmp_path / "supposed.yaml").write_text(GOOD)
    token, full, odd = load_suppositions(tmp_path)
    assert (token.recordings, token.credential) == (
        ("crates.get/forbidden", "crates.list/forbidden"),
        "restricted-token",
    )
    assert (full.clock, full.after) == (datetime(2026, 2, 3, 16, 45, tzinfo=UTC), ("crates.update/success",))
    assert (full.path, full.body, full.answer) == ({"id": "a1"}, (None,), 429)
    assert [each.is_held for each in (token, full, odd)] == [True, True, False]
    assert [each.is_lenient for each in (token, full, odd)] == [False, True, True]
    assert [each.place.line for each in (token, full, odd)] == [2, 5, 13]


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        ("suposed: []\n", 1, "Did you mean 'supposed'?"),
        ("supposed:\n  - {recordings: [a.b/c], credental: x, reason: y}\n", 2, "Did you mean 'credential'?"),
        ("supposed:\n  - {recordings: [a.b/c], credential: x}\n", 2, "lacks the key 'reason'"),
        ("supposed:\n  - {recordings: [a.b/c], reason: y}\n", 2, "supposes nothing"),
        ("supposed:\n  - {recordings: [a.b], answer: 404, reason: y}\n", 2, "<operation>/<case>"),
        ("supposed:\n  - {recordings: [], answer: 404, reason: y}\n", 2, "recordings"),
        ("supposed:\n  - {recordings: [a.b/c], answer: 99, reason: y}\n", 2, "answer"),
        ("supposed:\n  - {recordings: [a.b/c], clock: noon, reason: y}\n", 2, "no moment with a time zone"),
        ("not_held:\n  - {recordings: [a.b/c], answer: 404, reason: y}\n", 2, "unknown key 'answer'"),
        ("[]\n", None, "must be a mapping"),
    ],
)
def test_what_is_wrong_is_said_with_its_line(tmp_path: Path, text: str, line: int | None, said: str) -> None:
    found = load(tmp_path, text)
    assert any(said in str(finding) for finding in found)
    assert {finding.rule for finding in found} == {"invalid-supposition"}
    assert found[0].place.file == str(tmp_path / "supposed.yaml")
    assert line is None or line in {finding.place.line for finding in found}


def test_names_that_lead_to_nothing_are_found(tmp_path: Path) -> None:
    (tmp_path / "supposed.yaml").write_text(GOOD + "  - {recordings: [crates.get/odd], reason: Again.}\n")
    known = ["crates.get/forbidden", "crates.list/forbidden", "crates.get/full", "crates.get/odd"]
    found = list(misplaced(load_suppositions(tmp_path), known, {"crates.get/full": "life"}))
    assert [(each.place.line, each.message.partition(" again")[0]) for each in found] == [
        (5, "there is no recording 'crates.update/success'"),
        (5, "crates.get/full is recorded by the scenario 'life', which supposes nothing"),
        (14, "says of crates.get/odd"),
    ]
    assert {each.rule for each in found} == {"stale-supposition"}
