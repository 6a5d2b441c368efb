"""A vendor's pages read again: what is compared, what is told, and that nothing is written."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from generator.document.findings import SpecloomError, fail
from generator.document.load import loads
from generator.drift.comparing import compare
from generator.drift.upstream import Source, read_upstream
from generator.normalise.pipeline import resolved_vendor
from generator.workspace.vendor import load_vendor

from .vendors import OVERLAY, PAGE, PROSE, VENDOR, bell, kiln, read, replaced, rules, said

TODAY = date(2026, 11, 22)


def tree(folder: Path) -> dict[str, bytes]:
    return {str(path): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


@pytest.mark.parametrize("make", [kiln, bell])
def test_the_page_that_captured_was_made_from_gives_nothing(tmp_path: Path, make) -> None:
    vendor = make(tmp_path)
    before = tree(tmp_path)
    upstream = read(vendor, PAGE if make is kiln else PROSE)
    assert (upstream.readable, upstream.findings, upstream.prose) == (True, (), [])
    assert upstream.base == upstream.resolved == resolved_vendor(vendor)[0]
    ((path, text),) = upstream.captured.items()
    assert path.read_text() == text, "refresh would change nothing"
    assert tree(tmp_path) == before


def test_facts_that_changed_are_in_the_resolved_form(tmp_path: Path) -> None:
    vendor = kiln(tmp_path)
    before = tree(tmp_path)
    upstream = read(vendor, replaced(PAGE, '"size": {"type": "integer"', '"size": {"type": "string"'))
    changes = compare(upstream.base, upstream.resolved, today=TODAY)
    assert "response-property-type-changed" in {change.id for change in changes}
    assert upstream.resolved["components"]["schemas"]["Pot"]["properties"]["name"]["maxLength"] == 40, (
        "the overlay is on it"
    )
    ((_, text),) = upstream.captured.items()
    assert loads(text, "pots.yaml")["components"]["schemas"]["Pot"]["properties"]["size"]["type"] == "string"
    assert tree(tmp_path) == before


def test_an_action_that_matches_nothing_any_more_is_a_finding(tmp_path: Path) -> None:
    upstream = read(kiln(tmp_path), replaced(PAGE, '"name": {"type": "string"', '"title": {"type": "string"'))
    (finding,) = [each for each in upstream.findings if each.rule == "overlay-matches-nothing"]
    assert (finding.severity, finding.place.pointer, upstream.readable) == ("warning", "/actions/1/target", True)


def test_pages_that_the_overlay_does_not_fit_are_told(tmp_path: Path) -> None:
    overlay = f"{OVERLAY}  - target: $.components.schemas.Pot['x-kinds']\n    description: All of them.\n    update: [round]\n"
    page = PAGE.replace('"type": "object", "description"', '"type": "object", "x-kinds": ["flat"], "description"')
    vendor = kiln(tmp_path, page, overlay)
    upstream = read(vendor, replaced(page, '"x-kinds": ["flat"]', '"x-kinds": {"flat": 1}'))
    assert rules(upstream)[0] == "pages-do-not-fit"
    assert (upstream.readable, upstream.resolved) == (False, upstream.base)


def test_a_page_that_cannot_be_had_is_told_and_the_others_are_read(tmp_path: Path) -> None:
    kiln(tmp_path)
    folder = tmp_path / "kiln"
    two = VENDOR.replace("package:", "  - {captured: more.yaml, page: more.md}\npackage:")
    (folder / "vendor.yaml").write_text(two)
    (folder / "captured" / "more.yaml").write_text("openapi: 3.1.0\ninfo: {title: More, version: '1'}\npaths: {}\n")

    def pages(source: Source) -> str:
        if source.page == "more.md":
            raise fail("unreadable-page", "answers 503")
        return replaced(PAGE, '"maxLength"', '"minLength"') if '"maxLength"' in PAGE else PAGE

    upstream = read_upstream(load_vendor(folder), pages)
    assert (upstream.readable, rules(upstream)) == (False, ["unreadable-page"])
    assert [path.name for path in upstream.captured] == ["pots.yaml"]
    assert upstream.resolved == upstream.base


def test_captured_without_a_fingerprint_is_told_once(tmp_path: Path) -> None:
    vendor = kiln(tmp_path)
    path = tmp_path / "kiln" / "captured" / "pots.yaml"
    path.write_text(path.read_text().partition("x-specloom-source")[0])
    (finding,) = read(vendor, PAGE).findings
    assert (finding.rule, finding.severity) == ("no-provenance", "warning")
    assert "refresh" in finding.remedy
    assert rules(read(vendor, ""))[0] == "page-unreadable"


def test_an_overlay_of_ours_that_is_wrong_is_an_error(tmp_path: Path) -> None:
    vendor = kiln(tmp_path)
    (tmp_path / "kiln" / "overlay.yaml").write_text("overlay: 1.1.0\n")
    with pytest.raises(SpecloomError, match="invalid-overlay"):
        read(vendor, PAGE)


def test_a_document_without_a_page_is_not_asked_for(tmp_path: Path) -> None:
    bell(tmp_path)
    file = tmp_path / "bell" / "vendor.yaml"
    file.write_text(file.read_text().replace(", page: bells.txt", ""))

    def pages(_: Source) -> str:
        raise AssertionError

    upstream = read_upstream(load_vendor(tmp_path / "bell"), pages)
    assert (upstream.findings, upstream.captured) == ((), {})


def test_a_link_to_no_sentence_is_an_error(tmp_path: Path) -> None:
    overlay = replaced(OVERLAY, "/paths/~1pots/delete/description", "/paths/~1pots/patch/description")
    (finding,) = read(kiln(tmp_path, overlay=overlay), PAGE).findings
    assert (finding.rule, finding.severity, finding.place.line) == ("idle-link", "error", 17)
    assert said(read(kiln(tmp_path / "again"), PAGE).prose) == []


def test_a_region_whose_server_is_gone_is_told(tmp_path: Path) -> None:
    vendor = kiln(tmp_path)
    path = vendor.folder / "vendor.yaml"
    path.write_text(f"{VENDOR}servers:\n  regions: {{eu: https://kiln.example, us: https://us.kiln.example}}\n")
    vendor = load_vendor(vendor.folder)
    assert read(vendor, PAGE).findings == ()
    upstream = read(vendor, replaced(PAGE, "https://kiln.example", "https://oven.example"))
    (finding,) = [each for each in upstream.findings if each.rule == "region-without-server"]
    assert (finding.place.file, finding.place.line, finding.severity) == (str(path), 8, "warning")
    assert "the region eu is at https://kiln.example" in finding.message


def test_what_a_page_of_prose_states_is_told_once(tmp_path: Path) -> None:
    vendor = bell(tmp_path)
    for old, new in (("5 simultaneous", "4 simultaneous"), ("- 401: Nobody is known.\n- 429", "- 429")):
        upstream = read(vendor, replaced(PROSE, old, new))
        assert (upstream.prose, "page-states-otherwise" in rules(upstream)) == ([], True)
    assert [each.id for each in read(vendor, replaced(PROSE, "Any bell", "Each bell")).prose] == ["prose-changed"]
