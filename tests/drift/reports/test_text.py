from __future__ import annotations

import re
from dataclasses import replace

import pytest

from generator.drift.changes import Layer, Report
from generator.drift.reports import Format, render
from generator.drift.verdicts import Level, Verdicts

from .hostile import TEXTS, change, report

STARTS = ("upstream ", "documents ", "breaking", "risky", "safe", "accepted", "on ", "- ", "verdict: ", "hits ",
          "recordings ", "used at ", "error: ", "warning: ", "and ")  # fmt: skip


def text(*reports: Report) -> str:
    return render(reports, Format.TEXT)


def assert_inert(shown: str) -> None:
    assert all(line.isprintable() for line in shown.split("\n"))
    assert shown.endswith("\n")
    assert "##[" not in shown
    for line in filter(None, shown.split("\n")):
        assert line.lstrip(" ").startswith(STARTS), line


@pytest.mark.parametrize("hostile_text", TEXTS.values(), ids=TEXTS)
def test_no_text_leaves_its_line(hostile_text: str):
    shown = text(report(hostile_text))
    assert_inert(shown)
    assert len(shown.splitlines()) < 50


def test_hostile_documents_fit_a_screen(hostile: Report):
    shown = text(hostile)
    assert_inert(shown)
    assert len(shown.splitlines()) < 80
    assert f"and {len(hostile.changes) - 20} more; --format json" in shown


def test_a_change_is_told_with_its_sides_and_verdicts():
    changes = change("x"), replace(change("y"), accepted="we know")
    said = text(Report("celigo", Layer.UPSTREAM, changes))
    assert said == (
        "upstream celigo: 1 breaking, 0 risky, 0 safe, 1 accepted\n"
        "\n"
        "breaking\n"
        "  on x, GET x\n"
        '    - x: x  ({"x": ["x"]} → "x")\n'
        "      verdict: wire breaking, source risky, behaviour safe  [x] "
        f"{changes[0].fingerprint}\n"
        "      hits x\n"
        "      recordings x\n"
        "      used at x:1 (x)\n"
        "\n"
        "accepted\n"
        "  on y, GET y\n"
        '    - y: y  ({"y": ["y"]} → "y")\n'
        "      verdict: wire breaking, source risky, behaviour safe  [y] "
        f"{changes[1].fingerprint}\n"
        "      hits y\n"
        "      recordings y\n"
        "      used at y:1 (y)\n"
        "      accepted: y\n".replace("accepted: y", "accepted: we know")
    )


def test_the_worst_come_first_and_operations_together():
    levels = (Level.SAFE, Level.BREAKING, Level.RISKY)
    changes = tuple(
        replace(change(f"c{level}{number}"), verdicts=Verdicts(level), operations=(f"GET /{number}",))
        for level in levels
        for number in (1, 2, 1)
    )
    lines = [line.strip() for line in text(Report("x", Layer.FORM, changes)).splitlines()[1:]]
    heads = [line for line in lines if re.match(r"(breaking|risky|safe|on )", line)]
    assert heads == [
        "breaking", "on GET /1", "on GET /2", "risky", "on GET /1", "on GET /2", "safe", "on GET /1", "on GET /2",
    ]  # fmt: skip


def test_many_of_one_kind_share_what_they_have_in_common():
    many = tuple(replace(change(each), id="x", operations=(f"GET /{each}",)) for each in "abcd")
    shown = text(Report("x", Layer.FORM, many)).splitlines()[3:]
    assert shown[0] == "  on GET /a, GET /b and 2 more"
    assert [line.split()[-1] for line in shown[1:5]] == [each.fingerprint for each in many]
    assert shown[5:] == [
        "      verdict: wire breaking, source risky, behaviour safe  [x]",
        "      hits a, b, c and 1 more",
        "      recordings a, b, c and 1 more",
        "      used at a:1 (a), b:1 (b), c:1 (c) and 1 more",
    ]


def test_no_change_is_one_line():
    assert text(Report("a → b", Layer.DOCUMENTS)) == "documents a → b: no change\n"
