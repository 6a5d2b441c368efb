"""Our policy on top of the Overlay Specification: nothing is passed over in silence, and every correction has a reason."""

from __future__ import annotations

from typing import Any

import pytest

from generator.document.findings import Severity, SpecloomError
from generator.normalise.overlay import apply, require_reasons

NAME = "specs/acme/overlay.yaml"


def overlay(*actions: dict[str, Any]) -> dict[str, Any]:
    return {"overlay": "1.1.0", "info": {"title": "Corrections", "version": "1"}, "actions": list(actions)}


def bakery() -> dict[str, Any]:
    return {"info": {"title": "Bakery"}, "paths": {"/loaves": {"get": {}}, "/cakes": {"get": {}}}}


def test_an_action_that_selects_nothing_is_an_error_with_a_hint():
    with pytest.raises(SpecloomError) as caught:
        apply(bakery(), overlay({"target": "$.paths['/loafs'].get", "remove": True}), name=NAME)
    finding = caught.value.findings[0]
    assert (finding.rule, finding.place.pointer) == ("overlay-matches-nothing", "/actions/0/target")
    assert "'/loaves'" in finding.remedy


def test_all_actions_that_select_nothing_are_reported_together_before_what_stops():
    with pytest.raises(SpecloomError) as caught:
        apply(
            bakery(),
            overlay(
                {"target": "$.a", "remove": True},
                {"target": "$.info", "copy": "$.b"},
                {"target": "$.info", "update": {}},
                {"target": "$.info", "update": 1},
            ),
            name=NAME,
        )
    pointers = [finding.place.pointer for finding in caught.value.findings]
    assert pointers == ["/actions/0/target", "/actions/1/copy", "/actions/3/update"]


def test_lenient_passes_over_with_a_warning_and_applies_the_rest():
    given = overlay(
        {"target": "$.nowhere", "update": {}},
        {"target": "$.info", "copy": "$.nothing"},
        {"target": "$.info", "update": {"title": "Applied"}},
    )
    result, findings = apply(bakery(), given, name=NAME, lenient=True)
    assert result["info"]["title"] == "Applied"
    assert [finding.place.pointer for finding in findings] == ["/actions/0/target", "/actions/1/copy"]
    assert {finding.severity for finding in findings} == {Severity.WARNING}


def test_lenient_forgives_nothing_else():
    for action in (
        {"target": "$.info", "update": 1},
        {"target": "$[", "remove": True},
        {"target": "$.*", "copy": "$..*"},
    ):
        with pytest.raises(SpecloomError):
            apply(bakery(), overlay(action), name=NAME, lenient=True)


def test_reasons_are_required_where_asked_for():
    reasoned = {"target": "$.info", "update": {}, "description": "The page has the wrong title."}
    require_reasons(overlay(reasoned), NAME)
    with pytest.raises(SpecloomError) as caught:
        require_reasons(overlay(reasoned, {"target": "$", "update": {}}, reasoned | {"description": " \n"}), NAME)
    assert [finding.place.pointer for finding in caught.value.findings] == ["/actions/1", "/actions/2"]
    with pytest.raises(SpecloomError):
        require_reasons({"overlay": "1.1.0"}, NAME)
