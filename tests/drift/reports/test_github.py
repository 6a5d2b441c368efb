from __future__ import annotations

import re

import pytest

from generator.drift.changes import Layer, Report
from generator.drift.reports import Format, render

from .hostile import TEXTS, report

COMMAND = re.compile(r"::(error|warning|notice)(?: ([^:]+))?::(.*)")


def annotations(*reports: Report) -> list[tuple[str, dict[str, str], str]]:
    """The annotations of `reports` as the runner of a workflow reads them, which takes no other line for one."""
    text = render(reports, Format.GITHUB)
    assert text.endswith("\n")
    return [parsed(line) for line in text.removesuffix("\n").split("\n")]


def parsed(line: str) -> tuple[str, dict[str, str], str]:
    assert line.isprintable()
    found = COMMAND.fullmatch(line)
    assert found, line
    kind, properties, data = found.groups()
    pairs = [each.partition("=") for each in (properties or "").split(",") if each]
    return kind, {name: unescaped(value, "::", ":%3A", ",%2C") for name, _, value in pairs}, unescaped(data)


def unescaped(text: str, *more: str) -> str:
    for plain, spelled in (("\r", "%0D"), ("\n", "%0A"), *((each[0], each[1:]) for each in more), ("%", "%25")):
        text = text.replace(spelled, plain)
    return text


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_no_text_is_a_command_or_a_property(text: str):
    found = annotations(report(text))
    assert [kind for kind, _, _ in found] == ["notice", "error", "warning", "error", "error", "notice", "notice"]
    assert all(set(properties) <= {"file", "line", "title"} for _, properties, _ in found)


def test_a_change_is_annotated_at_the_newer_document():
    given = report("100%, a: b")
    assert annotations(given)[3] == (
        "error",
        {"file": "100%, a: b", "title": "breaking: 100%, a: b"},
        (
            '100%, a: b: 100%, a: b ({"100%, a: b": ["100%, a: b"]} → "100%, a: b")\n'
            "on 100%, a: b, GET 100%, a: b\n"
            "wire breaking, source risky, behaviour safe\n"
            "hits 100%, a: b\n"
            "recordings 100%, a: b\n"
            "used at 100%, a: b:1 (100%, a: b)"
        ),
    )


def test_every_change_of_hostile_documents_is_one_annotation(hostile: Report):
    found = annotations(hostile)
    assert len(found) == 1 + len(hostile.changes)
    kinds = [kind for kind, _, _ in found[1:]]
    assert kinds == sorted(kinds, key=["error", "warning", "notice"].index)


def test_no_change_is_a_notice():
    assert annotations(Report("x", Layer.FORM)) == [("notice", {"title": "drift"}, "openapi.yaml x: no change")]
