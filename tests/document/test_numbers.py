"""Numbers that JSON does not have: refused in our own files, read as something else in documents of others."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from generator.document.findings import Finding, Severity, SpecloomError
from generator.document.load import loads
from generator.normalise.pipeline import normalise_file

CASES: list[tuple[str, str, Any, int]] = [
    ("a: 1\nb: .inf\n", "api.yaml", None, 2),
    ("a: 1\nb: -.INF\n", "api.yaml", None, 2),
    ("a: 1\nb: .nan\n", "api.yaml", None, 2),
    ("a: 1\nb: 1e400\n", "api.yaml", "1e400", 2),
    ('{"a": 1,\n"b": NaN}', "api.json", None, 2),
    ('{"a": 1,\n"b": -Infinity}', "api.json", None, 2),
    ('{"a": 1,\n"b": -1E+999}', "api.json", "-1E+999", 2),
]


@pytest.mark.parametrize(("text", "name", "meant", "line"), CASES)
def test_in_documents_of_others_they_are_read_as_something_else_with_a_warning(
    text: str, name: str, meant: Any, line: int
):
    repairs: list[Finding] = []
    assert loads(text, name, repairs) == {"a": 1, "b": meant}
    [finding] = repairs
    assert (finding.rule, finding.severity, finding.place.line) == ("invalid-number", Severity.WARNING, line)
    assert f"it is read as {'null' if meant is None else 'text'}" in finding.message


@pytest.mark.parametrize(("text", "name", "meant", "line"), CASES)
def test_our_own_files_may_not_hold_them(text: str, name: str, meant: Any, line: int):
    with pytest.raises(SpecloomError) as caught:
        loads(text, name)
    [finding] = caught.value.findings
    assert (finding.rule, finding.severity, finding.place.line) == ("invalid-number", Severity.ERROR, line)


def test_keywords_that_need_a_number_lose_them(tmp_path: Path):
    path = tmp_path / "api.yaml"
    path.write_text(
        """\
openapi: 3.1.0
info: {title: Scales, version: "1"}
paths: {}
components:
  schemas:
    Weight: {type: number, minimum: 0, maximum: .inf, exclusiveMaximum: 1e400, examples: [12e999]}
"""
    )
    form = normalise_file(path)
    assert form.document["components"]["schemas"]["Weight"] == {"type": "number", "minimum": 0, "examples": ["12e999"]}
    assert {"invalid-number", "mended"} <= {finding.rule for finding in form.findings}
