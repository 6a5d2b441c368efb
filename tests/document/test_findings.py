from __future__ import annotations

from generator.document.findings import Finding, Place, Severity, SpecloomError, fail


def test_a_place_names_what_is_known():
    assert str(Place()) == ""
    assert str(Place("a.yaml")) == "a.yaml"
    assert str(Place("a.yaml", 3)) == "a.yaml:3"
    assert str(Place("a.yaml", 3, "/x")) == "a.yaml:3 #/x"
    assert str(Place(pointer="/x")) == "#/x"


def test_a_finding_reads_as_place_message_rule_and_remedy():
    finding = Finding("a-rule", "is wrong", Place("a.yaml", 1), "Do it right.")
    assert str(finding) == "a.yaml:1: is wrong [a-rule]\n  Do it right."
    assert str(Finding("a-rule", "something is wrong")) == "something is wrong [a-rule]"
    assert finding.severity is Severity.ERROR


def test_an_error_carries_all_its_findings():
    one, two = Finding("one", "first"), Finding("two", "second")
    error = SpecloomError(iter([one, two]))
    assert error.findings == (one, two)
    assert str(error) == "first [one]\nsecond [two]"


def test_fail_makes_the_error_for_one_finding():
    error = fail("a-rule", "is wrong", Place("a.yaml"), "Do it right.")
    assert error.findings == (Finding("a-rule", "is wrong", Place("a.yaml"), "Do it right."),)
