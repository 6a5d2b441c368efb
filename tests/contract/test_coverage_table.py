from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from exchange.garden import interaction

from generator.contract.coverage.acceptance import load_accepted
from generator.contract.coverage.measuring import measure
from generator.contract.coverage.table import json_text, markdown_lines, text_lines
from generator.contract.rehearsing.suppositions import Supposition
from generator.contract.verify import Verdict
from generator.document.findings import Finding, Place, Severity
from generator.document.printable import printable
from generator.exchange.operations import Api

from .made import cassette

ACCEPTED = """\
accepted:
  - {operation: plants_list, status: 204, reason: Never empty.}
  - {schema: Problem, field: /detail, reason: Nothing fails.}
"""


@pytest.fixture
def verdict(document: dict[str, Any], tmp_path: Path) -> Verdict:
    (tmp_path / "coverage.yaml").write_text(ACCEPTED)
    body = [{"name": "x", "planted": None, "kind": "tree", "height": 1, "tags": []}]
    coverage = measure(
        Api(document, "garden.json"),
        [cassette("plants.list", interaction(body=body))],
        load_accepted(tmp_path),
    )
    wrong = Finding("made-up", "is wrong", Place("a.yaml", 7, "/x"), "Correct it.")
    useless = Finding("unused-recording", "shows nothing", Place("b.yaml"), "Delete it.", Severity.WARNING)
    return Verdict("garden", 1, (wrong,), (useless,), coverage)


def test_text_has_a_line_a_row_and_the_gaps_below(verdict: Verdict) -> None:
    lines = list(text_lines(verdict))
    assert lines[:4] == [
        "garden: 1 recording, 1 finding · statuses 1/10 · variants 1/6 · fields 5/19",
        "  plants_list: statuses 1/3 · variants 1/2 · fields 5/6",
        "  plants_create: statuses 0/1 · variants 0/2 · fields 0/6",
        "  plants_mine: statuses 0/1",
    ]
    assert lines[8:12] == [
        "  schema Problem: fields 0/1",
        "  not recorded:",
        "    plants_list: status 4XX",
        "    plants_list: field /*/children",
    ]
    assert lines[-5:] == [
        "  accepted:",
        "    plants_list: status 204 (Never empty.)",
        "    schema Problem: field /detail (Nothing fails.)",
        "  unused:",
        "    b.yaml shows nothing",
    ]


def test_json_has_everything(verdict: Verdict) -> None:
    data = json.loads(json_text([verdict], [Finding("stranger", "is nobody's", Place("c"))]))
    garden = data["vendors"]["garden"]
    assert garden["coverage"]["fields"] == {"recorded": 5, "documented": 19}
    assert garden["rows"][0] == {
        "operation": "plants_list",
        "statuses": {"recorded": 1, "documented": 3},
        "variants": {"recorded": 1, "documented": 2},
        "fields": {"recorded": 5, "documented": 6},
    }
    assert garden["rows"][-1]["schema"] == "Problem"
    assert {"operation": "plants_list", "status": "204", "reason": "Never empty."} in garden["gaps"]
    assert {"operation": "plants_list", "field": "/*/planted", "variant": "string"} in garden["gaps"]
    assert garden["findings"] == [
        {
            "rule": "made-up", "severity": "error", "message": "is wrong", "file": "a.yaml", "line": 7, "pointer": "/x",
            "remedy": "Correct it.",
        }
    ]  # fmt: skip
    assert [each["file"] for each in garden["unused"]] == ["b.yaml"]
    assert [each["rule"] for each in data["findings"]] == ["stranger"]


def test_gaps_in_json_are_what_coverage_yaml_accepts(verdict: Verdict, tmp_path: Path) -> None:
    gaps = json.loads(json_text([verdict]))["vendors"]["garden"]["gaps"]
    (tmp_path / "coverage.yaml").write_text(json.dumps({"accepted": [{"reason": "None.", **gap} for gap in gaps]}))
    accepted = load_accepted(tmp_path)
    assert [(each.owner, each.cell) for each in accepted] == [(gap.owner, gap.cell) for gap in verdict.coverage.gaps]


def test_markdown_is_a_table_and_lists(verdict: Verdict) -> None:
    lines = list(markdown_lines(verdict))
    assert lines[0].startswith("## garden: 1 recording")
    assert "| `plants_list` | 1/3 | 1/2 | 5/6 |" in lines
    assert "| `plants_mine` | 0/1 |  |  |" in lines
    assert "- `plants_list: field /*/children`" in lines
    assert "- `plants_list: status 204` `Never empty.`" in lines
    assert [line for line in lines if line.startswith("### ")] == [
        "### Findings", "### Not recorded", "### Accepted", "### Unused",
    ]  # fmt: skip


def test_names_from_documents_do_no_harm(document: dict[str, Any]) -> None:
    evil = "a|b`c``\x1b[31m\n# d\ud800"
    document["components"]["schemas"]["Plant"]["properties"][evil] = {}
    document["paths"]["/plants"]["post"]["operationId"] = evil
    verdict = Verdict("garden", 0, (), (), measure(Api(document, "x"), []))
    text = "\n".join([*text_lines(verdict), *markdown_lines(verdict), json_text([verdict])])
    assert text.encode()
    assert "\x1b" not in text
    assert not any(line.startswith("# d") for line in text.splitlines())
    (row,) = (line for line in markdown_lines(verdict) if line.startswith("| ```a\\|b"))
    assert row.replace("\\|", "").count("|") == 5


@pytest.mark.parametrize(("text", "shown"), [("äß /*/x", "äß /*/x"), ("a\x07\n", "a\\x07\\n"), ("\u202e", "\\u202e")])
def test_what_cannot_be_printed_is_escaped(text: str, shown: str) -> None:
    assert printable(text) == shown


def test_what_the_stand_in_is_not_fully_held_to_is_told_in_every_format(verdict: Verdict) -> None:
    asked = Supposition(Place("s.yaml"), ("plants.list/full",), "Nothing | leads to it.", answer=429)
    apart = Supposition(Place("s.yaml"), ("plants.list/odd",), "Nobody knows why.", is_held=False)
    lenient = replace(verdict, lenient=(asked, apart))
    assert list(text_lines(lenient))[-4:] == [
        "  asked of the stand-in:",
        "    plants.list/full (Nothing | leads to it.)",
        "  not held to the stand-in:",
        "    plants.list/odd (Nobody knows why.)",
    ]
    assert json.loads(json_text([lenient]))["vendors"]["garden"]["lenient"] == [
        {"recordings": ["plants.list/full"], "answer": 429, "reason": "Nothing | leads to it."},
        {"recordings": ["plants.list/odd"], "reason": "Nobody knows why."},
    ]
    text = "\n".join(markdown_lines(lenient))
    assert "### Asked of the stand-in\n\n- `plants.list/full` `Nothing | leads to it.`" in text
    assert "### Not held to the stand-in\n\n- `plants.list/odd` `Nobody knows why.`" in text
