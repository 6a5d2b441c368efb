"""Sentences that changed: their places, their numbers, and what of ours rests on them."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from generator.drift.changes import Layer, Report
from generator.drift.reports import Format, render
from generator.drift.thresholds import FailOn
from generator.drift.upstream.rules import PROSE as IDS

from .vendors import FIRED, OVERLAY, PAGE, bell, fragment, kiln, read, replaced, said
from .vendors import PROSE as BELLS

GET, POST, DELETE = (f"/paths/~1pots/{method}/description" for method in ("get", "post", "delete"))
NAME, SIZE = (f"/components/schemas/Pot/properties/{name}/description" for name in ("name", "size"))


@pytest.mark.parametrize(
    ("old", "new", "place", "verdict", "told"),
    [
        ("up to 40 letters", "up to 80 letters", NAME, "risky",
         ["from 40 to 80", "on it rest action 2 of overlay.yaml (line 8)"]),
        ("A name of", "The name of", NAME, "risky", ["in words alone, still with 40", "action 2"]),
        ("Litres.", "Millilitres.", SIZE, "safe", ["in words alone", "it is told by action 3"]),
        ("Litres.", "Litres, up to 9.", SIZE, "risky", ["from none to 9", "it is told by action 3"]),
        ("within 12 hours", "within 6 hours", POST, "risky", ["from 12 to 6", "it is told by action 4"]),
        ("Puts a pot into", "Sets a pot into", POST, "safe", ["still with 12", "it is told by action 4"]),
        ("Throws a pot away", "Gives a pot away", DELETE, "risky", ["on it rest action 5"]),
        ("At most 50 of them", "At most 20 of them", "/paths/~1pots/get/parameters/1/description", "safe", ["from 50 to 20"]),
        ("90 times in a minute", "30 times in a minute", "/x-specloom-source/paragraphs/0", "risky",
         ["from 90 to 30", "line 3", "on it rest x-specloom-limits of the API"]),
        ("A key may call", "Any key may call", "/x-specloom-source/paragraphs/0", "risky", ["still with 90"]),
    ],
)  # fmt: skip
def test_a_changed_sentence(tmp_path: Path, old: str, new: str, place: str, verdict: str, told: list[str]) -> None:
    upstream = read(kiln(tmp_path), replaced(PAGE, old, new))
    assert said(upstream.prose) == [("prose-changed", verdict, place)]
    (change,) = upstream.prose
    for each in told:
        assert each in change.message
    assert "pots.md, line" in change.message
    assert change.base.pointer == change.revision.pointer == place
    assert change.base.value != change.revision.value
    assert re.fullmatch(r"sha256:[0-9a-f]{16}", change.base.value)


@pytest.mark.parametrize(
    ("place", "operations"),
    [
        ("Throws a pot away", ("DELETE /pots",)),
        ("A name of", ("DELETE /pots", "GET /pots", "POST /pots")),
        ("A key may", ()),
    ],
)
def test_the_operations_that_a_sentence_is_about(tmp_path: Path, place: str, operations: tuple[str, ...]) -> None:
    (change,) = read(kiln(tmp_path), replaced(PAGE, place, "Some")).prose
    assert change.operations == operations


def test_a_sentence_that_is_gone_or_new(tmp_path: Path) -> None:
    without = re.sub(r', "description": "Litres."', "", PAGE)
    assert said(read(kiln(tmp_path / "gone"), without).prose) == [("prose-removed", "safe", SIZE)]
    assert said(read(kiln(tmp_path / "new", without), PAGE).prose) == [("prose-added", "safe", SIZE)]
    gone = replaced(PAGE, "A key may call 90 times in a minute.\n", "")
    assert said(read(kiln(tmp_path / "loose"), gone).prose) == [
        ("prose-removed", "risky", "/x-specloom-source/paragraphs/0")
    ]


def test_sentences_of_a_part_that_is_gone_or_new_are_no_changes_of_their_own(tmp_path: Path) -> None:
    more = f"{PAGE}## Find a pot\n\n{fragment('put', '/pots', 'Finds a pot again.')}"
    assert read(kiln(tmp_path / "new"), more).prose == []
    assert read(kiln(tmp_path / "gone", more), PAGE).prose == []


def test_a_parameter_that_moved_keeps_its_sentence(tmp_path: Path) -> None:
    first = {**FIRED, "name": "glazed", "description": "Whether it shines."}
    shown = re.escape('"parameters": [')
    page = re.sub(shown, lambda match: f"{match[0]}{str(first).replace(chr(39), chr(34))}, ", PAGE)
    assert page != PAGE
    assert read(kiln(tmp_path), page).prose == []


def test_equal_sentences_that_change_alike_are_one_change(tmp_path: Path) -> None:
    page = PAGE.replace("At most 50 of them.", "Whether it was fired at all.")
    (change,) = read(kiln(tmp_path, page), replaced(page, "fired at all", "glazed at all")).prose
    assert "at 2 places" in change.message


def test_a_quotation_that_says_what_the_fragment_says_is_not_told_twice(tmp_path: Path) -> None:
    both = read(kiln(tmp_path / "both"), PAGE.replace("Gets what stands", "Shows what stands"))
    assert said(both.prose) == [("prose-changed", "safe", GET)]
    quoted = read(kiln(tmp_path / "one"), replaced(PAGE, "> Gets what stands", "> Shows what stands"))
    assert [change.id for change in quoted.prose] == ["prose-added"], "it says something of its own now"


def test_neighbours_that_are_new_together_are_one_change(tmp_path: Path) -> None:
    page = replaced(
        BELLS, "Finding bells\n", "It rings once.\nIt rings for 9 seconds.\nNobody hears it.\nFinding bells\n"
    )
    (change,) = [each for each in read(bell(tmp_path), page).prose if each.id == "prose-added"]
    assert "with the numbers 9" in change.message
    assert "lines 18, 19, 20, at 3 places" in change.message
    assert change.operations == ("POST /bells/{bellId}/ring", "PUT /bells/{bellId}/ring")


@pytest.mark.parametrize("form", list(Format))
def test_no_report_shows_a_sentence(tmp_path: Path, form: Format) -> None:
    page = PAGE.replace("Throws a pot away", "Smashes the vessel to smithereens").replace(
        "A key may call", "Whoever holds a key calls"
    )
    upstream = read(kiln(tmp_path), page)
    report = Report("kiln", Layer.UPSTREAM, tuple(upstream.prose), upstream.findings)
    text = render([report], form, FailOn.BREAKING)
    assert "prose-changed" in text
    for words in ("smithereens", "Throws", "Whoever", "may call"):
        assert words not in text


def test_ids_are_listed(tmp_path: Path) -> None:
    changes = read(kiln(tmp_path), replaced(PAGE, "Litres", "Gallons")).prose
    assert {change.id for change in changes} <= set(IDS)


def test_a_change_has_the_same_fingerprint_when_only_its_line_moved(tmp_path: Path) -> None:
    page = replaced(PAGE, "Litres", "Gallons")
    (one,) = read(kiln(tmp_path / "a"), page).prose
    (other,) = read(kiln(tmp_path / "b"), page.replace("# Pots\n", "# Pots\n\n\n\n")).prose
    assert (one.message != other.message, one.fingerprint) == (True, other.fingerprint)


def test_links_name_what_stands_elsewhere(tmp_path: Path) -> None:
    unlinked = re.sub(r"    x-specloom-rests-on.*\n", "", OVERLAY)
    (change,) = read(kiln(tmp_path, overlay=unlinked), replaced(PAGE, "Throws", "Gives")).prose
    assert (str(change.verdicts.behaviour), "rest" in change.message) == ("safe", False)
