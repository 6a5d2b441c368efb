"""Keys that stand twice in one object: refused in our own files, made one in documents of others, with a warning for each."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.document.findings import Finding, Severity, SpecloomError
from generator.document.load import load, loads
from generator.document.repeated_keys import MAX_REPORTED

YAML = """\
paths:
  /pets:
    get: {summary: list}
  /pets:
    post: {summary: create}
info: {title: one, title: two}
"""
JSON = """\
{"paths": {"/pets": {"get": {"summary": "list"}},
           "/pets": {"post": {"summary": "create"}}},
 "info": {"title": "one",
          "title": "two"}}
"""


@pytest.mark.parametrize(("text", "name"), [(YAML, "api.yaml"), (JSON, "api.json"), (JSON, "api")])
def test_objects_become_one_and_the_last_of_other_values_counts(text: str, name: str):
    repairs: list[Finding] = []
    data = loads(text, name, repairs)
    assert data["paths"] == {"/pets": {"get": {"summary": "list"}, "post": {"summary": "create"}}}
    assert data["info"] == {"title": "two"}
    assert {finding.severity for finding in repairs} == {Severity.WARNING}
    assert sorted((finding.place.line or 0) for finding in repairs) == ([4, 6] if text is YAML else [2, 4])
    assert "'/pets' twice" in str(repairs[0])


@pytest.mark.parametrize("text", [YAML, JSON])
def test_they_are_refused_unless_asked_for(text: str):
    with pytest.raises(SpecloomError, match=r"twice in one (mapping|object)"):
        loads(text, "api")


def test_a_file_is_read_likewise(tmp_path: Path):
    path = tmp_path / "api.json"
    path.write_text('{"a": {"b": [1]}, "a": {"b": [2], "c": 3}}')
    repairs: list[Finding] = []
    assert load(path, repairs) == {"a": {"b": [2], "c": 3}}
    assert [finding.place.file for finding in repairs] == [str(path)]


def test_other_faults_are_refused_all_the_same():
    repairs: list[Finding] = []
    with pytest.raises(SpecloomError, match="a number of more than 1000 digits"):
        loads(f'{{"a": 1, "a": {"9" * 1001}}}', "api.json", repairs)
    with pytest.raises(SpecloomError, match="half of a surrogate pair"):
        loads('{"a": 1, "a": "\\ud800"}', "api.json", repairs)


@pytest.mark.parametrize(
    "text",
    [
        "{" + ",".join(f'"a": {{"k{i}": {i}}}' for i in range(20_000)) + "}",
        "\n".join(f"a: {{k{i}: {i}}}" for i in range(20_000)),
    ],
    ids=["json", "yaml"],
)
@pytest.mark.soak
def test_a_key_of_ten_thousand_times_is_no_burden(text: str):
    repairs: list[Finding] = []
    assert len(loads(text, "api", repairs)["a"]) == 20_000
    assert len(repairs) == MAX_REPORTED
