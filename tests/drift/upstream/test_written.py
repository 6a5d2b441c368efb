"""A document written by hand against its page of prose: URIs, methods, statuses and limits, both ways."""

from __future__ import annotations

import html
from datetime import date
from pathlib import Path

import pytest

from generator.drift.comparing import compare
from generator.drift.upstream import Upstream

from .vendors import BELLS, PROSE, bell, read, replaced, rules

TODAY = date(2026, 11, 22)


def compared(upstream: Upstream) -> dict[str, str]:
    """The changes of facts, by id with the worst verdict."""
    return {
        change.id: str(change.verdicts.worst)
        for change in compare(upstream.base, upstream.resolved, today=TODAY)
        if change.id != "api-version-not-bumped"
    }


@pytest.mark.parametrize(
    ("old", "new", "line", "told", "changes"),
    [
        ("- 401: Nobody is known.\n- 429", "- 401: Nobody is known.\n- 402: Pay.\n- 429", 17,
         "states the status 402 of POST, PUT /bells/{bellId}/ring", {"response-non-success-status-added": "risky"}),
        ("- 200: The bells.\n", "- 200: The bells.\n- 206: Some.\n", 24,
         "states the status 206 of GET /bells", {"response-success-status-added": "risky"}),
        ("- 401: Nobody is known.\n- 429", "- 429", 6, "states no status 401 of POST, PUT",
         {"response-non-success-status-removed": "risky"}),
        ("- Custom: Whatever the bell says.\n", "", 6, "states no status default of",
         {"response-non-success-status-removed": "risky"}),
        ("limited to 5 sim", "limited to 4 sim", 8, "the limit simultaneous.calls of POST, PUT /bells/{bellId}/ring as 4",
         {"api-limit-decreased": "breaking"}),
        ("per tenant", "per account", 8, "simultaneous.per", {"api-limit-changed": "risky"}),
        ("2 minutes", "1 hour", 8, "duration_seconds of POST, PUT /bells/{bellId}/ring as 3600",
         {"api-limit-increased": "safe"}),
        (" A ring has a maximum duration of 2 minutes.", "", 6, "states no limit duration_seconds of",
         {"api-limit-removed": "safe"}),
        ("64kb", "16 KiB", 21, "header_bytes of GET /bells as 16384", {"api-limit-decreased": "breaking"}),
        ("- Method: GET", "- Methods: GET, HEAD", 20, "states HEAD /bells", {"endpoint-added": "safe"}),
        ("- Methods: POST, PUT", "- Methods: POST", 6, "states no PUT /bells/{bellId}/ring",
         {"api-removed-without-deprecation": "breaking"}),
        ("/bells/{bellId}/ring", "/bells/{bellId}/toll", 6, "states the URI /bells/{bellId}/toll, and not /bells/{bellId}/ring",
         {"api-path-removed-without-deprecation": "breaking", "endpoint-added": "safe"}),
        ("/bells/{bellId}/ring", "/bells/{id}/ring", 6, "states the URI /bells/{id}/ring, and not",
         {"request-parameter-renamed": "breaking"}),
        ("Finding bells\n- URI: /bells\n- Method: GET\n", "", None, "states no URI /bells", None),
    ],
)  # fmt: skip
def test_a_page_that_states_otherwise(
    tmp_path: Path, old: str, new: str, line: int | None, told: str, changes: dict[str, str] | None
) -> None:
    upstream = read(bell(tmp_path), replaced(PROSE, old, new))
    stated = [each for each in upstream.findings if each.rule == "page-states-otherwise" and told in each.message]
    assert len(stated) == 1, upstream.findings
    assert (stated[0].place.file, stated[0].place.line, stated[0].severity) == ("bells.txt", line, "warning")
    assert "bells.yaml #/paths/" in stated[0].remedy
    if changes is not None:
        assert compared(upstream) == changes


def test_a_new_uri_is_a_new_operation(tmp_path: Path) -> None:
    more = "Melting a bell\n- URI: /bells/{bellId}/melt\n- Method: POST\nReturn values\n- 202: It melts.\n"
    upstream = read(bell(tmp_path), PROSE + more)
    assert compared(upstream) == {"endpoint-added": "safe"}
    operation = upstream.resolved["paths"]["/bells/{bellId}/melt"]["post"]
    assert [each["name"] for each in operation["parameters"]] == ["bellId"]
    assert operation["responses"] == {"202": {"description": "Accepted"}}
    assert "page-states-otherwise" in rules(upstream)


@pytest.mark.parametrize(
    ("spec", "told"),
    [
        (("'429': {description: Busy.},", ""), "states the status 429"),
        (("simultaneous: {calls: 5, per: tenant}", "simultaneous: {calls: 6, per: tenant}"), "simultaneous.calls"),
        ((", duration_seconds: 120", ""), "duration_seconds"),
        (("header_bytes: 65536", "header_bytes: 65535"), "header_bytes"),
        (("    put: *ring\n", ""), "states PUT"),
        (("  /bells:", "  /bell:"), "states the URI /bells, and not /bell"),
        (("{description: Broken., x-specloom-inferred: true}", "{description: Broken.}"), "states no status 503"),
    ],
)
def test_a_document_that_was_written_wrongly(tmp_path: Path, spec: tuple[str, str], told: str) -> None:
    vendor = bell(tmp_path, replaced(BELLS, *spec))
    file = tmp_path / "bell" / "vendor.yaml"
    assert any(told in each.message for each in read(vendor, PROSE).findings), file.read_text()


