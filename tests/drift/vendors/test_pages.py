from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from generator.document.findings import Place, fail
from generator.drift.changes import Layer
from generator.drift.vendors.asked import Asked
from generator.drift.vendors.capturing import captured, is_captured
from generator.drift.vendors.pages import Compared, compared
from generator.drift.verdicts import Level
from generator.emit.engines import Engines
from generator.workspace.paths import ProjectPaths
from generator.workspace.vendor import CapturedSource, Vendor, WrittenSource, load_vendor

VENDOR = """\
vendor: acme
title: Acme
sources:
  - {captured: loaves.yaml, page: loaves.md, dialect: gitbook-markdown}
  - {captured: ovens.yaml, page: ovens.md, dialect: gitbook-markdown}
package: {distribution: acme-loaves, import: acme_loaves, client: Acme, version: 1.4.0}
operations: {GET /loaves: loaves.list, GET /ovens: ovens.list}
accepted: []
"""
FRAGMENT = """\
# THINGS

## GET /THINGS

> Lists the THINGS.

```json
{"openapi": "3.0.3", "info": {"title": "Acme", "version": "1"}, "servers": [{"url": "https://acme.example"}],
 "paths": {"/THINGS": {"get": {
   "parameters": [{"name": "limit", "in": "query", "schema": {"type": "integer", "maximum": 100}}],
   "responses": {"200": {"description": "All", "content": {"application/json": {"schema": {"type": "string"}}}}}}}}}
```
"""
LOWER = '"maximum": 100', '"maximum": 50'
TODAY = date(2026, 6, 1)


@pytest.fixture(scope="module")
def engines() -> Iterator[Engines]:
    with Engines(Path(__file__).parents[3] / "templates") as engines:
        yield engines


class Pages:
    """What a vendor publishes, by name; a page that is None cannot be had."""

    def __init__(self) -> None:
        self.texts: dict[str, str | None] = {
            f"{things}.md": FRAGMENT.replace("THINGS", things) for things in ("loaves", "ovens")
        }

    def edit(self, name: str, old: str, new: str) -> None:
        text = self.texts[name] or ""
        assert old in text
        self.texts[name] = text.replace(old, new)

    def __call__(self, source: CapturedSource | WrittenSource) -> str:
        text = self.texts[source.page]
        if text is None:
            raise fail("unreadable-page", "answers 500", Place(source.page))
        return text


class Acme:
    def __init__(self, root: Path, engines: Engines) -> None:
        self.root, self.engines, self.pages = root, engines, Pages()
        self.folder = root / "specs" / "acme"
        self.folder.mkdir(parents=True)
        self.write_vendor("[]")
        self.capture()

    def write_vendor(self, accepted: str) -> None:
        (self.folder / "vendor.yaml").write_text(VENDOR.replace("[]", accepted))

    @property
    def vendor(self) -> Vendor:
        return load_vendor(self.folder)

    def asked(self) -> Asked:
        return Asked(ProjectPaths(self.root), self.pages, TODAY, self.engines)

    def capture(self) -> None:
        found = captured(self.vendor, self.asked()).captured
        assert found is not None
        for path, text in found.items():
            path.parent.mkdir(exist_ok=True)
            path.write_text(text)

    def compare(self) -> Compared:
        return compared(self.vendor, self.asked())


@pytest.fixture
def acme(tmp_path: Path, engines: Engines) -> Acme:
    return Acme(tmp_path, engines)


def said(found: Compared) -> tuple[list[str], list[str]]:
    """The ids of changes, and the rules of errors."""
    report = found.report
    assert (report.subject, report.layer) == ("acme", Layer.UPSTREAM)
    return [each.id for each in report.changes], [each.rule for each in report.findings if each.severity == "error"]


def test_the_same_pages_are_no_change(acme: Acme):
    found = acme.compare()
    assert said(found) == ([], [])
    assert (found.report.findings, found.report.version) == ((), "")
    assert found.captured is not None
    assert {path: path.read_text() for path in found.captured} == found.captured


