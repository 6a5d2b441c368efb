from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from generator.document import dump
from generator.drift.changes import Layer, Report
from generator.drift.vendors.openapi import openapi_report
from generator.normalise.pipeline import normalise_vendor
from generator.workspace.vendor import load_vendor

VENDOR = """\
vendor: acme
title: Acme
sources: [{spec: loaves.yaml}]
package: {distribution: acme-loaves, import: acme_loaves, client: Acme, version: 0.1.0}
operations: {GET /loaves: loaves.list}
"""
DOCUMENT = """\
openapi: 3.1.0
info: {title: Acme, version: '1'}
servers: [{url: https://acme.example}]
paths:
  /loaves:
    get:
      parameters: [{name: limit, in: query, schema: {type: integer, maximum: 100}}]
      responses:
        '200': {description: All., content: {application/json: {schema: {type: array, items: {type: string}}}}}
"""
TODAY = date(2026, 1, 1)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "acme"
    folder.mkdir()
    (folder / "vendor.yaml").write_text(VENDOR)
    (folder / "loaves.yaml").write_text(DOCUMENT)
    (folder / "openapi.yaml").write_text(dump.dumps(normalise_vendor(folder).document))
    return folder


def report(folder: Path) -> Report:
    return openapi_report(load_vendor(folder), today=TODAY)[0]


def said(folder: Path) -> list[tuple[str, str]]:
    return [(finding.rule, finding.message) for finding in report(folder).findings]


def test_what_its_inputs_give_is_no_finding(folder: Path):
    found, form = openapi_report(load_vendor(folder), today=TODAY)
    assert found == Report("acme", Layer.FORM)
    assert form is not None
    assert form.document == normalise_vendor(folder).document


def test_changed_inputs_are_told_in_meaning(folder: Path):
    (folder / "loaves.yaml").write_text(DOCUMENT.replace("maximum: 100", "maximum: 50"))
    found = report(folder)
    assert [change.id for change in found.changes] == ["request-parameter-max-decreased"]
    assert said(folder) == [("stale-output", "is not what its inputs give")]


def test_other_bytes_of_one_meaning_are_stale(folder: Path):
    form = folder / "openapi.yaml"
    form.write_text(f"# edited\n{form.read_text()}")
    assert report(folder).changes == ()
    assert said(folder) == [("stale-output", "is not what its inputs give, though it means the same")]


@pytest.mark.parametrize(
    "text", ["", "a: [", "\x00", "[1]", "openapi: 3.1.0\n", "openapi: 3.1.0\ninfo: {}\npaths: {/a: {get: [1]}}\n"]
)
def test_what_is_no_document_is_stale_whatever_it_is(folder: Path, text: str):
    (folder / "openapi.yaml").write_text(text)
    assert said(folder)[0][0] == "stale-output"


def test_bytes_that_are_no_text_are_stale(folder: Path):
    (folder / "openapi.yaml").write_bytes(b"\xff\xfe")
    assert [rule for rule, _ in said(folder)] == ["stale-output", "not-utf-8"]


def test_one_that_is_missing_is_stale(folder: Path):
    (folder / "openapi.yaml").unlink()
    assert said(folder) == [("stale-output", "is missing")]
    (folder / "openapi.yaml").mkdir()
    assert [rule for rule, _ in said(folder)] == ["stale-output", "unreadable-file"]


def test_inputs_that_give_nothing_say_why(folder: Path):
    (folder / "loaves.yaml").write_text(DOCUMENT.replace("/loaves:", "/buns:"))
    found, form = openapi_report(load_vendor(folder), today=TODAY)
    assert form is None
    assert [finding.severity for finding in found.findings] == ["error"]
    assert "/loaves" in found.findings[0].message
