from __future__ import annotations

from pathlib import Path

import pytest

from generator.contract.coverage.acceptance import load_accepted
from generator.contract.coverage.cells import Cell, Kind, Owner
from generator.document.findings import Finding, SpecloomError

GOOD = """\
accepted:
  - operation: plants_list
    status: 520
    reason: Only a gateway makes it.
  - {operation: plants_list, status: 4XX, reason: Never seen.}
  - {operation: plants_list, field: /*/name, reason: Not to be had.}
  - {schema: Problem, field: /code, variant: integer, reason: Not to be had.}
  - {operation: plants_list, field: '', variant: 'null', reason: Not to be had.}
"""


def write(folder: Path, text: str) -> Path:
    (folder / "coverage.yaml").write_text(text)
    return folder


def findings(folder: Path, text: str) -> tuple[Finding, ...]:
    with pytest.raises(SpecloomError) as caught:
        load_accepted(write(folder, text))
    return caught.value.findings


def test_without_a_file_nothing_is_accepted(tmp_path: Path) -> None:
    assert load_accepted(tmp_path) == ()


def test_each_kind_of_gap_can_be_accepted(tmp_path: Path) -> None:
    accepted = load_accepted(write(tmp_path, GOOD))
    assert [(each.owner, each.cell) for each in accepted] == [
        (Owner("operation", "plants_list"), Cell(Kind.STATUS, "520")),
        (Owner("operation", "plants_list"), Cell(Kind.STATUS, "4XX")),
        (Owner("operation", "plants_list"), Cell(Kind.FIELD, "/*/name")),
        (Owner("schema", "Problem"), Cell(Kind.VARIANT, "/code", "integer")),
        (Owner("operation", "plants_list"), Cell(Kind.VARIANT, "", "null")),
    ]
    assert accepted[0].reason == "Only a gateway makes it."
    assert [each.place.line for each in accepted] == [2, 5, 6, 7, 8]


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        ("acepted: []\n", 1, "Did you mean 'accepted'?"),
        ("accepted:\n  - {operation: x, staus: 404, reason: y}\n", 2, "Did you mean 'status'?"),
        ("accepted:\n  - {operation: x, status: 404}\n", 2, "lacks the key 'reason'"),
        ("accepted:\n  - {operation: x, status: 404, reason: ''}\n", 2, 'reason: is "", but must be text'),
        ("accepted:\n  - {operation: x, status: four, reason: y}\n", 2, "such as 404, 4XX or default"),
        ("accepted:\n  - {operation: x, field: name, reason: y}\n", 2, "such as /data/*/name"),
        ("accepted:\n  - {status: 404, reason: y}\n", 2, "one operation or one schema"),
        ("accepted:\n  - {operation: x, schema: Y, status: 404, reason: y}\n", 2, "one operation or one schema"),
        ("accepted:\n  - {operation: x, reason: y}\n", 2, "one status or one field"),
        ("accepted:\n  - {operation: x, status: 404, field: /a, reason: y}\n", 2, "one status or one field"),
        ("accepted:\n  - {schema: X, status: 404, reason: y}\n", 2, "A schema has fields and variants."),
        ("accepted:\n  - {operation: x, status: 404, variant: y, reason: y}\n", 2, "goes with a field"),
        ("accepted: 7\n", 1, "must be a list"),
        ("[]\n", None, "must be a mapping"),
    ],
)
def test_what_is_wrong_is_said_with_its_line(tmp_path: Path, text: str, line: int | None, said: str) -> None:
    found = findings(tmp_path, text)
    assert any(said.rpartition("reason: ")[2] in str(finding) for finding in found)
    assert {finding.rule for finding in found} == {"invalid-coverage"}
    assert found[0].place.file == str(tmp_path / "coverage.yaml")
    assert line is None or line in {finding.place.line for finding in found}


def test_a_file_that_is_no_yaml_is_refused(tmp_path: Path) -> None:
    assert findings(tmp_path, "accepted: [")[0].place.file.endswith("coverage.yaml")