def test_both_meanings_of_a_kilobyte_will_do(tmp_path: Path) -> None:
    assert read(bell(tmp_path, replaced(BELLS, "65536", "64000")), PROSE).findings == ()


def test_limits_of_other_kinds_are_not_looked_for(tmp_path: Path) -> None:
    spec = replaced(BELLS, "header_bytes: 65536", "header_bytes: 65536, rate: {bucket: 7}")
    assert read(bell(tmp_path, spec), PROSE).findings == ()


def test_what_is_inferred_and_stated_by_now_is_told(tmp_path: Path) -> None:
    upstream = read(bell(tmp_path), replaced(PROSE, "- 429: More", "- 503: It is broken.\n- 429: More"))
    (finding,) = upstream.findings
    assert (finding.rule, finding.place.line) == ("inferred-is-stated", 17)
    assert compared(upstream) == {}


def test_a_page_that_contradicts_itself_is_told(tmp_path: Path) -> None:
    upstream = read(bell(tmp_path), replaced(PROSE, "More than 5 sim", "More than 8 sim"))
    assert rules(upstream) == ["page-contradicts-itself"]
    shown = read(
        bell(tmp_path / "b"), replaced(PROSE, "POST, PUT /bells/{bellId}/ring\n", "POST, GET /bells/{bellId}/ring\n")
    )
    assert rules(shown) == ["page-contradicts-itself"]


def test_a_path_that_is_only_mentioned_is_told(tmp_path: Path) -> None:
    upstream = read(bell(tmp_path), replaced(PROSE, "Any bell can be rung.", "See /bells/{bellId}/state, too."))
    assert [(each.rule, each.place.line) for each in upstream.findings] == [("page-states-otherwise", 5)]


@pytest.mark.parametrize(
    ("sentence", "numbers"),
    [
        ("A bell weighs 900 kg at most.", "900"),
        ("At most 7 bells ring per 10 seconds.", "7, 10"),
        ("Up to 6 MB are taken.", "6"),
    ],
)
def test_a_number_that_no_limit_is_read_from_is_a_risk(tmp_path: Path, sentence: str, numbers: str) -> None:
    upstream = read(bell(tmp_path), replaced(PROSE, "Any bell can be rung.", sentence))
    (change,) = [each for each in upstream.prose if each.id == "prose-figure-unread"]
    assert (str(change.verdicts.worst), change.revision.value) == ("risky", numbers)
    assert "bells.txt, line 5," in change.message
    assert change.operations == ("POST /bells/{bellId}/ring", "PUT /bells/{bellId}/ring")


def test_limits_of_the_whole_api_are_read_before_the_first_section(tmp_path: Path) -> None:
    upstream = read(
        bell(tmp_path), replaced(PROSE, "from afar.", "from afar. There are 3 simultaneous calls per tenant.")
    )
    assert upstream.resolved["x-specloom-limits"] == {"simultaneous": {"calls": 3, "per": "tenant"}}
    assert compared(upstream) == {"api-limit-added": "risky"}


def test_a_uri_may_have_several_sections(tmp_path: Path) -> None:
    first, second = (
        PROSE.replace("- Methods: POST, PUT", "- Method: POST"),
        "Ringing it again\n- URI: /bells/{bellId}/ring\n",
    )
    again = PROSE[PROSE.index("- Methods: POST, PUT") : PROSE.index("Finding bells")].replace(
        "- Methods: POST, PUT", "- Method: PUT"
    )
    upstream = read(bell(tmp_path), first + second + again)
    assert (set(rules(upstream)) <= {"page-structure-changed", "page-headings-changed"}, compared(upstream)) == (
        True,
        {},
    )
    lacking = read(bell(tmp_path / "b"), first + second + again.replace("- 401: Nobody is known.\n", ""))
    assert [each.message for each in lacking.findings if each.rule == "page-states-otherwise"] == [
        "states no status 401 of PUT /bells/{bellId}/ring"
    ]


def test_html_is_read_by_what_it_shows(tmp_path: Path) -> None:
    lines = [
        f"<ul><li><p>{html.escape(line[2:])}</p></li></ul>"
        if line.startswith("- ")
        else f"<div>{html.escape(line)}</div>"
        for line in PROSE.splitlines()
    ]
    head = "<!DOCTYPE html><html><head><title>x</title></head>"
    page = f"{head}<body><nav><li>Home</li></nav><main>{''.join(lines)}</main></body>"
    upstream = read(bell(tmp_path), page)
    assert (upstream.readable, upstream.findings, upstream.prose) == (True, (), [])