def test_a_change_is_told_with_what_it_hits_and_the_next_version(acme: Acme):
    acme.pages.edit("ovens.md", *LOWER)
    found = acme.compare()
    assert said(found) == (["request-parameter-max-decreased"], [])
    [change] = found.report.changes
    assert change.symbols == ("acme_loaves.Acme.ovens.list(limit)",)
    assert found.report.version == "2.0.0"
    assert found.captured is not None
    assert [path.name for path, text in found.captured.items() if path.read_text() != text] == ["ovens.yaml"]


def test_an_accepted_change_counts_for_the_version_all_the_same(acme: Acme):
    acme.pages.edit("ovens.md", *LOWER)
    [change] = acme.compare().report.changes
    acme.write_vendor(f"[{{fingerprint: '{change.fingerprint}', reason: Known}}]")
    report = acme.compare().report
    assert [each.accepted for each in report.changes] == ["Known"]
    assert (report.findings, report.version) == ((), "2.0.0")


@pytest.mark.parametrize(
    "text", [None, "", "Nothing of use.", "\x00\x01", "<!doctype html><p>x</p>", "# Crates\n\n```json\n{\n```\n", "#" * 9999]
)  # fmt: skip
def test_a_page_that_cannot_be_used_hides_no_other_and_is_not_captured(acme: Acme, text: str | None):
    acme.write_vendor("[{fingerprint: '0123', reason: Known}]")
    acme.pages.edit("ovens.md", *LOWER)
    acme.pages.texts["loaves.md"] = text
    found = acme.compare()
    changes, errors = said(found)
    assert changes == ["request-parameter-max-decreased"]
    assert errors
    assert "unmatched-acceptance" not in errors, "it may be about the other page"
    assert found.captured is None


def test_a_page_that_contradicts_the_other_one_is_not_captured(acme: Acme):
    text = acme.pages.texts["loaves.md"]
    assert text is not None
    acme.pages.texts["ovens.md"] = text.replace('"maximum": 100', '"maximum": 7')
    found = acme.compare()
    assert found.captured is None
    assert said(found)[1]


def test_new_and_removed_operations_need_no_name_in_vendor_yaml(acme: Acme):
    text = acme.pages.texts["ovens.md"]
    assert text is not None
    acme.pages.texts["ovens.md"] = text.replace("/ovens", "/furnaces")
    found = acme.compare()
    changes, errors = said(found)
    assert errors == []
    assert {"api-path-removed-without-deprecation", "endpoint-added"} <= set(changes)
    [new] = [each for each in found.report.changes if each.id == "endpoint-added"]
    assert "acme_loaves.Acme.furnaces.list" in new.symbols, "the package is another one"


def test_without_captured_there_is_nothing_to_compare_with(acme: Acme):
    assert is_captured(acme.vendor)
    for broken in ("a: [", None):
        path = acme.folder / "captured" / "ovens.yaml"
        path.unlink() if broken is None else path.write_text(broken)
        assert not is_captured(acme.vendor)
        found = acme.compare()
        assert found.captured is None
        assert said(found)[1]
        again = captured(acme.vendor, acme.asked())
        assert said(again) == ([], [])
        assert [each.rule for each in again.report.findings] == ["not-captured"]
        assert again.captured is not None
    acme.pages.texts["loaves.md"] = "Nothing of use."
    found = captured(acme.vendor, acme.asked())
    assert found.captured is None
    assert said(found)[1]


def test_an_object_that_gets_a_name_renames_its_class_though_the_api_is_the_same(acme: Acme):
    inline = '{"type": "object", "properties": {"kind": {"type": "string"}}}'
    acme.pages.edit(
        "ovens.md", '"application/json": {"schema": {"type": "string"}}', f'"application/json": {{"schema": {inline}}}'
    )
    acme.capture()
    acme.pages.edit("ovens.md", inline, '{"$ref": "#/components/schemas/Oven"}')
    acme.pages.edit("ovens.md", '"paths"', f'"components": {{"schemas": {{"Oven": {inline}}}}}, "paths"')
    found = acme.compare()
    assert ("acme_loaves.models.OvensListResponse",) in [each.symbols[:1] for each in found.report.changes]
    [removed] = [each for each in found.report.changes if each.id == "python-class-removed"]
    assert removed.verdicts.source == Level.BREAKING
