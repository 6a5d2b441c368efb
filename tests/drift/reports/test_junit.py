from __future__ import annotations

from xml.etree import ElementTree

import pytest

from generator.drift.changes import Layer, Report
from generator.drift.reports import Format, render
from generator.drift.thresholds import FailOn
from generator.drift.verdicts import Level

from .hostile import TEXTS, report


def suites(*reports: Report, fail_on: FailOn = FailOn.BREAKING) -> ElementTree.Element:
    return ElementTree.fromstring(render(reports, Format.JUNIT, fail_on).encode())


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_no_text_leaves_its_element(text: str):
    found = suites(report(text))
    assert {element.tag for element in found.iter()} == {
        "testsuites", "testsuite", "testcase", "failure", "system-out",
    }  # fmt: skip
    assert [len(case) for case in found.iter("testcase")] == [1] * 6
    said = [value for element in found.iter() for value in (element.text or "", *element.attrib.values())]
    assert all(line.isprintable() for each in said for line in each.split("\n"))


@pytest.mark.parametrize(("fail_on", "failures"), [(FailOn.SAFE, 4), (FailOn.BREAKING, 3), (FailOn.NONE, 1)])
def test_what_fails_is_what_fail_on_says_and_every_error(fail_on: FailOn, failures: int):
    found = suites(report("x"), fail_on=fail_on)
    assert (found.get("tests"), found.get("failures")) == ("6", str(failures))
    assert len(list(found.iter("failure"))) == failures


def test_every_change_of_hostile_documents_is_a_test_of_its_own(hostile: Report):
    cases = list(suites(hostile).iter("testcase"))
    assert len({(case.get("classname"), case.get("name")) for case in cases}) == len(hostile.changes)
    breaking = [change for change in hostile.changes if change.verdicts.worst is Level.BREAKING]
    assert sum(case.find("failure") is not None for case in cases) == len(breaking)


def test_no_change_is_a_test_that_passed():
    found = suites(Report("x", Layer.FORM))
    assert [case.attrib for case in found.iter("testcase")] == [{"classname": "x", "name": "no change"}]
    assert found.get("failures") == "0"
